"""A file with several letters becomes a file for each, and no character is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode import divide
from epistola.errors import SourceError

ONE = "Graz, 3 May 1871\n\nDear Anna,\n\nThe bridge is open again.\n\nYours ever,\nJohann\n\n"
TWO = "Linz, 9 May 1871\n\nDear Johann,\n\nThe child is well.\n\nWith love,\nAnna\n"


def texts(text: str, marker: str = "") -> list[str]:
    return [part.content.decode() for part in divide(text.encode(), "letters.txt", marker=marker, language="en")]


def test_a_date_and_a_salutation_after_the_end_of_a_letter_begin_another() -> None:
    assert texts(ONE + TWO) == [ONE, TWO]


@pytest.mark.parametrize("divider", ["* * *\n", "-----\n", "\f", "\n=====\n"])
def test_what_only_divides_belongs_to_no_letter(divider: str) -> None:
    assert [text.strip() for text in texts(ONE + divider + TWO)] == [ONE.strip(), TWO.strip()]


def test_signs_within_a_letter_divide_nothing() -> None:
    with_signs = ONE.replace("again.\n", "again.\n\n* * *\n\nThe mill is not.\n")

    assert texts(with_signs + TWO) == [with_signs, TWO]


def test_the_editor_says_what_the_first_lines_begin_with() -> None:
    text = "No. 1. Come soon.\n\nNo. 2. Stay there.\n\nNo. 3. Never mind.\n"

    assert texts(text, "no.") == ["No. 1. Come soon.\n\n", "No. 2. Stay there.\n\n", "No. 3. Never mind.\n"]


def test_parts_are_numbered_and_know_their_lines() -> None:
    parts = divide((ONE + TWO).encode(), "letters.txt", language="en")

    assert [(part.name, part.line) for part in parts] == [("letters-1.txt", 1), ("letters-2.txt", 10)]


def test_carriage_returns_are_kept() -> None:
    text = (ONE + TWO).replace("\n", "\r\n")

    assert "".join(texts(text)) == text


@pytest.mark.parametrize(("name", "code"), [("one.txt", "division/one-letter"), ("one.docx", "division/not-text")])
def test_where_nothing_can_be_divided_it_says_so(name: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        divide(ONE.encode(), name, language="en")

    assert caught.value.code == code


@given(st.lists(st.sampled_from([ONE, TWO, "A line.\n", "\n", "No. 7\n", "Dear Tom,\n"]), min_size=1, max_size=8))
def test_every_character_is_in_exactly_one_letter(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        divided = "".join(texts(text, "no. 7"))
    except SourceError:
        return

    assert divided.strip() == text.strip()
