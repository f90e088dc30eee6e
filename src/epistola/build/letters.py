"""The letters of an edition: what is transcribed, what is encoded, and that no two get in each other's way.

This is the plan of a build: a few words for each letter. The tasks follow from it one by one, when their turn comes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from epistola.build.paths import careless, shown
from epistola.build.plan import known_formats, overwriting, same_name, told_to
from epistola.config import FILE_NAME, Edition
from epistola.encode import sources
from epistola.errors import SettingsError, SurroundingsError
from epistola.transform.formats import CORPUS, Format


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter by its name, the stem of its files; the name of its transcription ("" for none), with a sidecar."""

    name: str
    source: str = ""
    has_sidecar: bool = False

    def tei(self, edition: Edition) -> Path:
        """Return where the encoded letter is, or will be."""
        return edition.tei / f"{self.name}.xml"

    def transcription(self, edition: Edition) -> Path:
        """Return where the transcription is."""
        return edition.sources / self.source


@dataclass(frozen=True, slots=True)
class Plan:
    """The letters of an edition in the order of their names, and the formats that it asks for."""

    edition: Edition
    letters: Sequence[Letter]
    formats: tuple[Format, ...]
    chosen: Chosen

    def each(self) -> Iterator[Format]:
        """Yield the formats of which there is a file for each letter."""
        return (kind for kind in self.formats if kind.scope != CORPUS)

    def of_all(self) -> Iterator[Format]:
        """Yield the formats of which there is one file for all letters."""
        return (kind for kind in self.formats if kind.scope == CORPUS)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the edition is wanted, by patterns as in a shell; without any, all of it.

    A pattern without a slash means letters by name, or outputs by file name; one with a slash means files by the way
    from the root of the edition.
    """

    patterns: tuple[str, ...] = ()

    def letter(self, letter: Letter) -> bool:
        """Tell whether all that is made from a letter is wanted."""
        return not self.patterns or any(fnmatchcase(letter.name, pattern) for pattern in self.patterns)

    def file(self, name: str) -> bool:
        """Tell whether a file is wanted, by its name (`looking`)."""
        if not self.patterns:
            return True
        last = name.rpartition("/")[2]
        return any(fnmatchcase(name if "/" in pattern else last, pattern) for pattern in self.patterns)


def plan(edition: Edition, only: Iterable[str] = ()) -> Plan:
    """Plan what `edition` asks for: its transcriptions, and TEI files in its folder that others have encoded.

    Raises SettingsError when there is nothing to do, when a format isn't known, or when two documents would be
    written to one file.
    """
    formats = _formats(edition)
    for kind in formats:
        told_to(kind, edition)
    letters = _letters(edition)
    if not letters:
        raise _nothing(edition)
    made = Plan(edition, letters, formats, Chosen(tuple(only)))
    _refuse_same_outputs(made)
    _refuse_overwriting(made)
    return made


def _letters(edition: Edition) -> tuple[Letter, ...]:
    """Find the letters; two names that a careless file system takes for one are refused."""
    found: dict[str, Letter] = {}
    beside = _names(edition.sources)
    for source in _sources(edition):
        letter = Letter(source.stem, source.name, f"{source.stem}.toml" in beside)
        other = found.setdefault(careless(letter.name), letter)
        if other is not letter:
            raise same_name(letter.tei(edition), other.transcription(edition), source)
    for name in sorted(name.removesuffix(".xml") for name in _names(edition.tei) if name.endswith(".xml")):
        other = found.setdefault(careless(name), Letter(name))
        if other.name != name:
            raise same_name(edition.output / name, other.tei(edition), Letter(name).tei(edition))
    return tuple(sorted(found.values(), key=lambda letter: f"{letter.name}.xml"))


def _names(folder: Path) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 - names, without a Path for each
    except OSError:
        return frozenset()


def _sources(edition: Edition) -> tuple[Path, ...]:
    try:
        return sources(edition.sources)
    except SurroundingsError:
        return ()


def _refuse_same_outputs(made: Plan) -> None:
    """Refuse outputs that would have one name: those of two formats, or of x.csl and x, with .json and .csl.json."""
    edition, each = made.edition, [careless(kind.suffix) for kind in made.each()]
    of_all = [careless(f"{kind.stem}{kind.suffix}") for kind in made.of_all()]
    names = {careless(letter.name): letter for letter in made.letters}
    first = made.letters[0]
    for twice in {suffix for suffix in each if each.count(suffix) > 1}:
        raise same_name(edition.output / f"{first.name}{twice}", first.tei(edition), first.tei(edition))
    for twice in {name for name in of_all if of_all.count(name) > 1}:
        raise same_name(edition.output / twice, first.tei(edition), first.tei(edition))
    for suffix in each:
        for name in of_all:
            if name.endswith(suffix) and name.removesuffix(suffix) in names:
                letter = names[name.removesuffix(suffix)]
                raise same_name(edition.output / name, first.tei(edition), letter.tei(edition))
        for shorter in each:
            further = suffix.removesuffix(shorter) if suffix != shorter else ""
            for name, letter in names.items() if further and further != suffix else ():
                if f"{name}{further}" in names:
                    other = names[f"{name}{further}"]
                    target = edition.output / f"{letter.name}{suffix}"
                    raise same_name(target, letter.tei(edition), other.tei(edition))


def _refuse_overwriting(made: Plan) -> None:
    """Refuse an output folder in which an output would take the place of what the build reads."""
    edition = made.edition
    inputs = {
        (folder / name).resolve()
        for folder in {edition.sources, edition.tei, edition.authority}
        if folder.resolve() == edition.output.resolve()
        for name in _names(folder)
    }
    for letter in made.letters if inputs else ():
        for kind in made.each():
            if (made.edition.output / f"{letter.name}{kind.suffix}").resolve() in inputs:
                raise overwriting(letter.transcription(edition) if letter.source else letter.tei(edition))


def _formats(edition: Edition) -> tuple[Format, ...]:
    try:
        known_formats(edition.parameters, edition)
        return known_formats(edition.formats, edition)
    except SettingsError as error:
        error.file = shown(edition.root / FILE_NAME)
        raise


def _nothing(edition: Edition) -> SettingsError:
    return SettingsError(
        f"There is no letter in {shown(edition.sources)} and no TEI file in {shown(edition.tei)}.",
        code="plan/nothing-to-do",
        file=shown(edition.root / FILE_NAME),
        hint="Put a transcription (a text file in UTF-8) into the first, or name other folders under [folders].",
    )
