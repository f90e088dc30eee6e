"""What editors write out of habit, from HTML, TEI P4 or everyday dates, and what is meant by it in TEI P5."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import Final

from babel.dates import get_month_names

from epistola.names import TEI_NS
from epistola.validate.wording import joined

_ELEMENTS: Final = {
    "a": '<ref target="…">',
    "b": '<hi rend="bold">',
    "blockquote": "<quote>",
    "br": "<lb/>",
    "division": "<div>",
    "em": "<emph>",
    "footnote": "<note>",
    "heading": "<head>",
    "i": '<hi rend="italic">',
    "img": '<graphic url="…"/>',
    "li": "<item>",
    "linebreak": "<lb/>",
    "ol": "<list>",
    "pagebreak": "<pb/>",
    "paragraph": "<p>",
    "small": '<hi rend="small">',
    "span": "<seg>",
    "strong": '<hi rend="bold">',
    "sub": '<hi rend="subscript">',
    "sup": '<hi rend="superscript">',
    "td": "<cell>",
    "tei.2": f'<TEI xmlns="{TEI_NS}">',
    "tr": "<row>",
    "u": '<hi rend="underline">',
    "ul": "<list>",
    "xptr": "<ptr>",
    "xref": '<ref target="…">',
    **{f"h{level}": "<head>" for level in range(1, 7)},
}
_ATTRIBUTES: Final = {
    "@class": ("@rend", "@type"),
    "@href": ("@target", "@ref"),
    "@id": ("@xml:id",),
    "@lang": ("@xml:lang",),
    "@src": ("@url",),
    "@url": ("@target", "@facs"),
}
_LANGUAGES: Final = ("en", "de", "fr", "es", "it", "nl")


def element_meant(name: str, known: Collection[str]) -> str:
    """Name the element of TEI that is meant by `name`; "" when that isn't known, or not one of `known`."""
    instead = _ELEMENTS.get(name.lower(), "")
    return f"In TEI this is {instead}." if set(re.findall(r"^<(\w+)", instead)) & set(known) else ""


def attribute_meant(shown: str, allowed: Collection[str]) -> str:
    """Name the attribute of TEI that is meant by `shown`, if it is one of those `allowed`; "" otherwise."""
    instead = [name for name in _ATTRIBUTES.get(shown.lower(), ()) if name in allowed]
    return f"In TEI this is {joined(instead, 'or')}." if instead else ""


def date_meant(value: str) -> str:
    """Say how the date `value` is written (ISO 8601), or what is wrong with it; "" when it is not understood."""
    value = value.strip()
    if re.fullmatch(r"[\d-]{4,10}\s*(/|–|to|bis)\s*[\d-]{4,10}", value):
        return "Two dates are written as @from and @to, or as @notBefore and @notAfter."
    days = dict.fromkeys(day.isoformat() for day in _days(value))
    if days:
        return f"Did you mean {joined([f'“{day}”' for day in days], 'or')}?"
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", value)
    if found is None or found[1] == "0000":
        return ""
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        return f"There is no month “{found[2]}”."
    if found[3] is None:
        return f"Did you mean “{year:04}-{month:02}”?"
    return f"The month {year:04}-{month:02} has {calendar.monthrange(year, month)[1]} days."


def _days(value: str) -> Iterator[date]:
    """Yield the days that `value` can mean; of figures with points the first is the day."""
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", value):
        yield from _day(found[1], found[2], found[3])
    elif found := re.fullmatch(r"(\d{1,2})(\. ?|[-/])(\d{1,2})(?:\. ?|[-/])(\d{4})", value):
        yield from _day(found[4], found[3], found[1])
        if not found[2].startswith("."):
            yield from _day(found[4], found[1], found[3])
    else:
        months = [_months()[word] for word in re.findall(r"[^\W\d_]+", value.lower()) if word in _months()]
        figures = re.findall(r"\d+", value)
        years = [figure for figure in figures if len(figure) == 4]
        others = [figure for figure in figures if len(figure) < 3]
        if len(months) == len(years) == len(others) == 1:
            yield from _day(years[0], str(months[0]), others[0])


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return


@cache
def _months() -> dict[str, int]:
    """The names of the months in some languages of letters, in small letters."""
    return {
        name.lower(): number for code in _LANGUAGES for number, name in get_month_names("wide", locale=code).items()
    }
