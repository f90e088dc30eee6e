"""The model: a text that is never edited, and annotations that stand off from it.

All offsets are half-open and count Unicode code points of `Letter.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Final

from epistola.diagnostics import Severity

# The annotator that evidence names for what the source says itself.
SOURCE: Final = "source"


class Claim(IntEnum):
    """Who says so; where annotations cross, the higher claim stands.

    SOURCE is what the file that was read says itself: who transcribed the letter marked it there. MODEL is one that
    has learnt from the edition, GENERAL_MODEL one that knows nothing of it.
    """

    GENERAL_MODEL = 0
    MODEL = 1
    RULE = 2
    AUTHORITY = 3
    SOURCE = 4
    EDITOR = 5


class Certainty(StrEnum):
    """How sure, in the words of TEI's `teidata.certainty` (Guidelines, 1.3.1 att.global.responsibility)."""

    UNKNOWN = "unknown"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def weight(self) -> int:
        """A number to sort by: 0 for unknown, 3 for high."""
        return _WEIGHTS[self]


_WEIGHTS: Final = {certainty: weight for weight, certainty in enumerate(Certainty)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an annotation is there: who claims it, by which of its rules, how sure, and in a sentence why.

    `joined` names the annotators that agreed with the claim and gave some of its attributes.
    """

    annotator: str
    rule: str
    certainty: Certainty = Certainty.HIGH
    claim: Claim = Claim.RULE
    reason: str = ""
    joined: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 10)
def claimed(
    annotator: str,
    rule: str,
    certainty: Certainty = Certainty.HIGH,
    claim: Claim = Claim.RULE,
    reason: str = "",
) -> Evidence:
    """Return the evidence of a claim, which is made once for the many that have it in common."""
    return Evidence(annotator, rule, certainty, claim, reason)


@dataclass(frozen=True, slots=True)
class Annotation:
    """An element that begins before the character `start` and ends before the character `end`.

    `attributes` are (name, value) pairs of the element, in the order in which they are written. With
    `start == end` it is an empty element at that point, such as a line beginning. A correction has the element
    `choice` and its proposed reading in `reading`; so have an abbreviation (`abbr`) its expansion, and a form that is
    out of use (`orig`) its regular one.
    """

    start: int
    end: int
    element: str
    evidence: Evidence
    attributes: tuple[tuple[str, str], ...] = ()
    reading: str | None = None

    def __post_init__(self) -> None:
        """Refuse a span that no text can have."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"an annotation can't span [{self.start}, {self.end})")

    def __hash__(self) -> int:
        """Hash what tells nearly all annotations of a letter apart; the rest would take ten times as long."""
        return hash((self.start, self.end, self.element))

    def get(self, name: str, default: str = "") -> str:
        """Return the value of the attribute `name`."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def covers(self, other: Annotation) -> bool:
        """Tell whether `other` lies within this span (an equal span counts)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Annotation) -> bool:
        """Tell whether the two spans have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from: file name, media type, character encoding, SHA-256 of the bytes (hexadecimal).

    `notes` are sentences about what reading had to do (a byte order mark taken off, line ends unified); they
    are repeated in the header of the TEI.
    """

    name: str
    media_type: str
    encoding: str
    sha256: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that the source sets apart.

    `kind` is "p" for a paragraph, "head" for a heading, "fw" for what is no part of the letter's words, such as a page
    number. It is a hint: what the parts of the letter are, the annotators say.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the source (footnote, comment), kept apart from the text: it belongs to the point before `at`.

    It has a text of its own, and `annotations` whose offsets count in that text.
    """

    at: int
    text: str
    attributes: tuple[tuple[str, str], ...] = ()
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a page: a polygon of at least three (x, y) in the units of its surface; `id` is an XML identifier."""

    id: str
    type: str
    points: tuple[tuple[int, int], ...]
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Surface:
    """A page: the file name or address of its picture ("" if unknown), its width and height, and its parts."""

    id: str
    image: str
    width: int
    height: int
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A text as it was read, where it came from, its language (BCP 47), and what is claimed about it.

    What else the source has is beside the text: how it divides it (`blocks`), its notes, and its pages (`facsimile`).
    """

    text: str
    source: Source
    language: str
    annotations: tuple[Annotation, ...] = field(default=())
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    facsimile: tuple[Surface, ...] = ()
    # By element, made when one is first asked for: all that read the letter ask again and again.
    _by_element: dict[str, list[Annotation]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def having(self, annotations: Iterable[Annotation]) -> Letter:
        """Return this letter with further annotations; itself, if there are none."""
        further = tuple(annotations)
        return replace(self, annotations=(*self.annotations, *further)) if further else self

    def of(self, *elements: str) -> Iterator[Annotation]:
        """Yield the annotations that are one of `elements`, in the order of the text."""
        if len(elements) == 1:
            wanted = self._of_one_kind(elements[0])
        else:
            kinds = frozenset(elements)
            wanted = [a for a in self.annotations if a.element in kinds]
        return iter(sorted(wanted, key=lambda a: (a.start, -a.end)))

    def _of_one_kind(self, element: str) -> list[Annotation]:
        if not self._by_element:
            for annotation in self.annotations:
                self._by_element.setdefault(annotation.element, []).append(annotation)
        return self._by_element.get(element, [])

    def itself(self) -> Annotation | None:
        """Return the division that is the letter itself: not what is enclosed, and what others wrote on it."""
        divisions = list(self.of("div"))
        return next((div for div in divisions if div.get("type") == "letter"), divisions[0] if divisions else None)

    def words(self, annotation: Annotation) -> str:
        """Return the text under `annotation`."""
        return self.text[annotation.start : annotation.end]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column, counted from 1, at which the character `offset` stands."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(text: str) -> tuple[int, ...]:
    """Return where the lines begin; kept for a moment, since a letter is asked for many places."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a stretch of text that is no markup: a suggestion, a doubt, a decision explained.

    `code` is the slug of the annotator's own finding; `severity` one of TEI users' three words.
    """

    start: int
    end: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
