import io
import os
import sys
from pathlib import Path

import pytest

from epistola.build.files import make_folder, read, write
from epistola.build.paths import STANDARD
from epistola.errors import SurroundingsError


def test_a_file_is_written_into_folders_that_did_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "letter.xml"

    assert write(path, b"<TEI/>")
    assert path.read_bytes() == b"<TEI/>"


def test_the_same_bytes_are_not_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    write(path, b"<TEI/>")
    os.utime(path, (1, 1))

    assert not write(path, b"<TEI/>")
    assert path.stat().st_mtime == 1


def test_other_bytes_of_the_same_length_are_written(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    write(path, b"<TEI/>")

    assert write(path, b"<tei/>")
    assert path.read_bytes() == b"<tei/>"


def test_a_written_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    write(tmp_path / "letter.xml", b"<TEI/>")

    assert (tmp_path / "letter.xml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_when_writing_fails_the_old_file_stays_and_no_other_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.xml"
    write(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(SurroundingsError, match="No space left on device") as caught:
        write(path, b"new")

    assert caught.value.file == str(path)
    assert caught.value.exit_code == 3
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.xml"]
    assert path.read_bytes() == b"old"


def test_an_interruption_while_writing_leaves_no_stray_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "letter.xml", b"new")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_a_file_is_a_clear_failure(tmp_path: Path) -> None:
    (tmp_path / "letter.xml").mkdir()

    with pytest.raises(SurroundingsError) as caught:
        write(tmp_path / "letter.xml", b"<TEI/>")

    assert caught.value.code == "files/no-file"
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.xml"]


@pytest.mark.parametrize("below", ["", "inner"])
def test_a_file_in_the_place_of_a_folder_is_a_clear_failure(tmp_path: Path, below: str) -> None:
    (tmp_path / "out").write_bytes(b"")

    with pytest.raises(SurroundingsError, match="a file is in its way") as caught:
        make_folder(tmp_path / "out" / below)

    assert caught.value.code == "files/no-folder"


def test_a_folder_without_permission_to_write_is_a_clear_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    with pytest.raises(SurroundingsError, match="may not write") as caught:
        make_folder(tmp_path)

    assert caught.value.file == str(tmp_path)


def test_standard_input_is_read_once_for_all_who_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Dear Anna")))

    assert read(STANDARD) == b"Dear Anna"
    assert read(STANDARD) == b"Dear Anna"


def test_standard_output_gets_the_bytes_as_they_are(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert write(STANDARD, "é\r\n".encode())
    assert capsysbinary.readouterr().out == b"\xc3\xa9\r\n"
