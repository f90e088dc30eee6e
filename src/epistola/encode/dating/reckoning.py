"""Dates that are reckoned from the letter's own: yesterday, last Tuesday, the 5th inst., Whit Monday."""

from __future__ import annotations

from datetime import date, timedelta

from epistola.encode.dating.calendars import GREGORIAN, feast, to_julian
from epistola.encode.dating.found import Found
from epistola.encode.dating.given import exists, least
from epistola.letter import Certainty

# The value of `@when` ("" when there is none), how sure it is, and why.
Reckoned = tuple[str, Certainty, str]

_OWN = "reckoned from the letter's own date"
_UNKNOWN_OWN = "the letter's own date is not known"


def reckoned(found: Found, anchor: date | None) -> Reckoned | None:
    """Return the value of a date that says how far it is from another; None for one that stands on its own.

    `anchor` is the letter's own date.
    """
    if found.feast:
        return _feast(found, anchor)
    match found.rule:
        case "relative-day":
            return _relative_day(found, anchor)
        case "weekday":
            return _weekday(found, anchor)
        case "relative-month" | "relative-year":
            return _relative_month(found, anchor)
        case "day":
            return _day_alone(found.day or 0, anchor)
        case "weekday-day":
            return _weekday_day(found.day or 0, found.weekday, anchor)
        case "day-of-month":
            return _day_of_month(found, anchor)
    if found.month is not None and found.year is None and (found.direction or found.of_year is not None):
        return _named_year(found.month, found.day, found, anchor)
    return None


def _feast(found: Found, anchor: date | None) -> Reckoned:
    if found.year is not None:
        day = _from_feast(found, found.year)
        sure = least(Certainty.HIGH, _doubt(found, day))
        return (day.isoformat(), sure, "the feast of that year") if day else ("", Certainty.UNKNOWN, "no such day")
    if anchor is None:
        if "easter" in found.feast or found.away or found.weekday:
            return "", Certainty.UNKNOWN, _UNKNOWN_OWN
        return f"--{found.feast}", Certainty.MEDIUM, "no year is named"
    days = [day for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (day := _from_feast(found, year))]
    nearest = min(days, key=lambda day: abs((day - anchor).days))
    sure = Certainty.MEDIUM if abs((nearest - anchor).days) <= 92 else Certainty.LOW
    sure = least(sure, _doubt(found, nearest))
    return nearest.isoformat(), sure, "the feast that is nearest to the letter's own date"


def _from_feast(found: Found, year: int) -> date | None:
    """Return the day of a feast, or the day that is so many days, or the first such weekday, before or after it."""
    day = feast(found.feast, year, julian=found.julian_presumed)
    if found.julian_presumed and day and "{:04}-{:02}-{:02}".format(*to_julian(day)) > found.julian_until:
        day = feast(found.feast, year)
    if day is None or not found.weekday:
        return day + timedelta(days=found.away) if day else None
    days = (found.weekday - day.isoweekday()) % 7 or 7
    return day + timedelta(days=days if found.direction > 0 else days - 7 if days < 7 else -7)


def _doubt(found: Found, day: date | None) -> Certainty:
    """Return how sure a feast is where some still kept the old calendar, by which Easter was another day."""
    old = found.feast.startswith("julian")  # that is sure in either calendar
    if old or day is None or day < GREGORIAN or day.isoformat() > found.julian_until:
        return Certainty.HIGH
    return Certainty.MEDIUM if found.julian_presumed or "easter" not in found.feast else Certainty.LOW


def _relative_day(found: Found, anchor: date | None) -> Reckoned:
    if anchor is None:
        return "", Certainty.UNKNOWN, _UNKNOWN_OWN
    day = anchor + timedelta(days=found.away)
    if found.weekday:
        if day.isoweekday() == found.weekday:
            return day.isoformat(), Certainty.HIGH, f"{_OWN}, and its weekday agrees"
        return day.isoformat(), Certainty.LOW, f"{_OWN}, but its weekday doesn't agree"
    return day.isoformat(), Certainty.MEDIUM, _OWN


def _weekday(found: Found, anchor: date | None) -> Reckoned:
    """Reckon last and next Tuesday; Tuesday alone may be either, and has no value."""
    if not found.direction or not found.weekday:
        return "", Certainty.UNKNOWN, "a weekday alone has no value"
    if anchor is None:
        return "", Certainty.UNKNOWN, _UNKNOWN_OWN
    days = (found.weekday - anchor.isoweekday()) % 7 or 7
    if found.away < 0:
        # “Dienstag vor acht Tagen”: reckoned from the last, or from the next.
        return (anchor + timedelta(days=days - 7 + found.away)).isoformat(), Certainty.LOW, _OWN
    day = anchor + timedelta(days=found.away + (days if found.direction > 0 else days - 7 if days < 7 else -7))
    return day.isoformat(), Certainty.MEDIUM, _OWN


def _relative_month(found: Found, anchor: date | None) -> Reckoned:
    if anchor is None:
        return "", Certainty.UNKNOWN, _UNKNOWN_OWN
    if found.rule == "relative-year":
        return f"{anchor.year + found.years_away:04}", Certainty.MEDIUM, _OWN
    month = anchor.year * 12 + anchor.month - 1 + found.months_away
    return f"{month // 12:04}-{month % 12 + 1:02}", Certainty.MEDIUM, _OWN


def _named_year(month: int, day: int | None, found: Found, anchor: date | None) -> Reckoned | None:
    """Reckon last May, the 5th of May last, den 5. Mai d. J.; None without the letter's own date."""
    if anchor is None:
        return None
    named, own = (month, day or 0), (anchor.month, anchor.day if day else 0)
    if found.of_year is not None:
        year = anchor.year + found.of_year
    elif found.direction < 0:
        year = anchor.year if named < own else anchor.year - 1
    else:
        year = anchor.year if named > own else anchor.year + 1
    if day is None:
        return f"{year:04}-{month:02}", Certainty.MEDIUM, _OWN
    if not exists(year, month, day):
        return "", Certainty.UNKNOWN, "there is no such day"
    return f"{year:04}-{month:02}-{day:02}", Certainty.HIGH if found.of_year is not None else Certainty.MEDIUM, _OWN


def _day_alone(day: int, anchor: date | None) -> Reckoned:
    """Give a day of the month the month in which it is nearest to the letter's own date."""
    if not 1 <= day <= 31:
        return "", Certainty.UNKNOWN, "there is no such day"
    if anchor is None:
        return f"---{day:02}", Certainty.MEDIUM, "no month is named"
    nearest = min(_days_near(day, anchor, 1), key=lambda candidate: abs((candidate - anchor).days))
    return nearest.isoformat(), Certainty.MEDIUM, "the month is that of the letter's own date"


def _weekday_day(day: int, weekday: int, anchor: date | None) -> Reckoned:
    """Give a weekday with a day of the month the nearest month in which the two agree."""
    if not 1 <= day <= 31 or anchor is None:
        return (
            (f"---{day:02}", Certainty.MEDIUM, "no month is named")
            if 1 <= day <= 31
            else ("", Certainty.UNKNOWN, "no such day")
        )
    agreeing = [candidate for candidate in _days_near(day, anchor, 6) if candidate.isoweekday() == weekday]
    if not agreeing:
        return _day_alone(day, anchor)
    nearest = min(agreeing, key=lambda candidate: abs((candidate - anchor).days))
    sure = Certainty.HIGH if abs((nearest - anchor).days) <= 31 else Certainty.MEDIUM
    return nearest.isoformat(), sure, "the nearest month in which weekday and day agree"


def _days_near(day: int, anchor: date, reach: int) -> list[date]:
    """Return this day of the months up to `reach` months away that have it."""
    months = [anchor.year * 12 + anchor.month - 1 + step for step in range(-reach, reach + 1)]
    return [date(m // 12, m % 12 + 1, day) for m in months if exists(m // 12, m % 12 + 1, day)]


def _day_of_month(found: Found, anchor: date | None) -> Reckoned:
    """Give a day of this, last or next month its value: “the 5th inst.”, “den 5. d. M.”, “le 3 courant”."""
    if anchor is None:
        return f"---{found.day or 0:02}", Certainty.MEDIUM, _UNKNOWN_OWN
    month = anchor.year * 12 + anchor.month - 1 + found.months_away
    year, number = month // 12, month % 12 + 1
    if not exists(year, number, found.day or 0):
        return "", Certainty.UNKNOWN, "there is no such day"
    return f"{year:04}-{number:02}-{found.day:02}", Certainty.HIGH, "the month is reckoned from the letter's own date"
