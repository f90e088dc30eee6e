"""The patterns of years, and of what is longer or vaguer than a month: seasons, decades, years before Christ."""

from __future__ import annotations

from collections.abc import Iterable

from epistola.encode.dating.wording import SPACE, Rule, any_of, rule
from epistola.encode.lexicon import Lexicon

# A number in a row of numbers, or after a sign that counts, is no year.
_LEADS = ("before-year-alone", "before-year", "approximate", "circa")
_ALONE = r"(?<![\w.,/:§#№°$£–-])"


def by_year(words: Lexicon) -> Iterable[Rule]:
    """Yield the rules that a number of four figures begins."""
    dates = words.dates
    # “1500 men” are no year, whatever stands before them.
    counts = rf"(?!\s(?:{any_of(dates.get('after-no-year', ()))})(?!\w))"
    year = r"(?P<year>1\d{3}|20\d\d)"
    end = rf"(?![\w.,]\d)(?!\w){counts}"
    short = r"(?:\s?[–—-]\s?|/)(?P<until_year>\d{4}|\d{1,2})(?![\w–-])(?![.,/]\d)"
    long = rf"(?:\s?[–—-]\s?|\s(?:{any_of(dates.get('through', ()))})\s)(?P<until_year>\d{{4}})"
    leads = [name for key in _LEADS for name in dates.get(key, ())]
    yield from _decades(words)
    yield rule("part-of-year", rf"{year}{end}", dates["parts-of-month"], keeps=True)
    yield rule("year", rf"{year}(?:{short}|{end})", leads)
    yield rule("years", rf"{_ALONE}(?P<year>1[5-9]\d\d|20\d\d){long}(?![\w–-])(?![.,/]\d)")
    yield rule("year-in-brackets", rf"(?<=\[){year}(?=\s?\??\])")
    # A number that isn't round, where the sentence pauses, is a year; where nouns have capitals, before no noun.
    pause = r"[,;)]|\.?\s*\n|\.?\s*$|\.\s" + (r"|\s[a-zà-ÿ]" if dates.get("nouns-in-capitals") else "")
    yield rule(
        "bare-year",
        rf"{_ALONE}(?<!{SPACE}[–-])(?P<year>(?:1[789]|20)(?!00)\d\d)(?![\w.,/]\d)(?!\w){counts}(?={pause})",
    )


def by_season(words: Lexicon) -> tuple[Rule, ...]:
    """Return the rule for a season with its year: summer of 1916, Winter 1847/48."""
    dates = words.dates
    links = [*dates["before-month"], *dates.get("before-year", ())]
    link = rf"(?:(?:{any_of(links)})\s)?" if links else ""
    year = r"(?P<year>1[5-9]\d\d|20\d\d)(?:[/–-](?P<until_year>\d{4}|\d\d))?(?![\w–-])(?![.,/]\d)"
    return (rule("season", rf"(?P<season>{any_of(dates.get('seasons', ()))}),?\s{link}{year}"),)


def of_an_era(words: Lexicon) -> Iterable[Rule]:
    """Yield the rules for years before and after Christ."""
    dates = words.dates
    year = rf"{_ALONE}(?P<year>[1-9]\d{{0,3}})"
    for key, name in (("before-christ", "before-christ"), ("after-christ", "after-christ")):
        yield rule(name, rf"{year}\s?(?:{any_of(dates.get(key, ()))})(?!\w)")
    yield rule("after-christ", rf"{year}(?!\w)(?![.,/:]\d)", dates.get("of-christ", ()), keeps=True)


def _decades(words: Lexicon) -> Iterable[Rule]:
    dates = words.dates
    year = r"(?P<year>1[5-9]\d0|20\d0)"
    yield rule("decade", rf"{_ALONE}{year}(?:{any_of(dates.get('decade-endings', ()))})(?!\w)")
    yield rule("decade", rf"{year}(?![\w–/-])(?![.,]\d)", dates.get("decade-leads", ()), keeps=True)
