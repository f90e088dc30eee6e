"""How a letter begins: headings, a description of its contents, addresses, place and date, the salutation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise, takewhile
from typing import Final

from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.added import is_endorsement, is_letterhead_mark, is_shelfmark
from epistola.encode.shape.formulas import is_address, is_courteous, is_directed, is_titled, phrases
from epistola.encode.shape.greeting import (
    LONGEST_LINE,
    is_date,
    is_dateline,
    is_heading,
    is_plain_dateline,
    is_salutation,
    is_statement,
    says_more,
)
from epistola.encode.shape.layout import Line, Part, is_prose

_LONGEST_PREFACE = 400
_FURTHEST_SALUTATION = 30
_LONGEST_ADDRESS = 7
_LONG_HEADING = 50
_LONGEST_PLACE = 40
_MOST_WORDS_OF_A_PLACE = 5
_FIELDS: Final = {"to": "inside", "from": "byline", "date": "dateline", "subject": "head subject"}
_ADDRESS = re.compile(r"^(?:℅|c/o\b)|^(?!\d+\s?[°)]).*\d|^[^a-zß-ÿ]+$|,$")


def opening(lines: Sequence[Line], words: Lexicon) -> tuple[Part, ...]:
    """Return the parts before the first paragraph, in order; they cover the first lines without a gap."""
    # All there is can't be the opening: something has to be the letter.
    first = lines[: min(_FURTHEST_SALUTATION, len(lines) - 1)]
    salute = next((i for i, line in enumerate(first) if is_salutation(line, words)), None)
    last: tuple[Part, ...] = ()
    if salute is not None and not _is_text(lines[:salute]):
        greetings = takewhile(lambda line: is_salutation(line, words), first[salute:])
        before, last = lines[:salute], tuple(Part("salute", (line,)) for line in greetings)
    else:
        before = _without_salutation(lines, words)
    spaced = lines[-1].block > 0
    above = _parts(before, words, spaced=spaced, greeted=bool(last))
    return (*above, *last, *(_dated_below(above, last, lines, words) if last else ()))


def _dated_below(above: Sequence[Part], last: Sequence[Part], lines: Sequence[Line], words: Lexicon) -> Iterator[Part]:
    """Yield the dateline that stands below the salutation, where none stands above."""
    number = sum(len(part.lines) for part in (*above, *last))
    dated = any(part.element == "dateline" for part in above)
    if not dated and number < len(lines) - 1 and is_plain_dateline(lines[number], words):
        yield Part("dateline", (lines[number],))


def _is_text(before: Sequence[Line]) -> bool:
    """Tell whether paragraphs stand among the lines before a salutation, which then opens something else.

    One may be a summary of the letter.
    """
    if max((len(line.text) for line in before), default=0) > _LONGEST_PREFACE:
        return True
    return sum(is_prose(tuple(block)) for block in _in_blocks(before)) > 1


def _in_blocks(lines: Sequence[Line]) -> Iterator[Iterator[Line]]:
    return (block for _, block in groupby(lines, key=lambda line: line.block))


def _without_salutation(lines: Sequence[Line], words: Lexicon) -> Sequence[Line]:
    """Return the first lines up to the last of them that says where, when or to whom the letter was written."""
    end = 0
    for number, line in enumerate(lines[:8], 1):
        if len(line.text) > LONGEST_LINE and not is_heading(line, words) and not is_shelfmark(line, words):
            break
        if is_statement(line, words) or (number < len(lines) and _is_wrapped_prose(line, lines[number], words)):
            break
        if is_heading(line, words) or is_dateline(line, words) or _printed(line, words):
            end = number
    end += _addressed(lines[end:], words)
    end = min(end, len(lines) - 1)
    return lines[: _before_title(lines, end)]


def _is_wrapped_prose(line: Line, below: Line, words: Lexicon) -> bool:
    """Tell whether a sentence goes on from a line into the next."""
    together = line.block == below.block and below.text[0].islower()
    return together and not line.ends_a_sentence and says_more(line.text, words)


def _addressed(lines: Sequence[Line], words: Lexicon) -> int:
    """Return how many lines are an address of the addressee, with which `lines` begin."""
    block = [line for line in lines if line.block == lines[0].block] if lines else []
    if not 0 < len(block) < min(len(lines), _LONGEST_ADDRESS) or any(len(line.text) > LONGEST_LINE for line in block):
        return 0
    begins = is_directed(block[0].text, words) or (
        len(block) > 1 and (is_address(block[0], words) or is_titled(block[0].text, words))
    )
    return len(block) if begins and not any(line.is_sentence for line in block) else 0


def _before_title(lines: Sequence[Line], end: int) -> int:
    """Leave the last block whole if it is but a title and a date, as of an enclosed cutting from a newspaper."""
    rest = lines[end:]
    if sum(len(line.text) for line in rest) > LONGEST_LINE or any(line.is_sentence for line in rest):
        return end
    while end and lines[end - 1].block == lines[-1].block and lines[0].block != lines[-1].block:
        end -= 1
    return end


def _parts(before: Sequence[Line], words: Lexicon, *, spaced: bool, greeted: bool) -> list[Part]:
    """Divide the lines; in a text with blank lines what stands together belongs together (`spaced`)."""
    prose = {line for block in map(tuple, _in_blocks(before)) if is_prose(block) for line in block}
    prose |= {line for pair in pairwise(before) if _is_wrapped_prose(*pair, words) for line in pair}
    kinds = ["argument" if line in prose else _kind(line, words, spaced=spaced) for line in before]
    going_on = _further_lines_of_headings(before, words)
    kinds = ["heading" if line in going_on else kind for line, kind in zip(before, kinds, strict=True)]
    _one_dateline(before, kinds)
    _inside_addresses(before, kinds, words, greeted=greeted)
    _addresses_join_datelines(before, kinds, words, greeted=greeted)
    _letterheads(before, kinds, words)
    parts: list[Part] = []
    for line, kind in zip(before, kinds, strict=True):
        element, _, sort = ("head" if kind == "heading" else kind).partition(" ")
        last = parts[-1] if parts else None
        joins = element in ("dateline", "address") or line in going_on or (element == "argument" and line in prose)
        alike = last is not None and (last.element, last.type) == (element, sort)
        if last is not None and joins and alike and last.lines[-1].block == line.block:
            parts[-1] = Part(element, (*last.lines, line), sort)
        else:
            parts.append(Part(element, (line,), sort))
    return parts


def _further_lines_of_headings(before: Sequence[Line], words: Lexicon) -> set[Line]:
    found: set[Line] = set()
    for line, below in pairwise(before):
        if (line in found or is_heading(line, words)) and _goes_on(line, below, words):
            found.add(below)
    return found


def _goes_on(line: Line, below: Line, words: Lexicon) -> bool:
    """Tell whether a heading goes on in the next line: “Letter From the Chairman to the / Secretary of State”."""
    if line.block != below.block or len(line.text) < _LONG_HEADING:
        return False
    names = words.names
    leads = {*names["articles"], *names["particles"], *names["place-prepositions"], *names["joints"]}
    directs = is_directed(f"{line.text.split()[-1]} {below.text}", words)
    return line.text.split()[-1].lower() in leads or directs or below.text[0] == "(" or below.text[0].islower()


def _kind(line: Line, words: Lexicon, *, spaced: bool) -> str:
    """Return what a line of the opening is: an element, and its `@type` behind a space; “inside” is the addressee's."""
    if is_heading(line, words) or not re.search(r"\w", line.text):
        return "head"
    if printed := _printed(line, words):
        return printed
    if (is_address(line, words) or is_directed(line.text, words)) and len(line.text) <= LONGEST_LINE:
        return "inside"
    if is_date(line, words):
        return "dateline"
    if line.is_sentence:
        return "argument"
    return "address" if spaced or _ADDRESS.search(line.text) else "head"


def _printed(line: Line, words: Lexicon) -> str:
    """Return what a line is by the words with which it begins, or by what it names; "" where they say nothing."""
    if is_shelfmark(line, words):
        return "head archive"
    if is_letterhead_mark(line, words):
        return "head letterhead"
    if is_endorsement(line, words):
        return "head endorsement"
    field = _field(words.code).match(line.text)
    return _FIELDS[field.lastgroup] if field is not None and field.lastgroup is not None else ""


@cache
def _field(code: str) -> re.Pattern[str]:
    fields = "|".join(f"(?P<{name}>{phrases(f'field-{name}', code)})" for name in _FIELDS)
    return re.compile(rf"(?:{fields})\s*\.?:\s*\S", re.IGNORECASE)


def _one_dateline(before: Sequence[Line], kinds: list[str]) -> None:
    """A letter is dated once: a dated line in a block below the dateline is a heading that speaks of another day."""
    first = next((line.block for line, kind in zip(before, kinds, strict=True) if kind == "dateline"), None)
    for number, line in enumerate(before):
        if kinds[number] == "dateline" and line.block != first:
            kinds[number] = "head"


def _inside_addresses(before: Sequence[Line], kinds: list[str], words: Lexicon, *, greeted: bool) -> None:
    """Find the rest of the addressee's address: what stands below its first line, up to the date.

    Below the date, a block of more than one line is the addressee's, too, where a salutation follows or a title begins;
    anywhere, if the title is one that nobody gives himself.
    """
    dated = False
    for number, line in enumerate(before):
        above = number > 0 and before[number - 1].block == line.block
        if above and kinds[number - 1] == "inside" and kinds[number] in ("address", "head"):
            kinds[number] = "inside" if not is_heading(line, words) else "head"
        goes_on = number + 1 < len(before) and before[number + 1].block == line.block
        begins = goes_on and (not above or is_heading(before[number - 1], words))
        if kinds[number] in ("address", "head") and begins and not is_heading(line, words):
            told = is_courteous(line.text, words) or (dated and (greeted or is_titled(line.text, words)))
            kinds[number] = "inside" if told else kinds[number]
        dated = dated or kinds[number] == "dateline"


def _addresses_join_datelines(before: Sequence[Line], kinds: list[str], words: Lexicon, *, greeted: bool) -> None:
    """An address above or below the date, with no blank line between, is part of the dateline."""
    for step in (1, -1):
        for here, there in pairwise(range(len(kinds))[::step]):
            if kinds[here] == "dateline" and before[here].block == before[there].block:
                place = greeted and kinds[there] == "head" and _is_place(before[there], words)
                kinds[there] = "dateline" if place or kinds[there] == "address" else kinds[there]
    dated = "dateline" in kinds
    for number, kind in enumerate(kinds):
        if kind == "address":
            # Apart from the date an address-like line is a heading, unless it is all that stands over the salutation.
            over = greeted and before[number].block == before[-1].block
            kinds[number] = "dateline" if over and not dated else "head"
        elif kind == "inside":
            kinds[number] = "address"


def _is_place(line: Line, words: Lexicon) -> bool:
    """Tell whether a line beside the date may be nothing but a place: “New York City”, “b. Berlin”."""
    said = line.text.split()
    small = len(line.text) <= _LONGEST_PLACE and len(said) <= _MOST_WORDS_OF_A_PLACE and said[0][0].isalnum()
    return small and not is_heading(line, words) and not says_more(line.text, words)


def _letterheads(before: Sequence[Line], kinds: list[str], words: Lexicon) -> None:
    """Lines that stand together and are but headings are a letterhead, if one of them looks like an address."""
    headings = [n for n, kind in enumerate(kinds) if kind in ("head", "head letterhead")]
    apart = (n for n in headings if not is_heading(before[n], words))
    for _, group in groupby(apart, key=lambda n: before[n].block):
        run = list(group)
        if (len(run) > 1 and any(_ADDRESS.search(before[n].text) for n in run)) or kinds[run[0]] == "head letterhead":
            for n in run:
                kinds[n] = "head letterhead"
