"""The reference page of dates is true: its examples are run."""

import re
from datetime import date
from pathlib import Path

import pytest

from epistola.encode import dating
from epistola.encode.dating import edtf
from epistola.encode.dating.patterns import OPTIONAL
from epistola.encode.lexicon import lexicon

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "reference" / "dates.md").read_text(encoding="utf-8")
IN_TEXT = re.findall(r"^\| (\w\w) \| ([\d-]+) \| `(.*<date.*)` \|$", PAGE, flags=re.MULTILINE)
IN_DATELINES = re.findall(r"^\| (\w\w) \| `(.*<date.*)` \|$", PAGE, flags=re.MULTILINE)
TIMES = re.findall(r"^\| (\w\w) \| `(.*<time.*)` \|$", PAGE, flags=re.MULTILINE)
GIVEN = re.findall(r"^\| `([^`]+)` \| `(\w+=[^`]*)`(?:, `cert=\"(\w+)\"`)? \|$", PAGE, flags=re.MULTILINE)


def marked(text: str, found: list[dating.Found], anchor: date | None) -> str:
    years = tuple(one.year for one in found if one.year is not None and one.year_digits == 4)
    for one in reversed(found):
        value = dating.value(one, anchor, years)
        attributes = "".join(f' {name}="{said}"' for name, said in value.attributes)
        tag = f'<date{attributes} cert="{value.certainty}">'
        text = f"{text[: one.start]}{tag}{text[one.start : one.end]}</date>{text[one.end :]}"
    return text


def plain(encoded: str) -> str:
    return re.sub(r"</?(?:date|time)[^>]*>", "", encoded)


@pytest.mark.parametrize(("code", "own", "encoded"), IN_TEXT)
def test_the_page_says_what_is_read_in_running_text(code: str, own: str, encoded: str) -> None:
    found = list(dating.find(plain(encoded), lexicon(code)))

    assert marked(plain(encoded), found, date.fromisoformat(own)) == encoded


@pytest.mark.parametrize(("code", "encoded"), IN_DATELINES)
def test_the_page_says_what_is_read_in_datelines(code: str, encoded: str) -> None:
    found = dating.find_in_dateline(plain(encoded), lexicon(code))

    assert marked(plain(encoded), found, None) == encoded


@pytest.mark.parametrize(("code", "encoded"), TIMES)
def test_the_page_says_what_is_read_as_a_time_of_day(code: str, encoded: str) -> None:
    text = plain(encoded)
    (time,) = dating.find_times(text, lexicon(code))
    tag = f'<time when="{time.when}" cert="high">' if time.when else '<time cert="unknown">'

    assert f"{text[: time.start]}{tag}{text[time.start : time.end]}</time>{text[time.end :]}" == encoded


@pytest.mark.parametrize(("given", "attributes", "certainty"), GIVEN)
def test_the_page_says_what_becomes_of_the_dates_that_an_editor_gives(
    given: str, attributes: str, certainty: str
) -> None:
    value = edtf.parse(given)

    assert value is not None
    assert " ".join(f'{name}="{said}"' for name, said in value.attributes) == attributes
    assert value.certainty == (certainty or "high")


def test_the_page_has_examples_in_each_language_and_of_each_kind() -> None:
    assert {code for code, _, _ in IN_TEXT} >= {"en", "de", "fr"}
    assert len(IN_TEXT) > 100
    assert len(IN_DATELINES) > 5
    assert len(TIMES) > 9
    assert len(GIVEN) > 10


def test_the_page_names_each_key_that_a_language_may_leave_out() -> None:
    assert {key for key in OPTIONAL if f"`{key}`" not in PAGE} == set()
