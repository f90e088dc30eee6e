import pytest

from epistola.encode.lexicon import languages
from epistola.encode.names.common import Common, kind, modern

FEW = Common(nouns={"haus", "tur", "mut", "buk", "kohl"}, words={"gut", "klein"})


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("haus", "noun"),
        ("hauser", "noun"),
        ("hauskohl", "compound"),
        ("hauseskohle", "compound"),
        ("hausmut", ""),
        ("kleinhaus", "compound"),
        ("rokohaus", "tail"),
        ("klein", "word"),
        ("kleinste", "word"),
        ("rokitan", ""),
        ("mu", ""),
        ("", ""),
    ],
)
def test_a_form_is_known_by_itself_by_an_ending_and_as_a_compound(form: str, expected: str) -> None:
    assert FEW.kind(form) == expected


@pytest.mark.parametrize("form", ["haus", "freundschaft", "thaler", "cultur", "buchern", "verzeihen", "hochsten"])
def test_german_words_are_common_in_the_spelling_of_their_time(form: str) -> None:
    assert kind("de", form) not in ("", "tail")


@pytest.mark.parametrize("form", ["mozart", "lessing", "mendelssohn", "krakau", "katharina"])
def test_names_are_no_common_words(form: str) -> None:
    assert kind("de", form) in ("", "tail")


@pytest.mark.parametrize("code", [code for code in languages() if code != "de"])
def test_a_language_without_a_list_knows_no_common_words(code: str) -> None:
    assert kind(code, "house") == ""


def test_old_spellings_are_compared_as_the_new_ones() -> None:
    assert modern("theil") == modern("teil")
    assert modern("cultur") == modern("kultur")
    assert modern("photograph") == modern("fotograf")
