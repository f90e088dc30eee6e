"""Sending a deposit to a repository: a draft first, with its DOI reserved; then the package that carries the DOI.

    nothing ──send──▶ draft ──send──▶ draft (files and description as the edition is now)
                        └─publish──▶ published ──update──▶ published (the description alone)
                                         └─new-version──▶ draft

A receipt says where a deposit stands. It is written after each step, so that a command that was interrupted goes on
where it ended; what is on the server already, with the right checksum, isn't sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, cast

from epistola.build.depositing import Form, assembled, refusals, written
from epistola.build.events import Event
from epistola.config import Edition
from epistola.deposit import filenames, targets
from epistola.deposit.client import Asking, Connection, DepositError, Rehearsal, Request
from epistola.deposit.description import describe, lacking, lacks_as_diagnostics
from epistola.deposit.metadata import Metadata
from epistola.deposit.package import File, Package
from epistola.deposit.receipt import Receipt, load, save
from epistola.deposit.targets import Settings, Target
from epistola.diagnostics import Diagnostic
from epistola.discovery import modules
from epistola.errors import SettingsError

_TRIES: Final = 2
# What stands beside the archive in a repository, so that it can be read without unpacking.
_BESIDE: Final = frozenset({"README.md", "CITATION.cff", "edition.datacite.json"})


@dataclass(frozen=True, slots=True)
class Deposit:
    """An edition, or one letter of it, and the repository that it goes to."""

    edition: Edition
    target: str
    letter: Path | None = None

    @property
    def receipt(self) -> Path:
        """Return the file of the receipt."""
        name = f"{self.target}-{self.letter.stem}" if self.letter else self.target
        return self.edition.root / "deposits" / f"{name}.json"

    @property
    def settings(self) -> Settings:
        """Return the settings of the repository."""
        return self.edition.deposit.targets.get(self.target, {})


def known() -> Mapping[str, Target]:
    """Return the repositories by name, such as `zenodo`."""
    found = modules(targets, "epistola.targets")
    return {name.replace("_", "-"): cast(Target, module) for name, module in found.items()}


def missing(deposit: Deposit) -> tuple[Diagnostic, ...]:
    """Return what the repository asks for and `edition.toml` doesn't say, with the lines to fill in."""
    metadata = describe(deposit.edition)
    target = _target(deposit)
    lacks = [*lacking(metadata), *target.requirements(metadata, deposit.settings)]
    return lacks_as_diagnostics(deposit.edition, lacks)


def rehearse(deposit: Deposit, *, on_event: Callable[[Event], None]) -> tuple[Request, ...]:
    """Return the requests that `send` would make, without making any; no receipt is written."""
    target = _target(deposit)
    client = Rehearsal(deposit.settings.get("server") or target.SERVER, target.rehearsed)
    _send(deposit, target, client, lambda _: None, on_event)
    return tuple(client.requests)


def send(deposit: Deposit, connection: Connection, *, on_event: Callable[[Event], None]) -> Receipt:
    """Make or bring up to date the draft on the server; it stays a draft.

    Raises SettingsError when the deposit is published already, or for a letter with errors; DepositError when the
    server doesn't do what it was asked. What was done until then is in the receipt.
    """
    target = _target(deposit)
    client = target.connect(deposit.settings, connection)
    return _send(deposit, target, client, lambda receipt: save(receipt, deposit.receipt), on_event)


def _send(
    deposit: Deposit,
    target: Target,
    client: Asking,
    keep: Callable[[Receipt], None],
    on_event: Callable[[Event], None],
) -> Receipt:
    receipt = _begun(deposit)
    metadata = describe(deposit.edition)
    if receipt is None:
        receipt = target.begin(client, metadata, deposit.settings)
        keep(receipt)
    if not receipt.doi:
        receipt = target.reserve(client, receipt, deposit.settings)
        keep(receipt)
    carrying = replace(metadata, doi=receipt.doi) if receipt.doi else metadata
    package = _package(deposit, carrying, on_event)
    receipt = target.describe(client, receipt, package.metadata, deposit.settings)
    keep(receipt)
    files = _to_send(package, target, deposit)
    there = target.uploaded(client, receipt)
    for name in sorted(there.keys() - {_name(file, target) for file in files}):
        target.remove(client, receipt, name)
    for file in files:
        name = _name(file, target)
        receipt = receipt.with_file(name, file.md5)
        if there.get(name) != file.md5:
            _carry(target, client, receipt, file, is_there=name in there)
        keep(receipt)
    return receipt


def _carry(target: Target, client: Asking, receipt: Receipt, file: File, *, is_there: bool) -> None:
    """Send a file until the server has all of it; twice is enough to rule out an accident."""
    name = _name(file, target)
    for _ in range(_TRIES):
        if is_there:
            target.remove(client, receipt, name)
        is_there = True
        if target.upload(client, receipt, file) == file.md5 or isinstance(client, Rehearsal):
            return
    target.remove(client, receipt, name)
    raise DepositError(
        f"{client.server} has other bytes than were sent of {name}: the checksums differ.",
        code="deposit/checksum",
        file=name,
        hint="Try again; if it happens again, tell the people who run the server.",
    )


def _begun(deposit: Deposit) -> Receipt | None:
    receipt = load(deposit.receipt)
    if receipt is not None and receipt.state == "published":
        raise SettingsError(
            f"This deposit is published: {receipt.doi or receipt.page}.",
            code="deposit/published",
            file=str(deposit.receipt),
            hint="Begin a new version with epistola deposit new-version, or change the description with update.",
        )
    return receipt


def _package(deposit: Deposit, metadata: Metadata, on_event: Callable[[Event], None]) -> Package:
    package, findings = assembled(deposit.edition, metadata, letter=deposit.letter, on_event=on_event)
    errors = refusals(package, findings)
    if errors:
        raise SettingsError(
            f"The edition has errors, {len(errors)} in all; the first: {errors[0].message}",
            code="deposit/errors",
            file=errors[0].place.file,
            line=errors[0].place.line or None,
            hint="epistola validate names them all.",
        )
    return package


def _to_send(package: Package, target: Target, deposit: Deposit) -> tuple[File, ...]:
    """Return the files as the repository takes them: an archive and what explains it, or each in its folder."""
    if not target.WHOLE:
        return package.files
    name = filenames.safe(deposit.letter.stem if deposit.letter else deposit.edition.title.lower())
    with TemporaryDirectory(prefix="epistola-") as folder:
        content = written(package, Path(folder), name, Form.ZIP).read_bytes()
    archive = File(PurePosixPath(f"{name}.zip"), content, "application/zip", "The whole package")
    beside = (replace(file, path=PurePosixPath(file.path.name)) for file in package.files if file.path.name in _BESIDE)
    return (archive, *beside)


def _name(file: File, target: Target) -> str:
    return file.path.name if target.WHOLE else str(file.path)


def publish(deposit: Deposit, connection: Connection) -> Receipt:
    """Make the draft public; a deposit that is public already stays so."""
    return _changed(deposit, connection, lambda target, client, receipt: target.publish(client, receipt), {"draft"})


def update(deposit: Deposit, connection: Connection) -> Receipt:
    """Replace the description on the server by that of the edition, and nothing else."""

    def change(target: Target, client: Asking, receipt: Receipt) -> Receipt:
        metadata = replace(describe(deposit.edition), doi=receipt.doi)
        return target.describe(client, receipt, metadata, deposit.settings)

    return _changed(deposit, connection, change, {"draft", "published"})


def renew(deposit: Deposit, connection: Connection) -> Receipt:
    """Begin a new version of what was published; `send` fills it."""
    return _changed(deposit, connection, lambda target, client, receipt: target.renew(client, receipt), {"published"})


def _changed(
    deposit: Deposit,
    connection: Connection,
    change: Callable[[Target, Asking, Receipt], Receipt],
    states: Iterable[str],
) -> Receipt:
    receipt = load(deposit.receipt)
    if receipt is None or receipt.state not in set(states):
        state = f"it is {receipt.state}" if receipt else "nothing was sent yet"
        raise SettingsError(
            f"This can't be done to the deposit now: {state}.",
            code="deposit/wrong-state",
            file=str(deposit.receipt),
            hint=f"It can be done when the deposit is {' or '.join(sorted(states))}; see epistola deposit status.",
        )
    target = _target(deposit)
    client = target.connect(deposit.settings, connection)
    changed = change(target, client, receipt)
    save(changed, deposit.receipt)
    return changed


def _target(deposit: Deposit) -> Target:
    found = known().get(deposit.target)
    if found is None:
        raise SettingsError(
            f"There is no repository “{deposit.target}” that Epistola knows.",
            code="deposit/unknown-target",
            hint=f"Known are: {', '.join(known())}.",
        )
    for key in deposit.settings:
        if key not in {*found.SETTINGS, "server", "certificates"}:
            token = " A token must never stand in this file." if "token" in key or "key" in key else ""
            raise SettingsError(
                f"The key “deposit.{deposit.target}.{key}” is not known.{token}",
                code="deposit/unknown-key",
                file=str(deposit.edition.root / "edition.toml"),
                hint=f"Known are: {', '.join(sorted({*found.SETTINGS, 'server', 'certificates'}))}.",
            )
    return found
