"""Telling a letter from what is none, and one letter from two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.encode import dating
from epistola.encode.context import Context
from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.formulas import announces_enclosures, begins_enclosure, is_valediction
from epistola.encode.shape.greeting import greets, is_dateline, is_heading
from epistola.encode.shape.layout import Line, lines
from epistola.encode.shape.sections import further_letters
from epistola.errors import SourceError
from epistola.letter import Letter

_FEWEST_CELLS = 3
_FEWEST_VERSES = 4
_LONGEST_VERSE = 60
_OPENING = 6


def judge(letter: Letter, context: Context) -> Diagnostic | None:
    """Return a warning about prose that has no sign of a letter, which is encoded all the same, or None.

    Raises SourceError for a table, for verse without any sign of a letter, and for two letters in one file.
    """
    if context.sidecar.is_letter:
        return None
    found = lines(letter.text, ())
    if _is_table(found):
        raise _refusal(letter, "table", "This is a table, not a letter.")
    has_signs = _has_signs(found, context)
    if not has_signs and _is_verse(found):
        raise _refusal(
            letter,
            "verse",
            "There is no letter in this file, but verse: no heading, date, salutation or closing formula.",
        )
    second = _second_letter(found, context)
    if second is not None:
        raise SourceError(
            "There are two letters in this file: a second one begins here with date and salutation.",
            code="kind/two-letters",
            file=letter.source.name,
            line=letter.line_and_column(second.start)[0],
            hint="Give each letter its own file (epistola divide does it); if it is one, say so in its sidecar: "
            "[letter] is-letter = true.",
        )
    return None if has_signs else _doubt(letter)


def _doubt(letter: Letter) -> Diagnostic:
    return Diagnostic(
        "kind/no-signs",
        Severity.WARNING,
        "Nothing says that this is a letter: no heading, date, salutation or closing formula was found.",
        Place(letter.source.name, 1),
        "If it is none, remove it from the sources; if it is one, say so in its sidecar: [letter] is-letter = true.",
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


def _is_verse(found: Sequence[Line]) -> bool:
    """Most lines are short, and begin with a capital where the line before has not ended a sentence."""
    if len(found) < _FEWEST_VERSES or sum(len(line.text) <= _LONGEST_VERSE for line in found) * 10 < len(found) * 9:
        return False
    run_on = [(a, b) for a, b in pairwise(found) if not a.ends_a_sentence]
    return len(run_on) * 3 >= len(found) and sum(b.text[0].isupper() for _, b in run_on) * 5 >= len(run_on) * 4


def _has_signs(found: Sequence[Line], context: Context) -> bool:
    words = context.words
    opening, ending = found[:30], found[-6:]
    if any(greets(line.text, words) for line in opening):
        return True
    if any(is_dateline(line, words) for line in (*found[:6], *found[-6:])):
        return True
    return any(is_heading(line, words) for line in found[:3]) or any(is_valediction(line, words) for line in ending)


def _second_letter(found: Sequence[Line], context: Context) -> Line | None:
    """Return where a second letter begins: both have a date with its year, and nothing says that one is enclosed.

    A heading between them may say it, unless both letters have such headings.
    """
    words = context.words
    second = next(further_letters(found, words), None)
    if second is None or not (_has_a_year(found[:_OPENING], words) and _has_a_year(found[second : second + 2], words)):
        return None
    if _headed_alike(found[0], found[second], words):
        return found[second]
    for line in found[1 : second + 1]:
        if begins_enclosure(line, words) or announces_enclosures(line, words) or is_heading(line, words):
            return None
    return found[second]


def _headed_alike(first: Line, second: Line, words: Lexicon) -> bool:
    """Tell whether both lines are headings that count letters: “Letter I”, “Letter II”."""
    if begins_enclosure(second, words) or not (is_heading(first, words) and is_heading(second, words)):
        return False
    return first.text.split()[0].lower() == second.text.split()[0].lower()


def _has_a_year(opening: Sequence[Line], words: Lexicon) -> bool:
    dated = (line for line in opening if is_dateline(line, words))
    return any(date.year is not None for line in dated for date in dating.find(line.text, words))
