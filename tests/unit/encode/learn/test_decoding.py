"""Decoding is tested with probabilities that are given, so that no training stands between."""

from collections.abc import Mapping, Sequence

import pytest

from epistola.encode.learn.decoding import read
from epistola.encode.names.sightings import Page, page
from epistola.encode.names.vocabulary import vocabulary

LABELS = ("O", "B-persName", "I-persName", "B-placeName")


class Given:
    """A tagger to which each word says how probable each label is; what is left belongs to O."""

    def __init__(self, probable: Mapping[str, Mapping[str, float]]) -> None:
        self.probable = probable
        self.rows: Sequence[str] = ()

    def labels(self) -> list[str]:
        return list(LABELS)

    def tag(self, rows: Sequence[str]) -> list[str]:
        self.rows = rows
        return [max(LABELS, key=lambda label, at=at: self.marginal(label, at)) for at in range(len(rows))]  # type: ignore[misc]

    def marginal(self, label: str, at: int) -> float:
        said = self.probable.get(self.rows[at], {})
        return said.get(label, 0.0) if label != "O" else 1 - sum(said.values())


def found(text: str, probable: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str]]:
    """Read a text of one window whose words have these probabilities; the n-th Kern is “Kern n”."""
    laid: Page = page(text, vocabulary("en"))
    seen: dict[str, int] = {}
    rows = []
    for word in laid.words.words:
        seen[word] = seen.get(word, 0) + 1
        rows.append(f"{word} {seen[word]}")
    learned = read(Given(probable), laid, [rows])  # type: ignore[list-item]
    return [(laid.words.between(one.name.first, one.name.last), one.name.label) for one in learned]


@pytest.mark.parametrize(
    ("person", "place", "expected"),
    [
        (0.8, 0.1, [("Kern", "persName")]),
        (0.45, 0.05, [("Kern", "persName")]),
        (0.3, 0.3, []),
        (0.1, 0.0, []),
    ],
)
def test_a_word_is_a_name_where_one_kind_of_name_is_probable_enough(
    person: float, place: float, expected: list[tuple[str, str]]
) -> None:
    probable = {"Kern 1": {"B-persName": person, "B-placeName": place}}

    assert found("so Kern is", probable) == expected


def test_a_name_that_is_sure_in_one_place_is_one_elsewhere_in_the_letter() -> None:
    sure, doubtful = {"B-persName": 0.9}, {"B-persName": 0.1}

    assert found("so Kern is Kern", {"Kern 1": sure, "Kern 2": doubtful}) == [("Kern", "persName")] * 2


def test_where_nothing_speaks_for_it_a_word_stays_outside() -> None:
    assert found("so Kern is Kern", {"Kern 1": {"B-persName": 0.9}}) == [("Kern", "persName")]


def test_a_word_that_the_letter_has_without_a_capital_is_not_looked_for_elsewhere() -> None:
    probable = {"Kern 1": {"B-persName": 0.9}, "Kern 2": {"B-persName": 0.1}}

    assert found("kern Kern is Kern", probable) == [("Kern", "persName")]


def test_the_words_of_a_name_stay_together() -> None:
    probable = {"Ida 1": {"B-persName": 0.9}, "Kern 1": {"I-persName": 0.9}}

    assert found("so Ida Kern is", probable) == [("Ida Kern", "persName")]
