"""`epistola authority`: entries added, proposed, and given identifiers, in the folder of an edition."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from epistola.cli import epistola
from epistola.encode import Settings, encode

Answer = tuple[int, dict[str, str], bytes]
Serve = Callable[[Callable[[str, str, Mapping[str, str], bytes], Answer]], str]
SETTINGS = """[edition]
title = "Letters from the bridge"
publisher = "The town archive"
[edition.licence]
target = "https://creativecommons.org/licenses/by/4.0/"
text = "CC BY 4.0"
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition of one letter, without lists."""
    (tmp_path / "edition.toml").write_text(SETTINGS)
    (tmp_path / "tei").mkdir()
    text = b"London, 4 May 1871\n\nDear Max,\n\nThe mill is let to Mr. Otto Keller.\n\nYours,\nIda Bell\n"
    tei = encode(text, "mill.txt", Settings(language="en")).tei
    assert tei is not None
    (tmp_path / "tei" / "mill.xml").write_bytes(tei)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(epistola, ["authority", *words])


def persons(edition: Path) -> str:
    return (edition / "tei/authority/persons.xml").read_text()


def test_the_first_entry_makes_a_valid_list_and_the_second_goes_into_it(edition: Path) -> None:
    assert run("add", "person", "Keller, Otto", "--born", "1822").exit_code == 0
    assert run("add", "person", "Bell, Ida", "--variant", "Ida B.").exit_code == 0

    assert persons(edition).index('"bell-ida"') < persons(edition).index('"keller-otto"')
    checked = CliRunner().invoke(epistola, ["validate", "tei/authority", "--format", "json"])
    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["diagnostics"] == []


def test_nothing_is_written_that_validation_refuses(edition: Path) -> None:
    run("add", "person", "Keller, Otto")
    before = persons(edition)

    done = run("add", "person", "Bell, Ida", "--born", "1900", "--died", "1850-01-01", "--id", "1 bell")

    assert done.exit_code == 1
    assert "Nothing was written" in done.output
    assert persons(edition) == before


def test_what_a_list_suffers_from_already_does_not_hinder(edition: Path) -> None:
    run("add", "person", "Keller, Otto")
    path = edition / "tei/authority/persons.xml"
    path.write_text(persons(edition).replace("</surname>", "</surname><nonsense/>"))

    assert run("add", "person", "Bell, Ida").exit_code == 0
    assert "<nonsense/>" in persons(edition)


def test_a_name_that_is_listed_is_refused_with_the_remedy(edition: Path) -> None:
    run("add", "person", "Keller, Otto")

    done = run("add", "person", "Otto Keller")

    assert done.exit_code == 2
    assert "authority/known" in done.output
    assert run("add", "person", "Otto Keller", "--anyway").exit_code == 0
    assert '"keller-otto-2"' in persons(edition)


def test_places_are_not_born(edition: Path) -> None:
    assert run("add", "place", "Bern", "--born", "1822").exit_code == 2


def test_names_without_an_entry_are_proposed_with_their_context_as_valid_tei(edition: Path) -> None:
    done = run("suggest", "-o", "proposals.xml")

    assert done.exit_code == 0
    assert "person: Otto Keller (1 time in 1 letter)" in done.output
    assert "[Mr. Otto Keller]" in done.output
    assert 'xml:id="keller-otto"' in (edition / "proposals.xml").read_text()
    assert CliRunner().invoke(epistola, ["validate", "proposals.xml"]).exit_code == 0


def test_a_name_that_got_its_entry_is_no_longer_proposed(edition: Path) -> None:
    run("add", "person", "Keller, Otto")

    done = run("suggest", "-o", "proposals.xml")

    assert "listed: person:keller-otto" in done.output
    assert "keller-otto" not in (edition / "proposals.xml").read_text()


def test_entries_that_may_be_one_are_told(edition: Path) -> None:
    run("add", "person", "Keller, Otto")
    run("add", "person", "Keller, Oto")

    assert "authority/duplicate" in run("suggest").output


def test_without_an_edition_the_letters_must_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("suggest").exit_code == 2
    assert "authority/no-list" in run("add", "person", "Keller").output


@pytest.fixture
def service(serve: Serve) -> str:
    """A service that knows one Otto Keller."""

    def answer(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if method == "GET":
            return 200, {}, json.dumps({"name": "Things", "identifierSpace": "https://d-nb.info/gnd/"}).encode()
        queries = json.loads(parse_qs(body.decode())["queries"][0])
        known = {"id": "118540238", "name": "Keller, Otto", "score": 71, "description": "miller"}
        found = {q: {"result": [known] if "Keller" in about["query"] else []} for q, about in queries.items()}
        return 200, {}, json.dumps(found).encode()

    return serve(answer)


def test_candidates_are_shown_and_nothing_is_written(edition: Path, service: str) -> None:
    run("add", "person", "Keller, Otto")
    run("add", "person", "Bell, Ida")
    before = persons(edition)

    done = run("reconcile", service)

    assert "118540238  Keller, Otto  score 71  miller; https://d-nb.info/gnd/118540238" in done.output
    assert "person:bell-ida: Ida Bell\n  no candidate" in done.output
    assert persons(edition) == before


def test_a_candidate_is_written_when_it_is_accepted_and_not_asked_for_again(edition: Path, service: str) -> None:
    run("add", "person", "Keller, Otto")

    done = run("reconcile", service, "--accept", "keller-otto=118540238")

    assert done.exit_code == 0
    assert '<idno type="GND">https://d-nb.info/gnd/118540238</idno>' in persons(edition)
    assert "person:keller-otto" not in run("reconcile", service).output


@pytest.mark.parametrize("pair", ["keller-otto=1", "keller-otto", "nobody=118540238"])
def test_what_was_not_offered_is_not_written(edition: Path, service: str, pair: str) -> None:
    run("add", "person", "Keller, Otto")
    before = persons(edition)

    assert run("reconcile", service, "--accept", pair).exit_code == 2
    assert persons(edition) == before


def test_a_service_that_does_not_answer_is_told_so(edition: Path, serve: Serve) -> None:
    run("add", "person", "Keller, Otto")

    done = run("reconcile", serve(lambda *_: (404, {}, b"nothing here")))

    assert done.exit_code == 3
    assert "web/unreachable" in done.output
