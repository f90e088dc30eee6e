"""The shelf: a folder of this machine and a file system in memory, as fsspec addresses them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import fsspec
import pytest

from epistola.build import sending
from epistola.build.sending import Deposit
from epistola.config import DepositSettings, load
from epistola.deposit.client import Connection, DepositError
from epistola.deposit.package import Package

Shelve = Callable[[str], Deposit]


@pytest.fixture
def shelve(root: Path, tmp_path: Path, package: Package, monkeypatch: pytest.MonkeyPatch) -> Shelve:
    def assembled(*_: Any, **__: Any) -> tuple[Package, tuple[()]]:
        return package, ()

    monkeypatch.setattr(sending, "assembled", assembled)
    (tmp_path / "edition.toml").write_bytes((root / "edition.toml").read_bytes())
    edition = load(tmp_path / "edition.toml")

    def on(address: str) -> Deposit:
        return Deposit(replace(edition, deposit=DepositSettings(targets={"folder": {"server": address}})), "folder")

    return on


def send(deposit: Deposit) -> dict[str, str]:
    return dict(sending.send(deposit, Connection(), on_event=lambda _: None).files)


@pytest.mark.parametrize("address", ["memory://shelf/letters", "{tmp}/shelf/letters"])
def test_the_archive_and_what_explains_it_arrive_whole(shelve: Shelve, tmp_path: Path, address: str) -> None:
    place = address.format(tmp=tmp_path)
    files, folder = fsspec.core.url_to_fs(place)
    if files.exists(folder):
        files.rm(folder, recursive=True)

    sent = send(shelve(place))

    there = {path.rsplit("/", 1)[-1] for path in files.ls(folder, detail=False)}
    assert there == set(sent)
    assert [name for name in sent if name.endswith(".zip")]


def test_what_others_have_put_there_stays(shelve: Shelve, tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf/other.txt").write_text("mine", encoding="utf-8")

    send(shelve(str(tmp_path / "shelf")))
    send(shelve(str(tmp_path / "shelf")))

    assert (tmp_path / "shelf/other.txt").read_text(encoding="utf-8") == "mine"


def test_a_place_that_refuses_is_named(shelve: Shelve, tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("a file is in the way", encoding="utf-8")

    with pytest.raises(DepositError) as caught:
        send(shelve(str(tmp_path / "shelf/letters")))
    assert caught.value.code == "deposit/refused"


def test_an_address_of_an_unknown_kind_is_named(shelve: Shelve) -> None:
    with pytest.raises(DepositError):
        send(shelve("moon://crater/letters"))
