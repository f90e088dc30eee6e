"""A second opinion on Zenodo's deposit API: a stand-in that others wrote, as a process of its own."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from epistola.build import sending
from epistola.build.sending import Deposit
from epistola.config import DepositSettings, load
from epistola.deposit.client import Asking, Connection
from epistola.deposit.package import File, Package
from epistola.deposit.receipt import Receipt
from epistola.deposit.targets import zenodo_deposit
from epistola.deposit.tokens import Token


@pytest.fixture
def stand_in(root: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the stand-in and the folder in which it keeps what it gets."""
    program = root / ".venv-judges" / "bin" / "zenodo-mock"
    if not program.exists():
        pytest.skip("needs zenodo-mock in .venv-judges: python3 -m venv .venv-judges && "
                    ".venv-judges/bin/pip install zenodo-mock")  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    storage = tmp_path / "storage"
    command = [str(program), "--port", str(port), "--storage-dir", str(storage)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/", storage
        process.terminate()


def test_a_deposit_goes_all_the_way_and_on_to_its_next_version(
    stand_in: tuple[str, Path], root: Path, tmp_path: Path, package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, storage = stand_in
    (tmp_path / "edition.toml").write_bytes((root / "edition.toml").read_bytes())
    edition = load(tmp_path / "edition.toml")
    said = DepositSettings(targets={"zenodo-deposit": {"server": address}})
    deposit = Deposit(replace(edition, deposit=said), "zenodo-deposit")
    connection = Connection(token_for=lambda *_: Token("none"), sleep=lambda _: None)

    def assembled(_: Any, metadata: Any, **__: Any) -> tuple[Package, tuple[()]]:
        return replace(package, metadata=replace(package.metadata, doi=metadata.doi)), ()

    monkeypatch.setattr(sending, "assembled", assembled)

    def upload(client: Asking, receipt: Receipt, file: File) -> str:
        """Send a file; the stand-in tells no checksum, so that of what it keeps is taken."""
        send(client, receipt, file)
        (found,) = storage.rglob(f"{receipt.record}/{file.path.name}")
        return hashlib.md5(found.read_bytes()).hexdigest()

    send = zenodo_deposit.upload
    monkeypatch.setattr(zenodo_deposit, "upload", upload)

    first = sending.send(deposit, connection, on_event=lambda _: None)
    published = sending.publish(deposit, connection)
    sending.renew(deposit, connection)
    second = sending.send(deposit, connection, on_event=lambda _: None)
    last = sending.publish(deposit, connection)

    kept = {hashlib.md5(path.read_bytes()).hexdigest() for path in storage.rglob("*") if path.is_file()}
    assert first.doi.startswith("10.5072/zenodo.")
    assert (published.state, last.state) == ("published", "published")
    assert second.record != first.record
    assert set(second.files.values()) <= kept
