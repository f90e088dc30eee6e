"""Finding dates in running text, and giving them values.

Finding is a matter of the language (names of months, order of day and month); giving a value is a matter of
the letter (a day without a year belongs to the letter's own date). The values are those of TEI's `@when`:
`YYYY-MM-DD`, `YYYY-MM`, `YYYY`, and where the year isn't known `--MM-DD` or `--MM` (TEI Guidelines, 14.4;
W3C XML Schema Part 2, dateTime and its kin).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from epistola.encode.lexicon import Lexicon, lexicon
from epistola.letter import Certainty

_ROMAN = {
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

# Where a year of two digits has no year beside it to belong to, it is taken to lie in the hundred years from here.
DEFAULT_CENTURY = 1850

_INCOMPLETE = frozenset({"part-of-month", "month", "day", "day-of-month", "year", "feast"})
NO_SUCH_DAY = "there is no such day"


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


def find(text: str, words: Lexicon) -> Iterator[Found]:
    """Yield the dates in `text`, in order, none within another; impossible ones (31 June) are left out."""
    end = 0
    for match in sorted(_matches(text, words.code), key=lambda found: (found.start, -found.end)):
        if match.start >= end:
            end = match.end
            yield match


def _matches(text: str, code: str) -> Iterator[Found]:
    for rule, pattern in _patterns(code):
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
    if second in _ROMAN:
        found = replace(found, day=int(first), month=_ROMAN[second])
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


@cache
def _patterns(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Make the patterns of a language, each with the name of its rule."""
    words = lexicon(code)
    # Only an abbreviation has a full stop of its own; after a full name it ends the sentence.
    full = words.months.keys() - words.abbreviations
    month = rf"(?P<month>{_any(words.months)})(?![^\W\d_])(?:(?<!{')(?<!'.join(sorted(full))})\.)?"
    weekday = rf"(?:(?:{_any(words.weekdays)})\b\.?,?{_SPACE}(?:(?:{_any(words.dates['before-date'])}){_SPACE})?)?"
    ordinal = rf"(?:{_SPACE}?(?:{_any(words.dates['ordinals'])})(?!\w))?"
    day = rf"(?<![\d.,/:\w])(?P<day>\d{{1,2}}|[Il](?=er\b)|[12I]I(?=\s)|I\d){ordinal}"
    of = rf"(?:(?:{_any(words.dates['before-month'])}){_SPACE})?" if words.dates["before-month"] else ""
    year_after = rf"(?:[,.]?\s{{0,2}}{_YEAR})?"
    roman_or_number = rf"(?P<second>\d{{1,2}}|{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
    first = r"(?<![\d.,/:§])(?P<first>\d{1,2})"
    patterns = {
        "iso": r"(?<!\d)(?P<year>\d{4})-(?P<second>\d\d)-(?P<first>\d\d)(?!\d)",
        "day-month": rf"{weekday}{day}[.,]?{_SPACE}{{0,2}}{of}{month}{year_after}",
        "numbers": rf"{weekday}{first}{_NUMERIC_SEPARATOR}{roman_or_number}\b(?:{_NUMERIC_SEPARATOR}|{_SPACE}){_YEAR}",
        "month-year": rf"\b{month},?{_SPACE}{_FULL_YEAR}",
        "weekday": rf"\b(?P<weekday>{_any(words.weekdays)})\b",
    }
    patterns |= _incomplete(words, month, of)
    if words.dates["month-first"]:
        patterns["month-day"] = (
            rf"{weekday}\b{month}{_SPACE}?(?P<day>\d{{1,2}})(?!\d){ordinal}(?:,?\s{{1,2}}(?P<year>\d{{4}})(?!\d))?"
        )
    if words.dates["day-month-numbers"]:
        # One half and the quarters are what they seem, not days of a month.
        patterns["day-month-numbers"] = (
            rf"{weekday}(?!(?:1/[234]|3/4)(?!\d)){first}{_SPACE}?(?:\.?/|\.){_SPACE}?{roman_or_number}\b(?:\.(?!\d)|(?![\d./%]))"
        )
        romans = "|".join(sorted(_ROMAN, key=len, reverse=True))
        patterns["day-roman"] = rf"{first}{_SPACE}(?P<second>(?-i:{romans}))(?:\.|(?=\s|$))(?!{_SPACE}?\w\.)"
    by_case = {"weekday", "feast"}
    return tuple(
        (rule, re.compile(pattern, 0 if rule in by_case else re.IGNORECASE)) for rule, pattern in patterns.items()
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
