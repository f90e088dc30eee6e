"""Giving dates their values: the attributes of att.datable (TEI Guidelines, 14.4).

`@when` has the day of today's calendar, whatever calendar the words count by; `@calendar` says which that is, and
`@when-custom` has the date as that calendar has it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from epistola.encode.dating.calendars import from_republican, republican_months
from epistola.encode.dating.found import Found
from epistola.encode.dating.given import NO_SUCH_DAY, Value, because, exists, iso, least
from epistola.encode.dating.oldstyle import dated, in_old_style, labelled, leap_day, with_julian
from epistola.encode.dating.reckoning import reckoned
from epistola.letter import Certainty

# Where a year of two digits has no year beside it to belong to, it is taken to lie in the hundred years from here.
DEFAULT_CENTURY: Final = 1850

# What is reckoned by days and weeks, whatever calendar counts them.
_WHOLE_DAYS: Final = frozenset({"relative-day", "weekday"})
_LIMITS: Final = {"before": "notAfter", "after": "notBefore"}


def value(found: Found, anchor: date | None, years: tuple[int, ...] = ()) -> Value:
    """Give `found` its value.

    `anchor` is the letter's own date; `years` are the full years that the letter names. What can't be known is
    left open: a day without a year and without an anchor is `--MM-DD`.
    """
    given = _span(found, found.until, anchor, years) if found.until else _single(found, anchor, years)
    if not given.attributes:
        return given
    if found.limit:
        given = replace(given, attributes=((_LIMITS[found.limit], given.first),))
    if found.approximate:
        given = replace(
            given,
            attributes=(*given.attributes, ("precision", "low")),
            certainty=least(given.certainty, Certainty.MEDIUM),
            reason=because(given.reason, "it is said to be approximate"),
        )
    if found.caution:
        given = replace(given, certainty=Certainty.LOW, reason=because(given.reason, found.caution))
    if found.doubtful:
        given = replace(
            given, certainty=Certainty.LOW, reason=because(given.reason, "the transcription has a question mark")
        )
    return with_julian(given, found)


def _span(found: Found, last: Found, anchor: date | None, years: tuple[int, ...]) -> Value:
    """Give a span its ends: `@from` and `@to`, or the limits between which something lies."""
    if last.year is None and found.year is not None and not found.feast:
        last = last._replace(year=found.year, year_digits=found.year_digits)
    end = _single(last, anchor, years)
    near, first = end.day or anchor, found
    year = int(end.when[:4]) if re.match(r"\d{4}", end.when) else None
    if found.year is None and year is not None and found.month is not None:
        goes_back = last.month is not None and found.month > last.month
        first = found._replace(year=year - 1 if goes_back else year, year_digits=4)
    begin = _single(first, near, years)
    if not begin.when or not end.when:
        return Value((), Certainty.UNKNOWN, NO_SUCH_DAY)
    if len(begin.when) == len(end.when) and not begin.when.startswith("-") and begin.when > end.when:
        return Value((), Certainty.UNKNOWN, "its end lies before its beginning")
    if begin.when == end.when:
        return begin
    names = ("notBefore", "notAfter") if found.between else ("from", "to")
    sure = least(begin.certainty, end.certainty)
    return Value(((names[0], begin.when), (names[1], end.when)), sure, begin.reason or end.reason)


def _single(found: Found, anchor: date | None, years: tuple[int, ...]) -> Value:
    found = found._replace(until=None)
    if found.style == "republican":
        return _republican(found, anchor)
    if found.era:
        return _of_era(found)
    if found.rule in _WHOLE_DAYS or found.feast:
        when, sure, reason = reckoned(found, anchor) or ("", Certainty.UNKNOWN, "")
        return _given(when, sure, reason)
    anchor = labelled(anchor, found)
    relative = reckoned(found, anchor)
    if relative is not None:
        when, sure, reason = relative
        return dated(when, found, sure, reason) if when else Value((), sure, reason)
    found, order = _ordered(found, anchor)
    year, certainty, century = _year(found, anchor, years)
    if found.style in ("julian", "both"):
        return in_old_style(found, year, certainty, century)
    reason = because(order, century)
    when = iso(year, found.month, found.day) or leap_day(year, found)
    if order.startswith("either"):
        certainty = Certainty.LOW
    return dated(when, found, certainty, reason) if when else Value((), Certainty.UNKNOWN, NO_SUCH_DAY)


def _of_era(found: Found) -> Value:
    """Give a year before or after Christ its value, with no year 0, as XML Schema 1.0 has it: -0044 is 44 B.C.

    A day of such a year is one of a calendar that nobody knows for certain, so that only the year is given.
    """
    sign, whole = ("-" if found.era < 0 else ""), found.month is None
    sure, reason = (Certainty.HIGH, "") if whole else (Certainty.MEDIUM, "of a day so long ago only the year is given")
    return _given(f"{sign}{found.year or 0:04}", sure, reason)


def _given(when: str, certainty: Certainty, reason: str) -> Value:
    return Value((("when", when),) if when else (), certainty, reason)


def _republican(found: Found, anchor: date | None) -> Value:
    """Give a day or month of the French Republic its day, or its limits, in today's calendar."""
    month = found.month or 0
    if found.year is None:
        return _republican_near(found, anchor)
    custom = f"{found.year:04}-{month:02}" + (f"-{found.day:02}" if found.day else "")
    said = (("when-custom", custom), ("calendar", "#republican"))
    if found.day is not None:
        today = from_republican(found.year, month, found.day)
        if today is None:
            return Value((), Certainty.UNKNOWN, NO_SUCH_DAY)
        return Value((("when", today.isoformat()), *said), Certainty.HIGH, "by the calendar of the French Republic")
    whole = republican_months(found.year, month)
    if whole is None:
        return Value((), Certainty.UNKNOWN, NO_SUCH_DAY)
    limits = (("notBefore", whole[0].isoformat()), ("notAfter", whole[1].isoformat()))
    return Value((*limits, *said), Certainty.HIGH, "by the calendar of the French Republic")


def _republican_near(found: Found, anchor: date | None) -> Value:
    days = [
        (abs((today - anchor).days), year)
        for year in range(1, 15)
        if anchor is not None and (today := from_republican(year, found.month or 0, found.day or 1)) is not None
    ]
    nearest = min(days, default=(366, 0))
    if nearest[0] > 366 // 2 + 1:
        return Value((), Certainty.UNKNOWN, "the year of the Republic is not known")
    given = _republican(found._replace(year=nearest[1]), anchor)
    return replace(
        given, certainty=Certainty.MEDIUM, reason="the year of the Republic is that of the letter's own date"
    )


def _ordered(found: Found, anchor: date | None) -> tuple[Found, str]:
    """Find out which of two numbers is the day; say how."""
    if found.numbers is None:
        return found, ""
    one, two = found.numbers
    month_first = found._replace(month=one, day=two)
    day_first = found._replace(month=two, day=one)
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
    if found.added:
        return year, Certainty.MEDIUM, "the brackets say that somebody has added it"
    if found.two_years and not found.style:
        return year, Certainty.MEDIUM, "of two years the later is taken"
    if found.rule == "year-in-brackets":
        return year, Certainty.MEDIUM, "the brackets say that somebody has added it"
    if found.rule == "bare-year":
        return year, Certainty.MEDIUM, "a number that stands alone is taken for a year"
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
        if exists(year, month, day)
    }
    if not days:
        return None, Certainty.LOW, "no year is named"
    nearest = min(days)
    certainty = Certainty.HIGH if nearest <= 92 else Certainty.MEDIUM
    return days[nearest], certainty, "the year is that of the letter's own date"
