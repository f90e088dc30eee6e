"""The patterns by which the dates of a language are found.

A text is searched once for numbers and once for the words that dates are made of; only there the patterns are tried,
each from the place of that number or word. So a page without dates costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from epistola.encode.dating import periods
from epistola.encode.dating.wording import (
    FULL_YEAR,
    SPACE,
    Rule,
    any_of,
    before,
    loosely,
    month_pattern,
    of_pattern,
    ordinal_pattern,
    rule,
    spelt,
    year_after,
)
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.words import folded_words

ROMAN: Final = {
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
    "XIII": 13,
    "XIV": 14,
}
# The year of a date in numbers.
_SHORT_YEAR: Final = r"(?P<year>\d{4}|[1I]\d[\dI]{2}(?!\w)|['’]?\d{2,3})(?![\d/])(?!\.\d)"
_NUMERIC_SEPARATOR: Final = rf"(?:{SPACE}?(?:\./|[./\-–]){SPACE}?)"
_DASH: Final = r"[–—-]"
# What a language may leave out of its table of dates.
OPTIONAL: Final = frozenset(
    {
        "after", "after-christ", "after-no-day", "after-no-feast", "after-no-year", "approximate", "before",
        "before-christ", "before-no-day", "before-republican", "before-year", "between", "circa",
        "complementary-days", "day-words", "days-away", "decade-endings", "decade-leads", "feast-after",
        "feast-articles", "feast-before", "feasts-only-dated", "full-stop-of-a-line", "joints", "julian-presumed",
        "julian-until", "last", "last-after", "months-off", "new-style", "next", "next-after", "no-day-after",
        "nouns-in-capitals", "of-christ", "old-style", "range-links", "republican-months", "republican-year",
        "roman-days", "seasons", "this-year", "through", "times", "weekday-numbers", "weeks-away", "years-off",
    }
)  # fmt: skip
# Numbers that are longer are looked at like this one: no rule takes them.
LONGEST_NUMBER: Final = 5
NUMBERS: Final = re.compile(r"\d+")
MISREAD_NUMBERS: Final = re.compile(r"(?<!\w)(?:I\d|II(?=\s)|[Il]er\b)")
# What all dates in numbers alone have, as the rules have them, and much else.
_DAY_AND_MONTH: Final = re.compile(rf"\d[^\n]{{0,12}}?(?:[./–-]|{SPACE}){SPACE}?[\dIVXivx]")
# The words with which they begin.
MISREAD_BEGINNINGS: Final = frozenset({"i", "ii", "ier", "ler"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes dates: the rules that begin with a number of so many figures, or with one of its words.

    `julian` is the last Julian day in some country of the language, and whether days until then are taken for Julian.
    """

    words: re.Pattern[str]
    by_number: tuple[tuple[Rule, ...], ...]
    by_word: Mapping[str, tuple[Rule, ...]]
    feasts: Mapping[str, str]
    weekdays: Mapping[str, int]
    weekday_before: re.Pattern[str]
    no_day_after: re.Pattern[str]
    no_day_before: re.Pattern[str]
    julian: tuple[str, bool]


@cache
def grammar(code: str) -> Grammar:
    """Make the grammar of a language."""
    words = lexicon(code)
    dates = words.dates
    kinds: dict[str, tuple[Rule, ...]] = {}
    for names, rules in _by_words(words):
        for name in names:
            kinds[name] = (*kinds.get(name, ()), *rules)
    return Grammar(
        words=re.compile(rf"(?<!\w)(?:{_grouped(kinds)})(?![^\W\d_])"),
        by_number=_by_length(words),
        by_word=kinds,
        feasts=dates["feasts"],
        weekdays=_weekday_numbers(words),
        weekday_before=re.compile(
            rf"\b(?P<lead>(?P<weekday>{any_of(words.weekdays)})\b\.?,?{SPACE}"
            rf"(?:(?:{any_of(dates['before-date'])}){SPACE})?)$",
            re.IGNORECASE,
        ),
        no_day_after=before(dates.get("no-day-after", ())),
        no_day_before=before(dates.get("before-no-day", ())),
        julian=(dates.get("julian-until", ""), dates.get("julian-presumed", False)),
    )


@cache
def beginnings(code: str) -> frozenset[str]:
    """Return the first words of the words that dates of a language are made of, in folded form."""
    return frozenset(folded_words(name)[0] for names, _ in _by_words(lexicon(code)) for name in names)


def may_be_full(text: str, folded: Iterable[str], code: str) -> bool:
    """Tell whether there may be a full date in `text`, of which the words are given in folded form.

    It has one of the words of the language, or numbers that are a day and a month without any.
    """
    return _DAY_AND_MONTH.search(text) is not None or not _all_beginnings(code).isdisjoint(folded)


@cache
def _all_beginnings(code: str) -> frozenset[str]:
    dates = lexicon(code).dates
    further = (
        *dates.get("complementary-days", ()),
        *(word for words in dates.get("roman-days", {}).values() for word in words),
    )
    return beginnings(code).union(folded_words(phrase)[0] for phrase in further)


def _by_words(words: Lexicon) -> Iterable[tuple[Iterable[str], tuple[Rule, ...]]]:
    """Yield the words that dates are made of, as `spelt` has them, with the rules that begin with them."""
    dates = words.dates
    yield words.months, _by_month(words)
    yield dates.get("republican-months", {}), _by_republican_month(words)
    yield dates.get("day-words", {}), _by_day_word(words)
    yield map(spelt, words.weekdays), (rule("weekday", rf"(?P<weekday>{any_of(words.weekdays)})\b"),)
    yield map(spelt, dates["feasts"]), (rule("feast", _feast(words)),)
    yield map(spelt, dates.get("seasons", ())), periods.by_season(words)
    for key, name in (("days-away", "relative-day"), ("months-off", "relative-month"), ("years-off", "relative-year")):
        relative = dates.get(key, {})
        yield relative, (rule(name, rf"(?P<relative>{any_of(relative)})(?!\w)"),)


def _by_length(words: Lexicon) -> tuple[tuple[Rule, ...], ...]:
    """Return the rules that a number of no, one, two … figures may begin."""
    day, year, era = tuple(_by_day(words)), tuple(periods.by_year(words)), tuple(periods.of_an_era(words))
    return ((), (*day, *era), (*day, *era), era, (_rule_of_iso(), *era, *year), ())


def _rule_of_iso() -> Rule:
    return rule("iso", r"(?<!\d)(?P<year>\d{4})-(?P<second>\d\d)-(?P<first>\d\d)(?!\d)")


def _by_day(words: Lexicon) -> Iterable[Rule]:
    dates, month, ordinal = words.dates, month_pattern(words), ordinal_pattern(words)
    # Numbers in a row are soon known to be no dates: a month has a letter first, or is written like 7br.
    of = rf"(?=[^\W\d_]|\d\d?b){of_pattern(words)}"
    first = r"(?<![\d.,/:§])(?P<first>\d{1,2})"
    # The 20th of a century is no day.
    other = rf"(?!{SPACE}(?:{any_of(dates.get('after-no-day', ()))})(?!\w))"
    other_month = month.replace("<month>", "<other_month>")
    first_day = rf"{_day(words)}(?:{SPACE}?{of}{month}(?:,?{SPACE}\d{{4}})?)?"
    last_day = rf"(?P<other_day>\d{{1,2}})(?:{ordinal})?"
    yield rule(
        "two-styles",
        rf"{first_day}{SPACE}?/{SPACE}?{last_day}[.,]?{SPACE}{{0,2}}{of}{other_month}{year_after(words)}",
    )
    yield rule("two-styles", rf"{_day(words)}{SPACE}?[(\[]{last_day}[)\]]{SPACE}{of}{other_month}{year_after(words)}")
    yield rule("day-month", rf"{_day(words)}[.,]?{SPACE}{{0,2}}{of}{month}{year_after(words)}")
    yield rule(
        "numbers", rf"{first}{_NUMERIC_SEPARATOR}{_second()}\b(?:{_NUMERIC_SEPARATOR}|{SPACE}){_SHORT_YEAR}"
    )  # fmt: skip
    if dates["day-month-numbers"]:
        # One half and the quarters are what they seem, not days of a month.
        yield rule(
            "day-month-numbers",
            rf"(?!(?:1/[234]|3/4)(?!\d))(?<!\d\.\s){first}{SPACE}?(?:\.?/|\.){SPACE}?{_second()}\b"
            rf"(?:\.(?!\d)|(?![\d./%]))(?!\s\d{{1,2}}\.){other}",
        )
        romans = "|".join(sorted(ROMAN, key=len, reverse=True))
        yield rule(
            "day-roman",
            rf"{first}(?:{ordinal})?{SPACE}(?P<second>(?-i:{romans}))(?:\.|(?=\s|$))(?!{SPACE}?\w\.)",
        )
    yield rule(
        "day-of-month",
        rf"(?<![\d.,/:])(?P<day>\d{{1,2}})(?:{ordinal})?{SPACE}?(?P<relative>{any_of(dates['months-away'])})(?!\w)",
    )
    yield from _republican(words)
    alone = rf"(?!{SPACE}?(?:[\d/({{½]|{of}{month})){other}"
    yield rule("day", rf"(?P<day>\d{{1,2}}){ordinal}{alone}", dates["before-day-alone"])
    yield rule(
        "weekday-day",
        rf"(?P<day>\d{{1,2}})(?:{ordinal}{alone}|(?=[,;)]|\.?\s*(?:\n|$)))",
        _leads_weekday(words),
    )


def _day(words: Lexicon, group: str = "day") -> str:
    ordinal = rf"(?:{ordinal_pattern(words)})?"
    return rf"(?<![\d.,/:\w])(?P<{group}>\d{{1,2}}|[Il](?=er\b)|[12I]I(?=\s)|I\d){ordinal}"


def _second() -> str:
    romans = sorted((word for word, number in ROMAN.items() if number <= 12), key=len, reverse=True)
    return rf"(?P<second>\d{{1,2}}|{'|'.join(romans)})"


def _leads_weekday(words: Lexicon) -> list[str]:
    links = ["", *(f" {word}" for word in words.dates["before-date"])]
    return [f"{day}{comma}{link}" for day in words.weekdays for comma in ("", ",") for link in links]


def _republican(words: Lexicon) -> Iterable[Rule]:
    dates = words.dates
    if not dates.get("republican-months"):
        return
    year = rf"(?:,?\s{{1,2}}{_republican_year(words)}(?:{ordinal_pattern(words)}|e\b)?)"
    of = rf"(?:(?:{any_of(dates['before-republican'])}){SPACE})?"
    day = rf"{_day(words)}(?:e|ème)?{SPACE}"
    months, complementary = any_of(dates["republican-months"]), any_of(dates["complementary-days"])
    yield rule("republican", rf"{day}{of}(?P<republican>{months})(?!\w){year}?")
    yield rule("republican", rf"{day}(?P<complementary>{complementary})(?!\w)(?:{SPACE}de)?{year}")


def _by_republican_month(words: Lexicon) -> tuple[Rule, ...]:
    months = any_of(words.dates.get("republican-months", ()))
    return (rule("republican", rf"(?P<republican>{months}),?\s{{1,2}}{_republican_year(words)}(?!\w)"),)


def _republican_year(words: Lexicon) -> str:
    return rf"(?:{any_of(words.dates.get('republican-year', ()))})\s?(?P<republic>[IVX]{{1,4}}|\d{{1,2}})"


def _by_month(words: Lexicon) -> tuple[Rule, ...]:
    dates, month = words.dates, month_pattern(words)
    part = rf"{month}(?:{SPACE}{FULL_YEAR})?"
    found = [rule("month-year", rf"{month},?{SPACE}{FULL_YEAR}")]
    if dates["month-first"]:
        ordinal = rf"(?:{ordinal_pattern(words)})?"
        second = rf"(?:{SPACE}?/{SPACE}?(?P<other_day>\d{{1,2}}){ordinal})?"
        until = rf"(?:{SPACE}?{_DASH}{SPACE}?(?P<until>\d{{1,2}})(?!\d){ordinal})?"
        year = year_after(words, short=False)
        day = rf"(?:the{SPACE})?(?P<day>\d{{1,2}})(?!\d){ordinal}"
        found.append(rule("month-day", rf"{month}{SPACE}?{day}(?!:\d|\s?[ap]\.?m\b){second}{until}{year}"))
    else:
        # “Ende Juli 18.” has a year where a pause follows; “Juli 18 Tage” doesn't.
        short = r"(?P<year_of_two>\d\d)(?=[,;)]|\.?\s*$|\.?\s*\n|\.\s[^\W\d_])"
        part = rf"{month}(?:{SPACE}(?:{FULL_YEAR}|{short}))?"
    found.append(rule("part-of-month", part, dates["parts-of-month"], keeps=True))
    found.append(rule("month", part, dates["before-month-alone"]))
    return tuple(found)


def _by_day_word(words: Lexicon) -> tuple[Rule, ...]:
    days = words.dates.get("day-words", {})
    pattern = rf"(?P<day_word>{any_of(days)}){SPACE}{of_pattern(words)}{month_pattern(words)}{year_after(words)}"
    return (rule("day-word", pattern),)


def _feast(words: Lexicon) -> str:
    # “Christmas-box” and “Christmas dinner” are no days.
    other = any_of(words.dates.get("after-no-feast", ()))
    year = rf"(?:,?{SPACE}(?P<year>1[5-9]\d\d|20\d\d)(?!\w))?"
    return rf"(?P<feast>{any_of(words.dates['feasts'])})(?!\w)(?![-‑]\w)(?!\s(?:{other})(?!\w)){year}"


def _weekday_numbers(words: Lexicon) -> dict[str, int]:
    """Map the weekdays, in lower case, to 1 (Monday) to 7; a word that holds one (“dienstags”) is that one."""
    numbers = {
        str(name).lower(): day + 1 for context in words.locale.days.values() for day, name in context["wide"].items()
    }
    numbers |= {word.lower(): day for word, day in words.dates.get("weekday-numbers", {}).items()}
    for word in (name.lower() for name in words.weekdays):
        day = next((number for name, number in sorted(numbers.items()) if name in word), 0)
        numbers.setdefault(word, day)
    return numbers


def _grouped(words: Iterable[str]) -> str:
    """Make an alternation of words that looks at the first letter once."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word)
    groups = []
    for letter, alike in sorted(by_letter.items()):
        rests = [loosely(word[1:]) for word in sorted(alike, key=lambda w: (-len(w), w))]
        groups.append(f"{re.escape(letter)}(?:{'|'.join(rests)})")
    return "|".join(groups) or r"(?!)"
