"""Calendars other than today's, and the feasts that move: reckoning that gives days of the Gregorian calendar.

The Julian calendar and Easter in both are reckoned by day numbers and by the rules of the computus (Meeus,
Astronomical Algorithms, chapters 7 and 8). The years of the French Republic are the fourteen that were in use: on
which day each began, the equinox at Paris decided, so that they are a table and no rule.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

# The first day of each year of the Republic, from year I (1792) to year XIV (1805).
_REPUBLICAN_NEW_YEAR: Final = tuple(
    date(1792 + number, 9, day) for number, day in enumerate((22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23))
)
# The first day of the Gregorian calendar (Inter gravissimas, 1582); Thursday the 4th of October was Julian.
GREGORIAN: Final = date(1582, 10, 15)
_SEXTILE: Final = frozenset({3, 7, 11})
COMPLEMENTARY: Final = 13


def from_julian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a day of the Julian calendar; None when there is none."""
    if not 1 <= month <= 12 or not 1 <= day <= _julian_length(year, month):
        return None
    # Years are reckoned from March, so that the leap day is the last of its year.
    shifted = (14 - month) // 12
    since = 365 * (year - shifted) + (year - shifted) // 4 + (153 * (month + 12 * shifted - 3) + 2) // 5 + day
    try:
        return date.fromordinal(since - 308)
    except ValueError:
        return None


def to_julian(day: date) -> tuple[int, int, int]:
    """Return year, month and day by the Julian calendar of a Gregorian day (Meeus, chapter 7)."""
    number = day.toordinal() + 307  # days since the first of March of the year 0
    # Years are reckoned from March of the year 0, in cycles of four.
    cycle, within = divmod(number, 1461)
    year_of_cycle = min(within // 365, 3)
    of_year = within - 365 * year_of_cycle
    month = (5 * of_year + 2) // 153
    first_day = of_year - (153 * month + 2) // 5 + 1
    year = 4 * cycle + year_of_cycle + (1 if month >= 10 else 0)
    return year, month + 3 if month < 10 else month - 9, first_day


def _julian_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


def from_republican(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a day of the Republic; month 13 holds the complementary days. None when none."""
    if not 1 <= year <= len(_REPUBLICAN_NEW_YEAR) or not 1 <= month <= COMPLEMENTARY:
        return None
    length = 30 if month < COMPLEMENTARY else 6 if year in _SEXTILE else 5
    if not 1 <= day <= length:
        return None
    return _REPUBLICAN_NEW_YEAR[year - 1] + timedelta(days=30 * (month - 1) + day - 1)


def republican_months(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last Gregorian day of a month of the Republic."""
    first = from_republican(year, month, 1)
    last = next((found for day in (30, 6, 5) if (found := from_republican(year, month, day))), None)
    return (first, last) if first and last else None


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def julian_easter(year: int) -> date:
    """Return Easter Sunday of the Julian calendar, as a Gregorian day."""
    moon = (19 * (year % 19) + 15) % 30
    month, day = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)
    found = from_julian(year, month, day + 1)
    if found is None:
        raise ValueError(f"Easter can't be reckoned for the year {year}")
    return found


def feast(said: str, year: int, *, julian: bool = False) -> date | None:
    """Return the day of a feast: “11-01” each year, “easter+49” reckoned from Easter, “julian-easter” likewise.

    `julian`: by the Julian calendar, as it was before the Gregorian. None where that year doesn't have the day.
    """
    julian = julian or year < GREGORIAN.year
    moving = re.fullmatch(r"(julian-)?easter([+-]\d+)?", said)
    if moving:
        sunday = julian_easter(year) if moving[1] or julian or year == GREGORIAN.year else easter(year)
        return sunday + timedelta(days=int(moving[2] or 0))
    month, day = map(int, said.split("-"))
    if julian or (year, month, day) < (GREGORIAN.year, GREGORIAN.month, GREGORIAN.day):
        return from_julian(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None
