"""Finding dates in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from epistola.encode.dating.found import Found
from epistola.encode.dating.joining import at_line_end, joined, limited
from epistola.encode.dating.kalends import find_counted
from epistola.encode.dating.patterns import (
    LONGEST_NUMBER,
    MISREAD_BEGINNINGS,
    MISREAD_NUMBERS,
    NUMBERS,
    ROMAN,
    Grammar,
    beginnings,
    grammar,
    may_be_full,
)
from epistola.encode.dating.wording import Rule, lowered, spelt, tail
from epistola.encode.dating.years import figures, with_year
from epistola.encode.lexicon import Lexicon, languages, lexicon
from epistola.encode.names.words import words_of

_AFTER_WEEKDAY: Final = frozenset(
    {
        "day-month", "numbers", "month-day", "day-month-numbers", "two-styles", "day-word", "day-roman", "day-of-month",
        "weekday-day",
    }
)  # fmt: skip
# After an abbreviation (No., p.) a number counts something else; after another number it ends a date not understood.
_COUNTED: Final = re.compile(r"(?:\d[^\n.;]*|\b[^\W\d_]{1,4}\.\s?)$")
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?:»«“”„\"–—-]\s*|\n\s*)$")
_QUOTES: Final = tuple("»«„“”‚‘’‹›\"'")
_TITLE: Final = re.compile(rf"[{''.join(_QUOTES)}][^\W\d_a-zà-ÿ]")
_LONGEST_DATELINE: Final = 160
_YEARS: Final = frozenset({"bare-year", "years"})
_YEARS_ALONE: Final = frozenset({"bare-year", "year", "year-in-brackets", "after-christ"})
# Numbers that may be a day and a month, if nothing before them says that they count something else.
_SHORTEST: Final = frozenset({"day-month-numbers", "day-roman"})
# How far back the words that lead to a date can reach.
_LEAD = 40


def find(text: str, words: Lexicon) -> Iterator[Found]:
    """Yield the dates in `text`, in order, none within another; impossible ones (31 June) are left out."""
    lower = lowered(text)
    language = grammar(words.code)
    matches = [*_matches(text, lower, words, language), *find_counted(text, words)]
    if not matches:
        return iter(())
    matches.sort(key=lambda found: (found.start, -found.end))
    return joined(text, _apart(matches), words)


def find_in_dateline(text: str, words: Lexicon) -> list[Found]:
    """Return the dates of a dateline or heading, which say when the letter was written, not what else was when.

    “before 3 May” is there a limit, and belongs to the date. Who writes from abroad may date in the language of the
    place: where the language of the letter finds no date, the others are tried.
    """
    return list(_in_a_line(text, words.code) if len(text) <= _LONGEST_DATELINE else _in_dateline(text, words))


def _in_dateline(text: str, words: Lexicon) -> tuple[Found, ...]:
    found = list(find(text, words))
    if len(text) <= _LONGEST_DATELINE and all(one.is_incomplete for one in found):
        foreign = _in_another_language(text, words.code)
        found = [one for one in found if all(one.end <= f.start or f.end <= one.start for f in foreign)]
        found += [at_line_end(one, text, words) for one in foreign]
    return tuple(limited(_sharing_the_year(sorted(found, key=lambda one: one.start)), text, words))


def _sharing_the_year(found: list[Found]) -> list[Found]:
    """Give the one day of a line the year that stands apart from it: Anno 1525 den 3. Mai."""
    years = [one for one in found if one.rule in _YEARS_ALONE and one.year_digits == 4 and one.until is None]
    days = [one for one in found if one.month is not None and one.day is not None]
    if len(years) != 1 or len(days) != 1 or days[0].year is not None or days[0].until:
        return found
    shared = days[0]._replace(year=years[0].year, year_digits=4, added=years[0].rule == "year-in-brackets")
    return [shared if one is days[0] else one for one in found]


@lru_cache(maxsize=256)
def _in_a_line(text: str, code: str) -> tuple[Found, ...]:
    """Do it once for a line, which is asked for often."""
    return _in_dateline(text, lexicon(code))


def _in_another_language(text: str, code: str) -> tuple[Found, ...]:
    """Return the full dates and weekdays that the first of the other languages finds."""
    said = words_of(text).folded
    for other in languages():
        if other == code or not may_be_full(text, said, other):
            continue
        found = tuple(one for one in find(text, lexicon(other)) if not one.is_incomplete)
        if found:
            return found
    return ()


def _apart(matches: list[Found]) -> Iterator[Found]:
    end = 0
    for match in matches:
        if match.start >= end:
            end = match.end
            yield match


def _matches(text: str, lower: str, words: Lexicon, language: Grammar) -> Iterator[Found]:
    for number in NUMBERS.finditer(text):
        rules = language.by_number[min(number.end() - number.start(), LONGEST_NUMBER)]
        yield from _tried(rules, text, number.start(), words, language)
    for number in _standing(MISREAD_NUMBERS, MISREAD_BEGINNINGS, text, text):
        yield from _tried(language.by_number[1], text, number.start(), words, language)
    for word in _standing(language.words, beginnings(words.code), lower, text):
        yield from _tried(language.by_word[spelt(word[0])], text, word.start(), words, language)


def _standing(
    pattern: re.Pattern[str], first_words: frozenset[str], spelling: str, text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` in `spelling`, which has the characters of `text` in small letters, or is `text`.

    A match begins with one of `first_words`, in folded form. A letter is divided into words anyway, so
    that only these are tried; a line is searched quicker than divided.
    """
    if len(text) <= _LONGEST_DATELINE:
        yield from pattern.finditer(spelling)
        return
    found, after = words_of(text), 0
    for number in found.having(first_words):
        match = pattern.match(spelling, found.starts[number]) if found.starts[number] >= after else None
        if match:
            after = match.end()
            yield match


def _tried(
    rules: tuple[Rule, ...], text: str, at: int, words: Lexicon, language: Grammar
) -> Iterator[Found]:  # fmt: skip
    end = tail(text[max(0, at - _LEAD) : at])
    for rule in rules:
        if rule.before is not None and end not in rule.tails:
            continue
        match = rule.pattern.match(text, at)
        if match is None:
            continue
        lead = rule.before.search(text, max(0, at - _LEAD), at) if rule.before is not None else None
        if rule.before is not None and lead is None:
            continue
        if rule.name in _YEARS and _COUNTED.search(text, max(0, at - 20), at):
            continue
        if rule.name in _SHORTEST and language.no_day_before.search(text, max(0, at - _LEAD), at):
            continue
        found = _read(match, rule.name, words, language)
        if found is None:
            continue
        if lead is not None and rule.keeps:
            found = found._replace(start=lead.start("lead"))
        if rule.name == "month" and lead is not None:
            direction = _direction(lead["lead"], words)
            found = found._replace(direction=direction, start=lead.start("lead") if direction else found.start)
        if rule.name.startswith("relative") and not _is_adverb(text, match, language):
            continue
        yield _with_weekday(found, text, language) if rule.name in _AFTER_WEEKDAY else found


def _with_weekday(found: Found, text: str, language: Grammar) -> Found:
    """Return a date with the weekday that stands before it."""
    lead = language.weekday_before.search(text, max(0, found.start - _LEAD), found.start)
    if lead is None:
        return found
    return found._replace(start=lead.start("lead"), weekday=language.weekdays[lead["weekday"].lower()])


def _direction(lead: str, words: Lexicon) -> int:
    word = lead.strip().lower()
    return -1 if word in words.dates.get("last", ()) else 1 if word in words.dates.get("next", ()) else 0


def _read(match: re.Match[str], rule: str, words: Lexicon, language: Grammar) -> Found | None:
    groups = match.groupdict()
    until, presumed = language.julian
    found = Found(match.start(), match.end(), rule=rule, julian_until=until, julian_presumed=presumed)
    if rule == "weekday":
        return found._replace(weekday=language.weekdays[groups["weekday"].lower()])
    if rule == "feast":
        return _read_feast(found, groups, language)
    if groups.get("relative"):
        return _read_relative(found, groups, words)
    if rule in ("season", "decade", "before-christ", "after-christ"):
        return _read_period(with_year(found, groups), groups, words)
    if rule == "republican":
        return _read_republican(found, groups, words)
    if groups.get("month") in words.dates["words-in-lower-case"]:
        return None
    if groups.get("first"):
        order = "day-month" if rule == "iso" else str(words.dates["numeric-order"])
        said = _numbers(rule, groups["first"], groups["second"].upper(), order)
        return with_year(found, groups, **said) if said is not None else None
    month = words.months.get((groups.get("month") or groups.get("other_month") or "").lower())
    day = _day(groups, words)
    if not _possible(month, day):
        return None
    return _read_pair(with_year(found, groups, month=month, day=day), groups, words)


def _is_adverb(text: str, match: re.Match[str], language: Grammar) -> bool:
    """Tell “morgen” from “der Morgen” and »Morgen«: it has no capital but at the beginning of a sentence."""
    at = match.start()
    if _TITLE.match(text, max(0, at - 1)) and text[match.end() : match.end() + 1] in _QUOTES:
        return False
    if text[at].isupper() and not _SENTENCE_BEGINS.search(text, max(0, at - _LEAD), at):
        return False
    return language.no_day_after.search(text, max(0, at - _LEAD), at) is None


def _day(groups: dict[str, str], words: Lexicon) -> int | None:
    if groups.get("day_word"):
        return int(words.dates["day-words"][spelt(groups["day_word"])])
    return int(figures(groups["day"])) if groups.get("day") else None


def _read_feast(found: Found, groups: dict[str, str], language: Grammar) -> Found | None:
    """Read a feast that is written as the data files have it, capitals included."""
    feast = language.feasts.get(re.sub(r"\s+", " ", groups["feast"]).replace("’", "'"))
    return with_year(found, groups)._replace(feast=feast) if feast else None


def _read_relative(found: Found, groups: dict[str, str], words: Lexicon) -> Found:
    said = spelt(groups["relative"])
    match found.rule:
        case "relative-day":
            return found._replace(away=words.dates["days-away"][said])
        case "relative-month":
            return found._replace(months_away=words.dates["months-off"][said])
        case "relative-year":
            return found._replace(years_away=words.dates["years-off"][said])
        case _:
            return found._replace(day=int(groups["day"]), months_away=words.dates["months-away"][said])


def _read_republican(found: Found, groups: dict[str, str], words: Lexicon) -> Found | None:
    """Read a day of the French Republic; a day of its months is known without a year only from the letter."""
    written = groups.get("republic") or ""
    year = ROMAN.get(written.upper()) if not written.isdigit() else int(written)
    months = words.dates["republican-months"]
    month = 13 if groups.get("complementary") else months[groups["republican"].lower()]
    day = int(figures(groups["day"])) if groups.get("day") else None
    if (written and year is None) or (day is not None and not 1 <= day <= (30 if month < 13 else 6)):
        return None
    return found._replace(year=year, month=month, day=day, style="republican")


def _read_pair(found: Found, groups: dict[str, str], words: Lexicon) -> Found | None:
    """Read what stands beside the day: that of the other calendar (10/22 November), or the last day (May 3–5)."""
    if groups.get("until_year"):
        return _read_years(found, groups["until_year"])
    if groups.get("until"):
        last = found._replace(day=int(groups["until"]))
        follows = _possible(last.month, last.day) and (found.day or 0) < (last.day or 0)
        return found._replace(until=last) if follows else None
    if not groups.get("other_day"):
        return found
    other_month = words.months[groups["other_month"].lower()] if groups.get("other_month") else found.month or 0
    month = words.months[groups["month"].lower()] if groups.get("month") else other_month
    other = int(groups["other_day"])
    if not _possible(month, found.day) or not _possible(other_month, other):
        return None
    return found._replace(month=month, other=(other_month, other), style="both")


def _read_period(found: Found, groups: dict[str, str], words: Lexicon) -> Found | None:
    """Read a season, a decade, or a year that is counted from Christ."""
    year = found.year or 0
    if found.rule.endswith("christ"):
        return found._replace(era=-1 if found.rule == "before-christ" else 1)
    if found.rule == "decade":
        return found._replace(until=found._replace(year=year + 9), between=True)
    first = int(words.dates["seasons"][spelt(groups["season"])])
    winter, written = first == _DECEMBER, groups.get("until_year")
    if written and (not winter or not str(year + 1).endswith(written)):
        return None
    month = (first + 1) % 12 + 1
    last = found._replace(month=month, year=year + 1 if winter else year)
    # The winter of one year is that at its beginning or that at its end.
    begins, caution = (1, WHICH_WINTER) if winter and not written else (first, "")
    vague = not (winter and written)
    return found._replace(month=begins, until=last, between=True, caution=caution, approximate=vague)


def _read_years(found: Found, written: str) -> Found | None:
    """Read 1848–1850 and 1848–50; years that don't follow one another are no span."""
    first = found.year or 0
    last = int(str(first)[: 4 - len(written)] + written)
    return found._replace(until=found._replace(year=last)) if first < last < first + 100 else None


def _numbers(rule: str, first: str, second: str, order: str) -> dict[str, Any] | None:
    """Read a date in numbers; a Roman number is the month, and a number over 12 is the day."""
    if second in ROMAN:
        return {"day": int(first), "month": ROMAN[second]} if _possible(ROMAN[second], int(first)) else None
    one, two = int(first), int(second)
    day_first, month_first = _possible(two, one), _possible(one, two)
    if not day_first and not month_first:
        return None
    if order == "day-month" and day_first:
        return {"day": one, "month": two}
    return None if rule == "day-month-numbers" else {"numbers": (one, two)}


def _possible(month: int | None, day: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    return 1 <= day <= (31 if month is None else _LONGEST[month])


_DECEMBER: Final = 12
WHICH_WINTER: Final = "it may be the winter at the beginning of the year or at its end"
_LONGEST = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))
