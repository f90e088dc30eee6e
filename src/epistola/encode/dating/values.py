"""Giving dates their values: the attributes of att.datable (TEI Guidelines, 14.4).

`@when` has the day of today's calendar, whatever calendar the words count by; `@calendar` says which that is, and
`@when-custom` has the date as that calendar has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from epistola.encode.dating.calendars import from_julian, from_republican, republican_months
from epistola.encode.dating.found import Found
from epistola.encode.dating.reckoning import exists, reckoned
from epistola.letter import Certainty

# Where a year of two digits has no year beside it to belong to, it is taken to lie in the hundred years from here.
DEFAULT_CENTURY: Final = 1850

NO_SUCH_DAY: Final = "there is no such day"
_LIMITS: Final = {"before": "notAfter", "after": "notBefore"}
_SURENESS: Final = (Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW, Certainty.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a date: its attributes (none when it can't be given), how sure it is, and why."""

    attributes: tuple[tuple[str, str], ...]
    certainty: Certainty
    reason: str = ""

    @property
    def when(self) -> str:
        """The value of `@when`, or ""."""
        return dict(self.attributes).get("when", "")

    @property
    def first(self) -> str:
        """The date itself, or the first of a span, or the earliest of what is only limited; "" when none is known."""
        said = dict(self.attributes)
        return next((said[name] for name in ("when", "from", "notBefore") if name in said), "")

    @property
    def day(self) -> date | None:
        """The day (of a span, the first), when year, month and day are all known."""
        return date.fromisoformat(self.first) if re.fullmatch(r"\d{4}-\d\d-\d\d", self.first) else None


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
            reason=_because(given.reason, "it is said to be approximate"),
        )
    if found.doubtful:
        given = replace(
            given, certainty=Certainty.LOW, reason=_because(given.reason, "the transcription has a question mark")
        )
    return given


def least(*certainties: Certainty) -> Certainty:
    """Return the least sure of some certainties."""
    return max(certainties, key=_SURENESS.index)


def _because(*reasons: str) -> str:
    return "; ".join(filter(None, reasons))


def _span(found: Found, last: Found, anchor: date | None, years: tuple[int, ...]) -> Value:
    """Give a span its ends: `@from` and `@to`, or the limits between which something lies."""
    if last.year is None and found.year is not None and not found.feast:
        last = replace(last, year=found.year, year_digits=found.year_digits)
    end = _single(last, anchor, years)
    near, first = end.day or anchor, found
    year = int(end.when[:4]) if re.match(r"\d{4}", end.when) else None
    if found.year is None and year is not None and found.month is not None:
        goes_back = last.month is not None and found.month > last.month
        first = replace(found, year=year - 1 if goes_back else year, year_digits=4)
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
    found = replace(found, until=None)
    if found.style == "republican":
        return _republican(found, anchor)
    relative = reckoned(found, anchor)
    if relative is not None:
        when, sure, reason = relative
        return _given(when, sure, reason)
    found, order = _ordered(found, anchor)
    year, certainty, century = _year(found, anchor, years)
    if found.style in ("julian", "both"):
        return _in_old_style(found, year, certainty, century)
    reason = _because(order, century)
    when = _iso(year, found.month, found.day)
    if order.startswith("either"):
        certainty = Certainty.LOW
    return _given(when, certainty, reason) if when else Value((), Certainty.UNKNOWN, NO_SUCH_DAY)


def _given(when: str, certainty: Certainty, reason: str) -> Value:
    return Value((("when", when),) if when else (), certainty, reason)


def _in_old_style(found: Found, year: int | None, certainty: Certainty, reason: str) -> Value:
    """Give a day of the Julian calendar the day of today's; of two days beside one another each proves the other."""
    month, day = found.month or 0, found.day or 0
    if found.style == "both":
        return _both(found, year, certainty, reason)
    today = from_julian(year, month, day) if year is not None else None
    if year is None or today is None:
        open_day = _iso(None, found.month, found.day)
        said = (("when-custom", open_day), ("calendar", "#julian")) if open_day else ()
        return Value(
            said, Certainty.MEDIUM if said else Certainty.UNKNOWN, "the year of a day in old style is not known"
        )
    because = "the day is one of the Julian calendar"
    if found.two_years:
        certainty, because = (
            least(certainty, Certainty.MEDIUM),
            "with two years the day is taken for one of the Julian calendar",
        )
    custom = f"{year:04}-{month:02}-{day:02}"
    attributes = (("when", today.isoformat()), ("when-custom", custom), ("calendar", "#julian"))
    return Value(attributes, certainty, _because(because, reason))


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
            return Value(attributes, certainty, _because("both calendars are given", reason))
    begin, end = _iso(year, month, day), _iso(year, other_month, other_day)
    apart = (date.fromisoformat(end) - date.fromisoformat(begin)).days if begin and end else 0
    if 10 <= apart <= 13:
        said = (("when", end), ("when-custom", begin), ("calendar", "#julian #gregorian"))
        return Value(
            said, Certainty.LOW, f"both calendars are given, but {apart} days apart, as they weren't that year"
        )
    if apart > 0:
        because = "two days that are not the same day of two calendars"
        return Value((("from", begin), ("to", end)), least(certainty, Certainty.MEDIUM), _because(because, reason))
    return Value((), Certainty.UNKNOWN, NO_SUCH_DAY)


def _unknown_year(found: Found) -> Value:
    month, day = found.other or (0, 0)
    return Value(
        (("when", f"--{month:02}-{day:02}"),), Certainty.LOW, "no year is named; the later of two days is taken"
    )


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
    given = _republican(replace(found, year=nearest[1]), anchor)
    return replace(
        given, certainty=Certainty.MEDIUM, reason="the year of the Republic is that of the letter's own date"
    )


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
    return f"{year:04}-{month:02}-{day:02}" if exists(year, month, day) else ""
