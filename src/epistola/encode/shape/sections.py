"""Where a letter ends and something else begins: what is enclosed with it, or another letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.closing import closing
from epistola.encode.shape.formulas import announces_enclosures, begins_enclosure
from epistola.encode.shape.layout import Line
from epistola.encode.shape.opening import is_dateline, is_heading, is_salutation

_LONGEST_ENDING = 60
_LONGEST_OPENING = 10
_LONGEST_LINE = 110


def sections(lines: Sequence[Line], words: Lexicon) -> list[Sequence[Line]]:
    """Divide at the headings of enclosures, and at letters, that follow the end of a letter, or one another."""
    cuts = [0]
    for number in range(2, len(lines)):
        if lines[number].block == lines[number - 1].block:
            continue
        announced = announces_enclosures(lines[number - 1], words)
        if announced or begins_enclosure(lines[number], words):
            before = lines[max(cuts[-1], number - _LONGEST_ENDING) : number]
            if len(before) > 1 if cuts[1:] else closing(before, words):
                cuts.append(number)
        elif begins_letter(lines, number, words) and _is_closed(lines[cuts[-1] : number], words):
            cuts.append(number)
    return [lines[a:b] for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


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
    return is_heading(before[0], words) and any(is_dateline(line, words) for line in before[1:])


def _is_closed(before: Sequence[Line], words: Lexicon) -> bool:
    """Tell whether the lines are a letter with formula and signature at its end, whatever stands below them."""
    parts = {part.element for part in closing(before[-_LONGEST_ENDING:], words)} if len(before) > 2 else set()
    return {"salute", "signed"} <= parts and any(
        is_salutation(line, words) or line.is_sentence or len(line.text) > _LONGEST_LINE for line in before
    )
