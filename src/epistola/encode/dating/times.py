"""Times of day: finding them in running text, and giving them values (TEI `time`; Guidelines, 3.6.4).

The values are those of W3C XML Schema, `09:00:00`. “9 o'clock” may be in the morning or in the evening: it has a value
only where the text says which. Noon and midnight say it themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from epistola.encode.dating.wording import SPACE, any_of, lowered, spelt
from epistola.encode.lexicon import Lexicon, lexicon

_FRACTIONS: Final = {"¼": 15, "1/4": 15, "½": 30, "1/2": 30, "¾": 45, "3/4": 45}
_DAY: Final = 24 * 60
# No time of day is longer, with what stands around it.
_REACH: Final = 80


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as it stands in a text: its span, and its value, "" when it may be before or after noon."""

    start: int
    end: int
    when: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """A pattern, and words in small letters of which it needs one: only around them it is looked for."""

    pattern: re.Pattern[str]
    anchors: tuple[str, ...]


def find_times(text: str, words: Lexicon) -> Iterator[Time]:
    """Yield the times of day in `text`, in order and apart; a language without words for them has none."""
    times, lower = words.dates.get("times", {}), lowered(text)
    found = [
        time
        for kind in _kinds(words.code)
        for start, end in _windows(lower, kind.anchors)
        for match in kind.pattern.finditer(text, start, end)
        if (time := _read(match, times))
    ]
    end = 0
    for time in sorted(found, key=lambda one: (one.start, -one.end)):
        if time.start >= end:
            end = time.end
            yield time


def _windows(lower: str, anchors: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the stretches around the anchors; the whole text where there are none to look for."""
    if not anchors:
        yield 0, len(lower)
        return
    places = sorted(
        {found.start() for anchor in anchors if anchor in lower for found in _literal(anchor).finditer(lower)}
    )
    start = end = -1
    for place in places:
        if place - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, place - _REACH)
        end = min(len(lower), place + _REACH)
    if end >= 0:
        yield start, end


@cache
def _literal(anchor: str) -> re.Pattern[str]:
    return re.compile(re.escape(anchor))


@cache
def _kinds(code: str) -> tuple[_Kind, ...]:
    """Make the patterns: hours with a word such as “o'clock”, “half past six”, noon and midnight."""
    times = lexicon(code).dates.get("times")
    if not times:
        return ()
    leads = any_of(times["before"]) if times.get("before") else ""
    lead = rf"(?:(?<=\s)|^)(?<!\w)(?:(?:{leads})\s)" if leads else r"(?<![\d.,/:\w-])"
    named = any_of(times.get("hours", ()))
    part = rf"(?:,?{SPACE}?(?P<part>{any_of(times['parts'])})(?!\w))"
    unit = rf"{SPACE}?(?:{any_of(times['units'])})(?!\w)"
    after = any_of([*_FRACTIONS, *times.get("after-hour", ())])
    full = rf"{unit}(?:{SPACE}?(?P<after>[0-5]\d|{after})(?![\w.,]\d)(?!\w))?{part}?"
    meridiem = rf"|{SPACE}?\.?(?P<meridiem>[ap]\.?{SPACE}?m\b\.?)" if times.get("meridiem") else ""
    fraction = rf"(?P<fraction>(?:{any_of([*_FRACTIONS, *times.get('half', ())])}){SPACE}?)?"
    figures = rf"{lead}(?P<time>{fraction}(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d)(?!\d))?(?:{full}{meridiem}))"
    words = rf"{lead}(?P<time>{fraction}(?P<hour>{named}){full})"
    shifted = (
        rf"(?<!\w)(?P<time>(?P<shift>{any_of(times.get('before-hour', ()))})\s(?P<hour>\d{{1,2}}|{named})(?!\w)"
        rf"(?![.,:/]\d)(?:{unit})?(?:{part}{meridiem})?)"
    )
    fixed = rf"(?<!\w)(?:{any_of(times.get('fixed-before', ()))})\s"
    fixed += rf"(?P<time>(?P<fixed>{any_of(times.get('fixed', ()))}))(?!\w)(?!\s(?:{after})(?!\w))"
    units = [unit for unit in times["units"] if len(unit) > len("h.")]
    led = ((words, units), (shifted, times.get("before-hour", ())), (fixed, times.get("fixed", ())))
    return (_kind(figures, ()), *(_kind(pattern, phrases) for pattern, phrases in led if phrases))


def _kind(pattern: str, phrases: Iterable[str]) -> _Kind:
    """Make a kind whose phrases are looked for by their longest words."""
    anchors = {max(re.findall(r"\w+", phrase.lower()), key=len) for phrase in phrases}
    return _Kind(re.compile(pattern, re.IGNORECASE | re.MULTILINE), tuple(sorted(anchors)))


def _read(match: re.Match[str], times: dict[str, Any]) -> Time | None:
    groups = match.groupdict()
    span = match.span("time")
    if groups.get("fixed"):
        return Time(*span, times["fixed"][spelt(groups["fixed"])])
    hour = int(groups["hour"]) if groups["hour"].isdigit() else times["hours"][spelt(groups["hour"])]
    minute = _minutes(groups, times)
    if not 0 <= hour <= 24 or minute > 59 or (hour == 24 and minute):
        return None
    return Time(*span, _value((hour * 60 + minute) % _DAY, _part(groups, times), named=hour))


def _minutes(groups: dict[str, str | None], times: dict[str, Any]) -> int:
    """Return the minutes past the hour that is named, or to it (less than nought)."""
    fraction, after = (groups.get("fraction") or "").strip(), groups.get("after")
    if groups.get("shift"):
        return int(times["before-hour"][spelt(groups["shift"] or "")])
    if fraction:
        # In German half eight is half an hour before eight, elsewhere half past seven says so in words.
        return _FRACTIONS.get(fraction, 30) - (60 if times.get("half-is-before") else 0)
    if after:
        return _FRACTIONS.get(after) or (int(after) if after.isdigit() else int(times["after-hour"][spelt(after)]))
    return int(groups.get("minute") or 0)


def _part(groups: dict[str, str | None], times: dict[str, Any]) -> str:
    """Return whether it is before noon (“am”) or after (“pm”) or at “night”, or "" when nothing says so."""
    meridiem, part = groups.get("meridiem"), groups.get("part")
    if meridiem:
        return f"{meridiem[0].lower()}m"
    return str(times["parts"][spelt(part)]) if part else ""


def _value(minutes: int, part: str, *, named: int) -> str:
    """Return the value of a time whose hour is named as `named`; "" where it may be before noon or after."""
    hour, minute = divmod(minutes, 60)
    if part == "night":
        part = "pm" if 6 <= named < 12 else "am"
    if part == "pm" and named <= 12 and hour < 12:
        # Half past twelve in the afternoon is past noon, a quarter to one as well; midnight is no afternoon.
        hour += 12
    elif part == "am" and hour == 12:
        hour = 0
    elif not part and 1 <= named <= 12:
        return ""
    return f"{hour:02}:{minute:02}:00"
