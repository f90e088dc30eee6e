"""The fidelity law: the TEI gives back its source, character for character.

Every character of the source stands once, in order, in the source reading of the TEI's body: `sic`, `orig` and
`abbr` are read, `corr`, `reg` and `expan` are not. White space within the letter is kept as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from epistola.errors import FidelityError
from epistola.names import tei
from epistola.xml import parse

_OTHER_READINGS = {tei("corr"), tei("reg"), tei("expan")}


def prove(document: bytes, text: str, name: str) -> None:
    """Raise FidelityError, which shows the first difference, unless `document` gives back `text`."""
    body = parse(document, name).getroot().find(f"{tei('text')}/{tei('body')}")
    found = "".join(source_reading(body)) if body is not None else ""
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


def source_reading(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of text below `element` that are the source's."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _OTHER_READINGS:
            yield from source_reading(child)
        if child.tail:
            yield child.tail


def _excerpt(text: str, at: int) -> str:
    return f"“{text[max(0, at - 12) : at + 18]}”".replace("\n", "⏎") if at < len(text) else "its end there"
