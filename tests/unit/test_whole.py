from pathlib import Path

import pytest

from epistola.whole import whole


def test_what_is_written_takes_the_place_of_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    with whole(tmp_path / "a") as file:
        file.write(b"new")
        assert (tmp_path / "a").read_bytes() == b"old"

    assert (tmp_path / "a").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def fail_half_way(path: Path) -> None:
    with whole(path) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    with pytest.raises(ZeroDivisionError):
        fail_half_way(tmp_path / "a")

    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
