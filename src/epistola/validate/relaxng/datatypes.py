"""Datatypes: which texts a data or value pattern takes. The second home of xmlschema, beside validate.xsd.

xmlschema checks the facets of a schema when it is compiled, translates their regular expressions (the translations
are kept with the compiled schema), and decides what `lexical` doesn't. It is imported only when that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from epistola.validate.relaxng import lexical, longtexts
from epistola.validate.relaxng.model import XSD, Datum
from epistola.xml import escape_attribute

if TYPE_CHECKING:
    import xmlschema

COMPATIBILITY: Final = "http://relaxng.org/ns/compatibility/datatypes/1.0"
_FACETS: Final = frozenset(
    (
        *("length", "minLength", "maxLength", "pattern", "totalDigits", "fractionDigits"),
        *("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"),
    )
)
_TYPES: Final = frozenset(
    (
        *("string", "normalizedString", "token", "language", "NMTOKEN", "NMTOKENS", "Name", "NCName", "ID", "IDREF"),
        *("IDREFS", "ENTITY", "ENTITIES", "boolean", "decimal", "integer", "nonPositiveInteger", "negativeInteger"),
        *("nonNegativeInteger", "positiveInteger", "long", "int", "short", "byte", "unsignedLong", "unsignedInt"),
        *("unsignedShort", "unsignedByte", "float", "double", "duration", "dateTime", "date", "time", "gYearMonth"),
        *("gYear", "gMonthDay", "gMonth", "gDay", "hexBinary", "base64Binary", "anyURI", "QName", "NOTATION"),
    )
)
# Types whose values depend on the namespaces in scope.
PREFIXED: Final = frozenset(("QName", "NOTATION"))
_TEXTS: Final = frozenset(
    ("string", "normalizedString", "token", "language", "NMTOKEN", "Name", "NCName", "ID", "IDREF", "anyURI")
)
_LISTS: Final = frozenset(("NMTOKENS", "IDREFS", "ENTITIES"))

Prefixes = Mapping[str, str]
Test = Callable[[str, Prefixes], bool]
Regexes = dict[str, str]
"""From the regular expressions of XML Schema to those of Python."""


def check(datum: Datum, regexes: Regexes) -> str:
    """Say what is wrong with the type and the facets of `datum`, or with its value; "" when nothing is.

    Adds to `regexes` the translations of the patterns of `datum`.
    """
    if datum.library not in ("", XSD, COMPATIBILITY):
        return f"The datatype library “{datum.library}” is not known."
    known = {"": ("string", "token"), COMPATIBILITY: ("ID", "IDREF", "IDREFS"), XSD: _TYPES}[datum.library]
    if datum.type not in known:
        return f"There is no datatype “{datum.type}” in the library “{datum.library}”."
    if datum.params and datum.library != XSD:
        return f"The datatype “{datum.type}” takes no parameters."
    for name, value in datum.params:
        if name not in _FACETS:
            return f"The datatype “{datum.type}” has no parameter “{name}”."
        if name == "pattern":
            regexes.setdefault(value, "")
    if datum.params:
        problem = _check_facets(datum, regexes)
        if problem:
            return problem
    if datum.value is not None and value_of(datum, datum.value, dict(datum.prefixes)) is None:
        return f"“{datum.value}” is not a value of the datatype “{datum.type}”."
    return ""


def test(datum: Datum, regexes: Regexes) -> Test:
    """Return what decides whether a text, where certain prefixes are declared, is of the type of `datum`."""
    type_ = datum.type
    plain = _plain(type_)
    facets = [_facet(datum, name, value, regexes) for name, value in datum.params]
    if type_ in PREFIXED:
        return lambda text, prefixes: _qualified(lexical.collapsed(text), prefixes) is not None

    def fits(text: str, prefixes: Prefixes) -> bool:
        text = lexical.normalized(text, type_)
        return plain(text) and all(facet(text) for facet in facets)

    return fits


def takes_all(datum: Datum) -> bool:
    """Tell whether every text is of the type of `datum`."""
    return datum.type in ("string", "token", "normalizedString") and not datum.params


def value_of(datum: Datum, text: str, prefixes: Prefixes) -> Hashable | None:
    """Return the value that `text` has in the type of `datum`; None when it has none."""
    type_ = datum.type
    if type_ in PREFIXED:
        return _qualified(lexical.collapsed(text), prefixes)
    text = lexical.normalized(text, type_)
    if not _plain(type_)(text):
        return None
    if type_ in _TEXTS or type_ in _LISTS:
        return text
    if type_ == "boolean":
        return text in ("true", "1")
    if type_ in ("float", "double"):
        return _floating(text, type_)
    value: Hashable = str(_builtin(type_).to_python(text)) if type_ == "hexBinary" else _builtin(type_).to_python(text)
    return value


def _floating(text: str, type_: str) -> Hashable:
    if text == "NaN":
        return text
    number = float(text.replace("INF", "inf"))
    if type_ == "float" and abs(number) < float("inf"):
        import struct

        try:
            number = struct.unpack("f", struct.pack("f", number))[0]
        except OverflowError:
            number = float("inf") if number > 0 else float("-inf")
    return number


def _qualified(text: str, prefixes: Prefixes) -> tuple[str, str] | None:
    """Return the namespace and the local part of a QName; None when it is none, or its prefix isn't declared."""
    prefix, colon, local = text.rpartition(":")
    is_name = _plain("NCName")
    if not is_name(local) or (colon and not is_name(prefix)) or (prefix and prefix not in prefixes):
        return None
    return prefixes.get(prefix, ""), local


@cache
def _plain(type_: str) -> lexical.Test:
    """Return what decides about `type_` without facets, white space being normalized."""
    if type_ in ("ENTITY", "ENTITIES"):
        return lambda text: False  # no document that is read here can declare an unparsed entity
    found = lexical.test(type_)
    if found is not None:
        return found
    return lambda text: bool(_builtin(type_).is_valid(text))


@cache
def _builtin(type_: str) -> Any:
    from xmlschema import XMLSchema10

    return XMLSchema10.builtin_types()[type_]


_Facet = Callable[[str], bool]
_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "minInclusive": lambda value, bound: value >= bound,
    "minExclusive": lambda value, bound: value > bound,
    "maxInclusive": lambda value, bound: value <= bound,
    "maxExclusive": lambda value, bound: value < bound,
}
_LENGTHS: Final[dict[str, Callable[[int, int], bool]]] = {
    "length": lambda length, bound: length == bound,
    "minLength": lambda length, bound: length >= bound,
    "maxLength": lambda length, bound: length <= bound,
}


def _facet(datum: Datum, name: str, value: str, regexes: Regexes) -> _Facet:
    """Return what decides about one parameter of `datum`; xmlschema does where the values aren't simple."""
    if name == "pattern":
        return _pattern(regexes[value])
    numeric = datum.type == "decimal" or datum.type.lower().endswith(("integer", "long", "int", "short", "byte"))
    if name in _ORDER and numeric:
        from decimal import Decimal

        holds, bound = _ORDER[name], Decimal(value.strip())
        return lambda text: holds(Decimal(text), bound)
    if name in _ORDER and datum.type in ("float", "double"):
        holds, least = _ORDER[name], float(value.strip().replace("INF", "inf"))
        return lambda text: holds(float(text.replace("INF", "inf")), least)
    if name in _LENGTHS and datum.type in _TEXTS:
        fits, limit = _LENGTHS[name], int(value)
        return lambda text: fits(len(text), limit)
    restricted = _restricted(datum.type, ((name, value),))
    return lambda text: bool(restricted.is_valid(text))


def _pattern(regex: str) -> _Facet:
    search = re.compile(regex).search
    careful: lexical.Test | None = None
    looked = False

    def fits(text: str) -> bool:
        nonlocal careful, looked
        if len(text) > longtexts.SHORT and not looked:
            looked, careful = True, longtexts.matcher(regex)
        if careful is not None and len(text) > longtexts.SHORT:
            return careful(text)
        return search(text) is not None

    return fits


@cache
def _restricted(type_: str, params: tuple[tuple[str, str], ...]) -> Any:
    """Return the simple type that restricts `type_` by `params`, one after the other."""
    from xmlschema import XMLSchema10

    base, types = f"xs:{type_}", []
    for number, (name, value) in enumerate(params):
        facet = f'<xs:{name} value="{escape_attribute(value)}"/>'
        types.append(
            f'<xs:simpleType name="t{number}"><xs:restriction base="{base}">{facet}</xs:restriction></xs:simpleType>'
        )
        base = f"t{number}"
    source = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(types)}</xs:schema>'
    schema: xmlschema.XMLSchema10 = XMLSchema10(source)
    return schema.types[base]


_CLASSES: Final = {"w": r"\p{L}\p{M}\p{N}\p{S}", "W": r"\p{P}\p{Z}\p{C}"}


def _without_word_escapes(pattern: str) -> str:
    r"""Write out \w and \W, which xmlschema takes for Python's: in XML Schema “_” isn't in \w (part 2, F.1.1)."""
    depth = 0

    def write(found: re.Match[str]) -> str:
        nonlocal depth
        text = found[0]
        depth += {"[": 1, "]": -1}.get(text, 0)
        letters = _CLASSES.get(text[1:]) if text.startswith("\\") else None
        if letters is None:
            return text
        return letters if depth else f"[{letters}]"

    return re.sub(r"\\.|[\[\]]", write, pattern, flags=re.DOTALL)


def _check_facets(datum: Datum, regexes: Regexes) -> str:
    """Say what xmlschema finds wrong with the parameters of `datum`; translate its patterns."""
    from xmlschema import XMLSchemaException

    try:
        _restricted(datum.type, datum.params)
        for name, value in datum.params:
            if name == "pattern" and not regexes[value]:
                pattern = ((name, _without_word_escapes(value)),)
                regexes[value] = _restricted("string", pattern).patterns.patterns[0].pattern
    except (XMLSchemaException, ValueError) as error:
        shown = ", ".join(f"{name} “{value}”" for name, value in datum.params)
        reason = str(getattr(error, "message", "") or error).splitlines()[0]
        return f"The datatype “{datum.type}” can't have the parameters {shown}: {reason}"
    return ""
