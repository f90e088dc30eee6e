"""The fidelity law: the TEI gives back its source, character for character.

Every character of the source stands once, in order, in the source reading of the TEI's body: `sic`, `orig` and
`abbr` are read, `corr`, `reg` and `expan` are not. White space within the letter is kept as well. The notes of the
source stand apart: each gives back its own text, and they stand in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from epistola.errors import FidelityError
from epistola.letter import SOURCE, Note
from epistola.names import tei
from epistola.xml import parse

_OTHER_READINGS = {tei("corr"), tei("reg"), tei("expan")}


def prove(document: bytes, text: str, name: str, notes: Sequence[Note] = ()) -> None:
    """Raise FidelityError, which shows the first difference, unless `document` gives back `text` and `notes`."""
    body = parse(document, name).getroot().find(f"{tei('text')}/{tei('body')}")
    _same(text, _read(body) if body is not None else "", name)
    found = [note for note in body.iter(tei("note")) if _is_apart(note)] if body is not None else []
    written = ["".join(source_reading(note)) for note in found]
    expected = [note.text for note in sorted(notes, key=lambda note: note.at)]
    if written != expected:
        _same("\n".join(expected), "\n".join(written), name)


def _same(text: str, found: str, name: str) -> None:
    if found == text:
        return
    at = next((i for i, (a, b) in enumerate(zip(text, found, strict=False)) if a != b), min(len(text), len(found)))
    line = text.count("\n", 0, at) + 1
    raise FidelityError(
        f"The encoding would not give back the source: line {line} has {_excerpt(text, at)}, "
        f"the encoding {_excerpt(found, at)}.",
        code="fidelity/differs",
        file=name,
        line=line,
        column=at - (text.rfind("\n", 0, at) + 1) + 1,
        hint="Nothing was written. This is a mistake of an annotator or of Epistola: please report it with the letter.",
    )


def _read(body: etree._Element) -> str:
    """Return the source reading of the body; where nothing is left out of it, that is all its text."""
    if next(body.iter(*_OTHER_READINGS, tei("note"), etree.Comment, etree.ProcessingInstruction), None) is None:
        return etree.tostring(body, encoding="unicode", method="text", with_tail=False)
    return "".join(source_reading(body))


def source_reading(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of text below `element` that are the source's."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _OTHER_READINGS and not _is_apart(child):
            yield from source_reading(child)
        if child.tail:
            yield child.tail


def _is_apart(element: etree._Element) -> bool:
    return element.tag == tei("note") and element.get("resp") == f"#epistola.{SOURCE}"


def _excerpt(text: str, at: int) -> str:
    return f"“{text[max(0, at - 12) : at + 18]}”".replace("\n", "⏎") if at < len(text) else "its end there"
