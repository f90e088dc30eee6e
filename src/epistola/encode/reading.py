"""The letter as its editor corrected it, for finding names and dates that a slip of the pen hides."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from epistola.letter import Letter


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with corrections carried out, and the way back to the offsets of the source.

    `pieces` are (offset in the reading, offset in the source, whether it is a correction): where a stretch
    begins that both have alike, or a correction.
    """

    text: str
    pieces: tuple[tuple[int, int, bool], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source for a span of the reading; a correction is never cut in two."""
        if len(self.pieces) == 1:
            return start, end
        return self._source(start, last=False), self._source(end, last=True)

    def _source(self, offset: int, *, last: bool) -> int:
        number = bisect_right(self.pieces, (offset - (1 if last and offset else 0), float("inf"))) - 1
        begins, source, is_correction = self.pieces[number]
        if not is_correction:
            return source + offset - begins
        return self.pieces[number + 1][1] if last else source


def corrected(letter: Letter) -> Reading:
    """Return the reading of `letter` in which each correction and abbreviation has the form that is meant."""
    parts: list[str] = []
    pieces: list[tuple[int, int, bool]] = []
    source = length = 0
    choices = [a for a in letter.annotations if a.reading is not None]
    for choice in sorted(choices, key=lambda a: (a.start, -a.evidence.claim, -a.end)):
        if choice.start < source:  # of two that overlap only one can stand
            continue
        before, reading = letter.text[source : choice.start], choice.reading or ""
        pieces += [(length, source, False), (length + len(before), choice.start, True)]
        parts += [before, reading]
        length += len(before) + len(reading)
        source = choice.end
    pieces.append((length, source, False))
    parts.append(letter.text[source:])
    return Reading("".join(parts), tuple(pieces))
