"""Plans for what is asked for file by file. What isn't said comes from the nearest `edition.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from epistola.build.editions import Editions
from epistola.build.files import read
from epistola.build.paths import STANDARD, name_of, shown, target, unique, xml_files
from epistola.build.plan import each_letter, gatherings, known_formats, told_to
from epistola.build.tasks import Gathering, Styling, Transformation
from epistola.config import Edition
from epistola.errors import EpistolaError
from epistola.transform import Format, formats, split
from epistola.transform.outputs import suffix_of


def formats_here() -> tuple[Format, ...]:
    """Return the output formats that there are in the working folder, with those of the edition to which it belongs."""
    edition = Editions().of(STANDARD)
    return formats(edition.stylesheets if edition else None)


def transformations(
    paths: Sequence[Path],
    folder: Path,
    wanted: Sequence[str],
    *,
    parameters: Mapping[str, str] | None = None,
    authority: Sequence[Path] = (),
    takes_apart: bool = False,
) -> tuple[Transformation | Gathering, ...]:
    """Plan the transformation of files, and of the XML files in folders, into each format `wanted`.

    An edition in one file is taken apart on demand: then each of its letters has outputs of its own.
    """
    documents = documents_of(paths)
    edition = Editions().of(documents[0]) if documents else None
    found = known_formats(wanted, edition)
    lists = authority_lists(authority)
    kinds = each_letter(found)
    together = tuple(kind.address for kind in kinds)
    told = {kind: told_to(kind, edition, parameters) for kind in kinds}
    single = (
        Transformation(
            document,
            target(folder, named, kind.suffix),
            kind.address,
            told[kind],
            listed,
            together,
            letter,
        )
        for document in documents
        for listed in (lists(document),)
        for letter in (_letters(document) if takes_apart else ("",))
        for named in (_named(document, letter),)
        for kind in kinds
    )
    of_all = gatherings(
        documents,
        folder,
        found,
        edition=edition,
        parameters=parameters,
        authority=lists(documents[0]) if documents else (),
    )
    return (*single, *(replace(gathering, takes_apart=takes_apart) for gathering in of_all))


def _named(document: Path, letter: str) -> Path:
    """Name a letter of a file as if it were a file."""
    whole = Path(name_of(document))
    return whole.with_stem(f"{whole.stem}-{letter}") if letter else document


def _letters(document: Path) -> tuple[str, ...]:
    """Return the names of the letters in a file; one that holds a single document has one without a name."""
    try:
        return tuple(part.name for part in split(read(document), shown(document))) or ("",)
    except EpistolaError:
        return ("",)


def stylings(
    paths: Sequence[Path], folder: Path, stylesheet: Path, *, parameters: Mapping[str, str] | None = None
) -> tuple[Styling, ...]:
    """Plan the transformation of files with a stylesheet of the user, whose name gives the suffix."""
    suffix = suffix_of(stylesheet)
    return tuple(
        Styling(document, target(folder, document, suffix), stylesheet, parameters or {})
        for document in documents_of(paths)
    )


def authority_lists(told: Sequence[Path]) -> Callable[[Path], tuple[bytes, ...]]:
    """Return a function from a document to the content of its authority files: those `told`, or its edition's."""
    editions = Editions()

    @cache
    def lists(edition: Edition | None) -> tuple[bytes, ...]:
        return tuple(read(path) for path in told or (edition.authority_files() if edition else ()))

    return lambda document: lists(editions.of(document))


def documents_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files, and the XML files of the folders, that somebody names."""
    return unique(document for path in paths for document in xml_files(path, below=False))
