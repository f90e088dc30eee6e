"""`epistola deposit` as an editor meets it: from an encoded letter to a published record."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from tests.unit.deposit.servers import TOKEN, Invenio, Repository, running

Run = Callable[..., Result]
EDITION = """[edition]
title = "Letters from the bridge"
description = "Two letters."
publisher = "The town archive"
date = "1999-05-03"

[edition.licence]
target = "https://creativecommons.org/licenses/by/4.0/"
text = "CC BY 4.0"

[[edition.editors]]
id = "am"
name = "Ana Marin"
family = "Marin"
given = "Ana"
"""


@pytest.fixture
def edition(folder: Path) -> Path:
    """The present folder as an edition of one letter."""
    (folder / "letter.xml").unlink()
    (folder / "seeds").mkdir()
    (folder / "letter.txt").rename(folder / "seeds/letter.txt")
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    return folder


@pytest.fixture
def zenodo(edition: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A server that behaves like Zenodo, named in the edition, with a token in the environment."""
    with running(Invenio()) as repository:
        with (edition / "edition.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[deposit.zenodo]\nserver = "{repository.address}"\n')
        monkeypatch.setenv("EPISTOLA_ZENODO_TOKEN", TOKEN)
        yield repository


def test_without_a_command_it_says_what_is_missing_and_where_to_write_it(run: Run, edition: Path) -> None:
    (edition / "edition.toml").write_text(EDITION.replace('date = "1999-05-03"\n', ""), encoding="utf-8")

    result = run("deposit")

    assert result.exit_code == 1
    assert "edition.toml:2: error: “edition.date” is missing" in result.output
    assert 'date = "2026"' in result.output


def test_without_a_command_a_complete_edition_is_told_the_next_steps(run: Run, edition: Path) -> None:
    result = run("deposit")

    assert result.exit_code == 0
    assert "epistola deposit pack" in result.output


@pytest.mark.parametrize(("form", "name"), [("bag", "letters-from-the-bridge"), ("zip", "letters-from-the-bridge.zip"),
                                            ("ocfl", "letters-from-the-bridge.ocfl")])  # fmt: skip
def test_what_is_packed_passes_the_check(run: Run, edition: Path, form: str, name: str) -> None:
    packed = run("deposit", "pack", "-o", "boxes", "--as", form)
    assert packed.exit_code == 0, packed.output

    checked = run("deposit", "check", f"boxes/{name}")

    assert checked.exit_code == 0, checked.output
    assert "0 errors" in checked.output


def test_one_letter_is_packed_with_its_own_description(run: Run, edition: Path) -> None:
    assert run("build").exit_code == 0

    result = run("deposit", "pack", "tei/letter.xml", "-o", "boxes")

    assert result.exit_code == 0, result.output
    page = (edition / "boxes/letter/data/README.md").read_text(encoding="utf-8")
    assert page.startswith("# Letter from Johann Berger")
    licence = (edition / "boxes/letter/data/LICENSE.txt").read_text(encoding="utf-8")
    assert licence == "CC BY 4.0\nhttps://creativecommons.org/licenses/by/4.0/\n"
    assert run("deposit", "check", "boxes/letter").exit_code == 0


def test_for_one_letter_no_other_is_encoded_and_its_page_leads_to_none(run: Run, edition: Path) -> None:
    source = (edition / "seeds/letter.txt").read_text(encoding="utf-8")
    (edition / "seeds/other.txt").write_text(source.replace("1862", "1863"), encoding="utf-8")
    assert run("build").exit_code == 0
    assert "other.html" in (edition / "out/letter.html").read_text(encoding="utf-8")
    (edition / "seeds/other.txt").write_bytes(b"\xff")

    result = run("deposit", "pack", "tei/letter.xml", "-o", "boxes")

    assert result.exit_code == 0, result.output
    assert "other.html" not in (edition / "boxes/letter/data/html/letter.html").read_text(encoding="utf-8")
    assert not list((edition / "boxes").rglob("other*"))
    assert not list((edition / ".epistola").glob("letter-*"))


def test_a_letter_that_can_not_be_encoded_is_not_packed(run: Run, edition: Path) -> None:
    assert run("build").exit_code == 0
    (edition / "seeds/letter.txt").write_bytes(b"\xff")

    result = run("deposit", "pack", "tei/letter.xml", "-o", "boxes")

    assert result.exit_code == 1
    assert "letter.txt" in result.output
    assert not (edition / "boxes").exists()


def test_a_file_with_a_name_that_would_not_travel_stops_the_packing(run: Run, edition: Path) -> None:
    (edition / "seeds/letter.txt").rename(edition / "seeds/Brief für Anna.txt")

    result = run("deposit", "pack", "-o", "boxes")

    assert result.exit_code == 1
    assert "Brief-fuer-Anna.txt" in result.output
    assert not (edition / "boxes").exists()


def test_from_a_letter_to_a_published_record(run: Run, edition: Path, zenodo: Repository) -> None:
    sent = run("deposit", "send", "zenodo")
    assert sent.exit_code == 0, sent.output
    assert 'doi = "10.5072/invenio.1"' in sent.output
    assert "a draft that only you can see" in run("deposit", "status").output

    refused = run("deposit", "publish", "zenodo", stdin="n\n")
    assert refused.exit_code != 0
    assert not zenodo.records["1"]["published"]

    published = run("deposit", "publish", "zenodo", stdin="y\n")
    assert published.exit_code == 0, published.output
    assert zenodo.records["1"]["published"]
    archive = next(content for name, content in zenodo.records["1"]["files"].items() if name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        box = "letters-from-the-bridge/data"
        for name in ("tei/letter.xml", "CITATION.cff", "ro-crate-metadata.json", "metadata/edition.datacite.json"):
            assert b"10.5072/invenio.1" in opened.read(f"{box}/{name}"), name
    assert not (edition / "tei").exists()
    assert "published" in run("deposit", "status").output

    assert run("deposit", "new-version", "zenodo").exit_code == 0
    assert run("deposit", "update", "zenodo").exit_code == 0
    everything = [path.read_bytes() for path in edition.rglob("*") if path.is_file()]
    outputs = sent.output + published.output
    assert TOKEN not in outputs
    assert not [content for content in everything if TOKEN.encode() in content]


def test_a_rehearsal_prints_each_request_and_asks_nobody(run: Run, edition: Path, zenodo: Repository) -> None:
    result = run("deposit", "send", "zenodo", "--dry-run")

    assert result.exit_code == 0, result.output
    assert f"POST {zenodo.address}api/records" in result.output
    assert '"title": "Letters from the bridge"' in result.output
    assert zenodo.log == []
    assert not (edition / "deposits").exists()


def test_what_a_repository_asks_for_is_listed_before_anything_is_made(run: Run, edition: Path) -> None:
    result = run("deposit", "send", "dataverse")

    assert result.exit_code == 1
    assert "“deposit.contact” is missing" in result.output
    assert not (edition / ".epistola").exists()


def test_the_repositories_are_listed_with_their_settings(run: Run) -> None:
    result = run("deposit", "targets")

    assert result.exit_code == 0
    assert "zenodo: Zenodo" in result.output
    assert "[deposit.dataverse] collection" in result.output


def test_without_a_token_it_is_said_where_to_put_one(run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    monkeypatch.delenv("EPISTOLA_ZENODO_TOKEN", raising=False)

    result = run("deposit", "send", "zenodo")

    assert result.exit_code == 2
    assert "EPISTOLA_ZENODO_TOKEN" in result.output
