"""Depositing an edition: what is missing, making the package, and checking one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from epistola.build.checking import check_all
from epistola.build.checkings import checkings
from epistola.build.contents import contents, letter_of
from epistola.build.events import Done, Event
from epistola.config import FILE_NAME, Edition, load
from epistola.deposit import filenames
from epistola.deposit.bag import write_archive, write_bag
from epistola.deposit.checking import check_bag, check_crate, check_description
from epistola.deposit.description import describe, lacking, lacks_as_diagnostics
from epistola.deposit.judging import judge
from epistola.deposit.metadata import Metadata
from epistola.deposit.ocfl import write_object
from epistola.deposit.opening import opened
from epistola.deposit.package import Package
from epistola.diagnostics import Diagnostic, Severity, from_error
from epistola.errors import EpistolaError, SettingsError


class Form(StrEnum):
    """What a package is made as: the folder of a bag, a zip archive of that folder, an OCFL object that holds it."""

    BAG = "bag"
    ZIP = "zip"
    OCFL = "ocfl"


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


def pack(
    edition: Edition,
    folder: Path,
    form: Form = Form.BAG,
    *,
    letter: Path | None = None,
    on_event: Callable[[Event], None],
) -> Packed:
    """Make the package of an edition, or of one `letter` (a TEI file) of it, in `folder`.

    It is named after the title of the edition or the letter. Nothing is made while something required is missing, a
    file has a name that wouldn't travel, or a letter has errors; those are then the findings.
    """
    lacks = missing(edition)
    if lacks:
        return Packed(None, 0, 0, lacks)
    package, findings = assembled(edition, describe(edition), letter=letter, on_event=on_event)
    errors = refusals(package, findings)
    if errors:
        return Packed(None, 0, 0, errors)
    name = filenames.safe(letter.stem if letter else edition.title.lower())
    place = written(package, folder, name, form)
    return Packed(place, len(package.files), sum(file.size for file in package.files), findings)


def assembled(
    edition: Edition, metadata: Metadata, *, letter: Path | None = None, on_event: Callable[[Event], None]
) -> tuple[Package, tuple[Diagnostic, ...]]:
    """Bring up to date and return what is deposited, with what the build found in those letters."""
    if letter is None:
        made = contents(edition, metadata, on_event=on_event)
        return made.package, made.findings
    if letter.resolve().parent != edition.tei.resolve() or not letter.is_file():
        raise SettingsError(
            "This is no letter of the edition.",
            code="deposit/no-letter",
            file=str(letter),
            hint=f"Name one of the TEI files in {edition.tei}.",
        )
    made = contents(edition, metadata, letter.stem, on_event=on_event)
    own = tuple(found for found in made.findings if Path(found.place.file).stem == letter.stem)
    return letter_of(edition, made.package, letter.stem), own


def refusals(package: Package, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what keeps a package from being deposited: errors in letters, and names of files that wouldn't travel."""
    errors = (found for found in findings if found.severity is Severity.ERROR)
    return (*errors, *filenames.refused(file.path for file in package.files))


def written(package: Package, folder: Path, name: str, form: Form) -> Path:
    """Write the package in one of its forms into `folder`, and return where it is."""
    agent = f"Epistola {version('epistola')}"
    if form is Form.BAG:
        write_bag(package, folder / name, agent)
        return folder / name
    with TemporaryDirectory(prefix="epistola-") as aside:
        bag = Path(aside) / name
        write_bag(package, bag, agent)
        if form is Form.ZIP:
            write_archive(bag, folder / f"{name}.zip")
            return folder / f"{name}.zip"
        place = folder / f"{name}.ocfl"
        write_object(bag, place, package.metadata)
        return place


def check(place: Path, *, judged: bool = False) -> tuple[Diagnostic, ...]:
    """Check a package: bag, crate, description, and each letter against schema, rules, pointers and its source.

    With `judged`, roc-validator is asked for its opinion of the crate, too.
    """
    with opened(place) as bag:
        payload = bag / "data"
        findings = [*check_bag(bag), *check_crate(payload), *check_description(payload), *_letters(payload)]
        findings += judge(payload) if judged else ()
        return tuple(_told_once(_named_within(bag, place, findings)))


def _letters(payload: Path) -> tuple[Diagnostic, ...]:
    """Validate the letters of a payload by what it brings: its rules, its authority files, its transcriptions."""
    settings = payload / FILE_NAME
    try:
        edition = load(settings) if settings.is_file() else None
    except EpistolaError as error:
        return (from_error(error, str(settings)),)
    tei = edition.tei if edition else payload / "tei"
    if not tei.is_relative_to(payload) or not any(tei.rglob("*.xml")):
        return ()
    findings: list[Diagnostic] = []

    def notice(event: Event) -> None:
        if isinstance(event, Done):
            findings.extend(event.diagnostics)

    rules = edition.rules if edition else payload / "schema" / "rules"
    sources = edition.sources if edition else payload / "seeds"
    check_all(checkings([tei], rules=rules, sources=sources), notice)
    return tuple(findings)


def _named_within(bag: Path, place: Path, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Name files as they stand in the package, also when it was unpacked somewhere for the time being."""
    for found in findings:
        path = Path(found.place.file)
        inside = path.relative_to(bag) if path.is_relative_to(bag) else None
        yield replace(found, place=replace(found.place, file=str(place / inside))) if inside else found


def _told_once(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Bag and crate both miss a file that isn't there; once is enough."""
    told = set()
    for found in findings:
        key = (found.code, found.place)
        if found.code != "deposit/missing" or key not in told:
            yield found
        told.add(key)
