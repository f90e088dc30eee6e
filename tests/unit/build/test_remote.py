"""Folders that are elsewhere: in memory, and on this disk behind the same door."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from epistola.build import Done, Event, build, remote
from epistola.build.explaining import expected
from epistola.config import Edition, load
from epistola.errors import SettingsError, SurroundingsError

fsspec: Any = pytest.importorskip("fsspec", reason="needs fsspec: pip install 'epistola[remote]'")
Make = Callable[..., Edition]


@pytest.fixture(params=["memory", "file"])
def away(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The address of a folder elsewhere that is new."""
    folder = tmp_path_factory.mktemp("elsewhere")
    address = f"{request.param}://{folder if request.param == 'file' else f'/{folder.name}'}"
    system, path = fsspec.core.url_to_fs(address)
    yield address
    if request.param == "memory":
        system.rm(path, recursive=True)


def put(address: str, content: str) -> None:
    system, path = fsspec.core.url_to_fs(address)
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    system.pipe_file(path, content.encode())


def got(address: str) -> dict[str, str]:
    system, path = fsspec.core.url_to_fs(address)
    return {
        name.removeprefix(path.rstrip("/")).lstrip("/"): system.cat_file(name).decode() for name in system.find(path)
    }


@pytest.fixture
def letters(edition: Make, away: str) -> Callable[[], Edition]:
    """Load an edition whose transcriptions, letters and outputs are elsewhere."""
    here = edition()
    put(f"{away}/seeds/a.txt", "Dear A")
    put(f"{away}/seeds/b.txt", "Dear B")
    settings = here.root / "edition.toml"
    folders = f'[folders]\nsources = "{away}/seeds"\ntei = "{away}/tei"\noutput = "{away}/out"\n'
    settings.write_text(settings.read_text() + folders)
    return lambda: load(settings)


def figures(edition: Edition) -> dict[str, tuple[int, int]]:
    return {tally.stage: (tally.done, tally.changed) for tally in build(edition).tallies}


def test_letters_are_read_and_outputs_are_written_elsewhere(letters: Callable[[], Edition], away: str) -> None:
    assert figures(letters())["send"] == (6, 6)

    assert got(f"{away}/tei") == {"a.xml": "<TEI>Dear A</TEI>", "b.xml": "<TEI>Dear B</TEI>"}
    assert sorted(got(f"{away}/out")) == ["a.bib", "a.ris", "b.bib", "b.ris"]


def test_only_what_is_new_travels(letters: Callable[[], Edition], away: str) -> None:
    build(letters())
    put(f"{away}/seeds/b.txt", "Dear other B")

    assert figures(letters()) == {
        "fetch": (1, 1),
        "encode": (2, 1),
        "validate": (2, 0),
        "transform": (4, 2),
        "send": (3, 3),
    }
    assert got(f"{away}/out")["b.ris"] == "ris: <TEI>Dear other B</TEI>"
    assert [tally for tally in figures(letters()).values() if tally[1]] == []


def test_an_output_that_was_changed_or_deleted_elsewhere_is_sent_again(
    letters: Callable[[], Edition], away: str
) -> None:
    build(letters())
    before = got(f"{away}/out")
    put(f"{away}/out/a.ris", "something else")
    system, path = fsspec.core.url_to_fs(f"{away}/out/b.bib")
    system.rm(path)

    assert figures(letters())["send"] == (2, 2)
    assert got(f"{away}/out") == before


def test_tei_that_was_edited_elsewhere_stays(letters: Callable[[], Edition], away: str) -> None:
    build(letters())
    put(f"{away}/tei/a.xml", "<TEI>Edited</TEI>")

    build(letters())

    assert got(f"{away}/tei")["a.xml"] == "<TEI>Edited</TEI>"
    assert got(f"{away}/out")["a.ris"] == "ris: <TEI>Edited</TEI>"


def test_a_letter_that_is_gone_elsewhere_is_gone_here(letters: Callable[[], Edition], away: str) -> None:
    build(letters())
    for name in ("seeds/b.txt", "tei/b.xml"):
        system, path = fsspec.core.url_to_fs(f"{away}/{name}")
        system.rm(path)

    assert figures(letters())["encode"] == (1, 0)
    assert list(expected(letters())) == []


def test_a_file_that_cannot_be_sent_is_reported_and_the_rest_is_sent(
    letters: Callable[[], Edition], away: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = remote.Mirror._send

    def failing(self: remote.Mirror, name: str) -> None:
        if name == "a.ris":
            raise ConnectionError("the line is dead")
        send(self, name)

    with monkeypatch.context() as patch:
        patch.setattr(remote.Mirror, "_send", failing)
        events: list[Event] = []
        summary = build(letters(), on_event=events.append)

    found = [found for event in events if isinstance(event, Done) for found in event.diagnostics]
    assert [one.code for one in found] == ["remote/no-file"]
    assert str(found[0].place) == f"{away}/out/a.ris"
    assert summary.exit_code == 3
    assert figures(letters())["send"] == (1, 1)


def test_without_fsspec_it_is_said_what_to_install(
    letters: Callable[[], Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)

    with pytest.raises(SurroundingsError) as caught:
        build(letters())
    assert "epistola[remote]" in caught.value.hint


def test_an_address_for_which_a_package_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be reached"):
        remote.Mirror.of("nonsense://bucket/folder", tmp_path)


def test_authority_files_and_rules_are_on_this_machine(edition: Make) -> None:
    settings = edition().root / "edition.toml"
    settings.write_text(settings.read_text() + '[folders]\nauthority = "s3://bucket/authority"\n')

    with pytest.raises(SettingsError, match="must be a folder of this machine"):
        load(settings)
