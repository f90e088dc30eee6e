"""The contract of all targets: what `send`, `publish`, `update` and `renew` come to, whatever the line does."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.deposit.servers import TOKEN, Dataverse, Invenio, Repository, Zenodo, running

from epistola.build import sending
from epistola.build.sending import Deposit
from epistola.config import DepositSettings, Editor, load
from epistola.deposit.client import Connection, DepositError
from epistola.deposit.metadata import Metadata
from epistola.deposit.package import Package
from epistola.deposit.receipt import Receipt
from epistola.deposit.receipt import load as receipt_of
from epistola.deposit.tokens import Token
from epistola.errors import EpistolaError, SettingsError

TARGETS: dict[str, type[Repository]] = {
    "invenio": Invenio,
    "zenodo": Invenio,
    "zenodo-deposit": Zenodo,
    "dataverse": Dataverse,
}
FAULTS = ("reset", "lost", "429", "500", "401")
Settings = dict[str, str]


@dataclass
class Bench:
    deposit: Deposit
    repository: Repository
    connection: Connection
    waited: list[float]

    def send(self) -> Receipt:
        return sending.send(self.deposit, self.connection, on_event=lambda _: None)

    def sent(self) -> set[str]:
        """What is asked of the server once a send is over: the same files, each once."""
        return set(self.repository.files().values())


@pytest.fixture
def bench(
    request: pytest.FixtureRequest,
    root: Path,
    tmp_path: Path,
    package: Package,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Bench]:
    name = request.param
    (tmp_path / "edition.toml").write_bytes((root / "edition.toml").read_bytes())
    edition = load(tmp_path / "edition.toml")

    def assembled(*_: Any, letter: Path | None = None, **__: Any) -> tuple[Package, tuple[()]]:
        metadata: Metadata = replace(package.metadata, doi=_[1].doi, contact="letters@example.org")
        return replace(package, metadata=metadata), ()

    monkeypatch.setattr(sending, "assembled", assembled)
    waited: list[float] = []
    with running(TARGETS[name]()) as repository:
        settings: Settings = {"server": repository.address}
        if name == "dataverse":
            settings["collection"] = "letters"
        said = DepositSettings(contact="letters@example.org", targets={name: settings})
        editor = Editor("am", "edited by", "Ana Marin", "Marin", "Ana", "0000-0002-1825-0097")
        deposit = Deposit(replace(edition, deposit=said, editors=(editor,)), name)
        connection = Connection(token_for=lambda *_: Token(TOKEN), sleep=waited.append)
        yield Bench(deposit, repository, connection, waited)


every_target = pytest.mark.parametrize("bench", list(TARGETS), indirect=True)


@every_target
def test_a_deposit_is_a_draft_with_a_doi_and_every_byte(bench: Bench) -> None:
    receipt = bench.send()

    assert receipt.state == "draft"
    assert receipt.doi.startswith("10.5072/")
    assert receipt_of(bench.deposit.receipt) == receipt
    assert bench.repository.files() == dict(receipt.files)
    assert not any(record["published"] for record in bench.repository.records.values())


@every_target
def test_nothing_is_sent_twice(bench: Bench) -> None:
    bench.send()
    before = list(bench.repository.log)

    bench.send()

    again = bench.repository.log[len(before) :]
    assert not [line for line in again if "/content" in line or "/add" in line or "/api/files/" in line]
    assert len(bench.repository.records) == 1


@pytest.mark.parametrize("bench", ["invenio"], indirect=True)
def test_the_files_of_a_draft_are_listed_once_and_not_before_each_upload(bench: Bench) -> None:
    bench.send()

    assert [line for line in bench.repository.log if line.startswith("GET") and line.endswith("/files")] == [
        "GET /api/records/1/draft/files"
    ]


@every_target
def test_a_file_that_left_the_package_leaves_the_draft(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.send()
    whole = vars(sending)["assembled"]

    def smaller(*arguments: Any, **named: Any) -> Any:
        package, found = whole(*arguments, **named)
        return replace(package, files=package.files[:1]), found

    monkeypatch.setattr(sending, "assembled", smaller)
    receipt = bench.send()

    assert set(bench.repository.files()) <= set(receipt.files)
    assert "tei/a.xml" not in bench.repository.files()


@pytest.mark.parametrize("bench", ["invenio", "zenodo-deposit", "dataverse"], indirect=True)
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_at_whichever_step_the_next_command_goes_on(bench: Bench, fault: str, tmp_path: Path) -> None:
    bench.send()
    steps = len(bench.repository.log)
    expected = bench.repository.files()

    for step in range(steps):
        bench.deposit.receipt.unlink(missing_ok=True)
        bench.repository.records.clear()
        bench.repository.log.clear()
        bench.repository.faults = {step: fault}
        with suppress(DepositError):
            bench.send()
        receipt = bench.send()

        assert bench.repository.files() == dict(receipt.files)
        assert receipt.files.keys() == expected.keys()
        assert TOKEN not in bench.deposit.receipt.read_text(encoding="utf-8")
        # An answer that was lost when the draft was made leaves that draft behind; nothing else is ever doubled.
        lost = step == 0 or (bench.deposit.target == "dataverse" and step == 1)
        assert len(bench.repository.records) <= (2 if lost and fault == "lost" else 1)


@every_target
def test_a_busy_server_is_given_the_time_it_asks_for(bench: Bench) -> None:
    bench.repository.faults = {0: "429"}

    bench.send()

    assert bench.waited == [7.0]


@every_target
def test_bytes_that_did_not_arrive_whole_are_sent_again(bench: Bench) -> None:
    bench.repository.spoil = 1

    receipt = bench.send()

    assert bench.repository.files() == dict(receipt.files)


@every_target
def test_a_server_that_keeps_other_bytes_is_not_believed(bench: Bench) -> None:
    bench.repository.spoil = 99

    with pytest.raises(DepositError) as caught:
        bench.send()

    assert caught.value.code == "deposit/checksum"
    bench.repository.spoil = 0
    receipt = bench.send()
    assert bench.repository.files() == dict(receipt.files)


@every_target
def test_what_is_published_stays_and_a_new_version_begins_from_it(bench: Bench) -> None:
    bench.send()
    published = sending.publish(bench.deposit, bench.connection)
    assert published.state == "published"

    with pytest.raises(SettingsError) as caught:
        bench.send()
    assert caught.value.code == "deposit/published"

    draft = sending.renew(bench.deposit, bench.connection)
    assert draft.state == "draft"
    assert draft.concept == published.concept
    again = bench.send()
    assert bench.repository.files() == dict(again.files)
    assert sending.publish(bench.deposit, bench.connection).state == "published"
    assert len(bench.repository.records) == (1 if bench.deposit.target == "dataverse" else 2)


@every_target
def test_the_description_alone_can_be_changed_also_of_what_is_published(bench: Bench) -> None:
    bench.send()
    files = bench.repository.files()
    sending.publish(bench.deposit, bench.connection)
    renamed = replace(bench.deposit, edition=replace(bench.deposit.edition, title="A better title"))

    receipt = sending.update(renamed, bench.connection)

    (record,) = bench.repository.records.values()
    assert "A better title" in str(record["metadata"])
    assert record["published"]
    assert not record["draft"]
    assert receipt.state == "published"
    assert bench.repository.files() == files


@every_target
def test_nothing_can_be_published_before_it_was_sent(bench: Bench) -> None:
    with pytest.raises(SettingsError) as caught:
        sending.publish(bench.deposit, bench.connection)

    assert caught.value.code == "deposit/wrong-state"
    assert bench.repository.log == []


@every_target
def test_a_rehearsal_shows_each_request_and_makes_none(bench: Bench) -> None:
    requests = sending.rehearse(bench.deposit, on_event=lambda _: None)

    assert requests[0].method == "POST"
    assert all(request.address.startswith(("http://127.0.0.1", "https://zenodo.org")) for request in requests)
    assert any(request.content or request.form for request in requests)
    assert bench.repository.log == []
    assert not bench.deposit.receipt.exists()


@every_target
def test_the_token_is_in_no_output_log_receipt_or_error(
    bench: Bench, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    logging.getLogger().addHandler(handler)
    caplog.set_level(logging.DEBUG)
    bench.send()
    bench.repository.faults = {len(bench.repository.log): "401"}
    with pytest.raises(DepositError) as caught:
        bench.send()
    logging.getLogger().removeHandler(handler)

    said = capfd.readouterr()
    error = caught.value
    everything = [said.out, said.err, caplog.text, heard.getvalue(), repr(error), str(vars(error)), error.message]
    everything += [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert error.code == "deposit/refused-token"
    assert not [text for text in everything if TOKEN in text]


@every_target
def test_a_token_in_the_settings_is_refused(bench: Bench) -> None:
    name = bench.deposit.target
    settings = {**bench.deposit.settings, "token": "x"}
    edition = bench.deposit.edition
    said = replace(edition.deposit, targets={name: settings})

    with pytest.raises(SettingsError, match="must never stand in this file"):
        sending.send(
            replace(bench.deposit, edition=replace(edition, deposit=said)), bench.connection, on_event=lambda _: None
        )


def test_an_unknown_repository_is_refused_with_those_that_are_known(root: Path) -> None:
    with pytest.raises(EpistolaError) as caught:
        sending.missing(Deposit(load(root / "edition.toml"), "figshare"))

    assert "zenodo" in caught.value.hint
