"""Giving dates their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from epistola.encode.dating.finding import Found
from epistola.letter import Certainty

# Where a year of two digits has no year beside it to belong to, it is taken to lie in the hundred years from here.
DEFAULT_CENTURY = 1850

NO_SUCH_DAY = "there is no such day"


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a date for `@when` ("" when none can be given), how sure it is, and why."""

    when: str
    certainty: Certainty
    reason: str = ""

    @property
    def day(self) -> date | None:
        """The day, when year, month and day are all known."""
        return date.fromisoformat(self.when) if re.fullmatch(r"\d{4}-\d\d-\d\d", self.when) else None


def value(found: Found, anchor: date | None, years: tuple[int, ...] = ()) -> Value:
    """Give `found` its value.

    `anchor` is the letter's own date; `years` are the full years that the letter names. What can't be known is
    left open: a day without a year and without an anchor is `--MM-DD`.
    """
    if found.rule == "weekday":
        return Value("", Certainty.UNKNOWN, "a weekday alone has no value")
    if found.rule == "day":
        return _day_alone(found.day or 0, anchor)
    if found.rule == "day-of-month":
        return _day_of_month(found, anchor)
    found, order = _ordered(found, anchor)
    year, certainty, century = _year(found, anchor, years)
    reason = "; ".join(filter(None, (order, century)))
    when = _iso(year, found.month, found.day)
    if order.startswith("either"):
        return Value(when, Certainty.LOW, reason)
    return Value(when, certainty, reason) if when else Value("", Certainty.UNKNOWN, NO_SUCH_DAY)


def _day_alone(day: int, anchor: date | None) -> Value:
    """Give a day of the month the month in which it is nearest to the letter's own date."""
    if anchor is None:
        return Value(f"---{day:02}", Certainty.MEDIUM, "no month is named")
    months = [(anchor.year * 12 + anchor.month - 1 + step) for step in (-1, 0, 1)]
    days = [date(m // 12, m % 12 + 1, day) for m in months if _exists(m // 12, m % 12 + 1, day)]
    nearest = min(days, key=lambda candidate: abs((candidate - anchor).days))
    return Value(nearest.isoformat(), Certainty.MEDIUM, "the month is that of the letter's own date")


def _day_of_month(found: Found, anchor: date | None) -> Value:
    """Give a day of this, last or next month its value: “the 5th inst.”, “den 5. d. M.”, “le 3 courant”."""
    if anchor is None:
        return Value(f"---{found.day or 0:02}", Certainty.MEDIUM, "the letter's own date is not known")
    month = anchor.year * 12 + anchor.month - 1 + found.months_away
    when = _iso(month // 12, month % 12 + 1, found.day)
    if not when:
        return Value("", Certainty.UNKNOWN, NO_SUCH_DAY)
    return Value(when, Certainty.HIGH, "the month is reckoned from the letter's own date")


def _ordered(found: Found, anchor: date | None) -> tuple[Found, str]:
    """Find out which of two numbers is the day; say how."""
    if found.numbers is None:
        return found, ""
    one, two = found.numbers
    month_first = replace(found, month=one, day=two)
    day_first = replace(found, month=two, day=one)
    if two > 12:
        return month_first, f"month before day, since there is no month {two}"
    if one > 12:
        return day_first, f"day before month, since there is no month {one}"
    if one == two:
        return day_first, ""
    if anchor is not None and (anchor.month, anchor.day) in ((one, two), (two, one)):
        matching = month_first if (anchor.month, anchor.day) == (one, two) else day_first
        return matching, "read like the letter's own date"
    return month_first, "either number may be the month"


def _year(found: Found, anchor: date | None, years: tuple[int, ...]) -> tuple[int | None, Certainty, str]:
    """Return the full year, how sure it is, and why."""
    if found.year is not None:
        return _full_year(found, anchor, years)
    if anchor is None or found.month is None:
        return None, Certainty.MEDIUM, "no year is named"
    return _nearest_year(found.month, found.day or 15, anchor)


def _full_year(found: Found, anchor: date | None, years: tuple[int, ...]) -> tuple[int, Certainty, str]:
    year = found.year or 0
    if found.year_digits == 4:
        return year, Certainty.HIGH, ""
    if found.year_digits == 3:
        return 1000 + year, Certainty.HIGH, "the thousands of the year are left out"
    near = (anchor.year,) if anchor is not None else years
    if near:
        full = min((century + year for century in range(1000, 2100, 100)), key=lambda y: abs(y - near[0]))
        return full, Certainty.HIGH, f"the century is that of {near[0]}"
    full = DEFAULT_CENTURY - DEFAULT_CENTURY % 100 + year
    full += 100 if full < DEFAULT_CENTURY else 0
    return full, Certainty.LOW, f"the century is a guess between {DEFAULT_CENTURY} and {DEFAULT_CENTURY + 99}"


def _nearest_year(month: int, day: int, anchor: date) -> tuple[int | None, Certainty, str]:
    """Choose the year in which this day is nearest to the letter's own date."""
    days = {
        abs((date(year, month, day) - anchor).days): year
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if _exists(year, month, day)
    }
    if not days:
        return None, Certainty.LOW, "no year is named"
    nearest = min(days)
    certainty = Certainty.HIGH if nearest <= 92 else Certainty.MEDIUM
    return days[nearest], certainty, "the year is that of the letter's own date"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    """Write the parts as `@when` wants them; "" when they make no date."""
    if year is None:
        if month is None:
            return ""
        return f"--{month:02}" if day is None else f"--{month:02}-{day:02}"
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if _exists(year, month, day) else ""
