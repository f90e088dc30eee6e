"""Times of day: finding them in running text, and giving them values (TEI `time`; Guidelines, 3.6.4).

The values are those of W3C XML Schema, `09:00:00`. “9 o'clock” may be in the morning or in the evening: it has a value
only where the text says which. Noon and midnight say it themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from epistola.encode.dating.wording import SPACE, any_of, spelt
from epistola.encode.lexicon import Lexicon, lexicon

_FRACTIONS: Final = {"¼": 15, "1/4": 15, "½": 30, "1/2": 30, "¾": 45, "3/4": 45}
_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as it stands in a text: its span, and its value, "" when it may be before or after noon."""

    start: int
    end: int
    when: str


def find_times(text: str, words: Lexicon) -> Iterator[Time]:
    """Yield the times of day in `text`, in order and apart; a language without words for them has none."""
    times = words.dates.get("times", {})
    found = [
        time for pattern in _patterns(words.code) for match in pattern.finditer(text) if (time := _read(match, times))
    ]
    end = 0
    for time in sorted(found, key=lambda one: (one.start, -one.end)):
        if time.start >= end:
            end = time.end
            yield time


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Make the patterns of hours with a word such as “o'clock”, of “half past six”, and of noon and midnight."""
    times = lexicon(code).dates.get("times")
    if not times:
        return ()
    leads = any_of(times["before"]) if times.get("before") else ""
    lead = rf"(?:(?<=\s)|^)(?<!\w)(?:(?:{leads})\s)" if leads else r"(?<![\d.,/:\w-])"
    hour = rf"(?P<hour>\d{{1,2}}|{any_of(times.get('hours', ()))})"
    part = rf"(?:,?{SPACE}?(?P<part>{any_of(times['parts'])})(?!\w))"
    unit = rf"{SPACE}?(?:{any_of(times['units'])})(?!\w)"
    after = any_of([*_FRACTIONS, *times.get("after-hour", ())])
    full = rf"{unit}(?:{SPACE}?(?P<after>[0-5]\d|{after})(?![\w.,]\d)(?!\w))?{part}?"
    meridiem = rf"|{SPACE}?\.?(?P<meridiem>[ap]\.?{SPACE}?m\b\.?)" if times.get("meridiem") else ""
    fraction = rf"(?P<fraction>(?:{any_of([*_FRACTIONS, *times.get('half', ())])}){SPACE}?)?"
    whole = rf"{lead}(?P<time>{fraction}{hour}(?:[.:](?P<minute>\d\d)(?!\d))?(?:{full}{meridiem}))"
    shifted = (
        rf"(?<!\w)(?P<time>(?P<shift>{any_of(times.get('before-hour', ()))})\s{hour}(?!\w)(?![.,:/]\d)"
        rf"(?:{unit})?(?:{part}{meridiem})?)"
    )
    fixed = rf"(?<!\w)(?:{any_of(times.get('fixed-before', ()))})\s"
    fixed += rf"(?P<time>(?P<fixed>{any_of(times.get('fixed', ()))}))(?!\w)(?!\s(?:{after})(?!\w))"
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in (whole, shifted, fixed))


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
