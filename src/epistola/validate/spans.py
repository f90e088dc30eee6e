"""The days between which something happened, from the attributes of a date (TEI att.datable.w3c, chapter 14.4).

A day is a triple of year, month and day, as written; so a year and a day of it can be compared. Times of day and
dates that aren't in the form of W3C XML Schema say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from lxml import etree

Day: TypeAlias = tuple[int, int, int]

_DATE: Final = re.compile(r"(-?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that are possible; None where nothing is known."""

    first: Day | None = None
    last: Day | None = None


def span(element: etree._Element | None) -> Span:
    """Return the span that the attributes of a date, birth or death state."""
    if element is None:
        return Span()
    when = element.get("when")
    starts, ends = (when,) * 2 if when else (_either(element, "notBefore", "from"), _either(element, "notAfter", "to"))
    return Span(_day(starts, 1, 1), _day(ends, 12, 31))


def _either(element: etree._Element, *names: str) -> str | None:
    return next((value for name in names if (value := element.get(name))), None)


def _day(text: str | None, month: int, day: int) -> Day | None:
    found = _DATE.fullmatch(text.strip()) if text else None
    return (int(found[1]), int(found[2] or month), int(found[3] or day)) if found else None
