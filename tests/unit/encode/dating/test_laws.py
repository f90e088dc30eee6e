"""Laws of dates: what holds for any text and any letter's own date."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode import dating
from epistola.encode.dating import edtf
from epistola.encode.lexicon import languages, lexicon

# The forms of W3C XML Schema that att.datable takes, with a year of four figures.
W3C = re.compile(r"-?(?!0000)\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d(?:-\d\d)?|---\d\d")
CUSTOM = re.compile(r"(?:\d{4}-\d\d(?:-\d\d)?|--\d\d(?:-\d\d)?)")
NUMBERS = [
    "1",
    "2",
    "3.",
    "5",
    "5.",
    "12",
    "13",
    "22",
    "29",
    "44",
    "30.",
    "31",
    "1712/13",
    "1825",
    "1848",
    "1848/49",
    "48",
    "III",
    "V.",
    "xvii",
    "MDXVI",
    "[1848]",
]
BETWEEN = [" ", " ", ", ", "/", "–", "-", ".", "\n", " (", ") ", "[", "?]", ". "]


def vocabulary(code: str) -> list[str]:
    """Words that the dates of a language are made of."""
    words = lexicon(code)
    tables = [
        list(table) for key, table in words.dates.items() if isinstance(table, list | dict) and key != "numeric-order"
    ]
    return [*words.months, *words.weekdays, *(word for table in tables for word in table), "Ein", "the", "le"]


@st.composite
def scraps(draw: st.DrawFn) -> tuple[str, str]:
    """A language and a text that is all but dates in it."""
    code = draw(st.sampled_from(languages()))
    words = st.sampled_from(vocabulary(code)).flatmap(lambda w: st.sampled_from([w, w.capitalize(), w.upper()]))
    pieces = draw(
        st.lists(st.tuples(st.one_of(st.sampled_from(NUMBERS), words), st.sampled_from(BETWEEN)), max_size=12)
    )
    return code, "".join(word + joint for word, joint in pieces)


anchors = st.one_of(st.none(), st.dates(date(1500, 1, 1), date(2050, 12, 31)))


def is_day(said: str) -> bool:
    """Whether today's calendar has what `said` names; without a year, a leap year has it."""
    if said.startswith("-") and not said.startswith("--"):
        return True  # a year before Christ
    day = said.replace("---", "2000-01-") if said.startswith("---") else said.replace("--", "2000-")
    year, month, of_month = (*map(int, day.split("-")), 1, 1)[:3]
    return date(year, month, of_month) is not None


@given(scraps(), anchors)
def test_every_value_is_a_date_of_the_w3c(scrap: tuple[str, str], anchor: date | None) -> None:
    code, text = scrap
    for one in dating.find(text, lexicon(code)):
        for name, said in dating.value(one, anchor).attributes:
            if name in ("when", "from", "to", "notBefore", "notAfter"):
                assert W3C.fullmatch(said), (text, said)
                assert is_day(said), (text, said)
            elif name.endswith("-custom"):
                assert CUSTOM.fullmatch(said), (text, said)
            else:
                assert said in ("low", "#julian", "#julian #gregorian", "#republican")


@given(scraps(), anchors)
def test_a_span_begins_before_it_ends(scrap: tuple[str, str], anchor: date | None) -> None:
    code, text = scrap
    for one in dating.find(text, lexicon(code)):
        said = dict(dating.value(one, anchor).attributes)
        for first, last in (("from", "to"), ("notBefore", "notAfter")):
            if first in said and last in said and said[first][0] != "-" and said[last][0] != "-":
                assert said[first][:7] <= said[last][:7] or len(said[first]) != len(said[last])


@given(scraps())
def test_dates_stand_in_order_and_apart_within_the_text(scrap: tuple[str, str]) -> None:
    code, text = scrap
    end = 0
    for one in dating.find(text, lexicon(code)):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        end = one.end


@given(scraps())
def test_what_is_said_of_a_text_is_said_again(scrap: tuple[str, str]) -> None:
    code, text = scrap
    found = list(dating.find(text, lexicon(code)))

    assert list(dating.find(text, lexicon(code))) == found
    assert list(dating.find(f"\n\n{text}", lexicon(code))) == [moved(one, 2) for one in found]


def moved(one: dating.Found, by: int) -> dating.Found:
    until = moved(one.until, by) if one.until else None
    return one._replace(start=one.start + by, end=one.end + by, until=until)


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for code in languages():
        dating.find_in_dateline(text, lexicon(code))


@given(st.from_regex(edtf._DATE, fullmatch=True), st.from_regex(edtf._DATE, fullmatch=True))
def test_what_is_read_as_edtf_becomes_dates_of_the_w3c(first: str, last: str) -> None:
    for text in (first, f"{first}/{last}", f"../{last}", f"[{first},{last}]", f"{{{first},{last}}}"):
        value = edtf.parse(text)
        for name, said in value.attributes if value else ():
            assert name == "precision" or re.fullmatch(W3C, said), (text, said)


@pytest.mark.parametrize(
    "text", ["", "1848-13", "1849-02-29", "yesterday", "/", "../..", "[]", "[1848", "-0000", "1850/1848", "-0043/-0044"]
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    assert edtf.parse(text) is None
