"""Plans for what is asked for file by file. What isn't said comes from the nearest `edition.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from epistola.build.editions import Editions
from epistola.build.files import read
from epistola.build.paths import relative, shown, target, unique, xml_files
from epistola.build.plan import each_letter, encoding, gatherings, known_formats
from epistola.build.tasks import Citing, Encoding, Gathering, Styling, Transformation
from epistola.config import Edition
from epistola.encode import Settings, read_authority, read_model, sources
from epistola.errors import SettingsError
from epistola.transform.formats import check_parameters
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


def transformations(
    paths: Sequence[Path],
    folder: Path,
    formats: Sequence[str],
    *,
    parameters: Mapping[str, str] | None = None,
    authority: Sequence[Path] = (),
) -> tuple[Transformation | Gathering, ...]:
    """Plan the transformation of files, and of the XML files in folders, into each of `formats`."""
    wanted = known_formats(formats)
    for kind in wanted:
        check_parameters(kind, parameters or {})
    lists = _authority_lists(authority)
    documents = unique(_documents(paths))
    kinds = each_letter(wanted)
    together = tuple(kind.name for kind in kinds)
    single = (
        Transformation(
            document,
            target(folder, document, kind.suffix),
            kind.name,
            parameters or {},
            lists(document),
            together,
        )
        for document in documents
        for kind in kinds
    )
    of_all = gatherings(
        documents, folder, wanted, parameters=parameters, authority=lists(documents[0]) if documents else ()
    )
    return (*single, *of_all)


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
