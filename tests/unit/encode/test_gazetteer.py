import pytest

from epistola.encode.names.gazetteer import Gazetteer


def found(text: str, **known: str) -> list[tuple[str, tuple[str, ...]]]:
    """The names found in a text, and whose they are; `known` maps identifiers to names."""
    gazetteer: Gazetteer[str] = Gazetteer()
    for identifier, name in known.items():
        gazetteer.add([name], identifier)
    return [(text[hit.start : hit.end], hit.known) for hit in gazetteer.hits(text)]


def test_the_longest_name_at_a_place_is_taken() -> None:
    text = "the United States of America and the United States"

    assert found(text, us="United States", usa="United States of America") == [
        ("United States of America", ("usa",)),
        ("United States", ("us",)),
    ]


def test_a_name_goes_over_the_end_of_a_line() -> None:
    assert found("the United\nStates", us="United States") == [("United\nStates", ("us",))]


def test_all_who_have_the_same_name_are_given() -> None:
    assert found("Ames", ellen="Ames", john="Ames") == [("Ames", ("ellen", "john"))]


@pytest.mark.parametrize("text", ["cuba", "Cubans", "uncuba", "AmesX", "ames"])
def test_case_and_the_ends_of_words_count(text: str) -> None:
    assert found(text, cuba="Cuba", ames="Ames") == []


@pytest.mark.parametrize("text", ["BUTLER", "GUILD OF KENT"])
def test_a_name_in_capitals_is_the_name(text: str) -> None:
    assert found(text, butler="Butler", guild="Guild of Kent") != []


def test_a_short_name_in_capitals_is_another_name() -> None:
    assert found("ALE and US", ale="Ale", us="Us") == []


def test_punctuation_is_part_of_a_name() -> None:
    assert found("Mr. J. Moore, not J Moore", moore="J. Moore") == [("J. Moore", ("moore",))]


def test_a_name_without_words_is_never_found() -> None:
    assert found("a b", nobody=" ") == []
