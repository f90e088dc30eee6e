"""What the datatypes of XML Schema, part 2 (1.0), accept, for those types that letters are full of.

They are decided here without a library, since a document asks for thousands of them. A date is right when its day
exists; there is no year 0000, so that -0001 is a leap year; a time zone is at most 14 hours away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_SPACES: Final = re.compile(r"[ \t\r\n]+")
_SPACE: Final = re.compile(r"[\t\r\n]")

_NAME_START: Final = (
    "A-Z_a-zÀ-ÖØ-öø-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_PART: Final = _NAME_START + "\\-.0-9·\u0300-\u036f\u203f\u2040"
_NCNAME: Final = f"[{_NAME_START}][{_NAME_PART}]*"
_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_FLOAT: Final = rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|-?INF|NaN"
_YEAR: Final = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH: Final = r"(?P<month>0[1-9]|1[0-2])"
_DAY: Final = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DURATION: Final = (
    r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
)
_PATTERNS: Final = {
    "normalizedString": r"(?s:.*)",
    "token": r"(?s:.*)",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "NMTOKEN": f"[:{_NAME_PART}]+",
    "NMTOKENS": f"[:{_NAME_PART}]+(?: [:{_NAME_PART}]+)*",
    "Name": f"[:{_NAME_START}][:{_NAME_PART}]*",
    "NCName": _NCNAME,
    "ID": _NCNAME,
    "IDREF": _NCNAME,
    "IDREFS": f"{_NCNAME}(?: {_NCNAME})*",
    "boolean": "true|false|1|0",
    "decimal": _DECIMAL,
    "float": _FLOAT,
    "double": _FLOAT,
    "duration": _DURATION,
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "hexBinary": "(?:[0-9A-Fa-f]{2})*",
    "base64Binary": (
        "(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?"
    ),
}
_INTEGERS: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Longer numbers than any honest one are compared by their length, since Python refuses to read them.
_LONGEST: Final = 4000

Test = Callable[[str], bool]


def collapsed(text: str) -> str:
    """Return `text` with its white space collapsed."""
    if text.isascii():
        return " ".join(text.split())  # of the characters that it splits at, XML has only these four
    return _SPACES.sub(" ", text).strip(" ")


def normalized(text: str, type_: str) -> str:
    """Return `text` with the white space that the XSD type `type_` leaves in it."""
    if type_ == "string":
        return text
    return _SPACE.sub(" ", text) if type_ == "normalizedString" else collapsed(text)


def test(type_: str) -> Test | None:
    """Return what decides whether a text, its white space normalized, is of `type_`; None when not decided here."""
    if type_ in ("string", "normalizedString", "token"):
        return _anything
    if type_ in _INTEGERS:
        return _integer(*_INTEGERS[type_])
    if type_ == "anyURI":
        return is_address
    if type_ not in _PATTERNS:
        return None
    fits = re.compile(_PATTERNS[type_]).fullmatch
    if ("day" in re.compile(_PATTERNS[type_]).groupindex and type_ != "gDay") or type_ in ("gYear", "gYearMonth"):
        return lambda text: (found := fits(text)) is not None and _exists(found.groupdict())
    return lambda text: fits(text) is not None


def _anything(text: str) -> bool:
    return True


def _exists(date: Mapping[str, str]) -> bool:
    """Tell whether there is such a day: no year 0, no 30 February, and 29 in leap years only."""
    year = date.get("year", "4")
    if not year.strip("-0"):
        return False
    month, day = int(date.get("month", "1")), int(date.get("day", "1"))
    if month == 2 and day == 29:
        number = int(year[-8:].lstrip("-")) - year.startswith("-")
        return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    return day <= _DAYS[month - 1]


def _integer(least: int | None, most: int | None) -> Test:
    def fits(text: str) -> bool:
        if not _INTEGER.fullmatch(text):
            return False
        if len(text) > _LONGEST:
            sign, digits = text[0] == "-", text.lstrip("+-").lstrip("0")
            text = ("-" if sign and digits else "") + (digits[:50] or "0")
        number = int(text)
        return (least is None or number >= least) and (most is None or number <= most)

    return fits


_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")
_BAD_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(r"//[^/]*\[[0-9A-Fa-f:.]+\](?=[:/]|$)")


def is_address(text: str) -> bool:
    """Tell whether `text` is an anyURI: percent signs with two digits, one fragment, a scheme before a colon.

    XML Schema leaves open how strict to be (part 2, section 3.2.17); this is as strict as Jing. Brackets are for
    addresses of hosts (RFC 2732), and may stand in the query and the fragment.
    """
    if "%" in text and _BAD_PERCENT.search(text):
        return False
    if text.count("#") > 1:
        return False
    path = text.partition("#")[0].partition("?")[0]
    if "[" in path or "]" in path:
        path = _HOST.sub("//host", path, count=1)
        if "[" in path or "]" in path:
            return False
    scheme, colon, _ = path.partition(":")
    if not colon or "/" in scheme:
        return True
    return bool(_SCHEME.fullmatch(scheme)) and len(text) > len(scheme) + 1 and text[len(scheme) + 1] != "#"
