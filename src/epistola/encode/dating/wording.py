"""What the patterns of dates are made of: the words of a language, its months, days and years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from epistola.encode.dating import numerals
from epistola.encode.lexicon import Lexicon

SPACE: Final = r"[ \t\u00a0]"
FULL_YEAR: Final = r"(?P<year>\d{4}|[1I]\d[\dI]{2})(?!\w)"
ROMAN_YEAR: Final = rf"(?P<roman_year>{numerals.YEAR})"
_YEAR: Final = r"(?P<year>\d{4}|[1I]\d[\dI]{2}(?!\w)|['’]?\d{2,3})(?![\d/])(?!\.\d)"
# A year that somebody has added, or half of it: [1848], [1848?], [18]48, 18[48].
_ADDED_YEAR: Final = r"(?P<added_year>\[\d{4}\s?\??\]|\[1\d\]\d\d|1\d\[\d\d\s?\??\])"
# A year in both styles, 1712/13: the second is the one that begins in January. With a dash (1712-13) only where
# such years were in use, and before no month, which would be the end of a span.
_TWO_YEARS: Final = (
    r"(?P<first_year>\d{4}(?=/)|1[0-6]\d\d|17[0-4]\d|175[0-2])[/–-](?P<second_year>\d{4}|\d{1,2})(?![\d/])"
)


_TAIL: Final = re.compile(r"\w+[^\w\s]*$")


@dataclass(frozen=True)
class Rule:
    """A pattern with the name of its rule, and the phrases of which one has to stand before it (None: nothing).

    Where `keeps` is true, what stands before belongs to the date. `tails` are the ends of what may stand before, by
    which it is soon known that nothing of the kind does.

    Most rules of most languages are never tried, and to compile them all takes longer than to encode a letter; so each
    is compiled when it is first asked for.
    """

    name: str
    source: str
    leads: tuple[str, ...] | None = None
    keeps: bool = False
    tails: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.source, re.IGNORECASE)

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        """The pattern of what has to stand before it, as `before` makes it."""
        return before(self.leads) if self.leads is not None else None


def rule(name: str, pattern: str, lead: Iterable[str] | None = None, *, keeps: bool = False) -> Rule:
    """Make a rule of a pattern, in which capitals don't count, and of phrases that have to stand before it."""
    if lead is None:
        return Rule(name, pattern)
    phrases = tuple(lead)
    return Rule(name, pattern, phrases, keeps, frozenset(map(tail, phrases)))


def tail(phrase: str) -> str:
    """Return the last word of a phrase with what is glued to its end; "" when there is none."""
    found = _TAIL.search(phrase.rstrip())
    return found[0].lower().replace("’", "'") if found else ""


def before(phrases: Iterable[str]) -> re.Pattern[str]:
    """Make the pattern of one of these phrases at the end of a stretch; its group `lead` begins with them."""
    return re.compile(rf"(?<!\w)(?P<lead>(?:{any_of(phrases)})(?:(?<=['’-])|\s{{1,2}}))$", re.IGNORECASE)


def month_pattern(words: Lexicon) -> str:
    """Make the pattern of a month, with the full stop of an abbreviation; a full name's ends the sentence."""
    full = words.months.keys() - words.abbreviations
    stops = f"(?<!{')(?<!'.join(map(re.escape, sorted(full)))})"
    months = any_of(words.months)
    # “April-Heft” is no month; “Mai-Juni” are two.
    compound = rf"(?![-‑](?!(?:{months})(?!\w))(?-i:[A-ZÄÖÜ]))"
    return rf"(?P<month>{months})(?![^\W\d_]){compound}(?:{stops}\.)?"


def ordinal_pattern(words: Lexicon) -> str:
    """Make the pattern of what may follow the number of a day."""
    return rf"{SPACE}?(?:{any_of(words.dates['ordinals'])})(?!\w)"


def of_pattern(words: Lexicon) -> str:
    """Make the pattern of what may stand between the day and the month."""
    leads = words.dates["before-month"]
    return rf"(?:(?:{any_of(leads)})(?:(?<=['’])|{SPACE}))?" if leads else ""


def year_after(words: Lexicon, *, short: bool = True) -> str:
    """Make the pattern of the year that may follow a day and month, with what leads to it; `short`: or two figures."""
    leads = any_of([*words.dates["before-month"], *words.dates.get("before-year", ())])
    # In Spanish the year has the preposition of the month: 5 de mayo de 1871.
    led = rf"(?:(?:{leads})(?:(?<=['’])|\s{{1,2}})(?=\d{{4}}(?!\w)|{numerals.YEAR}))?"
    no_month = rf"(?!{SPACE}?\.?{SPACE}?{any_month(words)})"
    plain = _YEAR if short else r"(?P<year>(?:1\d|20)\d\d)(?!\d)"
    # A number of four figures on the next line may be a postal code.
    gap = r"[,.]?\s{0,2}" if short else rf"(?:,?\s{{1,2}}|\.{SPACE}{{1,2}})"
    return rf"(?:{gap}{led}(?:{_TWO_YEARS}{no_month}|{_ADDED_YEAR}|{plain}|{ROMAN_YEAR}))?"


def any_month(words: Lexicon) -> str:
    """Make the pattern of a month that is only looked at."""
    return rf"(?:{any_of(words.months)})(?!\w)"


def any_of(words: Iterable[str]) -> str:
    """Make an alternation of words, the longest first; of no words, what matches nothing."""
    found = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(loosely, found)) or r"(?!)"


def spelt(words: str) -> str:
    """Return words as the tables have them: in lower case, with one blank, and with the plain apostrophe."""
    return re.sub(r"\s+", " ", words.lower()).replace("’", "'")


def lowered(text: str) -> str:
    """Write `text` in lower case, each character remaining one."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def loosely(words: str) -> str:
    """Make the pattern of words, whatever white space is between them and whatever apostrophe they have."""
    return re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]")
