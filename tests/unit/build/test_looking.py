"""Files are read again only if they may have changed, and then always."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from epistola.build import fingerprints
from epistola.build.looking import Files
from epistola.build.state import FOLDER, State


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Files]:
    state = State(tmp_path / FOLDER)
    yield Files(tmp_path, state)
    state.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A file that was changed some time ago."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear A")
    return path


def noted(files: Files, path: Path) -> None:
    files.prepare([path.name])
    files.digest(path.name)
    files.state.keep([], files.news())
    files.prepare([path.name])


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []

    def of_file(path: Path) -> bytes:
        found.append(path)
        return fingerprints.of(path.read_bytes())

    monkeypatch.setattr(fingerprints, "of_file", of_file)
    return found


def wait_for_the_clock(path: Path) -> None:
    """Let the clock of the file system tick, so that files changed before aren't in doubt."""
    before = path.stat().st_mtime_ns
    other = path.with_name("other")
    while not other.exists() or other.stat().st_mtime_ns <= before:
        other.write_text("x")


def test_a_file_that_was_looked_at_is_not_read_again(
    files: Files, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_the_clock(letter)
    noted(files, letter)
    read = reads(monkeypatch)

    assert files.digest(letter.name) == fingerprints.of(b"Dear A")
    assert read == []


def test_a_file_changed_when_it_was_noted_is_read_again(
    files: Files, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(State, "_now", lambda state: letter.stat().st_ctime_ns)
    noted(files, letter)
    read = reads(monkeypatch)

    files.digest(letter.name)

    assert read == [letter]


@pytest.mark.parametrize("how", ["content", "time", "replaced"])
def test_whatever_tells_of_a_change_is_noticed(
    files: Files, letter: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    wait_for_the_clock(letter)
    noted(files, letter)
    before = letter.stat()
    if how == "content":
        letter.write_text("Dear Anna")
    elif how == "time":
        os.utime(letter, ns=(1, 1))
    else:
        other = letter.with_name("new")
        other.write_text("Dear B")
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.replace(letter)
    read = reads(monkeypatch)

    assert files.digest(letter.name) == fingerprints.of(letter.read_bytes())
    assert read == [letter]


def test_what_is_no_file_has_no_fingerprint(files: Files, tmp_path: Path) -> None:
    assert files.digest("nothing") is None
    assert files.digest(str(tmp_path)) is None


def test_files_are_named_from_the_root_of_the_edition(files: Files, tmp_path: Path) -> None:
    assert files.name(tmp_path / "seeds" / "a.txt") == "seeds/a.txt"
    assert files.name(tmp_path.parent / "a.txt") == str(tmp_path.parent / "a.txt")


def test_more_files_can_be_asked_for_than_sqlite_takes_in_one_question(files: Files) -> None:
    names = [f"seeds/{number}" for number in range(70_000)]

    assert files.state.looks(names) == {}
