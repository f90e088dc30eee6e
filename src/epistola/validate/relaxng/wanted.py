"""Which values are allowed, in a few words."""

from __future__ import annotations

from typing import Final

from epistola.validate.relaxng.habits import date_meant
from epistola.validate.relaxng.violations import Expected
from epistola.validate.wording import near, some

_VALUES: Final = 20
_TYPES: Final = 3
# What the datatypes of XML Schema, part 2, want, in words, the likely ones first; TEI uses these.
_DATATYPES: Final = {
    "date": "a day such as 1962-10-30",
    "gYearMonth": "a month such as 1962-10",
    "gYear": "a year such as 1962",
    "gMonthDay": "a day of any year such as --10-30",
    "gDay": "a day of any month such as ---30",
    "gMonth": "a month of any year such as --10",
    "time": "a time such as 18:30:00",
    "dateTime": "a day and time such as 1962-10-30T18:30:00",
    "anyURI": "an address without spaces",
    "ID": "a name that begins with a letter and has no spaces",
    "NCName": "a name that begins with a letter and has no spaces or colons",
    "Name": "a name that begins with a letter and has no spaces",
    "NMTOKEN": "a word without spaces",
    "language": "a language such as en, de or fr-CA",
    "boolean": "true or false",
    "nonNegativeInteger": "a number such as 0, 1, 2",
    "positiveInteger": "a number such as 1, 2, 3",
    "integer": "a whole number",
    "decimal": "a number such as 1.5",
    "double": "a number",
    "duration": "a duration such as P1D",
}


# The patterns of TEI's own datatypes, in words.
_PATTERNS: Final = {
    r"[^\p{C}\p{Z}]+": "a word without spaces",
    r"\S+": "a word without spaces",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 1/2",
    r"[\d]+(\.[\d]+){0,2}": "a version such as 1.0",
    r"[a-z][a-z0-9\+\.\-]*": "a prefix in small letters",
}


def allowed_values(expected: Expected, wrong: str) -> str:
    """Say what was meant by `wrong`, and which values are `expected`; "" if unknown."""
    types = set(expected.types) - ({"double", "float"} if "decimal" in expected.types else set())
    words = [described for datatype, described in _DATATYPES.items() if datatype in types]
    words += dict.fromkeys(_PATTERNS.get(pattern, f"text of the form {pattern}") for pattern in expected.patterns)
    meant = date_meant(wrong) if types & {"date", "gYearMonth"} else ""
    values = [value for value in expected.values if value]
    if values:
        listed = [f"“{value}”" for value in values[:_VALUES]]
        allowed = f"Allowed: {some([*listed, *words], _VALUES, 'or')}."
        return " ".join(filter(None, [meant or near(wrong, values, "“{}”"), allowed]))
    return " ".join(filter(None, [meant, f"Expected: {some(words, _TYPES, 'or')}." if words else ""]))
