"""Datatypes: what they take, and that Jing says the same but for what is listed here."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.validate.relaxng.referee import Jing

from epistola.validate.relaxng import datatypes, longtexts
from epistola.validate.relaxng.model import XSD, Datum

Params = tuple[tuple[str, str], ...]
PREFIXES = {"x": "urn:x", "xml": "http://www.w3.org/XML/1998/namespace"}

# The type and its parameters; texts that it takes; texts that it doesn't.
TYPES: list[tuple[str, Params, list[str], list[str]]] = [
    ("string", (), ["", " ", "é"], []),
    ("normalizedString", (), ["", "\ta"], []),
    ("token", (), ["", " a  b "], []),
    ("language", (), ["en", "en-US", "de-1901", "x-y-z"], ["abcdefghi", "en-", "1en", "é"]),
    ("Name", (), ["a:b", ":a", "é", "a·", "a.b", "℮"], ["-a", "a b", "1a", "×"]),
    ("NCName", (), ["a", "_", "a-b", "Ā"], ["a:b", "-", "", "\u037e"]),
    ("NMTOKEN", (), ["-a", "1", ":"], ["a b", ""]),
    ("NMTOKENS", (), ["a b", " a ", "a  b"], [""]),
    ("ID", (), ["a"], ["1", "a b", "a:b"]),
    ("IDREF", (), ["a"], ["a b"]),
    ("IDREFS", (), ["a b", "a"], [""]),
    ("ENTITY", (), [], ["a"]),
    ("ENTITIES", (), [], ["a b"]),
    ("boolean", (), ["true", "1", "0", " true "], ["TRUE", "yes"]),
    ("decimal", (), ["1.", ".1", "+1.0", "-1"], [".", "1e1", "", "1 0"]),
    ("integer", (), ["+1", "-0", "00", "9" * 5000], ["1.0", ""]),
    ("nonNegativeInteger", (), ["-0", "0", "+0"], ["-1"]),
    ("nonPositiveInteger", (), ["-1", "0"], ["1"]),
    ("positiveInteger", (), ["1"], ["0"]),
    ("negativeInteger", (), ["-1"], ["0"]),
    ("byte", (), ["127", "-128"], ["128", "-129"]),
    ("unsignedByte", (), ["255", "-0"], ["256"]),
    ("long", (), ["9223372036854775807"], ["9223372036854775808", "9" * 5000]),
    ("float", (), ["1e400", "INF", "1"], ["inf"]),
    ("double", (), ["1e1", "INF", "-INF", "NaN", "1.", ".5E+3"], ["+INF", "nan", "", "1e", "0x1"]),
    ("duration", (), ["P1Y", "PT1S", "PT1.5S", "-P1M", "P1D"], ["P", "PT", "P1YT", "P1.5Y", "P1M1Y", "+P1D", "P1W"]),
    ("dateTime", (), ["2000-01-01T12:00:00", "2000-01-01T12:00:00.5-05:00"], ["2000-01-01t12:00:00", "2000-01-01"]),
    ("dateTime", (), ["2004-02-29T00:00:00Z"], ["2005-02-29T00:00:00Z", "0000-01-01T00:00:00"]),
    (
        "date",
        (),
        ["2000-02-29", "-0001-02-29", "-0005-02-29", "12000-01-01"],
        ["1900-02-29", "2000-02-30", "0000-01-01"],
    ),
    ("date", (), ["2000-01-01Z", "2000-01-01+14:00", " 2000-01-01 "], ["02000-01-01", "2000-01-01+14:01", "2000-1-1"]),
    ("time", (), ["23:59:59.999", "12:00:00Z"], ["24:00:01", "12:00", "25:00:00"]),
    ("gYear", (), ["2000", "-0001", "12345", "2000Z", "2000+01:00"], ["0000", "99", "01234"]),
    ("gYearMonth", (), ["2000-12", "2000-12Z"], ["2000-13", "0000-01"]),
    ("gMonth", (), ["--10", "--10Z"], ["--13", "--10--"]),
    ("gMonthDay", (), ["--02-29", "--12-31Z"], ["--02-30", "--04-31"]),
    ("gDay", (), ["---31", "---01Z"], ["---32", "---1"]),
    ("hexBinary", (), ["0F", "", "0g".replace("g", "a")], ["0", "0g", "0f 0f"]),
    ("base64Binary", (), ["AAA=", "", "AA==", "A A A =", "AAAA", "AAE="], ["AAA", "AB==", "A===", "AAA=AAAA"]),
    (
        "anyURI",
        (),
        ["", "a b", "http://x y", "a:b", "#", "%41", "http://[::1]/", "é", "//:"],
        ["a:", "1a:b", "%4", "x#y#"],
    ),
    ("anyURI", (), ["?a:b#c", "a/b:c:d", "http:///", "x?[", "#["], ["##", ":a", "a:#b", "a[b", "http://[x]/", "a]"]),
    ("QName", (), ["b", "xml:lang", "x:y"], ["a:b", ":b", "x:", "x:b:c"]),
    ("decimal", (("minInclusive", "-1"), ("maxExclusive", "1")), ["-1.0", "0.99"], ["1", "-1.01"]),
    ("double", (("minExclusive", "0"),), ["0.1", "INF"], ["0", "-1", "NaN"]),
    ("date", (("minInclusive", "2000-01-01"),), ["2000-01-01", "2001-01-01"], ["1999-12-31"]),
    ("integer", (("totalDigits", "2"),), ["12", "012"], ["123"]),
    ("decimal", (("fractionDigits", "1"),), ["1.0"], ["1.25"]),
    ("string", (("length", "2"),), ["ab", "😀😀"], ["a", "😀"]),
    ("hexBinary", (("length", "1"),), ["0F"], ["0F0F"]),
    ("NMTOKENS", (("maxLength", "1"),), ["a"], ["a b"]),
    ("string", (("pattern", r"[^\p{C}\p{Z}]+"),), ["a", "é", "😀"], ["a b", "", "\u2028"]),
    ("token", (("pattern", r"[a-z]*"), ("pattern", r".b.*")), [" abc "], ["ABC", "ac"]),
    ("token", (("pattern", r"\i\c*"),), ["a", ":"], ["-a"]),
    ("token", (("pattern", r"[\d-[5]]+"),), ["4", "٣"], ["5"]),
    ("token", (("pattern", r"\w+"),), ["ab", "²"], ["a_b", "-"]),
    ("token", (("pattern", r"[\w_]+"),), ["a_b"], ["-"]),
    ("token", (("pattern", r"\W+"),), ["_-"], ["a"]),
    ("string", (("pattern", r"a.b"),), ["axb"], ["a\nb"]),
    ("string", (("pattern", r"^a$"),), ["^a$"], ["a"]),
    ("string", (("pattern", r"a|bc"),), ["a", "bc"], ["ab", "abc"]),
    ("token", (("pattern", r"\p{IsGreek}+"),), ["α"], ["a"]),
    ("token", (("pattern", r"[\-+]?\d+(\.\d+)?(%|cm)"),), ["1cm", "+1.5%"], ["cm"]),
    ("anyURI", (("pattern", r"\S+"),), ["a", " a "], ["a b", ""]),
]

# Where Jing differs, and why that is left so.
JINGS_OWN: list[tuple[str, Params, str, bool]] = [
    ("date", (), "2000-01-01-14:00", True),  # time zones reach from -14:00 to +14:00 (part 2, 3.2.7.3)
    ("time", (), "24:00:00", True),  # midnight may be written so (3.2.8)
    ("time", (), "23:59:60", False),  # there are no leap seconds (appendix D)
    ("time", (), "12:00:00.", False),  # a point is followed by digits (3.2.8)
    ("duration", (), "PT.5S", False),  # and so in durations, which have digits before it as well (3.2.6)
    ("Name", (), "ꙮ", True),  # names as in the fifth edition of XML 1.0, which the parser follows
    ("string", (("pattern", r"[^\p{C}\p{Z}]+"),), "\xad", False),  # a soft hyphen is of the category Cf
    ("decimal", (("fractionDigits", "1"),), "1.00", True),  # the value has no digit that counts (4.3.12)
]


def takes(type_: str, params: Params, text: str) -> bool:
    datum, regexes = Datum(XSD, type_, params), dict[str, str]()
    assert datatypes.check(datum, regexes) == ""
    return datatypes.test(datum, regexes)(text, PREFIXES)


CASES = [(t, p, text, expected) for t, p, *both in TYPES for expected in (True, False) for text in both[not expected]]


@pytest.mark.parametrize(("type_", "params", "text", "expected"), [*CASES, *JINGS_OWN])
def test_a_datatype_takes_what_xml_schema_says(type_: str, params: Params, text: str, expected: bool) -> None:
    assert takes(type_, params, text) == expected


def verdicts_of_jing(cases: list[tuple[str, Params, str, bool]], jing: Jing, tmp_path: Path) -> list[bool]:
    elements, lines = [], []
    for number, (type_, params, text, _) in enumerate(cases):
        facets = "".join(f"<param name='{name}'>{escape(value)}</param>" for name, value in params)
        elements.append(
            f"<element name='e{number}'><attribute name='v'><data type='{type_}'>{facets}</data></attribute></element>"
        )
        lines.append(f"<e{number} v={quoteattr(text, {chr(10): '&#10;', chr(9): '&#9;'})}/>\n")
    rng, document = tmp_path / "schema.rng", tmp_path / "document.xml"
    rng.write_text(
        f"<element name='r' xmlns='http://relaxng.org/ns/structure/1.0' datatypeLibrary='{XSD}'><zeroOrMore>"
        f"<choice>{''.join(elements)}</choice></zeroOrMore></element>"
    )
    document.write_text(f"<r xmlns:x='urn:x'>\n{''.join(lines)}</r>")
    said = "\n".join(jing(rng, [document]))
    wrong = {int(line) - 2 for line in re.findall(r"document\.xml:(\d+):", said)}
    return [number not in wrong for number in range(len(cases))]


def test_jing_says_the_same_of_datatypes(jing: Jing, tmp_path: Path) -> None:
    # Jing loads no schema in which an attribute could be ID for one element, so each has its own element here.
    cases = [case for case in CASES if not (case[0] == "IDREF" or case[0].startswith("ID"))]

    verdicts = verdicts_of_jing(cases, jing, tmp_path)

    assert [case for case, verdict in zip(cases, verdicts, strict=True) if verdict != case[3]] == []


def test_jing_differs_where_it_is_said(jing: Jing, tmp_path: Path) -> None:
    verdicts = verdicts_of_jing(JINGS_OWN, jing, tmp_path)

    assert [case for case, verdict in zip(JINGS_OWN, verdicts, strict=True) if verdict == case[3]] == []


@pytest.mark.parametrize(
    ("type_", "one", "other", "same"),
    [
        ("integer", "1", "+01", True),
        ("decimal", "1.0", "1", True),
        ("double", "1e1", "10", True),
        ("double", "NaN", "NaN", True),
        ("float", "0.1", "0.10000000149", True),
        ("float", "1e39", "INF", True),
        ("boolean", "1", "true", True),
        ("hexBinary", "0f", "0F", True),
        ("duration", "P1Y", "P12M", True),
        ("date", "2000-01-01", "2000-01-02", False),
        ("string", "a", " a", False),
        ("token", "a", " a", True),
        ("QName", "x:a", "a", False),
        ("NMTOKENS", "a  b", "a b", True),
    ],
)
def test_values_are_equal_as_their_type_says(type_: str, one: str, other: str, same: bool) -> None:
    datum = Datum(XSD, type_)

    values = [datatypes.value_of(datum, text, PREFIXES) for text in (one, other)]

    assert None not in values
    assert (values[0] == values[1]) == same


def test_what_is_no_value_has_none() -> None:
    assert datatypes.value_of(Datum(XSD, "int"), "one", PREFIXES) is None


@pytest.mark.parametrize(
    "pattern", [r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}", r"(a+)+b", r"(.+)+,(.+)+", r"((a|b)*|[ab]+)*c"]
)
def test_a_long_text_takes_no_longer_than_it_is_long(pattern: str) -> None:
    start = process_time()

    verdicts = [takes("string", (("pattern", pattern),), text) for text in ("1" * 200_000 + "!", "a" * 200_000 + "!")]

    assert verdicts == [False, False]
    assert process_time() - start < 5


_pieces = st.sampled_from(
    (*("a", "b", "1", r"\d", "[ab]", "[^a]", r"\-", ".", r"[\d-[5]]", r"\.", "(a|b)", r"\p{L}"), "(a|b1)*", "(a?b){2,}")
)


def _repeated(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(("*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", ""))
    return st.tuples(st.lists(inner, min_size=1, max_size=3).map("".join), signs).map(lambda it: f"({it[0]}){it[1]}")


@settings(deadline=None, max_examples=60)
@given(
    st.recursive(_pieces, _repeated, max_leaves=6),
    st.lists(st.text("ab15-.", max_size=7), min_size=20, max_size=20),
)
def test_long_texts_are_matched_as_short_ones_are(pattern: str, texts: list[str]) -> None:
    regexes: dict[str, str] = {}
    assert datatypes.check(Datum(XSD, "string", (("pattern", pattern),)), regexes) == ""
    careful = longtexts.matcher(regexes[pattern])

    for text in texts if careful else ():
        assert careful is not None
        assert careful(text) == bool(re.search(regexes[pattern], text))
