"""The commands of `epistola deposit` that talk to a repository."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from epistola.build import sending
from epistola.build.paths import shown
from epistola.build.sending import Deposit
from epistola.cli._display import watching
from epistola.cli._options import FILE, edition_of, edition_option
from epistola.cli._speech import counted, report, say
from epistola.deposit.client import Connection
from epistola.deposit.receipt import Receipt, load
from epistola.extras import need

_PACKAGES = ("deposit", "bagit", "rocrate", "datacite", "httpx", "langcodes")
_ROOM = "deposit"
_MEGABYTE = 1_000_000
_STATES = {
    "begun": "begun; nothing is on the server yet",
    "draft": "a draft that only you can see",
    "published": "published",
}


def _which(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the repository, the letter and the edition."""
    letter = click.option("--letter", metavar="FILE", type=FILE, help="One TEI file of the edition instead of all.")
    with_options: Callable[..., Any] = letter(edition_option()(command))
    return click.argument("target", metavar="REPOSITORY")(with_options)


def _yes_option() -> Callable[[Any], Any]:
    return click.option("--yes", is_flag=True, help="Do it without asking.")


@click.command("send", epilog="Example: epistola deposit send zenodo --dry-run")
@_which
@click.option("--dry-run", "rehearsal", is_flag=True, help="Show every request, and make none.")
def send(target: str, letter: Path | None, told: Path | None, rehearsal: bool) -> int:
    """Make a draft in a repository, with its DOI reserved and the package uploaded; nobody else sees it yet.

    Sent again, it brings the draft up to date. REPOSITORY is one of those that epistola deposit targets lists.
    """
    need(*_PACKAGES)
    deposit = Deposit(edition_of(told, _ROOM), target, letter)
    lacks = sending.missing(deposit)
    if lacks:
        report(lacks, "text")
        say(f"{counted(len(lacks), 'thing')} to fill in; nothing was sent.")
        return 1
    if rehearsal:
        with watching(lines=True) as watcher:
            requests = sending.rehearse(deposit, on_event=watcher)
        for request in requests:
            click.echo(request)
            if request.body:
                click.echo(indent(json.dumps(request.body, ensure_ascii=False, indent=2), "    "))
        say(f"{counted(len(requests), 'request')} would be made; none was.")
        return 0
    with watching(lines=True) as watcher:
        receipt = sending.send(deposit, _connection(), on_event=watcher)
    _tell(deposit, receipt)
    if receipt.doi and receipt.doi != deposit.edition.deposit.doi and letter is None:
        say(f'So that your own files carry the DOI too, write into edition.toml under [deposit]: doi = "{receipt.doi}"')
    say(f"Look at the draft, then: epistola deposit publish {target}")
    return 0


@click.command("publish", epilog="Example: epistola deposit publish zenodo")
@_which
@_yes_option()
def publish(target: str, letter: Path | None, told: Path | None, yes: bool) -> int:
    """Make a draft public. This can't be undone."""
    need(*_PACKAGES)
    deposit = Deposit(edition_of(told, _ROOM), target, letter)
    if not yes:
        click.confirm(f"Publish “{deposit.edition.title}” with {target} for good?", abort=True, err=True)
    _tell(deposit, sending.publish(deposit, _connection()))
    return 0


@click.command("update", epilog="Example: epistola deposit update zenodo")
@_which
@_yes_option()
def update(target: str, letter: Path | None, told: Path | None, yes: bool) -> int:
    """Replace the description of a deposit, and nothing else; of a published one, at once and for all to see."""
    need(*_PACKAGES)
    deposit = Deposit(edition_of(told, _ROOM), target, letter)
    receipt = load(deposit.receipt)
    if receipt is not None and receipt.state == "published" and not yes:
        click.confirm(f"Change the public description of “{deposit.edition.title}”?", abort=True, err=True)
    _tell(deposit, sending.update(deposit, _connection()))
    return 0


@click.command("new-version", epilog="Example: epistola deposit new-version zenodo")
@_which
def new_version(target: str, letter: Path | None, told: Path | None) -> int:
    """Begin a new version of a published deposit, as a draft; send fills it, publish makes it public."""
    need(*_PACKAGES)
    deposit = Deposit(edition_of(told, _ROOM), target, letter)
    _tell(deposit, sending.renew(deposit, _connection()))
    say(f"Fill it: epistola deposit send {target}")
    return 0


@click.command("status", epilog="Example: epistola deposit status --edition letters/edition.toml")
@edition_option()
def status(told: Path | None) -> int:
    """Say where the deposits of an edition stand, by their receipts; no server is asked."""
    edition = edition_of(told, _ROOM)
    paths = sorted((edition.root / "deposits").glob("*.json"))
    for path in paths:
        receipt = load(path)
        if receipt is not None:
            words = [_STATES.get(receipt.state, receipt.state), receipt.doi, receipt.page]
            click.echo(f"{path.stem}: {'; '.join(word for word in words if word)}")
    if not paths:
        say("Nothing was sent to a repository yet.")
    return 0


@click.command("targets", epilog="Example: epistola deposit targets | less")
def targets() -> int:
    """List the repositories, with the settings that edition.toml may hold for each."""
    for name, target in sending.known().items():
        click.echo(f"{name}: {target.TITLE}")
        settings: Mapping[str, str] = target.SETTINGS
        for key, words in settings.items():
            click.echo(f"  [deposit.{name}] {key}: {words}")
    return 0


COMMANDS = (send, publish, update, new_version, status, targets)


def _connection() -> Connection:
    return Connection(on_progress=_progress)


def _progress(sent: int, whole: int) -> None:
    """Show how much of a large file is on its way, where a person looks on."""
    stream = sys.stderr
    if whole > _MEGABYTE and stream.isatty():
        end = "\n" if sent == whole else ""
        stream.write(f"\r  {sent / _MEGABYTE:,.1f} of {whole / _MEGABYTE:,.1f} MB{end}")
        stream.flush()


def _tell(deposit: Deposit, receipt: Receipt) -> None:
    words = [_STATES.get(receipt.state, receipt.state), receipt.doi, receipt.page]
    say(f"{deposit.target}: {'; '.join(word for word in words if word)}.")
    say(f"The receipt is {shown(deposit.receipt)}; keep it with the edition.")
