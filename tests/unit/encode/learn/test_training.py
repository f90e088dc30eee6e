from dataclasses import replace

import pytest

from epistola.encode import Settings, encode
from epistola.encode.authority.register import AuthorityFile, register
from epistola.encode.context import Context
from epistola.encode.learn.correspondence import Correspondent, Described
from epistola.encode.learn.examples import Example, example
from epistola.encode.learn.model import Model, _tagger, _weighed
from epistola.encode.learn.training import Report, Score, cross_validate, train
from epistola.encode.lexicon import lexicon
from epistola.errors import SettingsError

SURNAMES = ("Vogel", "Kern", "Moser", "Huber", "Lang", "Wolf", "Seitz", "Strobl", "Enger", "Lindner", "Reed", "Hale")
EMPTY = Context(lexicon("en"))


def letter(number: int, surname: str) -> Example:
    """A letter of an edition that marks farmers with their calling, and leaves the correspondents unmarked."""
    body = (
        f"{number} May 1871\n\nDear Max,\n\nThe mill is let. "
        f'<persName ref="person:p{number}">Farmer {surname}</persName>'
        " has the key.\n\nYours,\nIda\n"
    )
    text = f'<text xml:lang="en"><body xml:space="preserve">{body}</body></text>'
    return example(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>'.encode(), f"{number}.xml")


LETTERS = [letter(number, surname) for number, surname in enumerate(SURNAMES, 1)]


@pytest.fixture(scope="module")
def model() -> Model:
    return train(LETTERS, lambda _: EMPTY)


def test_training_twice_gives_the_same_bytes(model: Model) -> None:
    assert train(LETTERS, lambda _: EMPTY).to_bytes() == model.to_bytes()


def test_a_model_names_what_it_was_trained_on_by_hash(model: Model) -> None:
    assert [(one.name, one.sha256) for one in model.trained] == [(one.name, one.sha256) for one in LETTERS]


def test_a_model_read_from_its_bytes_is_the_model(model: Model) -> None:
    again = Model.from_bytes(model.to_bytes(), "edition.model")

    assert again.to_bytes() == model.to_bytes()
    assert again.rules == model.rules
    assert again.correspondence.to_json() == model.correspondence.to_json()


@pytest.mark.parametrize("data", [b"", b"{}\nlCRF", b'{"format": "epistola model 0"}\nlCRF', b"\xff\xfe", b"null\n"])
def test_what_is_no_model_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SettingsError, match="no model") as caught:
        Model.from_bytes(data, "edition.model")

    assert caught.value.file == "edition.model"


def test_the_next_letter_is_encoded_as_the_edition_does(model: Model) -> None:
    text = b"20 May 1871\n\nDear Max,\n\nThe mill is let. Farmer Grubb has the key.\n\nYours,\nIda\n"

    taught = encode(text, "a.txt", Settings(language="en", model=model)).tei or b""
    untaught = encode(text, "a.txt", Settings(language="en")).tei or b""

    assert b"<forename>Farmer</forename> <surname>Grubb</surname></persName>" in taught
    assert b"<salute>Dear Max,</salute>" in taught
    assert b"<salute>Dear <persName" in untaught


def test_what_the_model_doubts_is_suggested(model: Model) -> None:
    text = b"20 May 1871\n\nDear Max,\n\nThe mill is let.\n\nYours,\nIda\n"

    said = encode(text, "a.txt", Settings(language="en", model=model)).diagnostics

    assert [d.place.line for d in said if d.code == "names/suggested"] == [3, 8]


def test_cross_validation_says_what_the_model_is_worth_on_letters_it_has_not_seen() -> None:
    report = cross_validate(LETTERS, lambda _: EMPTY, folds=3)

    assert (report.letters, report.folds) == (12, 3)
    assert report.scores["persName"].marked == 12
    assert report.scores["persName"].f1 > 0.9


def test_the_authority_files_do_not_give_away_who_is_named_in_one_letter_only() -> None:
    entries = "".join(
        f'<person xml:id="p{number}"><persName>Farmer {surname}</persName></person>'
        for number, surname in enumerate(SURNAMES, 1)
    )
    lists = AuthorityFile("p.xml", f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{entries}</TEI>'.encode())

    context = Context(lexicon("en"), register([lists]))

    assert train(LETTERS, lambda _: context).rules == {}


@pytest.mark.parametrize("letters", [LETTERS[:4], [letter(1, "Vogel")], []])
def test_too_few_letters_are_refused_with_what_to_do(letters: list[Example]) -> None:
    with pytest.raises(SettingsError, match="too little to learn from") as caught:
        train(letters, lambda _: EMPTY)

    assert "at least 5 letters" in caught.value.hint


def test_cross_validation_says_how_often_the_correspondents_are_told_right() -> None:
    described = [
        replace(one, header=Described((Correspondent("Ida Bell"),), (Correspondent("Max Volk"),))) for one in LETTERS
    ]

    told = cross_validate(described, lambda _: EMPTY, folds=3).parties

    assert (told["sender"].marked, told["sender"].f1, told["addressee"].f1) == (12, 1.0, 1.0)


def test_a_score_of_nothing_is_nothing() -> None:
    assert Score(0, 0, 0, 0).f1 == 0.0
    assert Report(0, 5, {}).scores == {}


def test_no_feature_that_a_model_has_weights_for_is_kept_from_it(model: Model) -> None:
    known = {feature.encode() for feature in _tagger(model.parameters).info().attributes}

    assert known
    assert known <= _weighed(model.parameters)
