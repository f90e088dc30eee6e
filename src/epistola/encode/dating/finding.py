"""Finding dates in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from epistola.encode.dating.patterns import ROMAN, patterns
from epistola.encode.lexicon import Lexicon, lexicon

_INCOMPLETE = frozenset({"part-of-month", "month", "day", "day-of-month", "year", "feast"})


@dataclass(frozen=True, slots=True)
class Found:
    """A date as it stands in a text: its span, and what it says.

    `year` is as written, so 62 may be 1962, and 903 is 1903; `numbers` are the first and second number of a
    date such as 10/30/62, of which it has to be found out which is the day; `months_away` is -1 for last month's.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_digits: int = 0
    numbers: tuple[int, int] | None = None
    months_away: int = 0
    rule: str = ""

    @property
    def is_incomplete(self) -> bool:
        """Tell whether it is a month, a day or a year alone, or a feast: no date that a letter would bear."""
        return self.rule in _INCOMPLETE


def find(text: str, words: Lexicon) -> Iterator[Found]:
    """Yield the dates in `text`, in order, none within another; impossible ones (31 June) are left out."""
    end = 0
    for match in sorted(_matches(text, words.code), key=lambda found: (found.start, -found.end)):
        if match.start >= end:
            end = match.end
            yield match


def _matches(text: str, code: str) -> Iterator[Found]:
    for rule, pattern in patterns(code):
        for match in pattern.finditer(text):
            found = _read(match, rule, lexicon(code))
            if found is not None:
                yield found


def _read(match: re.Match[str], rule: str, words: Lexicon) -> Found | None:
    groups = match.groupdict()
    start, end = match.span("date" if "date" in groups else 0)
    if groups.get("feast"):
        month, day = words.dates["feasts"][groups["feast"]].split("-")
        return Found(start, end, month=int(month), day=int(day), rule=rule)
    if groups.get("relative"):
        away = words.dates["months-away"][re.sub(r"\s+", " ", groups["relative"].lower())]
        return Found(start, end, day=int(groups["day"]), months_away=away, rule=rule)
    year = re.sub(r"\D", "", _figures(groups.get("year") or ""))
    found = Found(
        start,
        end,
        year=int(year) if year else None,
        month=words.months.get((groups.get("month") or "").lower()),
        day=int(_figures(groups["day"])) if groups.get("day") else None,
        year_digits=len(year),
        rule=rule,
    )
    if groups.get("first"):
        order = "day-month" if rule == "iso" else str(words.dates["numeric-order"])
        return _numbers(found, groups["first"], groups["second"].upper(), order)
    if groups.get("month") in words.dates["words-in-lower-case"]:
        return None
    return found if _possible(found) else None


def _figures(digits: str) -> str:
    """Read a typewriter without a figure 1, on which I or l was written for it."""
    return re.sub("[IiLl]", "1", digits)


def _numbers(found: Found, first: str, second: str, order: str) -> Found | None:
    """Read a date in numbers; a Roman number is the month, and a number over 12 is the day."""
    if second in ROMAN:
        found = replace(found, day=int(first), month=ROMAN[second])
        return found if _possible(found) else None
    one, two = int(first), int(second)
    day_first = _possible(replace(found, day=one, month=two))
    month_first = _possible(replace(found, day=two, month=one))
    if not day_first and not month_first:
        return None
    if order == "day-month" and day_first:
        return replace(found, day=one, month=two)
    if found.rule == "day-month-numbers":
        return None
    return replace(found, numbers=(one, two))


def _possible(found: Found) -> bool:
    if found.month is not None and not 1 <= found.month <= 12:
        return False
    if found.day is None:
        return True
    return 1 <= found.day <= (31 if found.month is None else _LONGEST[found.month])


_LONGEST = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))
