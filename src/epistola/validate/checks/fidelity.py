"""The letter's text equals the transcription that its header records.

The header names the transcription in `sourceDesc`: an `idno[@type='file']`, a file name in the folder of the
transcriptions, and beside it an `idno[@type='sha256']`, the SHA-256 of its bytes. The file is read as the encoder
reads it: UTF-8, a byte order mark dropped, CRLF and CR taken as LF. Then the text of the transcription and the
text of `text`, in the source reading, must be the same characters in the same order.

The source reading keeps of each `choice` the `sic`, `orig` or `abbr` (else the first alternative), of each `app`
the `lem`, and everything that is not said to come from an editor. It leaves out: `supplied`, `corr`, `reg` and
`ex`; `expan` outside a `choice` only if no `ex` in it shows what was added; `note` with `@resp` or with @type
`editorial`; `rdg`, `desc`, `figDesc`. Deletions, additions and `surplus` are kept: they stand in the source.

White space is compared only inside elements with `xml:space="preserve"`, and there exactly, apart from both ends;
elsewhere it is layout of the file. With several transcriptions in one header only the checksums are compared, and
so it is with a transcription that is no plain text, whose words only its reader knows: its header says so in
`note[@type='media']`, or its name ends in something other than .txt.

Fires: transcription `He sat down`, text `<p>He set down</p>`.
Silent: transcription `He sat down`, text `<p>He <choice><sic>sat</sic><corr>set</corr></choice> down</p>`.

Codes: `fidelity/text-differs`, `fidelity/space-differs`, `fidelity/source-changed`, `fidelity/source-missing`,
`fidelity/source-unreadable`, `fidelity/outside`, `fidelity/not-recorded` (information: a letter that names none).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.names import XML_SPACE, tei
from epistola.validate.document import Document

_EDITORIAL: Final = frozenset(map(tei, ("supplied", "corr", "reg", "ex", "rdg", "desc", "figDesc")))
_SOURCE_SIDE: Final = frozenset(map(tei, ("sic", "orig", "abbr")))
_WORDS: Final = 24


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield what differs between the letter and its transcription; nothing when the folder isn't known."""
    folder = document.sources
    text = document.root.find(tei("text")) if folder is not None else None
    if folder is None or text is None or not document.is_tei:
        return
    recorded = list(document.root.iterfind(f".//{tei('sourceDesc')}//{tei('idno')}[@type='file']"))
    if not recorded and document.described is not None:
        yield Diagnostic(
            "fidelity/not-recorded",
            Severity.INFORMATION,
            "The header names no transcription, so the text was not compared with one.",
            document.place(document.root),
            hint="Record it in sourceDesc: idno[@type='file'] and idno[@type='sha256'].",
        )
    for idno in recorded:
        yield from _compare(document, idno, folder.resolve(), text if len(recorded) == 1 else None)


def _compare(
    document: Document, idno: etree._Element, folder: Path, text: etree._Element | None
) -> Iterator[Diagnostic]:
    name = _content(idno).strip()
    path = (folder / name).resolve()
    place = document.place(idno)
    if not path.is_relative_to(folder):
        sentence = f"The header names “{name}”, which lies outside the folder of the transcriptions."
        yield Diagnostic("fidelity/outside", Severity.ERROR, sentence, place, "Name a file inside that folder.")
        return
    try:
        data = path.read_bytes()
        if not _is_plain(idno, name):
            yield from _checksum(document, idno, name, data)
            return
        source = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        sentence = f"The transcription “{name}” can't be read: {error.strerror or error}."
        hint = f"It was looked for in {folder}."
        yield Diagnostic("fidelity/source-missing", Severity.ERROR, sentence, place, hint)
        return
    except UnicodeDecodeError as error:
        sentence = f"The transcription “{name}” is not UTF-8 (byte {error.start + 1})."
        hint = "Convert the file to UTF-8 and encode the letter anew."
        yield Diagnostic("fidelity/source-unreadable", Severity.ERROR, sentence, place, hint)
        return
    yield from _checksum(document, idno, name, data)
    if text is not None:
        yield from _difference(document, text, name, source)


def _is_plain(idno: etree._Element, name: str) -> bool:
    """Tell whether the transcription is plain text."""
    parent = idno.getparent()
    media = parent.find(f"{tei('note')}[@type='media']") if parent is not None else None
    said = _content(media).strip() if media is not None else ""
    return said.startswith("text/plain") if said else name.lower().endswith(".txt")


def _checksum(document: Document, idno: etree._Element, name: str, data: bytes) -> Iterator[Diagnostic]:
    parent = idno.getparent()
    recorded = parent.find(f"{tei('idno')}[@type='sha256']") if parent is not None else None
    if recorded is None:
        return
    import hashlib  # it loads OpenSSL, which takes more memory than most validations

    found = hashlib.sha256(data).hexdigest()
    if _content(recorded).strip().lower() != found:
        yield Diagnostic(
            "fidelity/source-changed",
            Severity.ERROR,
            f"The transcription “{name}” is not the file that was encoded: its SHA-256 is now {found}.",
            document.place(recorded),
            hint="Encode the letter anew, or bring back the transcription as it was.",
        )


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of the source reading: the characters, and where they stand in the tree."""

    text: str
    node: etree._Element
    tail: bool
    preserved: etree._Element | None

    def place(self, document: Document, offset: int) -> Place:
        """Return where the character `offset` stands."""
        return document.places.of_text(self.node, offset, tail=self.tail)


def _difference(document: Document, text: etree._Element, name: str, source: str) -> Iterator[Diagnostic]:
    """Yield the first difference of words, or else the first difference of white space that is to be kept."""
    runs = list(_reading(text))
    if "".join(run.text for run in runs).strip() == source.strip():
        return
    ours = [(run, offset) for run in runs for offset, c in enumerate(run.text) if not c.isspace()]
    theirs = [offset for offset, c in enumerate(source) if not c.isspace()]
    for number, ((run, offset), there) in enumerate(zip(ours, theirs, strict=False)):
        if run.text[offset] != source[there]:
            yield _differs(document, runs, number, ours, name, source, there)
            return
    if len(ours) != len(theirs):
        number = min(len(ours), len(theirs))
        there = theirs[number] if number < len(theirs) else len(source)
        yield _differs(document, runs, number, ours, name, source, there)
        return
    yield from _spaces(document, runs, theirs, name, source)


def _differs(
    document: Document,
    runs: list[_Run],
    number: int,
    ours: list[tuple[_Run, int]],
    name: str,
    source: str,
    there: int,
) -> Diagnostic:
    """Show the first difference: the character `number` of the letter, the character `there` of the source."""
    reading = "".join(run.text for run in runs)
    run, offset = ours[number] if number < len(ours) else (runs[-1], len(runs[-1].text))
    here = sum(len(other.text) for other in runs[: runs.index(run)]) + offset
    return Diagnostic(
        "fidelity/text-differs",
        Severity.ERROR,
        f"The letter and its transcription differ: {_at(name, source, there)} has {_around(source, there, _plainly)}, "
        f"the letter {_around(reading, here, _plainly)}.",
        run.place(document, offset),
        hint="Correct the text of the letter, or mark a change with choice, sic and corr.",
    )


def _spaces(document: Document, runs: list[_Run], theirs: list[int], name: str, source: str) -> Iterator[Diagnostic]:
    """Compare the white space of each element that preserves it; all other characters are known to be equal."""
    number = 0
    seen: dict[etree._Element, tuple[int, list[_Run]]] = {}
    for run in runs:
        if run.preserved is not None:
            seen.setdefault(run.preserved, (number, []))[1].append(run)
        number += sum(not c.isspace() for c in run.text)
    for first, inside in seen.values():
        reading = "".join(run.text for run in inside)
        stripped = reading.strip()
        if not stripped:
            continue
        last = first + sum(not c.isspace() for c in stripped) - 1
        start = theirs[first]
        expected = source[start : theirs[last] + 1]
        if stripped != expected:
            same = next(
                (i for i, (a, b) in enumerate(zip(stripped, expected, strict=False)) if a != b),
                min(len(stripped), len(expected)),
            )
            offset = same + len(reading) - len(reading.lstrip())
            yield Diagnostic(
                "fidelity/space-differs",
                Severity.ERROR,
                f"White space differs from the transcription: {_at(name, source, start + same)} has "
                f"{_around(source, start + same, _visibly)}, the letter {_around(reading, offset, _visibly)}.",
                _place_of(document, inside, offset),
                hint='The element has xml:space="preserve", so its white space is that of the transcription.',
            )


def _place_of(document: Document, runs: list[_Run], offset: int) -> Place:
    for run in runs:
        if offset < len(run.text):
            return run.place(document, offset)
        offset -= len(run.text)
    return runs[-1].place(document, len(runs[-1].text))


def _reading(text: etree._Element) -> Iterator[_Run]:
    """Yield the content of `text` in the source reading, in pieces."""
    preserving: list[etree._Element | None] = [None]
    walk = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            preserving.append(_preserving(node, preserving[-1]))
            if node is not text and not _is_source(node):
                walk.skip_subtree()
            elif node.text:
                yield _Run(node.text, node, False, preserving[-1])
        else:
            if event == "end":
                preserving.pop()
            if node is not text and node.tail:
                yield _Run(node.tail, node, True, preserving[-1])


def _preserving(element: etree._Element, outer: etree._Element | None) -> etree._Element | None:
    """Return the outermost element whose `xml:space="preserve"` holds for `element` (XML 1.0, section 2.10)."""
    space = element.get(XML_SPACE)
    if space == "default":
        return None
    return element if space == "preserve" and outer is None else outer


def _is_source(element: etree._Element) -> bool:
    """Whether `element` stands in the source, rather than being what an editor says about it."""
    parent = element.getparent()
    if parent is not None and parent.tag == tei("choice"):
        return element is _source_side(parent)
    if element.tag == tei("note"):
        return element.get("resp") is None and element.get("type") != "editorial"
    if element.tag == tei("expan"):
        return element.find(f".//{tei('ex')}") is not None
    return element.tag not in _EDITORIAL


def _source_side(choice: etree._Element) -> etree._Element | None:
    alternatives = list(choice.iterchildren(etree.Element))
    return next((a for a in alternatives if a.tag in _SOURCE_SIDE), alternatives[0] if alternatives else None)


def _content(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _at(name: str, source: str, offset: int) -> str:
    line, column = source.count("\n", 0, offset) + 1, offset - (source.rfind("\n", 0, offset) + 1) + 1
    return f"{name}:{line}:{column}"


def _around(text: str, offset: int, show: Callable[[str], str]) -> str:
    """Quote a few words around `offset`, with the place marked; `show` writes their white space."""
    before, after = text[max(0, offset - _WORDS) : offset], text[offset : offset + _WORDS]
    start = "…" if offset > _WORDS else ""
    if not after.strip() and show is _plainly:
        return f"“{start}{show(before).strip()}” and then ends"
    end = "…" if offset + _WORDS < len(text) else ""
    quoted = f"{show(before)}⟦{show(after[:1])}⟧{show(after[1:])}"
    return f"“{start}{quoted.strip()}{end}”"


def _plainly(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _visibly(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "⇥")
