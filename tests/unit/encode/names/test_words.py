import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.names.words import folded, folded_phrase, phrases_at, spellings, words_of


def test_white_space_only_separates_words_and_each_knows_its_place() -> None:
    text = "the\nMiller's  guild, 2."
    words = words_of(text)

    assert list(words.words) == ["the", "Miller", "'", "s", "guild", ",", "2", "."]
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == list(words.words)
    assert words.capitals == (1,)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_a_text_without_words_has_none(text: str) -> None:
    assert len(words_of(text)) == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NEW-YORK", "New York"),
        ("Etats-Unis", "États Unis"),
        ("St. Pölten", "Sankt Polten"),
        ("Saint-Étienne", "St Etienne"),
        ("Œuvre", "oeuvre"),
        ("Weißenburg", "WEISSENBURG"),
    ],
)
def test_case_accents_hyphens_and_the_spelling_of_saint_do_not_count(written: str, meant: str) -> None:
    assert folded_phrase(written) == folded_phrase(meant)


def test_a_hyphen_has_no_folded_form() -> None:
    assert folded("-") == ""


def test_an_umlaut_may_be_spelt_with_e() -> None:
    assert spellings("Köln") == ("koln", "koeln")
    assert spellings("Wien") == ("wien",)


def test_phrases_are_tried_from_the_longest_and_go_over_hyphens_and_line_ends() -> None:
    words = words_of("in New-\nYork City")

    assert list(phrases_at(words, 1, 3)) == [(4, "new york city"), (3, "new york"), (1, "new")]


def test_the_word_at_an_offset_is_the_first_that_ends_after_it() -> None:
    words = words_of("ab cd")

    assert [words.at(offset) for offset in range(6)] == [0, 0, 1, 1, 1, 2]


@given(st.text("aBé-’ 1\n."), st.frozensets(st.sampled_from(["", "a", "b", "e", "ab", "1", "'", "."])))
def test_words_are_found_by_their_forms_in_the_order_of_the_text(text: str, forms: frozenset[str]) -> None:
    words = words_of(text)

    assert words.having(forms) == [number for number, form in enumerate(words.folded) if form in forms]


def test_phrases_stop_where_nothing_goes_on() -> None:
    words = words_of("New York City Hall")
    known = {"new york": True, "york city": False}

    assert list(phrases_at(words, 0, 3, known)) == [(2, "new york city"), (1, "new york"), (0, "new")]
    assert list(phrases_at(words, 1, 3, known)) == [(1, "york")]
