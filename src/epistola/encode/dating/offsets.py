"""What moves a date away from the day that it names: the eve of a feast, the Tuesday after one, yesterday week."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from epistola.encode.dating.found import Found
from epistola.encode.dating.wording import SPACE, any_of, before, spelt
from epistola.encode.lexicon import Lexicon, lexicon

_REACH = 40
_WEEK = 7
_BESIDE = re.compile(rf",?{SPACE}")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What stands before and after a feast, between a weekday and a feast, and after a day for a week from it."""

    feast_before: re.Pattern[str]
    feast_after: re.Pattern[str]
    weekday_before_feast: re.Pattern[str]
    weekday_after_feast: re.Pattern[str]
    weeks: re.Pattern[str]
    article: re.Pattern[str]


@cache
def _patterns(code: str) -> _Patterns:
    dates = lexicon(code).dates

    def after(key: str) -> re.Pattern[str]:
        return re.compile(rf"{SPACE}(?P<said>{any_of(dates.get(key, ()))})(?!\w)", re.IGNORECASE)

    def between(key: str) -> re.Pattern[str]:
        return re.compile(rf"\s(?:{any_of(dates.get(key, ()))})\s", re.IGNORECASE)

    return _Patterns(
        feast_before=before(dates.get("feast-before", ())),
        feast_after=after("feast-after"),
        weekday_before_feast=between("before"),
        weekday_after_feast=between("after"),
        weeks=after("weeks-away"),
        article=before(dates.get("feast-articles", ())),
    )


def from_feast(one: Found, text: str, words: Lexicon) -> Found:
    """Return a feast with the words that mean a day before or after it: eve of, St John's Eve, lendemain de."""
    patterns = _patterns(words.code)
    lead = patterns.feast_before.search(text, max(0, one.start - _REACH), one.start)
    if lead:
        return one._replace(start=lead.start("lead"), away=_days(words, "feast-before", lead["lead"]))
    follows = patterns.feast_after.match(text, one.end)
    if follows and one.year is None:
        return one._replace(end=follows.end(), away=_days(words, "feast-after", follows["said"]))
    return one


def _days(words: Lexicon, key: str, said: str) -> int:
    """Return what a table of the language has for some words, however they are written."""
    return next(int(number) for phrase, number in words.dates[key].items() if spelt(phrase) == spelt(said.rstrip()))


def weeks_from(one: Found, text: str, words: Lexicon) -> Found:
    """Return a day with the weeks that are counted from it: yesterday week, Tuesday week, heute über acht Tage."""
    follows = _patterns(words.code).weeks.match(text, one.end)
    if follows is None:
        return one
    weeks = _days(words, "weeks-away", follows["said"])
    if one.rule == "weekday":
        direction = one.direction or (1 if weeks > 0 else -1)
        return one._replace(end=follows.end(), direction=direction, away=weeks * _WEEK)
    # Yesterday week is past, to-morrow week to come.
    return one._replace(end=follows.end(), away=one.away + (-weeks if one.away < 0 < weeks else weeks) * _WEEK)


def beside_feasts(found: Iterable[Found], text: str, words: Lexicon) -> Iterator[Found]:
    """Make one date of a weekday and the feast before or after which it is: Dienstag nach Invocavit 1522."""
    patterns = _patterns(words.code)
    sides = ((1, patterns.weekday_after_feast), (-1, patterns.weekday_before_feast), (0, _BESIDE))
    taken = False
    for one, follows in pairwise([*found, None]):
        if one is None or taken:
            taken = False
            continue
        if one.rule == "weekday" and follows is not None and follows.rule == "feast" and not follows.away:
            links = [side for side, link in sides if link.fullmatch(text, one.end, follows.start)]
            taken = bool(links)
            if taken:
                one = follows._replace(start=one.start, weekday=one.weekday if links[0] else 0, direction=links[0])
        yield one


def is_only_a_name(one: Found, text: str, words: Lexicon) -> bool:
    """Tell whether a feast is more likely somebody's or something's name: Jacobi, Cantate, Saint-Louis.

    With a year, a weekday, or a word such as “la” before it, it is a feast.
    """
    if one.rule != "feast" or one.year is not None or one.away or one.weekday:
        return False
    if text[one.start : one.end] not in words.dates.get("feasts-only-dated", ()):
        return False
    return _patterns(words.code).article.search(text, max(0, one.start - _REACH), one.start) is None
