import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from epistola.deposit.bag import write_archive, write_bag
from epistola.deposit.package import Package
from epistola.errors import SurroundingsError


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_bag_is_valid_and_has_two_checksums_of_each_file(package: Package, tmp_path: Path) -> None:
    write_bag(package, tmp_path / "bag", "Epistola 1")

    bag = bagit.Bag(str(tmp_path / "bag"))
    assert bag.validate()
    assert set(bag.algorithms) == {"sha256", "sha512"}
    assert bag.version_info == (1, 0)
    assert bag.info["Bagging-Date"] == "1999-05-03"
    assert bag.info["External-Identifier"] == "10.5072/zenodo.1"


def test_the_same_package_gives_the_same_bytes(package: Package, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_bag(package, tmp_path / name / "bag", "Epistola 1")
        write_archive(tmp_path / name / "bag", tmp_path / f"{name}.zip")

    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.read("bag/data/seeds/a.txt") == b"Dear B"


def test_a_bag_is_replaced_wholly(package: Package, tmp_path: Path) -> None:
    write_bag(package, tmp_path / "bag", "Epistola 1")
    write_bag(replace(package, files=package.files[:1]), tmp_path / "bag", "Epistola 1")

    assert not (tmp_path / "bag/data/tei/a.xml").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]


def test_a_folder_that_is_no_bag_is_never_replaced(package: Package, tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag/precious.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(SurroundingsError, match="no bag") as caught:
        write_bag(package, tmp_path / "bag", "Epistola 1")

    assert caught.value.code == "deposit/place-taken"
    assert content(tmp_path) == {"bag/precious.txt": b"mine"}


def test_what_cannot_be_written_leaves_the_old_bag(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bag(package, tmp_path / "bag", "Epistola 1")
    before = content(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bagit, "make_bag", full)
    with pytest.raises(SurroundingsError, match="No space left"):
        write_bag(replace(package, files=()), tmp_path / "bag", "Epistola 1")

    assert content(tmp_path) == before
