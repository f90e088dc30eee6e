"""Where a letter ends and something else begins: what is enclosed, what others wrote on it, or another letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.added import endorsement_heading, envelope_heading, is_docket, is_endorsement, is_shelfmark
from epistola.encode.shape.closing import closing
from epistola.encode.shape.formulas import announces_enclosures, begins_enclosure, lists_enclosures
from epistola.encode.shape.greeting import is_dateline, is_heading, is_salutation
from epistola.encode.shape.layout import Line
from epistola.encode.shape.notes import notes_begin

_LONGEST_ENDING = 60
_LONGEST_OPENING = 10
_LONGEST_LINE = 110
_MOST_ADDED_LINES: Final = 20
# The number of a letter in a collection: “12.”, “No. 12”, “XII”.
_NUMBER: Final = re.compile(r"(?:[^\W\d_]{1,8}\.?\s*)?(?:\d{1,4}|[IVXLCDM]+)\s*[.)\]]?")


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that are one division; `kind` is its type, and `marked` the length of what says so in its first line."""

    kind: str
    lines: Sequence[Line]
    marked: int = 0


def sections(lines: Sequence[Line], words: Lexicon) -> list[Section]:
    """Divide the lines into the letter, what is enclosed with it, and what others wrote on it; one is the letter."""
    before = _before(lines, words)
    rest = lines[sum(len(section.lines) for section in before) :]
    cuts = _cuts(rest, words)
    found = list(before)
    for number, (begin, end) in enumerate(zip(cuts, [*cuts[1:], len(rest)], strict=True)):
        part, noted = _without_notes(rest[begin:end])
        part, added = _without_added(part, words)
        found += [Section("enclosure" if number else "letter", part), *added, *noted]
    return found


def _cuts(lines: Sequence[Line], words: Lexicon) -> list[int]:
    """Return the first lines of the letter, and of what is enclosed: headings, letters after the end of a letter."""
    cuts = [0]
    for number in range(2, len(lines)):
        if lines[number].block == lines[number - 1].block:
            continue
        announced = announces_enclosures(lines[number - 1], words)
        if announced or (begins_enclosure(lines[number], words) and not _only_lists(lines, number, words)):
            before = lines[max(cuts[-1], number - _LONGEST_ENDING) : number]
            if len(before) > 1 if cuts[1:] else closing(before, words):
                cuts.append(number)
        elif begins_letter(lines, number, words) and _is_closed(lines[cuts[-1] : number], words):
            cuts.append(number)
    return cuts


def _only_lists(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    """Tell whether a line begins the last block, and that does no more than say what is enclosed."""
    return lines[number].block == lines[-1].block and lists_enclosures(lines[number:], words)


def _before(lines: Sequence[Line], words: Lexicon) -> list[Section]:
    """Return what others wrote above the letter: lines that say when it came, a block that is the cover."""
    noted = list(takewhile(lambda line: is_endorsement(line, words), lines[:-1]))
    if noted:
        return [Section("endorsement", noted)]
    kind, marked = _begins_added(lines, 0, words, below=False)
    block = [line for line in lines if line.block == lines[0].block] if marked else []
    return [Section(kind, block, marked)] if 0 < len(block) < len(lines) else []


def _without_notes(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Section]]:
    """Cut off notes that stand together at the end, each with the mark that stands in the text."""
    begin = notes_begin(lines)
    return (lines[:begin], [Section("notes", lines[begin:])]) if begin < len(lines) else (lines, [])


def _without_added(lines: Sequence[Line], words: Lexicon) -> tuple[Sequence[Line], list[Section]]:
    """Cut off what others wrote below the end of a letter; it goes on to the end of the lines."""
    for number in range(max(2, len(lines) - _MOST_ADDED_LINES), len(lines)):
        goes_on = lines[number].block == lines[number - 1].block
        if goes_on and not any(c.isdigit() or c == "[" for c in lines[number].text):
            continue
        kind, _ = _begins_added(lines, number, words, below=True)
        if kind and _stands_apart(lines, number, words):
            added = _added(lines[number:], words)
            if added:
                return lines[:number], added
    return lines, []


def _stands_apart(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    return lines[number].block != lines[number - 1].block or bool(closing(lines[:number], words))


def _added(lines: Sequence[Line], words: Lexicon) -> list[Section]:
    """Divide the lines, of which the first begins something added; none of it when anything else is among them."""
    starts = [(i, *found) for i in range(len(lines)) if (found := _begins_added(lines, i, words, below=True))[0]]
    sections: list[Section] = []
    for (begin, kind, marked), end in zip(starts, [*(i for i, _, _ in starts[1:]), len(lines)], strict=True):
        part = lines[begin:end]
        goes_on = marked or all(line.block == part[0].block for line in part)
        if not goes_on or any(len(line.text) > _LONGEST_LINE for line in part[1:]):
            return []
        last = sections[-1] if sections else None
        if last is not None and last.kind == kind and not marked:
            sections[-1] = Section(kind, (*last.lines, *part), last.marked)
        else:
            sections.append(Section(kind, part, marked))
    return sections


def _begins_added(lines: Sequence[Line], number: int, words: Lexicon, *, below: bool) -> tuple[str, int]:
    """Return what kind of addition begins in a line `below` or above the letter, and the length of what says so."""
    line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if marked := endorsement_heading(line, words):
        return "endorsement", marked
    if marked := envelope_heading(line, following, words):
        return "envelope", marked
    if is_endorsement(line, words) or (below and _begins_docket(lines, number, words)):
        return "endorsement", 0
    return ("commentary", 0) if below and is_shelfmark(line, words) else ("", 0)


def _begins_docket(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    """Tell whether a block begins in the line that is an endorsement as a whole, below the end of a letter."""
    if number and lines[number].block == lines[number - 1].block:
        return False
    block = tuple(takewhile(lambda line: line.block == lines[number].block, lines[number:]))
    return is_docket(block, words) and (number == 0 or bool(closing(lines[:number], words)))


def further_letters(lines: Sequence[Line], words: Lexicon) -> Iterator[int]:
    """Yield the number of each line in which, after the end of a letter, another letter begins."""
    first = 0
    for number in range(2, len(lines)):
        if lines[number].block == lines[number - 1].block:
            continue
        if begins_letter(lines, number, words) and _is_closed(lines[first:number], words):
            first = number
            yield number


def begins_letter(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    """Tell whether a block begins with a heading or a date, and a salutation follows, with short lines between."""
    if len(lines[number].text) > _LONGEST_LINE:
        return False
    following = range(number + 1, min(number + _LONGEST_OPENING, len(lines)))
    greeting = next((other for other in following if is_salutation(lines[other], words)), None)
    before = lines[number:greeting] if greeting is not None else ()
    if not before or any(len(line.text) > _LONGEST_LINE or line.is_sentence for line in before[1:]):
        return False
    if is_dateline(before[0], words):
        return True
    headed = is_heading(before[0], words) or _NUMBER.fullmatch(before[0].text) is not None
    return headed and any(is_dateline(line, words) for line in before[1:])


def _is_closed(before: Sequence[Line], words: Lexicon) -> bool:
    """Tell whether the lines are a letter with formula and signature at its end, whatever stands below them."""
    parts = {part.element for part in closing(before[-_LONGEST_ENDING:], words)} if len(before) > 2 else set()
    return {"salute", "signed"} <= parts and any(
        is_salutation(line, words) or line.is_sentence or len(line.text) > _LONGEST_LINE for line in before
    )
