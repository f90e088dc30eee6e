"""What a build makes from what, as data."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from epistola.build.checkings import Checking, Standards
from epistola.build.files import read
from epistola.build.paths import STANDARD, inside, relative, rules_of, shown, target
from epistola.build.tasks import Encoding, Gathering, Task, Transformation
from epistola.config import FILE_NAME, Edition
from epistola.encode import Settings, read_authority, read_model, sidecar_path, sources
from epistola.errors import SettingsError, SurroundingsError
from epistola.transform.formats import CORPUS, Format, check_parameters, format_named


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks of a build, by stage; a stage begins when the one before it has ended."""

    encode: tuple[Encoding, ...]
    validate: tuple[Checking, ...]
    transform: tuple[Transformation, ...]
    gather: tuple[Gathering, ...] = ()

    def without(self, letters: Iterable[Path]) -> Plan:
        """Leave `letters` (TEI files) out of what follows their encoding."""
        lost = set(letters)
        return replace(
            self,
            validate=tuple(task for task in self.validate if task.document not in lost),
            transform=tuple(task for task in self.transform if task.document not in lost),
            gather=tuple(_gatherings_without(self.gather, lost)),
        )


def _gatherings_without(gatherings: Iterable[Gathering], lost: Container[Path]) -> Iterator[Gathering]:
    for task in gatherings:
        documents = tuple(document for document in task.documents if document not in lost)
        if documents:
            yield replace(task, documents=documents)


def plan(edition: Edition) -> Plan:
    """Plan what `edition` asks for: its transcriptions, and TEI files in its folder that others have encoded.

    Raises SettingsError when there is nothing to do, when a format isn't known, or when two documents would be
    written to one file.
    """
    wanted = _formats(edition)
    encodings = tuple(_encodings(edition))
    letters = sorted({*(task.target for task in encodings), *edition.tei.glob("*.xml")})
    if not letters:
        raise _nothing(edition)
    made = Plan(
        encodings,
        tuple(_checkings(edition, letters)),
        tuple(_transformations(edition, letters, wanted)),
        tuple(gatherings(letters, edition.output, wanted, edition=edition, authority=_authority(edition))),
    )
    refuse_collisions([*made.encode, *made.transform, *made.gather])
    return made


def _encodings(edition: Edition) -> Iterator[Encoding]:
    settings = Settings(
        edition=edition,
        authority=read_authority(edition.authority_files()),
        authority_base=relative(edition.authority, edition.tei),
        model=read_model(edition.model),
        pipelines=edition.pipelines,
    )
    for source in _sources(edition):
        yield encoding(source, edition.tei, settings)


def _sources(edition: Edition) -> tuple[Path, ...]:
    try:
        return sources(edition.sources)
    except SurroundingsError:
        return ()


def encoding(source: Path, folder: Path, settings: Settings) -> Encoding:
    """Plan the encoding of `source` into `folder`, with its sidecar when it has one."""
    sidecar = sidecar_path(source)
    return Encoding(source, target(folder, source, ".xml"), sidecar if sidecar.is_file() else None, settings)


def _checkings(edition: Edition, letters: Iterable[Path]) -> Iterator[Checking]:
    by = Standards(rules=rules_of(edition.rules), sources=edition.sources)
    for document in (*letters, *edition.authority_files()):
        yield Checking(document, by)


def _transformations(edition: Edition, letters: Iterable[Path], wanted: Iterable[Format]) -> Iterator[Transformation]:
    authority = _authority(edition)
    kinds = each_letter(wanted)
    together = tuple(kind.address for kind in kinds)
    for letter in letters:
        for kind in kinds:
            made = target(edition.output, letter, kind.suffix)
            yield Transformation(letter, made, kind.address, told_to(kind, edition), authority, together)


def _authority(edition: Edition) -> tuple[bytes, ...]:
    return tuple(read(path) for path in edition.authority_files())


def each_letter(kinds: Iterable[Format]) -> tuple[Format, ...]:
    """Return the formats of which there is a file for each letter."""
    return tuple(kind for kind in kinds if kind.scope != CORPUS)


def gatherings(
    letters: Iterable[Path],
    folder: Path,
    kinds: Iterable[Format],
    *,
    edition: Edition | None = None,
    parameters: Mapping[str, str] | None = None,
    authority: tuple[bytes, ...] = (),
) -> Iterator[Gathering]:
    """Plan the formats of which there is one file for all letters."""
    for kind in kinds:
        if kind.scope == CORPUS:
            made = STANDARD if folder == STANDARD else inside(folder, f"{kind.stem}{kind.suffix}")
            yield Gathering(tuple(letters), made, kind.address, told_to(kind, edition, parameters), authority)


def told_to(kind: Format, edition: Edition | None, further: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the parameters of a format: those of the edition, and what is said beside them in their stead.

    Raises SettingsError for a parameter or a value that the format doesn't have.
    """
    check_parameters(kind, further or {})
    own = edition.parameters.get(kind.name, {}) if edition else {}
    try:
        check_parameters(kind, own)
    except SettingsError as error:
        error.file = shown(edition.root / FILE_NAME) if edition else ""
        raise
    return {**own, **(further or {})}


def _formats(edition: Edition) -> tuple[Format, ...]:
    try:
        known_formats(edition.parameters, edition)
        return known_formats(edition.formats, edition)
    except SettingsError as error:
        error.file = shown(edition.root / FILE_NAME)
        raise


def known_formats(names: Iterable[str], edition: Edition | None = None) -> tuple[Format, ...]:
    """Return the output formats called `names`, each once; raise SettingsError when there is none of a name.

    A stylesheet of the edition comes before ours of the same name.
    """
    own = edition.stylesheets if edition else None
    return tuple(format_named(name, own) for name in dict.fromkeys(names))


def _nothing(edition: Edition) -> SettingsError:
    return SettingsError(
        f"There is no letter in {shown(edition.sources)} and no TEI file in {shown(edition.tei)}.",
        code="plan/nothing-to-do",
        file=shown(edition.root / FILE_NAME),
        hint="Put a transcription (a text file in UTF-8) into the first, or name other folders under [folders].",
    )


def refuse_collisions(tasks: Iterable[Task]) -> None:
    """Raise SettingsError when two tasks would write the same file, or one would overwrite what it reads.

    Names are compared as the most careless file systems do: without regard to case and to the way in which
    accented letters are composed.
    """
    seen: dict[str, Task] = {}
    for task in tasks:
        if task.target is not None:
            _refuse_overwriting(task)
            key = unicodedata.normalize("NFC", str(task.target.resolve())).casefold()
            if key in seen:
                raise _collision(task, seen[key])
            seen[key] = task


def _refuse_overwriting(task: Task) -> None:
    if task.target and task.target.exists() and task.document.exists() and task.target.samefile(task.document):
        raise SettingsError(
            "The output would overwrite the file that it is made from.",
            code="plan/overwrites-input",
            file=shown(task.document),
            hint="Choose another folder with -o.",
        )


def _collision(task: Task, other: Task) -> SettingsError:
    target = "standard output" if task.target == STANDARD else shown(task.target or Path())
    return SettingsError(
        f"Both {shown(other.document)} and {shown(task.document)} would be written to {target}.",
        code="plan/same-name",
        file=shown(task.document),
        hint="Rename one of them, or run them one by one into different folders. Nothing was written.",
    )
