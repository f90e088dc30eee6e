"""Dates as an editor gives them in figures: EDTF (Library of Congress, 2019; ISO 8601-2), levels 0 and 1, and sets.

`1848-05-03`, `1848-05`, `1848`, `184X`, `1848-05-XX`, `1848-21` (spring); `?` uncertain, `~` approximate, `%` both;
`1848-05/1848-06` a span, `../1848` one with an open end; `[1848,1849]` one of them, `{1848,1849}` all of them.

EDTF counts years before Christ as astronomers do: 0000 is 1 B.C., -0043 is 44 B.C. TEI's attributes are of the types of
XML Schema 1.0, which has no year 0 (Part 2, 3.2.7): 44 B.C. is -0044.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from epistola.encode.dating.given import Value, exists, least
from epistola.letter import Certainty

_DATE: Final = re.compile(
    r"(?!-0000)(?P<year>-?\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)"
)  # fmt: skip
_TIME: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?"
)
# The seasons of the northern half of the earth: their first month, of twelve.
_SEASONS: Final = {"21": 3, "22": 6, "23": 9, "24": 12}


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The first and last date that something may mean ("" where it is open), and what is said about it."""

    first: str
    last: str
    uncertain: bool = False
    approximate: bool = False


def parse(text: str) -> Value | None:
    """Return the attributes of a date in EDTF and how sure it is; None when `text` is none."""
    said = text.strip()
    if (said[:1], said[-1:]) in (("[", "]"), ("{", "}")):
        bounds, span = _of_set(said[1:-1]), said.startswith("{")
    elif "/" in said:
        bounds, span = _ends(*said.split("/", maxsplit=1)), True
    elif _TIME.fullmatch(said):
        return Value((("when", said),), Certainty.HIGH) if _bounds(said[:10]) else None
    else:
        bounds, span = _bounds(said), False
    return _value(bounds, span=span) if bounds is not None else None


def _value(bounds: _Bounds, *, span: bool) -> Value:
    names = ("from", "to") if span else ("notBefore", "notAfter")
    if bounds.first == bounds.last and not span:
        attributes: tuple[tuple[str, str], ...] = (("when", bounds.first),)
    else:
        attributes = tuple(pair for pair in zip(names, (bounds.first, bounds.last), strict=True) if pair[1])
    certainty = Certainty.HIGH
    if bounds.approximate:
        attributes, certainty = (*attributes, ("precision", "low")), Certainty.MEDIUM
    if bounds.uncertain:
        certainty = least(certainty, Certainty.LOW)
    return Value(attributes, certainty, "given by the editor")


def _of_set(text: str) -> _Bounds | None:
    """Read the dates of a set; what counts is the first and the last."""
    ends: list[_Bounds] = []
    for member in text.split(","):
        found = _ends(*member.strip().split("..", maxsplit=1)) if ".." in member else _bounds(member.strip())
        if found is None:
            return None
        ends.append(found)
    first, last = [e.first for e in ends], [e.last for e in ends]
    return _Bounds(
        "" if "" in first else min(first, key=_in_order),
        "" if "" in last else max(last, key=_in_order),
        any(e.uncertain for e in ends),
        any(e.approximate for e in ends),
    )


def _ends(first: str, last: str) -> _Bounds | None:
    """Read the two ends of a span, of which one may be open."""
    begin = _Bounds("", "") if first in ("", "..") else _bounds(first)
    end = _Bounds("", "") if last in ("", "..") else _bounds(last)
    if begin is None or end is None or not (begin.first or end.last):
        return None
    if begin.first and end.last and _in_order(begin.first) > _in_order(f"{end.last}-99"):
        return None
    return _Bounds(begin.first, end.last, begin.uncertain or end.uncertain, begin.approximate or end.approximate)


def _in_order(said: str) -> tuple[int, str]:
    """Return what dates are ordered by: the year, and what is said within it."""
    cut = said.index("-", 1) if "-" in said[1:] else len(said)
    return int(said[:cut]), said[cut:]


def _bounds(text: str) -> _Bounds | None:
    """Read one date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    mark = match["mark"]
    plain = _Bounds("", "", uncertain=mark in ("?", "%"), approximate=mark in ("~", "%"))
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    if "X" in year:
        known = month == day == "XX"
        first, last = _year(year.replace("X", "0")), year.replace("X", "9")
        return replace(plain, first=first, last=last) if known else None
    if month == "XX":
        return replace(plain, first=_year(year), last=_year(year)) if day == "XX" else None
    if month in _SEASONS and day == "XX":
        return replace(_season(int(year), _SEASONS[month]), uncertain=plain.uncertain)
    # The calendar repeats itself after four hundred years.
    if not 1 <= int(month) <= 12 or (day != "XX" and not exists(int(year) % 400 + 400, int(month), int(day))):
        return None
    said = f"{_year(year)}-{month}" if day == "XX" else f"{_year(year)}-{month}-{day}"
    return replace(plain, first=said, last=said)


def _year(astronomical: str) -> str:
    """Return a year as XML Schema 1.0 counts it."""
    year = int(astronomical)
    return astronomical if year > 0 else f"-{1 - year:04}"


def _season(year: int, month: int) -> _Bounds:
    last = year * 12 + month + 1
    first = _year(f"{year:04}")
    return _Bounds(f"{first}-{month:02}", f"{_year(f'{last // 12:04}')}-{last % 12 + 1:02}", approximate=True)
