"""What stands around a date: its weekday, its calendar, a doubt, and the other dates that it makes a span with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from epistola.encode.dating.found import Found
from epistola.encode.dating.offsets import beside_feasts, from_feast, is_only_a_name, weeks_from
from epistola.encode.dating.patterns import grammar
from epistola.encode.dating.wording import SPACE, any_of, before, month_pattern, ordinal_pattern, spelt
from epistola.encode.lexicon import Lexicon, lexicon

_REACH = 40
_DASH = r"\s?[–—-]\s?"
_HAS_DAY = frozenset(
    {"day-month", "numbers", "month-day", "day-month-numbers", "day-word", "day-roman", "day-of-month", "iso", "day"}
)
_IN_SPANS = _HAS_DAY | {"month", "part-of-month", "month-year", "year", "years", "bare-year", "republican", "feast"}
_YEAR_AFTER_STYLE = re.compile(r",?\s(\d{4})(?!\w)")
_DOUBT = re.compile(r"\s?(?:\(\?\)|\[\?\]|\?(?=\s?[\])]))")


@dataclass(frozen=True, slots=True)
class _Around:
    """The patterns of what may stand before and after a date, and between two."""

    weekday_after: re.Pattern[str]
    last: re.Pattern[str]
    next: re.Pattern[str]
    last_after: re.Pattern[str]
    next_after: re.Pattern[str]
    this_year: re.Pattern[str]
    old_style: re.Pattern[str]
    new_style: re.Pattern[str]
    before_christ: re.Pattern[str]
    circa: re.Pattern[str]
    about: re.Pattern[str]
    day_before: re.Pattern[str]
    day_after: re.Pattern[str]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    through: re.Pattern[str]
    joint: re.Pattern[str]
    between: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]


@cache
def _around(code: str) -> _Around:
    words = lexicon(code)
    dates = words.dates
    links = rf"(?:(?:{any_of(dates['before-date'])}|{any_of(dates.get('range-links', ()))})\s)?"
    weekdays = any_of(words.weekdays)
    through = rf"(?:{_DASH}|\s(?:{any_of(dates.get('through', ()))})\s{links})"
    joint = rf"(?:,\s|,?\s(?:{any_of(dates.get('joints', ()))})\s|\s?&\s){links}"
    ordinal = ordinal_pattern(words)
    month = month_pattern(words)

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    def after(key: str) -> re.Pattern[str]:
        return pattern(rf",?\s?[(\[]?(?:{any_of(dates.get(key, ()))})(?!\w)[)\]]?")

    return _Around(
        weekday_after=pattern(rf",?{SPACE}(?P<weekday>{weekdays})\b"),
        last=before(dates.get("last", ())),
        next=before(dates.get("next", ())),
        last_after=pattern(rf"{SPACE}(?:{any_of(dates.get('last-after', ()))})(?!\w)"),
        next_after=pattern(rf"{SPACE}(?:{any_of(dates.get('next-after', ()))})(?!\w)"),
        this_year=pattern(rf",?{SPACE}(?P<year>{any_of(dates.get('this-year', ()))})(?!\w)"),
        old_style=after("old-style"),
        new_style=after("new-style"),
        before_christ=after("before-christ"),
        circa=before(dates.get("circa", ())),
        about=before(dates.get("approximate", ())),
        day_before=pattern(rf"(?<![\d.,/:\w])(?P<day>\d{{1,2}})(?P<ordinal>{ordinal})?(?:(?P<through>{through})|(?P<joint>{joint}))$"),
        day_after=pattern(rf"(?:(?P<through>{through})|(?P<joint>{joint}))(?P<day>\d{{1,2}}){ordinal}(?!{SPACE}?\d)"),
        month_before=pattern(rf"\b{month}(?:(?P<through>{through})|(?P<joint>{joint}))$"),
        month_after=pattern(rf"(?:(?P<through>{through})|(?P<joint>{joint})){month}(?!{SPACE}?\d)"),
        through=pattern(through),
        joint=pattern(joint),
        between=before(dates.get("between", ())),
        not_after=before(dates.get("before", ())),
        not_before=before(dates.get("after", ())),
    )  # fmt: skip


def joined(text: str, singles: Iterable[Found], words: Lexicon) -> Iterator[Found]:
    """Yield the dates with what stands around them; two that are the ends of a span as one.

    `singles` are in order and apart, and so is what is yielded.
    """
    around = _around(words.code)
    dressed = [_dressed(one, text, words, around) for one in singles]
    dressed = [one for one in beside_feasts(dressed, text, words) if not is_only_a_name(one, text, words)]
    # A weekday in small letters, or in a telegram's capitals, is a date only with a word that says which it is.
    dressed = [one for one in dressed if one.rule != "weekday" or one.direction or text[one.start : one.end].istitle()]
    listed = _listed(_apart(dressed), text, words, around)
    return iter([at_line_end(one, text, words) for one in _spans(listed, text, None, around.through)])


def limited(found: Sequence[Found], text: str, words: Lexicon) -> list[Found]:
    """Return the dates of a line that dates the letter itself with what makes limits of them.

    “before 3 May” and “between 3 and 5 May” say there when the letter was written. In prose such words relate
    something else to a date that is exact.
    """
    around = _around(words.code)
    return [_limit(one, text, around) for one in _spans(found, text, around.between, around.joint)]


def _limit(one: Found, text: str, around: _Around) -> Found:
    for limit, pattern in (("before", around.not_after), ("after", around.not_before)):
        lead = pattern.search(text, max(0, one.start - _REACH), one.start)
        if lead and not one.until:
            return one._replace(start=lead.start("lead"), limit=limit)
    return one


def _apart(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _dressed(one: Found, text: str, words: Lexicon, around: _Around) -> Found:
    """Return a date with its weekday, its style, and how exact and sure it is."""
    weekdays = grammar(words.code).weekdays
    if one.rule == "relative-day":
        follows = around.weekday_after.match(text, one.end)
        if follows and follows["weekday"][:1].isupper():
            one = one._replace(end=follows.end(), weekday=weekdays[follows["weekday"].lower()])
        one = weeks_from(one, text, words)
    elif one.rule == "weekday":
        one = weeks_from(_directed(one, text, around), text, words)
    elif one.rule == "feast":
        one = from_feast(one, text, words)
    elif one.rule in ("day-month", "month-day", "month", "part-of-month", "day-word") and one.year is None:
        one = _of_year(one, text, words, around)
    one = _styled(one, text, around)
    for pattern, keeps in ((around.circa, True), (around.about, False)):
        lead = pattern.search(text, max(0, one.start - _REACH), one.start)
        if lead and one.rule not in ("weekday", "relative-day"):
            one = one._replace(start=lead.start("lead") if keeps else one.start, approximate=True)
    doubt = _DOUBT.match(text, one.end)
    return one._replace(doubtful=True) if doubt else one


def _directed(one: Found, text: str, around: _Around) -> Found:
    """Tell last Tuesday and next Tuesday from Tuesday."""
    for direction, lead, follow in ((-1, around.last, around.last_after), (1, around.next, around.next_after)):
        found = lead.search(text, max(0, one.start - _REACH), one.start)
        if found:
            return one._replace(start=found.start("lead"), direction=direction)
        found = follow.match(text, one.end)
        if found:
            return one._replace(end=found.end(), direction=direction)
    return one


def _of_year(one: Found, text: str, words: Lexicon, around: _Around) -> Found:
    """Read which year's May it is: May last, le 5 mai dernier, 5. Mai v. J."""
    for direction, follow in ((-1, around.last_after), (1, around.next_after)):
        found = follow.match(text, one.end)
        if found:
            return one._replace(end=found.end(), direction=direction)
    found = around.this_year.match(text, one.end)
    if found:
        return one._replace(end=found.end(), of_year=words.dates["this-year"][spelt(found["year"])])
    return one


def _styled(one: Found, text: str, around: _Around) -> Found:
    """Read what says by which calendar, or in which era, a day is counted."""
    if one.year is not None and not one.era and one.year_digits < 5:
        found = around.before_christ.match(text, one.end)
        if found:
            return one._replace(end=found.end(), era=-1)
    if one.day is None or one.style:
        return one
    for pattern, style in ((around.old_style, "julian"), (around.new_style, "gregorian")):
        found = pattern.match(text, one.end)
        if found:
            one = one._replace(end=found.end(), style=style)
            year = _YEAR_AFTER_STYLE.match(text, one.end) if one.year is None else None
            return one._replace(end=year.end(), year=int(year[1]), year_digits=4) if year else one
    return one._replace(style="julian") if one.two_years and _before_lady_day(one) else one


def _before_lady_day(one: Found) -> bool:
    return one.month is not None and (one.month, one.day or 0) <= (3, 24)


def _listed(found: Sequence[Found], text: str, words: Lexicon, around: _Around) -> list[Found]:
    """Add the days and months that share the month or the year of the date beside them: 4. od. 5. August."""
    found = _sharing_months(found, text, around)
    all_of_them = list(found)
    for number, one in enumerate(found):
        least = found[number - 1].end if number else 0
        most = found[number + 1].start if number + 1 < len(found) else len(text)
        all_of_them += _before_it(one, least, text, words, around)
        all_of_them += _after_it(one, most, text, words, around)
    return _apart(all_of_them)


def _sharing_months(found: Sequence[Found], text: str, around: _Around) -> list[Found]:
    """Give a day without a month that of the date after it: from the 3rd to the 5th of May."""
    shared: list[Found] = []
    for one in reversed(found):
        last = shared[-1] if shared else None
        if one.rule == "day" and last is not None and last.month and (one.day or 0) < (last.day or 0):
            gap = (text, one.end, last.start)
            if around.through.fullmatch(*gap) or around.joint.fullmatch(*gap):
                one = one._replace(month=last.month, year=last.year, year_digits=last.year_digits, rule=last.rule)
        shared.append(one)
    return shared[::-1]


def _before_it(one: Found, least: int, text: str, words: Lexicon, around: _Around) -> Iterator[Found]:
    by_day, by_month = (
        one.rule in _HAS_DAY - {"iso"} and not one.numbers,
        one.rule in ("month", "month-year", "part-of-month"),
    )
    while by_day or by_month:
        pattern = around.day_before if by_day else around.month_before
        match = pattern.search(text, max(least, one.start - _REACH), one.start)
        if match is None:
            return
        if by_day:
            day = int(match["day"])
            needs_ordinal = not words.dates["month-first"] and words.dates["ordinals"][:1] == ["."]
            if not 1 <= day < (one.day or 0) or (needs_ordinal and match["joint"] and not match["ordinal"]):
                return
            start, end = match.start("day"), match.end("ordinal") if match["ordinal"] else match.end("day")
            one = one._replace(start=start, end=end, day=day, weekday=0, until=None, approximate=False, doubtful=False)
        else:
            if match["month"] in words.dates["words-in-lower-case"]:
                return
            month = words.months[match["month"].lower()]
            start, end = match.span("month")
            one = Found(
                start,
                end,
                year=one.year,
                year_digits=one.year_digits,
                month=month,
                rule="month",
                direction=one.direction,
            )
        yield one


def _after_it(one: Found, most: int, text: str, words: Lexicon, around: _Around) -> Iterator[Found]:
    by_day = one.rule in ("day", "month-day")
    while one.year is None and (by_day or one.rule in ("month", "part-of-month")):
        pattern = around.day_after if by_day else around.month_after
        match = pattern.match(text, one.end, most)
        if match is None:
            return
        if by_day:
            if not (one.day or 0) < int(match["day"]) <= 31:
                return
            one = one._replace(start=match.start("day"), end=match.end(), day=int(match["day"]), weekday=0)
        else:
            if match["month"] in words.dates["words-in-lower-case"] or not match["month"][0].isupper():
                return
            one = Found(match.start("month"), match.end(), month=words.months[match["month"].lower()], rule="month")
        yield one


def _spans(
    found: Sequence[Found], text: str, lead: re.Pattern[str] | None, link: re.Pattern[str]
) -> Iterator[Found]:  # fmt: skip
    """Make one date of two with a link such as “to” between them; `lead` has to stand before the first, if given."""
    joined_before = False
    for one, follows in pairwise([*found, None]):
        if one is None or joined_before:
            joined_before = False
            continue
        span = _span(one, follows, text, lead, link) if follows else None
        joined_before = span is not None
        yield span or one


def _span(one: Found, last: Found, text: str, lead: re.Pattern[str] | None, link: re.Pattern[str]) -> Found | None:
    if not {one.rule, last.rule} <= _IN_SPANS or one.until or last.until or one.numbers or last.numbers:
        return None
    if not link.fullmatch(text, one.end, last.start):
        return None
    start = lead.search(text, max(0, one.start - _REACH), one.start) if lead else None
    if start is None and (lead or one.feast):
        return None
    return one._replace(
        start=start.start("lead") if start else one.start, end=last.end, until=last, between=lead is not None
    )


def at_line_end(one: Found, text: str, words: Lexicon) -> Found:
    """Return a date that is a line of its own with its full stop, which ends no sentence; others as they are."""
    if not words.dates.get("full-stop-of-a-line"):
        return one
    alone = re.compile(r"\.(?=[ \t]*(?:\n|$))").match(text, one.end)
    return (
        one._replace(end=one.end + 1)
        if alone and not text[text.rfind("\n", 0, one.start) + 1 : one.start].strip()
        else one
    )
