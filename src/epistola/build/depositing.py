"""Depositing an edition: what is missing, making the package, and checking one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from epistola.build import Event
from epistola.build.checking import check_all
from epistola.build.contents import contents
from epistola.build.events import Done
from epistola.build.requests import checkings
from epistola.config import Edition
from epistola.deposit import filenames
from epistola.deposit.bag import write_bag
from epistola.deposit.checking import check_bag, check_crate, check_description
from epistola.deposit.description import describe, lacking, lacks_as_diagnostics
from epistola.deposit.opening import opened
from epistola.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Packed:
    """What came of packing: the place of the package (None when there are errors), its size, and what was found."""

    place: Path | None
    files: int
    size: int
    findings: tuple[Diagnostic, ...]


def missing(edition: Edition) -> tuple[Diagnostic, ...]:
    """Return what a repository asks for and `edition.toml` doesn't say."""
    return lacks_as_diagnostics(edition, lacking(describe(edition)))


def pack(edition: Edition, place: Path, *, on_event: Callable[[Event], None]) -> Packed:
    """Make the package of the whole edition, a bag in the folder `place`; nothing is made while there are errors."""
    lacks = missing(edition)
    if lacks:
        return Packed(None, 0, 0, lacks)
    made = contents(edition, describe(edition), on_event=on_event)
    refused = filenames.refused(file.path for file in made.package.files)
    errors = tuple(found for found in made.findings if found.severity is Severity.ERROR)
    if refused or errors:
        return Packed(None, 0, 0, (*refused, *errors))
    write_bag(made.package, place, f"Epistola {version('epistola')}")
    return Packed(place, len(made.package.files), sum(file.size for file in made.package.files), made.findings)


def check(place: Path) -> tuple[Diagnostic, ...]:
    """Check a package: bag, crate, description, and each letter against schema, rules, pointers and its source."""
    with opened(place) as bag:
        payload = bag / "data"
        findings = [*check_bag(bag), *check_crate(payload), *check_description(payload), *_letters(payload)]
        return tuple(_named_within(bag, place, findings))


def _letters(payload: Path) -> tuple[Diagnostic, ...]:
    """Validate the letters of a payload by what it brings: its rules, its authority files, its transcriptions."""
    tei = payload / "tei"
    if not any(tei.rglob("*.xml")):
        return ()
    findings: list[Diagnostic] = []

    def notice(event: Event) -> None:
        if isinstance(event, Done):
            findings.extend(event.diagnostics)

    check_all(checkings([tei], rules=payload / "schema" / "rules", sources=payload / "seeds"), notice)
    return tuple(findings)


def _named_within(bag: Path, place: Path, findings: list[Diagnostic]) -> Iterable[Diagnostic]:
    """Name files as they stand in the package, also when it was unpacked somewhere for the time being."""
    for found in findings:
        path = Path(found.place.file)
        if path.is_relative_to(bag):
            inside = path.relative_to(bag)
            found = replace(found, place=replace(found.place, file=str(place / inside)))
        yield found
