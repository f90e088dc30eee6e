import pytest

from epistola.encode.dating.patterns import OPTIONAL
from epistola.encode.language import checked, detect
from epistola.encode.lexicon import languages, lexicon
from epistola.errors import SettingsError, SourceError

LETTERS = {
    "en": "Dear Tom,\n\nThe ice is out and the mill runs again. Everybody asks for you.\n\nYours,\nRuth",
    "de": "Lieber Karl,\n\ndie Brücke ist wieder offen, und alle fragen nach Dir.\n\nDein\nMax",
    "es": "Querida Elena:\n\nEl hielo se ha derretido y el molino gira de nuevo; todos te saludan.\n\nTuyo, Tomás",
    "it": "Cara Elena,\n\nil ghiaccio si è sciolto e il mulino gira di nuovo; tutti ti salutano.\n\nTuo Tommaso",
    "la": "Cicero Attico salutem dicit. Nihil habeo novi quod ad te scribam. Cura ut valeas.",
    "ru": "Дорогая Елена! Лёд растаял, и мельница снова работает; все спрашивают о тебе.",
    "fr": "Mon cher ami,\n\nLa fenêtre donne sur la cour, et la cour sur rien.\n\nTout à vous,\nPaul",
}


@pytest.mark.parametrize("code", sorted(LETTERS))
def test_the_language_of_a_letter_is_found(code: str) -> None:
    assert detect(LETTERS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "Querida Helena,\n\nO gelo derreteu e o moinho trabalha de novo; todos perguntam por ti.\n\nTeu, Tomás",
        "Estimada Helena,\n\nel gel s'ha fos i el molí torna a girar; tothom pregunta per tu.\n\nTeu, Tomàs",
        "Lieve Anna,\n\nhet ijs is gesmolten en de molen draait weer; iedereen vraagt naar je.\n\nJe Willem",
        "Дорога Олено! Крига розтанула, і млин знову працює; усі питають про тебе.",
    ],
)
def test_a_letter_in_a_language_without_words_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(SourceError, match="no words for yet") as caught:
        detect(text)

    assert caught.value.code == "language/unknown"
    assert "--language" in caught.value.hint


@pytest.mark.parametrize(("code", "expected"), [("en", "en"), ("EN", "en"), ("en-GB", "en"), ("de-Latn-AT", "de")])
def test_a_code_may_have_a_region_or_a_script(code: str, expected: str) -> None:
    assert checked(code) == expected


@pytest.mark.parametrize("code", ["pt", "xx", "", "english"])
def test_an_unknown_code_is_refused_with_those_that_are_known(code: str) -> None:
    with pytest.raises(SettingsError, match=", ".join(languages())):
        checked(code)


@pytest.mark.parametrize("code", languages())
def test_every_language_has_the_words_that_the_encoder_asks_for(code: str) -> None:
    words, english = lexicon(code), lexicon("en")

    for table in ("structure", "correspondents", "names", "quotations", "errors", "dates", "words"):
        assert set(getattr(words, table)) - OPTIONAL == set(getattr(english, table)) - OPTIONAL, table
    assert set(words.months.values()) == set(range(1, 13))
    assert len(words.countries) > 200
    assert all("{sender}" in pattern and "{addressee}" in pattern for pattern in words.correspondents["patterns"])


@pytest.mark.parametrize("code", languages())
def test_the_words_of_a_language_are_in_lower_case_where_case_does_not_count(code: str) -> None:
    words = lexicon(code)
    lists = [words.structure, words.correspondents, words.quotations, words.errors]
    # What is proposed for a slip is written as it is to stand in the letter.
    readings = ("run-together", "confused")
    found = [entry for table in lists for key, entries in table.items() if key not in readings for entry in entries]

    assert [entry for entry in found if entry != entry.lower()] == []
