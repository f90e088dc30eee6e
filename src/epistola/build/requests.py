"""Plans for what is asked for file by file. What isn't said comes from the nearest `edition.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from epistola.build.editions import Editions
from epistola.build.files import read
from epistola.build.paths import STANDARD, name_of, relative, shown, target, unique, xml_files
from epistola.build.plan import each_letter, encoding, gatherings, known_formats, told_to
from epistola.build.tasks import Citing, Encoding, Gathering, Styling, Transformation
from epistola.config import Edition
from epistola.encode import Settings, read_authority, read_model, sources
from epistola.errors import EpistolaError, SettingsError
from epistola.transform import Format, formats, split
from epistola.transform.outputs import suffix_of


def encodings(
    paths: Sequence[Path],
    folder: Path,
    *,
    edition: Path | None = None,
    language: str | None = None,
    authority: Sequence[Path] = (),
) -> tuple[Encoding, ...]:
    """Plan the encoding of files, and of all transcriptions in folders, into `folder`."""
    editions = Editions(edition)

    @cache
    def settings(found: Edition | None) -> Settings:
        files = tuple(authority) or (found.authority_files() if found else ())
        model = read_model(found.model) if found else None
        settings = Settings(edition=found, language=language, model=model, pipelines=found.pipelines if found else ())
        if not files:
            return settings
        base = relative(_folder_of(files), folder)
        return replace(settings, authority=read_authority(files), authority_base=base)

    documents = unique(source for path in paths for source in _sources(path))
    return tuple(encoding(source, folder, settings(editions.of(source))) for source in documents)


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
    documents = unique(_documents(paths))
    edition = Editions().of(documents[0]) if documents else None
    found = known_formats(wanted, edition)
    lists = _authority_lists(authority)
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
        for document in unique(_documents(paths))
    )


def citings(paths: Sequence[Path], style: str, locale: str | None = None) -> tuple[Citing, ...]:
    """Plan a formatted reference for each file, and for the XML files in folders."""
    lists = _authority_lists(())
    return tuple(Citing(document, style, locale, lists(document)) for document in unique(_documents(paths)))


def _authority_lists(told: Sequence[Path]) -> Callable[[Path], tuple[bytes, ...]]:
    """Return a function from a document to the content of its authority files: those `told`, or its edition's."""
    editions = Editions()

    @cache
    def lists(edition: Edition | None) -> tuple[bytes, ...]:
        return tuple(read(path) for path in told or (edition.authority_files() if edition else ()))

    return lambda document: lists(editions.of(document))


def _documents(paths: Sequence[Path], *, below: bool = False) -> Iterator[Path]:
    for path in paths:
        yield from xml_files(path, below=below)


def _sources(path: Path) -> tuple[Path, ...]:
    """Return the transcriptions of a folder, or `path` itself, even when it is missing: its task will say so."""
    return sources(path) if path.is_dir() else (path,)


def _folder_of(authority: Sequence[Path]) -> Path:
    """Return the one folder of the authority files, since one pointer must lead to each of them."""
    folders = {path.resolve().parent for path in authority}
    if len(folders) > 1:
        raise SettingsError(
            f"The authority files lie in several folders: {', '.join(sorted(map(shown, folders)))}.",
            code="plan/authority-folders",
            hint="Put them into one folder.",
        )
    return folders.pop()
