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
SPACE: Final = r"[ \t\u00a0]"
_FULL_YEAR: Final = r"(?P<year>\d{4}|[1I]\d[\dI]{2})(?!\w)"
_YEAR: Final = r"(?P<year>\d{4}|[1I]\d[\dI]{2}(?!\w)|['’]?\d{2,3})(?![\d/])(?!\.\d)"
# A year in both styles, 1712/13: the second is the one that begins in January.
_TWO_YEARS: Final = r"(?P<first_year>\d{4})/(?P<second_year>\d{4}|\d{1,2})(?![\d/])"
_NUMERIC_SEPARATOR: Final = rf"(?:{SPACE}?(?:\./|[./\-–]){SPACE}?)"
_DASH: Final = r"[–—-]"
# What a language may leave out of its table of dates.
OPTIONAL: Final = frozenset(
    {
        "after", "after-no-day", "after-no-feast", "approximate", "before", "before-republican", "between", "circa",
        "complementary-days", "day-words", "days-away", "full-stop-of-a-line", "joints", "last", "last-after",
        "months-off", "new-style", "next", "next-after", "no-day-after", "nouns-in-capitals", "old-style",
        "range-links", "republican-months", "republican-year", "this-year", "through", "times", "weekday-numbers",
        "years-off",
    }
)  # fmt: skip
NUMBERS: Final = re.compile(r"\d+")
MISREAD_NUMBERS: Final = re.compile(r"(?<!\w)(?:I\d|II(?=\s)|[Il]er\b)")
# The words with which they begin.
MISREAD_BEGINNINGS: Final = frozenset({"i", "ii", "ier", "ler"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with the name of its rule, and what has to stand before it (None: nothing).

    Where `keeps` is true, what stands before belongs to the date.
    """

    name: str
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None = None
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes dates: the rules that begin with a number, or with one of its words."""

    words: re.Pattern[str]
    by_number: tuple[Rule, ...]
    by_word: Mapping[str, tuple[Rule, ...]]
    feasts: Mapping[str, str]
    weekdays: Mapping[str, int]
    weekday_before: re.Pattern[str]
    no_day_after: re.Pattern[str]


@cache
def grammar(code: str) -> Grammar:
    """Make the grammar of a language."""
    words = lexicon(code)
    dates = words.dates
    kinds: dict[str, tuple[Rule, ...]] = {}
    relative = [("days-away", "relative-day"), ("months-off", "relative-month"), ("years-off", "relative-year")]
    for names, rules in (
        (words.months, _by_month(words)),
        (dates.get("republican-months", {}), _by_republican_month(words)),
        (dates.get("day-words", {}), _by_day_word(words)),
        (map(spelt, words.weekdays), (_rule("weekday", rf"(?P<weekday>{any_of(words.weekdays)})\b"),)),
        (map(spelt, dates["feasts"]), (_rule("feast", _feast(words)),)),
        *(
            (dates.get(key, {}), (_rule(name, rf"(?P<relative>{any_of(dates.get(key, {}))})(?!\w)"),))
            for key, name in relative
        ),
    ):
        for name in names:
            kinds[name] = (*kinds.get(name, ()), *rules)
    return Grammar(
        words=re.compile(rf"(?<!\w)(?:{_grouped(kinds)})(?![^\W\d_])"),
        by_number=tuple(_by_number(words)),
        by_word=kinds,
        feasts={spelt(name): name for name in dates["feasts"]},
        weekdays=_weekday_numbers(words),
        weekday_before=re.compile(
            rf"\b(?P<lead>(?P<weekday>{any_of(words.weekdays)})\b\.?,?{SPACE}"
            rf"(?:(?:{any_of(dates['before-date'])}){SPACE})?)$",
            re.IGNORECASE,
        ),
        no_day_after=before(dates.get("no-day-after", ())),
    )


@cache
def beginnings(code: str) -> frozenset[str]:
    """Return the first words of the words that dates of a language are made of, in folded form."""
    return frozenset(folded_words(name)[0] for name in grammar(code).by_word)


def month_pattern(words: Lexicon) -> str:
    """Make the pattern of a month, with the full stop of an abbreviation; a full name's ends the sentence."""
    full = words.months.keys() - words.abbreviations
    stops = f"(?<!{')(?<!'.join(map(re.escape, sorted(full)))})"
    return rf"(?P<month>{any_of(words.months)})(?![^\W\d_])(?:{stops}\.)?"


def ordinal_pattern(words: Lexicon) -> str:
    """Make the pattern of what may follow the number of a day."""
    return rf"{SPACE}?(?:{any_of(words.dates['ordinals'])})(?!\w)"


def any_of(words: Iterable[str]) -> str:
    """Make an alternation of words, the longest first; of no words, what matches nothing."""
    found = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(_loosely, found)) or r"(?!)"


def spelt(words: str) -> str:
    """Return words as the tables have them: in lower case, with one blank, and with the plain apostrophe."""
    return re.sub(r"\s+", " ", words.lower()).replace("’", "'")


def _loosely(words: str) -> str:
    """Make the pattern of words, whatever white space is between them and whatever apostrophe they have."""
    return re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]")


def before(phrases: Iterable[str]) -> re.Pattern[str]:
    """Make the pattern of one of these phrases at the end of a stretch; its group `lead` begins with them."""
    return re.compile(rf"(?<!\w)(?P<lead>(?:{any_of(phrases)})(?:(?<=['’-])|\s{{1,2}}))$", re.IGNORECASE)


def _rule(name: str, pattern: str, lead: Iterable[str] | None = None, *, keeps: bool = False) -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE), before(lead) if lead is not None else None, keeps)


def _year_after(words: Lexicon) -> str:
    # In Spanish the year has the preposition of the month: 5 de mayo de 1871.
    of = rf"|{SPACE}{_of(words)}(?=\d{{4}}(?!\w))" if words.dates["before-month"] else ""
    return rf"(?:(?:[,.]?\s{{0,2}}{of})(?:{_TWO_YEARS}|{_YEAR}))?"


def _of(words: Lexicon) -> str:
    leads = words.dates["before-month"]
    return rf"(?:(?:{any_of(leads)}){SPACE})?" if leads else ""


def _day(words: Lexicon, group: str = "day") -> str:
    ordinal = rf"(?:{ordinal_pattern(words)})?"
    return rf"(?<![\d.,/:\w])(?P<{group}>\d{{1,2}}|[Il](?=er\b)|[12I]I(?=\s)|I\d){ordinal}"


def _second() -> str:
    romans = sorted((word for word, number in ROMAN.items() if number <= 12), key=len, reverse=True)
    return rf"(?P<second>\d{{1,2}}|{'|'.join(romans)})"


def _by_number(words: Lexicon) -> Iterable[Rule]:
    dates, month, of, ordinal = words.dates, month_pattern(words), _of(words), ordinal_pattern(words)
    first = r"(?<![\d.,/:§])(?P<first>\d{1,2})"
    other = month.replace("<month>", "<other_month>")
    yield _rule("iso", r"(?<!\d)(?P<year>\d{4})-(?P<second>\d\d)-(?P<first>\d\d)(?!\d)")
    yield _rule(
        "two-styles",
        rf"{_day(words)}(?:{SPACE}?{of}{month}(?:,?{SPACE}\d{{4}})?)?{SPACE}?/{SPACE}?(?P<other_day>\d{{1,2}})(?:{ordinal})?[.,]?{SPACE}{{0,2}}"
        rf"{of}{other}{_year_after(words)}",
    )
    yield _rule("day-month", rf"{_day(words)}[.,]?{SPACE}{{0,2}}{of}{month}{_year_after(words)}")
    yield _rule(
        "numbers", rf"{first}{_NUMERIC_SEPARATOR}{_second()}\b(?:{_NUMERIC_SEPARATOR}|{SPACE}){_YEAR}"
    )  # fmt: skip
    if dates["day-month-numbers"]:
        # One half and the quarters are what they seem, not days of a month.
        yield _rule(
            "day-month-numbers",
            rf"(?!(?:1/[234]|3/4)(?!\d)){first}{SPACE}?(?:\.?/|\.){SPACE}?{_second()}\b(?:\.(?!\d)|(?![\d./%]))",
        )
        romans = "|".join(sorted(ROMAN, key=len, reverse=True))
        yield _rule(
            "day-roman",
            rf"{first}(?:{ordinal})?{SPACE}(?P<second>(?-i:{romans}))(?:\.|(?=\s|$))(?!{SPACE}?\w\.)",
        )
    yield _rule(
        "day-of-month",
        rf"(?<![\d.,/:])(?P<day>\d{{1,2}})(?:{ordinal})?{SPACE}?(?P<relative>{any_of(dates['months-away'])})(?!\w)",
    )
    yield from _republican(words)
    # The 20th of a century is no day.
    other = rf"(?!{SPACE}(?:{any_of(dates.get('after-no-day', ()))})(?!\w))"
    alone = rf"(?!{SPACE}?(?:[\d/({{½]|{of}{month})){other}"
    yield _rule("day", rf"(?P<day>\d{{1,2}}){ordinal}{alone}", dates["before-day-alone"])
    yield _rule(
        "weekday-day",
        rf"(?P<day>\d{{1,2}})(?:{ordinal}{alone}|(?=[,;)]|\.?\s*(?:\n|$)))",
        _leads_weekday(words),
    )
    yield from _years(words)


def _leads_weekday(words: Lexicon) -> list[str]:
    links = ["", *(f" {word}" for word in words.dates["before-date"])]
    return [f"{day}{comma}{link}" for day in words.weekdays for comma in ("", ",") for link in links]


def _years(words: Lexicon) -> Iterable[Rule]:
    dates = words.dates
    year = r"(?P<year>1\d{3}|20\d\d)"
    end = r"(?![\w.,]\d)(?!\w)"
    short = r"(?:\s?[–—-]\s?|/)(?P<until_year>\d{4}|\d{1,2})(?![\w–-])(?![.,/]\d)"
    long = rf"(?:\s?[–—-]\s?|\s(?:{any_of(dates.get('through', ()))})\s)(?P<until_year>\d{{4}})"
    alone = r"(?<![\w.,/:§#№°$£–-])"
    leads = [*dates["before-year-alone"], *dates.get("approximate", ()), *dates.get("circa", ())]
    yield _rule("year", rf"{year}(?:{short}|{end})", leads)
    yield _rule("years", rf"{alone}(?P<year>1[5-9]\d\d|20\d\d){long}(?![\w–-])(?![.,/]\d)")
    yield _rule("year-in-brackets", rf"(?<=\[){year}(?=\s?\??\])")
    # A number that isn't round, where the sentence pauses, is a year; where nouns have capitals, before no noun.
    pause = r"[,;)]|\.?\s*\n|\.?\s*$|\.\s" + (r"|\s[a-zà-ÿ]" if dates.get("nouns-in-capitals") else "")
    yield _rule(
        "bare-year",
        rf"{alone}(?<!{SPACE}[–-])(?P<year>(?:1[789]|20)(?!00)\d\d)(?![\w.,/]\d)(?!\w)(?={pause})",
    )


def _republican(words: Lexicon) -> Iterable[Rule]:
    dates = words.dates
    if not dates.get("republican-months"):
        return
    year = rf"(?:,?\s{{1,2}}{_republican_year(words)}(?:{ordinal_pattern(words)}|e\b)?)"
    of = rf"(?:(?:{any_of(dates['before-republican'])}){SPACE})?"
    day = rf"{_day(words)}(?:e|ème)?{SPACE}"
    months, complementary = any_of(dates["republican-months"]), any_of(dates["complementary-days"])
    yield _rule("republican", rf"{day}{of}(?P<republican>{months})(?!\w){year}?")
    yield _rule("republican", rf"{day}(?P<complementary>{complementary})(?!\w)(?:{SPACE}de)?{year}")


def _by_republican_month(words: Lexicon) -> tuple[Rule, ...]:
    months = any_of(words.dates.get("republican-months", ()))
    return (_rule("republican", rf"(?P<republican>{months}),?\s{{1,2}}{_republican_year(words)}(?!\w)"),)


def _republican_year(words: Lexicon) -> str:
    return rf"(?:{any_of(words.dates.get('republican-year', ()))})\s?(?P<republic>[IVX]{{1,4}}|\d{{1,2}})"


def _by_month(words: Lexicon) -> tuple[Rule, ...]:
    dates, month = words.dates, month_pattern(words)
    part = rf"{month}(?:{SPACE}{_FULL_YEAR})?"
    found = [_rule("month-year", rf"{month},?{SPACE}{_FULL_YEAR}")]
    if dates["month-first"]:
        ordinal = rf"(?:{ordinal_pattern(words)})?"
        second = rf"(?:{SPACE}?/{SPACE}?(?P<other_day>\d{{1,2}}){ordinal})?"
        until = rf"(?:{SPACE}?{_DASH}{SPACE}?(?P<until>\d{{1,2}})(?!\d){ordinal})?"
        year = rf"(?:,?\s{{1,2}}(?:{_TWO_YEARS}|(?P<year>\d{{4}})(?!\d)))?"
        day = rf"(?:the{SPACE})?(?P<day>\d{{1,2}})(?!\d){ordinal}"
        found.append(_rule("month-day", rf"{month}{SPACE}?{day}(?!:\d|\s?[ap]\.?m\b){second}{until}{year}"))
    else:
        # “Ende Juli 18.” has a year where a pause follows; “Juli 18 Tage” doesn't.
        short = r"(?P<year_of_two>\d\d)(?=[,;)]|\.?\s*$|\.?\s*\n|\.\s[^\W\d_])"
        part = rf"{month}(?:{SPACE}(?:{_FULL_YEAR}|{short}))?"
    found.append(_rule("part-of-month", part, dates["parts-of-month"], keeps=True))
    found.append(_rule("month", part, dates["before-month-alone"]))
    return tuple(found)


def _by_day_word(words: Lexicon) -> tuple[Rule, ...]:
    days = words.dates.get("day-words", {})
    pattern = rf"(?P<day_word>{any_of(days)}){SPACE}{_of(words)}{month_pattern(words)}{_year_after(words)}"
    return (_rule("day-word", pattern),)


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
        rests = [_loosely(word[1:]) for word in sorted(alike, key=lambda w: (-len(w), w))]
        groups.append(f"{re.escape(letter)}(?:{'|'.join(rests)})")
    return "|".join(groups) or r"(?!)"
