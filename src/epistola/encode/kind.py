"""Telling a letter from what is none, and one letter from two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from epistola.encode.closing import begins_enclosure, is_valediction
from epistola.encode.context import Context
from epistola.encode.layout import Line, lines
from epistola.encode.opening import begins_with_salutation, is_dateline, is_heading, is_salutation
from epistola.errors import SourceError
from epistola.letter import Letter

_FEWEST_CELLS = 3


def refuse_what_is_no_letter(letter: Letter, context: Context) -> None:
    """Raise SourceError for a table, for a text without any sign of a letter, and for two letters in one file."""
    if context.sidecar.is_letter:
        return
    found = lines(letter.text)
    if _is_table(found):
        raise _refusal(letter, "table", "This is a table, not a letter.")
    if not _has_signs(letter.text, found, context):
        raise _refusal(
            letter,
            "no-letter",
            "There is no letter in this file: no heading, date, salutation, closing formula, and nobody is spoken to.",
        )
    second = _second_letter(found, context)
    if second is not None:
        raise SourceError(
            "There are two letters in this file: a second one begins here with date and salutation.",
            code="kind/two-letters",
            file=letter.source.name,
            line=letter.line_and_column(second.start)[0],
            hint="Give each letter a file of its own; if it is one letter, say so in the sidecar: [letter] is-letter = true.",
        )


def _refusal(letter: Letter, slug: str, sentence: str) -> SourceError:
    return SourceError(
        sentence,
        code=f"kind/{slug}",
        file=letter.source.name,
        line=1,
        hint="Remove the file from the sources; if it is a letter, say so in its sidecar: [letter] is-letter = true.",
    )


def _is_table(found: Sequence[Line]) -> bool:
    """Most lines have the same number of cells, divided by tabs, bars or semicolons."""
    for divider in ("\t", "|", ";"):
        counts = [line.text.count(divider) for line in found]
        usual = max(set(counts), key=counts.count)
        if usual >= _FEWEST_CELLS - 1 and counts.count(usual) * 5 >= len(found) * 4 and len(found) > 1:
            return True
    return False


def _has_signs(text: str, found: Sequence[Line], context: Context) -> bool:
    words = context.words
    opening, ending = found[:30], found[-30:]
    if any(begins_with_salutation(line, words) for line in opening):
        return True
    if any(is_dateline(line, words) for line in (*found[:6], *found[-6:])):
        return True
    if any(is_heading(line, words) for line in found[:3]) or any(is_valediction(line, words) for line in ending[-6:]):
        return True
    spoken_to = re.findall(rf"(?<!\w)(?:{'|'.join(words.structure['second-person'])})(?!\w)", text, re.IGNORECASE)
    prose = sum(len(line.text) for line in found if len(line.text) > 70)
    return bool(spoken_to) and (prose * 2 > len(text) or len(found) <= 5)


def _second_letter(found: Sequence[Line], context: Context) -> Line | None:
    """Return where a second letter begins: after a closing, a dateline and a salutation, and no enclosure."""
    words = context.words
    closed = False
    for number, line in enumerate(found):
        if begins_enclosure(line, words) or (number and is_heading(line, words)):
            return None
        if (
            closed
            and is_dateline(line, words)
            and any(is_salutation(other, words) for other in found[number + 1 : number + 4])
        ):
            return line
        closed = closed or (number > 1 and is_valediction(line, words))
    return None
