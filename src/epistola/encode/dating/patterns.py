"""The patterns by which the dates of a language are found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from epistola.encode.lexicon import Lexicon, lexicon

ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_SPACE = r"[ \t\u00a0]"
_FULL_YEAR = r"(?P<year>\d{4}|[1I]\d[\dI]{2})(?!\w)"
_YEAR = r"(?P<year>\d{4}|[1I]\d[\dI]{2}(?!\w)|['’]?\d{2,3})(?![\d/])(?!\.\d)"
_NUMERIC_SEPARATOR = rf"(?:{_SPACE}?(?:\./|[./\-–]){_SPACE}?)"


@cache
def patterns(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Make the patterns of a language, each with the name of its rule."""
    words = lexicon(code)
    # Only an abbreviation has a full stop of its own; after a full name it ends the sentence.
    full = words.months.keys() - words.abbreviations
    month = rf"(?P<month>{_any(words.months)})(?![^\W\d_])(?:(?<!{')(?<!'.join(sorted(full))})\.)?"
    weekday = rf"(?:(?:{_any(words.weekdays)})\b\.?,?{_SPACE}(?:(?:{_any(words.dates['before-date'])}){_SPACE})?)?"
    ordinal = rf"(?:{_SPACE}?(?:{_any(words.dates['ordinals'])})(?!\w))?"
    day = rf"(?<![\d.,/:\w])(?P<day>\d{{1,2}}|[Il](?=er\b)|[12I]I(?=\s)|I\d){ordinal}"
    of = rf"(?:(?:{_any(words.dates['before-month'])}){_SPACE})?" if words.dates["before-month"] else ""
    # In Spanish the year has the preposition of the month: 5 de mayo de 1871.
    of_year = rf"|{_SPACE}{of}(?=\d{{4}}(?!\w))" if of else ""
    year_after = rf"(?:(?:[,.]?\s{{0,2}}{of_year}){_YEAR})?"
    roman_or_number = rf"(?P<second>\d{{1,2}}|{'|'.join(sorted(ROMAN, key=len, reverse=True))})"
    first = r"(?<![\d.,/:§])(?P<first>\d{1,2})"
    found = {
        "iso": r"(?<!\d)(?P<year>\d{4})-(?P<second>\d\d)-(?P<first>\d\d)(?!\d)",
        "day-month": rf"{weekday}{day}[.,]?{_SPACE}{{0,2}}{of}{month}{year_after}",
        "numbers": rf"{weekday}{first}{_NUMERIC_SEPARATOR}{roman_or_number}\b(?:{_NUMERIC_SEPARATOR}|{_SPACE}){_YEAR}",
        "month-year": rf"\b{month},?{_SPACE}{_FULL_YEAR}",
        "weekday": rf"\b(?P<weekday>{_any(words.weekdays)})\b",
    }
    found |= _incomplete(words, month, of)
    if words.dates["month-first"]:
        found["month-day"] = (
            rf"{weekday}\b{month}{_SPACE}?(?P<day>\d{{1,2}})(?!\d){ordinal}(?:,?\s{{1,2}}(?P<year>\d{{4}})(?!\d))?"
        )
    if words.dates["day-month-numbers"]:
        # One half and the quarters are what they seem, not days of a month.
        found["day-month-numbers"] = (
            rf"{weekday}(?!(?:1/[234]|3/4)(?!\d)){first}{_SPACE}?(?:\.?/|\.){_SPACE}?{roman_or_number}\b(?:\.(?!\d)|(?![\d./%]))"
        )
        romans = "|".join(sorted(ROMAN, key=len, reverse=True))
        found["day-roman"] = rf"{first}{_SPACE}(?P<second>(?-i:{romans}))(?:\.|(?=\s|$))(?!{_SPACE}?\w\.)"
    by_case = {"weekday", "feast"}
    return tuple(
        (rule, re.compile(pattern, 0 if rule in by_case else re.IGNORECASE)) for rule, pattern in found.items()
    )


def _incomplete(words: Lexicon, month: str, of: str) -> dict[str, str]:
    """Make the patterns for a month, a day or a year alone, which need a word before them, and for feasts.

    The date itself is the group `date`; a language that has no words for one of them doesn't look for it.
    """
    before = {key: _any(words.dates[f"before-{key}-alone"]) for key in ("month", "day", "year")}
    ordinal = rf"{_SPACE}?(?:{_any(words.dates['ordinals'])})(?!\w)"
    patterns = {
        "part-of-month": rf"\b(?P<date>(?:{_any(words.dates['parts-of-month'])}){_SPACE}{month})",
        "month": rf"\b(?:{before['month']}){_SPACE}(?P<date>{month})",
        "day": (
            rf"\b(?:{before['day']}){_SPACE}(?P<date>(?P<day>\d{{1,2}}){ordinal})"
            rf"(?!{_SPACE}?(?:[\d/({{½]|{of}{month}))"
        ),
        "year": rf"\b(?:{before['year']}){_SPACE}(?P<date>(?P<year>1\d{{3}}|20\d\d))(?![\w.,]\d)(?!\w)",
        "day-of-month": (
            rf"(?<![\d.,/:])(?P<day>\d{{1,2}})(?:{ordinal})?{_SPACE}?(?P<relative>{_any(words.dates['months-away'])})(?!\w)"
        ),
        "feast": rf"\b(?P<date>(?P<feast>{_any(words.dates['feasts'])}))\b",
    }
    has_words = {
        "part-of-month": bool(words.dates["parts-of-month"]),
        **{key: bool(value) for key, value in before.items()},
        "day-of-month": bool(words.dates["months-away"]),
        "feast": bool(words.dates["feasts"]),
    }
    return {rule: pattern for rule, pattern in patterns.items() if has_words[rule]}


def _any(words: Iterable[str]) -> str:
    """Make an alternation of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
