"""Days of the Julian calendar, and days that may be: their values by today's (TEI Guidelines, 14.4).

The Gregorian calendar began on 15 October 1582, in some countries centuries later. What is older is Julian, whatever
the words say. What is younger may be, as long as some country of the language kept the old calendar; where nearly all
letters of the language come from such countries, it is taken for Julian.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from epistola.encode.dating.calendars import from_julian, to_julian
from epistola.encode.dating.found import Found
from epistola.encode.dating.given import NO_SUCH_DAY, Value, because, iso, least
from epistola.letter import Certainty

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LAST: Final = "1582-10-04"
_LADY_DAY: Final = (3, 25)
_CHRISTMAS: Final = (12, 25)
# Until then the year began on Lady Day in England (Calendar (New Style) Act 1750).
_LAST_OTHER_NEW_YEAR: Final = 1751
_NEW_YEAR: Final = "the year may have begun on another day than the first of January"


def last_julian_day(found: Found) -> str:
    """Return the last day that is taken for one of the Julian calendar, as it is called there."""
    return found.julian_until if found.julian_presumed else _LAST


def labelled(anchor: date | None, found: Found) -> date | None:
    """Return the letter's own date as its time counted: by the Julian calendar, if it is that old."""
    if anchor is None or _julian(anchor) > last_julian_day(found):
        return anchor
    year, month, day = to_julian(anchor)
    # A leap day that only the Julian calendar has is as good as the day before it for choosing a year or month.
    return date(year, month, min(day, 28) if month == 2 else day)


def dated(when: str, found: Found, certainty: Certainty, reason: str) -> Value:
    """Give a day as it is written, or a part of one, its value in today's calendar."""
    if not _DAY.fullmatch(when) or found.style == "gregorian" or found.rule == "iso":
        return Value((("when", when),), certainty, reason)
    if when > last_julian_day(found):
        if when > found.julian_until:
            return Value((("when", when),), certainty, reason)
        why = f"until {found.julian_until} it may be a day of the Julian calendar"
        return Value((("when", when),), Certainty.LOW, because(reason, why))
    year, month, day = map(int, when.split("-"))
    today = from_julian(year, month, day)
    if today is None:
        return Value((), Certainty.UNKNOWN, NO_SUCH_DAY)
    if when > _LAST:
        why = f"until {found.julian_until} it is taken for a day of the Julian calendar"
        certainty, reason = least(certainty, Certainty.MEDIUM), because(reason, why)
    if found.year is not None and year <= _LAST_OTHER_NEW_YEAR and _year_is_doubtful(month, day):
        sure = Certainty.LOW if when > _LAST else Certainty.MEDIUM
        certainty, reason = least(certainty, sure), because(reason, _NEW_YEAR)
    return Value((("when", today.isoformat()),), certainty, reason)


def with_julian(given: Value, found: Found) -> Value:
    """Add to the days that are taken for Julian what they are called in that calendar."""
    said = dict(given.attributes)
    if "calendar" in said or found.style or found.rule == "iso":
        return given
    julian = {name: _julian(date.fromisoformat(day)) for name, day in said.items() if _DAY.fullmatch(day)}
    if not julian or max(julian.values()) > last_julian_day(found):
        return given
    custom = [(f"{name}-custom", day) for name, day in julian.items()]
    return replace(given, attributes=(*given.attributes, *custom, ("calendar", "#julian")))


def leap_day(year: int | None, found: Found) -> str:
    """Return a leap day that only the Julian calendar has, as it is written; "" for any other day."""
    if year is None or (found.month, found.day) != (2, 29) or year % 4:
        return ""
    written = f"{year:04}-02-29"
    return written if written <= last_julian_day(found) else ""


def _julian(day: date) -> str:
    year, month, of_month = to_julian(day)
    return f"{year:04}-{month:02}-{of_month:02}"


def _year_is_doubtful(month: int, day: int) -> bool:
    """Tell whether the year of a day depends on when it began: at Christmas, or on Lady Day."""
    return (month, day) < _LADY_DAY or (month, day) >= _CHRISTMAS


def in_old_style(found: Found, year: int | None, certainty: Certainty, reason: str) -> Value:
    """Give a day of the Julian calendar the day of today's; of two days beside one another each proves the other."""
    month, day = found.month or 0, found.day or 0
    if found.style == "both":
        return _both(found, year, certainty, reason)
    today = from_julian(year, month, day) if year is not None else None
    if year is None or today is None:
        open_day = iso(None, found.month, found.day)
        said = (("when-custom", open_day), ("calendar", "#julian")) if open_day else ()
        return Value(
            said, Certainty.MEDIUM if said else Certainty.UNKNOWN, "the year of a day in old style is not known"
        )
    why = "the day is one of the Julian calendar"
    if found.two_years:
        certainty, why = (
            least(certainty, Certainty.MEDIUM),
            "with two years the day is taken for one of the Julian calendar",
        )
    custom = f"{year:04}-{month:02}-{day:02}"
    attributes = (("when", today.isoformat()), ("when-custom", custom), ("calendar", "#julian"))
    return Value(attributes, certainty, because(why, reason))


def _both(found: Found, year: int | None, certainty: Certainty, reason: str) -> Value:
    """Give 10/22 November its day; where the two don't belong together by the calendars, they are a span."""
    other_month, other_day = found.other or (0, 0)
    month, day = found.month or 0, found.day or 0
    if year is None:
        return _unknown_year(found)
    # The year that is written belongs to the second day; the first may still be one of December.
    for julian_year in (year, year - 1):
        today = from_julian(julian_year, month, day)
        if today is None or (today.month, today.day) != (other_month, other_day):
            continue
        if today.year == year or found.year is None:
            attributes = (
                ("when", today.isoformat()),
                ("when-custom", f"{julian_year:04}-{month:02}-{day:02}"),
                ("calendar", "#julian #gregorian"),
            )
            return Value(attributes, certainty, because("both calendars are given", reason))
    begin, end = iso(year, month, day), iso(year, other_month, other_day)
    apart = (date.fromisoformat(end) - date.fromisoformat(begin)).days if begin and end else 0
    if -13 <= apart <= -10:
        # The day in new style comes first: 22/10 November.
        return _both(found._replace(month=other_month, day=other_day, other=(month, day)), year, certainty, reason)
    if 10 <= apart <= 13:
        said = (("when", end), ("when-custom", begin), ("calendar", "#julian #gregorian"))
        return Value(
            said, Certainty.LOW, f"both calendars are given, but {apart} days apart, as they weren't that year"
        )
    if apart > 0:
        why = "two days that are not the same day of two calendars"
        return Value((("from", begin), ("to", end)), least(certainty, Certainty.MEDIUM), because(why, reason))
    return Value((), Certainty.UNKNOWN, NO_SUCH_DAY)


def _unknown_year(found: Found) -> Value:
    month, day = found.other or (0, 0)
    return Value(
        (("when", f"--{month:02}-{day:02}"),), Certainty.LOW, "no year is named; the later of two days is taken"
    )
