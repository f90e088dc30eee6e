"""What is meant by what editors write out of habit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.validate.relaxng.habits import attribute_meant, date_meant, element_meant


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("30.10.1962", "Did you mean “1962-10-30”?"),
        ("3. 4. 1962", "Did you mean “1962-04-03”?"),
        ("3/4/1962", "Did you mean “1962-04-03” or “1962-03-04”?"),
        ("10/30/1962", "Did you mean “1962-10-30”?"),
        ("4/4/1962", "Did you mean “1962-04-04”?"),
        ("1962/10/30", "Did you mean “1962-10-30”?"),
        ("1962-1-2", "Did you mean “1962-01-02”?"),
        ("1962-1", "Did you mean “1962-01”?"),
        ("October 30, 1962", "Did you mean “1962-10-30”?"),
        ("30. Oktober 1962", "Did you mean “1962-10-30”?"),
        ("le 1er août 1962", "Did you mean “1962-08-01”?"),
        ("1962-10-32", "The month 1962-10 has 31 days."),
        ("1961-02-29", "The month 1961-02 has 28 days."),
        ("1962-13", "There is no month “13”."),
        ("1962-00-01", "There is no month “00”."),
        ("1962-10-29/1962-10-30", "Two dates are written as @from and @to, or as @notBefore and @notAfter."),
        ("1962–1963", "Two dates are written as @from and @to, or as @notBefore and @notAfter."),
        ("0000-1-2", ""),
        ("32.13.1962", ""),
        ("May or June 1962", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_is_understood_or_nothing_is_said(value: str, meant: str) -> None:
    assert date_meant(value) == meant


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_written_with_points_is_proposed_as_the_standard_has_it(day: date) -> None:
    assert date_meant(f"{day.day}.{day.month}.{day.year}") == f"Did you mean “{day.isoformat()}”?"


@given(st.text(max_size=30))
def test_no_text_is_a_reason_to_stop(value: str) -> None:
    date_meant(value)
    element_meant(value, ["p"])


def test_an_element_is_proposed_only_where_the_schema_has_it() -> None:
    assert element_meant("BR", ["lb"]) == "In TEI this is <lb/>."
    assert element_meant("br", ["p"]) == ""


def test_an_attribute_is_proposed_only_where_it_is_allowed() -> None:
    assert attribute_meant("@class", ["@type", "@rend"]) == "In TEI this is @rend or @type."
    assert attribute_meant("@class", ["@n"]) == ""
