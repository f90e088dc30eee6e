"""Times of day: finding them in running text, and giving them values (TEI `time`; Guidelines, 3.6.4).

The values are those of W3C XML Schema, `09:00:00`. “9 o'clock” may be in the morning or in the evening: it has a value
only where the text says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from epistola.encode.dating.patterns import SPACE, any_of, spelt
from epistola.encode.lexicon import Lexicon, lexicon

_FRACTIONS: Final = {"¼": 15, "1/4": 15, "½": 30, "1/2": 30, "¾": 45, "3/4": 45}


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as it stands in a text: its span, and its value, "" when it may be before or after noon."""

    start: int
    end: int
    when: str


def find_times(text: str, words: Lexicon) -> Iterator[Time]:
    """Yield the times of day in `text`, in order and apart; a language without words for them has none."""
    pattern, hour = _pattern(words.code), _hour(words.code)
    for match in pattern.finditer(text) if pattern and hour and hour.search(text) else ():
        found = _read(match, words)
        if found is not None:
            yield found


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    times = lexicon(code).dates.get("times")
    if not times:
        return None
    leads = rf"(?:(?<=\s)|^)(?<!\w)(?:(?:{any_of(times['before'])})\s)" if times.get("before") else r"(?<![\d.,/:\w-])"
    fraction = rf"(?:(?P<fraction>{_fractions(times)}){SPACE}?)?"
    return re.compile(rf"{leads}(?P<time>{fraction}{_hour_and_unit(times)})", re.IGNORECASE | re.MULTILINE)


@cache
def _hour(code: str) -> re.Pattern[str] | None:
    """Return the pattern of what all times have: it begins with a figure, and so it is quickly known to be missing."""
    times = lexicon(code).dates.get("times")
    return re.compile(_hour_and_unit(times), re.IGNORECASE | re.MULTILINE) if times else None


def _hour_and_unit(times: Mapping[str, Any]) -> str:
    part = rf"(?:,?{SPACE}?(?P<part>{any_of(times['parts'])})(?!\w))"
    hour = r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d)(?!\d))?"
    after = rf"(?:{SPACE}?(?P<after>[0-5]\d|{_fractions(times)})(?![\d.,]))"
    unit = rf"{SPACE}?(?:{any_of(times['units'])})(?!\w){after}?"
    meridiem = rf"|{SPACE}?\.?(?P<meridiem>[ap]\.?{SPACE}?m\b\.?)" if times.get("meridiem") else ""
    return rf"{hour}(?:{unit}{part}?{meridiem})"


def _fractions(times: Mapping[str, Any]) -> str:
    return any_of([*_FRACTIONS, *times.get("half", ())])


def _read(match: re.Match[str], words: Lexicon) -> Time | None:
    times = words.dates["times"]
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    fraction = (match["fraction"] or "").strip()
    if fraction:
        # In German half eight is half an hour before eight, elsewhere half past seven says so in words.
        hour, minute = (hour - 1 if times.get("half-is-before") else hour), _FRACTIONS.get(fraction, 30)
    after = match["after"]
    if after:
        minute = _FRACTIONS.get(after) or (int(after) if after.isdigit() else 30)
    if not 0 <= hour <= 24 or minute > 59 or (hour == 24 and minute):
        return None
    part = _part(match, times)
    return Time(*match.span("time"), _value(hour % 24, minute, part))


def _part(match: re.Match[str], times: dict[str, dict[str, str]]) -> str:
    """Return whether it is before noon (“am”) or after (“pm”) or at “night”, or "" when nothing says so."""
    meridiem = match.groupdict().get("meridiem")
    if meridiem:
        return f"{meridiem[0].lower()}m"
    return times["parts"][spelt(match["part"])] if match["part"] else ""


def _value(hour: int, minute: int, part: str) -> str:
    if part == "night":
        part = "pm" if 6 <= hour < 12 else "am"
    if part == "pm" and 1 <= hour < 12:
        hour += 12
    elif part == "am" and hour == 12:
        hour = 0
    elif not part and 1 <= hour <= 12:
        return ""
    return f"{hour:02}:{minute:02}:00"
