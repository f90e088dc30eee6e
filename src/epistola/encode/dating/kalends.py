"""Days counted back from the Kalends, Nones and Ides, and other Roman numbers of Latin dates.

The Nones are the 7th and the Ides the 15th of March, May, July and October; the 5th and the 13th elsewhere. The day
itself is counted, so that a. d. III Id. Mart. is the 13th, and pridie the day before. In a leap year the sixth day
before the Kalends of March is doubled (Censorinus, De die natali 20; Macrobius, Saturnalia 1, 13).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from epistola.encode.dating import numerals
from epistola.encode.dating.found import Found
from epistola.encode.dating.wording import SPACE, any_of, month_pattern, spelt, year_after
from epistola.encode.dating.years import with_year
from epistola.encode.lexicon import Lexicon, lexicon

_LEAD: Final = 60
_LATE: Final = frozenset({3, 5, 7, 10})
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The farthest count from each of the three days.
_FARTHEST: Final = {"kalends": 19, "nones": 6, "ides": 8}
_DOUBLED: Final = 6

NEXT_YEAR: Final = "the year may be the one that begins with the Kalends"
TWICE: Final = "in a leap year the sixth day before the Kalends of March is doubled"
NO_LEAP_YEAR: Final = "whether it was a leap year is not known"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Where a date may begin, what may stand before it, and what follows."""

    mark: re.Pattern[str]
    count: re.Pattern[str]
    month: re.Pattern[str]
    day: re.Pattern[str]
    year: re.Pattern[str]


@cache
def _patterns(code: str) -> _Patterns | None:
    words = lexicon(code)
    table = words.dates.get("roman-days")
    if not table:
        return None
    marks = "|".join(f"(?P<{name}>{any_of(table[name])})" for name in _FARTHEST)
    month, year = month_pattern(words), year_after(words)
    before = rf"(?<!\w)(?P<lead>(?:(?:{any_of(table['leads'])})\s{{0,2}})?"
    beside = f"(?P<eve>{any_of(table['eve'])})|(?P<morrow>{any_of(table['morrow'])})"
    named = f"(?P<named>{any_of(table['counts'])})|{beside}"
    counted = rf"(?P<bis>bis\.?\s)?(?P<count>{numerals.DAY}|\d{{1,2}})(?:\s?[.°,])?"
    return _Patterns(
        mark=_compiled(rf"(?<!\w)(?:{marks})(?!\w)\.?\s{{1,2}}(?:ipsis\s)?{month}{year}"),
        count=_compiled(rf"{before}(?:{named}|{counted})\s{{1,2}})$"),
        month=_compiled(rf"(?<!\w){month}{year}"),
        day=_compiled(rf"(?<!\w)(?P<lead>(?P<count>{numerals.DAY})\.?{SPACE}{{1,2}}(?:(?:{any_of(words.dates['before-month'])}){SPACE})?)$"),
        year=_compiled(rf"(?<!\w)(?:{any_of(words.dates['before-year'])})\s{{1,2}}(?P<lead>{numerals.YEAR})"),
    )  # fmt: skip


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def find_counted(text: str, words: Lexicon) -> Iterator[Found]:
    """Yield the dates with Roman numbers: counted days, days of a month, and years; none in most languages."""
    patterns = _patterns(words.code)
    if patterns is None:
        return
    until = words.dates.get("julian-until", "")
    for match in patterns.mark.finditer(text):
        found = _counted(match, patterns.count.search(text, max(0, match.start() - _LEAD), match.start()), words)
        if found is not None:
            yield found._replace(julian_until=until)
    for match in patterns.month.finditer(text):
        lead = patterns.day.search(text, max(0, match.start() - _LEAD), match.start())
        day = numerals.number(lead["count"]) if lead else None
        if lead and day and day <= 31 and lead["count"] not in ("i", "I"):
            found = Found(lead.start("lead"), match.end(), month=words.months[match["month"].lower()], day=day)
            yield with_year(found._replace(rule="day-month", julian_until=until), match.groupdict())
    for match in patterns.year.finditer(text):
        written = numerals.number(match["lead"])
        if written:
            yield Found(match.start("lead"), match.end(), written, year_digits=4, rule="year")


def _counted(match: re.Match[str], lead: re.Match[str] | None, words: Lexicon) -> Found | None:
    """Read a counted day; words in small letters with nothing that counts before them are something else."""
    mark = next(name for name in _FARTHEST if match[name])
    count = _count(lead, words) if lead else 1
    if count is None or not 0 <= count <= _FARTHEST[mark]:
        lead, count = None, 1
    if lead is None and match[mark][0].islower():
        return None
    month = words.months[match["month"].lower()]
    start = lead.start("lead") if lead else match.start()
    whole = with_year(Found(start, match.end(), rule="counted"), match.groupdict())
    return day_before(whole, mark, month, count, second=bool(lead and lead["bis"]))


def _count(lead: re.Match[str], words: Lexicon) -> int | None:
    """Return by how many days a date is counted, that of the mark itself being 1, and the morrow 0."""
    if lead["eve"]:
        return 2
    if lead["morrow"]:
        return 0
    if lead["named"]:
        return int(words.dates["roman-days"]["counts"][spelt(lead["named"])])
    return int(lead["count"]) if lead["count"].isdigit() else numerals.number(lead["count"])


def day_before(whole: Found, mark: str, month: int, count: int, *, second: bool = False) -> Found:
    """Return `whole` with the day that is counted back to `count` from a mark of `month`; 1 is the mark itself."""
    first = {"kalends": 1, "nones": 7 if month in _LATE else 5, "ides": 15 if month in _LATE else 13}[mark]
    if first - count + 1 >= 1:
        return whole._replace(month=month, day=first - count + 1)
    before = (month - 2) % 12 + 1
    day, caution = _LENGTHS[before - 1] + 2 - count, NEXT_YEAR if month == 1 and whole.year else ""
    if before == 2 and count <= _DOUBLED:
        if whole.year is None:
            return whole._replace(month=before, caution=NO_LEAP_YEAR)
        if whole.year % 4 == 0:
            # Of the doubled day, bis VI is the second; what comes after it is a day later than in other years.
            day += 1 if count < _DOUBLED or second else 0
            caution = TWICE if count == _DOUBLED else ""
    return whole._replace(month=before, day=day, caution=caution)
