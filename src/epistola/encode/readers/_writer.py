"""Collecting a text piece by piece, with what stands on it.

Offsets are taken where the next character will stand. White space at the edges of an annotation is left outside of
it, and an annotation that holds nothing else is dropped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from epistola.diagnostics import Severity
from epistola.encode.readers import Transcription
from epistola.errors import SourceError
from epistola.letter import SOURCE, Annotation, Block, Certainty, Claim, Evidence, Note, Remark, Source, Surface
from epistola.xml import refused_character

Attributes = tuple[tuple[str, str], ...]

# How `@rend` says what writing looks like, in the order in which the words are written.
RENDITIONS: Final = (
    "bold", "italic", "underline", "double-underline", "overline", "smallcaps", "caps",
    "superscript", "subscript", "letterspaced", "strikethrough", "heading",
)  # fmt: skip
_WHITE: Final = re.compile(r"[ \t\n\r\f]+")


class Writer:
    """A text that grows at its end. `format` names the reader in evidence and messages."""

    def __init__(self, form: str) -> None:
        self.format = form
        self.annotations: list[Annotation] = []
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.remarks: list[Remark] = []
        self._pieces: list[str] = []
        self._length = 0
        self._ended = 0
        self._white = False
        self._gap = ""

    @property
    def position(self) -> int:
        """Where the next character will stand, as far as is known."""
        return self._length

    @property
    def text(self) -> str:
        """The text so far, without white space that is still open."""
        return "".join(self._pieces)

    def since(self, start: int) -> str:
        """Return what was written since `start`."""
        pieces: list[str] = []
        length = self._length
        for piece in reversed(self._pieces):
            if length <= start:
                break
            pieces.append(piece)
            length -= len(piece)
        return "".join(reversed(pieces))[max(0, start - length) :]

    @property
    def at_line_start(self) -> bool:
        """Tell whether nothing stands before this point in its line."""
        return not self._length or bool(self._ended)

    def write(self, text: str) -> None:
        """Add `text` as it is."""
        if text:
            self.settle()
            self._add(text)

    def flow(self, text: str) -> None:
        """Add `text` with each run of white space as one blank, and none where a line begins or ends."""
        for number, word in enumerate(_WHITE.split(text)):
            if number and not self._gap and self._length and not self._white:
                self._gap = " "
            if word:
                self.write(word)

    def line(self) -> None:
        """End the line."""
        self._gap = "\n" * (self._gap.count("\n") + 1)

    def apart(self, lines: int) -> None:
        """Make sure that what follows begins `lines` lines below what stands here (0: wherever it does)."""
        if lines:
            self._gap = "\n" * max(self._gap.count("\n"), lines - self._ended)

    def settle(self) -> int:
        """Write the white space that is still open, and return the position."""
        gap, self._gap = self._gap, ""
        if gap and self._length:
            self._add(gap)
        return self._length

    def mark(
        self,
        start: int,
        element: str,
        attributes: Attributes = (),
        reading: str | None = None,
        certainty: Certainty = Certainty.HIGH,
    ) -> None:
        """Annotate what was written since `start`."""
        if start < self._length:
            self.annotate(start, self._length, element, attributes, reading, certainty)

    def annotate(
        self,
        start: int,
        end: int,
        element: str,
        attributes: Attributes = (),
        reading: str | None = None,
        certainty: Certainty = Certainty.HIGH,
    ) -> None:
        """Annotate a span."""
        evidence = Evidence(SOURCE, self.format, certainty, Claim.SOURCE)
        self.annotations.append(Annotation(start, end, element, evidence, attributes, reading))

    def point(self, element: str, attributes: Attributes = ()) -> None:
        """Set an empty element before the next character."""
        position = self.settle()
        self.annotate(position, position, element, attributes)

    def block(self, start: int, kind: str) -> None:
        """Say that what was written since `start` is one block."""
        if start < self._length:
            self.blocks.append(Block(start, self._length, kind))

    def note(self, inside: Writer, attributes: Attributes, at: int | None = None) -> None:
        """Hang a note, written with a writer of its own, on this point, or on the point `at`."""
        text = inside.text
        marks = tidied(inside.annotations, text)
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        shifted = [replace(mark, start=max(0, mark.start - lead), end=max(0, mark.end - lead)) for mark in marks]
        if text:
            alone = sum(mark.element == "p" for mark in shifted) == 1
            kept = tuple(mark for mark in shifted if mark.end <= len(text) and not (alone and mark.element == "p"))
            self.notes.append(Note(self._length if at is None else at, text, attributes, kept))

    def remark(self, code: str, message: str, hint: str = "", severity: Severity = Severity.INFORMATION) -> None:
        """Say something about this point of the text."""
        self.remarks.append(Remark(self._length, self._length, code, severity, message, hint))

    def transcription(self, source: Source, facsimile: Iterable[Surface] = ()) -> Transcription:
        """Return all of it; raise SourceError for a text that is empty or has what XML can't carry."""
        text = self.text if self._ended else f"{self.text}\n"
        refuse_empty(text, source.name, self.format)
        _refuse_control_characters([text, *(note.text for note in self.notes)], source.name, self.format)
        return Transcription(
            text,
            source,
            self.format,
            tuple(tidied(self.annotations, text)),
            tuple(sorted(_blocks(self.blocks, text), key=lambda block: block.start)),
            tuple(self.notes),
            tuple(facsimile),
            tuple(self.remarks),
        )

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        ended = len(text) - len(text.rstrip("\n"))
        self._ended = self._ended + ended if ended == len(text) else ended
        self._white = text[-1].isspace()


def source_of(data: bytes, name: str, media_type: str, encoding: str = "UTF-8", notes: Iterable[str] = ()) -> Source:
    """Describe the file that was read."""
    return Source(name, media_type, encoding, hashlib.sha256(data).hexdigest(), tuple(notes))


def target_of(address: str) -> str:
    """Return what `@target` says of the address of a link, "" for one that leads nowhere from the TEI."""
    return address if re.fullmatch(r"(?:https?|mailto|ftp|doi):[^\s<>\"{}|\\^`]+", address) else ""


def rendition(words: Iterable[str]) -> Attributes:
    """Return `@rend` with `words` in their fixed order, or nothing for none."""
    wanted = set(words)
    value = " ".join(word for word in RENDITIONS if word in wanted)
    return (("rend", value),) if value else ()


def tidied(annotations: Iterable[Annotation], text: str) -> Iterator[Annotation]:
    """Yield `annotations` without white space at their edges.

    Highlighting of the same words becomes one element, and so does that of words that follow one another.
    """
    highlights: dict[tuple[int, int], set[str]] = {}
    for annotation in annotations:
        if annotation.start == annotation.end:
            yield annotation
            continue
        start, end = _trimmed(annotation.start, annotation.end, text)
        if start == end:
            continue
        if annotation.element == "hi" and set(dict(annotation.attributes)) == {"rend"}:
            highlights.setdefault((start, end), set()).update(annotation.get("rend").split())
        else:
            yield replace(annotation, start=start, end=end)
    yield from _joined(highlights, annotations, text)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    rend: str


def _joined(
    highlights: dict[tuple[int, int], set[str]], annotations: Iterable[Annotation], text: str
) -> Iterator[Annotation]:
    evidence = next((a.evidence for a in annotations if a.element == "hi"), None)
    found: list[_Stretch] = []
    for (start, end), words in sorted(highlights.items()):
        known = " ".join(word for word in RENDITIONS if word in words)
        others = " ".join(sorted(words - set(RENDITIONS)))
        stretch = _Stretch(start, end, f"{known} {others}".strip())
        before = found[-1] if found else None
        between = text[before.end : start] if before else ""
        if before and before.rend == stretch.rend and before.end <= start and not between.strip(" \t"):
            found[-1] = replace(before, end=end)
        else:
            found.append(stretch)
    if evidence is not None:
        yield from (Annotation(s.start, s.end, "hi", evidence, (("rend", s.rend),)) for s in found)


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blocks(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    for block in blocks:
        start, end = _trimmed(block.start, block.end, text)
        if start < end:
            yield Block(start, end, block.kind)


def refuse_empty(text: str, name: str, form: str) -> None:
    """Raise SourceError for a text of nothing but white space."""
    if not text.strip():
        raise SourceError(
            "The file is empty, or has nothing but white space.",
            code=f"{form}/empty",
            file=name,
            hint="Put the transcription of the letter into it, or remove it.",
        )


def _refuse_control_characters(texts: Iterable[str], name: str, form: str) -> None:
    for text in texts:
        offset = refused_character(text)
        if offset is not None:
            raise SourceError(
                f"The text has the character U+{ord(text[offset]):04X}, which XML can't carry, after "
                f"“{text[max(0, offset - 20) : offset].strip()}”.",
                code=f"{form}/control-character",
                file=name,
                hint="Remove it from the transcription.",
            )
