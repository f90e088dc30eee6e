"""What of an edition goes into a deposit: its own files, all that is made from them, and how each was made.

sources, sidecars, authority files, edition.toml, rules ─┐
TEI ─────────────────────────────────────────────────────┤
pages, texts, citations, lists (made now) ───────────────┼▶ Package
schema, ODD, stylesheets ────────────────────────────────┤
validation report, description, README ──────────────────┘
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from glob import escape
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Final

from epistola import resources
from epistola.build import Done, Event, Options, Summary, build
from epistola.build.files import read
from epistola.build.staging import staged, transcriptions
from epistola.config import FILE_NAME, Edition
from epistola.deposit import datacite
from epistola.deposit.metadata import Metadata
from epistola.deposit.package import Activity, File, Package
from epistola.deposit.readme import NAME as README
from epistola.deposit.readme import readme
from epistola.diagnostics import Diagnostic
from epistola.encode import sidecar_path
from epistola.reports import json as json_report
from epistola.transform.formats import CORPUS, Format, format_named

# What every deposit holds, whatever else the edition makes for its own use.
FORMATS: Final = (
    "html", "text", "bibtex", "biblatex", "ris", "csl-json", "datacite", "json-ld", "dublin-core",
    "cmif", "letters", "mentions", "cff",
)  # fmt: skip
FOLDERS: Final = {
    "seeds": "the transcriptions, each with what its editor decided (NAME.toml)",
    "tei": "the letters in TEI; `authority` lists persons, places and organisations",
    "authority": "lists of persons, places and organisations",
    "html": "a page for each letter",
    "text": "the text of each letter",
    "metadata": "citations and descriptions of each letter and of the whole, in several formats",
    "lists": "tables of all letters and of the names in them, and the letters for correspSearch (CMIF)",
    "schema": "the schema, its source (ODD) and the rules of the edition",
    "xslt": "the stylesheets that made pages, texts and metadata",
    "validation": "what the last check of all files found",
    "edition.toml": "the settings of the edition",
    "CITATION.cff": "how to cite the edition",
    "LICENSE.txt": "what you may do with it",
}
# What one letter needs as well as its own files.
_SHARED: Final = {"schema", "xslt", FILE_NAME}
_MEDIA_TYPES: Final = {
    ".xml": "application/xml", ".odd": "application/tei+xml", ".rng": "application/xml", ".sch": "application/xml",
    ".xsd": "application/xml", ".xsl": "application/xslt+xml", ".toml": "application/toml", ".md": "text/markdown",
    ".txt": "text/plain", ".cff": "application/yaml", ".css": "text/css", ".js": "text/javascript",
}  # fmt: skip
_TEI: Final = "application/tei+xml"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a deposit would hold, and how the build went that made it."""

    package: Package
    findings: tuple[Diagnostic, ...]
    summary: Summary


def contents(edition: Edition, metadata: Metadata, letter: str = "", *, on_event: Callable[[Event], None]) -> Contents:
    """Bring the edition, or one `letter` of it, up to date and collect what is deposited, in the order of the paths.

    All is made from a copy of its files in `.epistola/deposit`, with the DOI of `metadata`, so that the edition's own
    letters and outputs stay as they are.
    """
    findings: list[Diagnostic] = []
    with staged(edition, metadata.doi, letter) as place:
        copy = replace(place, formats=FORMATS)

        def notice(event: Event) -> None:
            if isinstance(event, Done):
                findings.extend(_seen_from(copy.root, event.diagnostics))
            on_event(event)

        summary = build(copy, Options(only=(escape(letter),) if letter else ()), on_event=notice)
        files = [*_own(copy), *_letters(copy), *_made(copy), *_tools(), *_about(copy, metadata, findings)]
        return Contents(_introduced(files, metadata, _folders(copy)), tuple(findings), summary)


def _folders(edition: Edition) -> dict[str, str]:
    """Say what is in each folder of the package; those of the edition have its own names for them."""
    own = {"seeds": edition.sources, "tei": edition.tei, "authority": edition.authority}
    named = {_inside(edition, folder).parts[0]: FOLDERS[usual] for usual, folder in reversed(own.items())}
    return {**named, **{name: words for name, words in FOLDERS.items() if name not in own}}


def _inside(edition: Edition, path: Path) -> PurePosixPath:
    """Return the path in the package of a file of the edition."""
    return PurePosixPath(path.relative_to(edition.root).as_posix())


def _own(edition: Edition) -> Iterator[File]:
    """Give what people wrote: transcriptions, sidecars, authority files, settings."""
    yield _file(PurePosixPath(FILE_NAME), read(edition.root / FILE_NAME), "The settings of the edition")
    for source in transcriptions(edition):
        yield _file(_inside(edition, source), read(source), f"Transcription {source.stem}")
        sidecar = sidecar_path(source)
        if sidecar.is_file():
            yield _file(_inside(edition, sidecar), read(sidecar), f"Decisions on {source.stem}")
    for path in edition.authority_files():
        yield _file(_inside(edition, path), read(path), f"Authority file {path.stem}", _TEI)
    for path in sorted(edition.rules.glob("*.sch")):
        yield _file(_inside(edition, path), read(path), f"Rule {path.stem}")


def _letters(edition: Edition) -> Iterator[File]:
    """Give the letters in TEI; those that have a transcription were made from it."""
    found = {source.stem: source for source in transcriptions(edition)}
    authority = tuple(_inside(edition, path) for path in edition.authority_files())
    for path in sorted(edition.tei.glob("*.xml")):
        source = found.get(path.stem)
        made = None
        if source is not None:
            sidecar = sidecar_path(source)
            decisions = (_inside(edition, sidecar),) if sidecar.is_file() else ()
            used = (_inside(edition, source), *decisions, *authority, PurePosixPath(FILE_NAME))
            made = _activity(used, "epistola encode")
        yield _file(_inside(edition, path), read(path), f"Letter {path.stem}", _TEI, made)


def _made(edition: Edition) -> Iterator[File]:
    """Give what was made from the TEI, each kind in its folder."""
    authority = tuple(_inside(edition, path) for path in edition.authority_files())
    letters = sorted(edition.tei.glob("*.xml"))
    for kind in map(format_named, edition.formats):
        settings = (("to", kind.name),)
        used = authority if kind.reads_authority else ()
        if kind.scope == CORPUS:
            every = tuple(_inside(edition, path) for path in letters)
            yield from _output(edition, kind, kind.stem, (*every, *used), settings)
            continue
        for letter in letters:
            yield from _output(edition, kind, letter.stem, (_inside(edition, letter), *used), settings)


def _output(
    edition: Edition,
    kind: Format,
    stem: str,
    used: tuple[PurePosixPath, ...],
    settings: tuple[tuple[str, str], ...],
) -> Iterator[File]:
    """Give one output where the build could make it; what failed is among its findings."""
    path = edition.output / f"{stem}{kind.suffix}"
    if path.is_file():
        target = _place(kind, path.name)
        made = _activity(used, "epistola transform", settings)
        yield _file(target, read(path), f"{kind.title}: {stem}", kind.media_type, made)


def _place(kind: Format, name: str) -> PurePosixPath:
    if kind.name == "cff":
        return PurePosixPath(name)
    if kind.scope == CORPUS:
        return PurePosixPath("lists", name)
    return PurePosixPath(kind.name if kind.name in FOLDERS else "metadata", name)


def _tools() -> Iterator[File]:
    """Give schema and stylesheets, so that the deposit can be checked and made again without asking anybody."""
    schemas = resources.schemas()
    odd = schemas / "epistola.odd"
    yield _file(PurePosixPath("schema", odd.name), read(odd), "The schema's source (ODD)")
    for path in sorted((schemas / "generated").iterdir()):
        made = _activity((PurePosixPath("schema", odd.name),), "epistola schema build")
        yield _file(PurePosixPath("schema", "generated", path.name), read(path), f"Schema {path.name}", made=made)
    folder = resources.stylesheets()
    for path in sorted(found for found in folder.rglob("*") if found.is_file()):
        yield _file(PurePosixPath("xslt", *path.relative_to(folder).parts), read(path), f"Stylesheet {path.stem}")


def _seen_from(root: Path, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Name files by their paths in the edition, from wherever the command was given."""
    for found in findings:
        path = Path(found.place.file).resolve()
        inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        yield replace(found, place=replace(found.place, file=inside))


def _about(edition: Edition, metadata: Metadata, findings: Iterable[Diagnostic]) -> Iterator[File]:
    """Give the description of the whole and the evidence of its state."""
    yield from _described(metadata)
    report = json_report.render(tuple(findings), {}).encode()
    checked = _activity((_inside(edition, edition.tei),), "epistola validate")
    yield _file(PurePosixPath("validation", "report.json"), report, "Validation report", made=checked)


def _described(metadata: Metadata) -> Iterator[File]:
    made = _activity((PurePosixPath(FILE_NAME),), "epistola deposit pack")
    title = "Description of the whole (DataCite 4.5)"
    yield _file(PurePosixPath("metadata", "edition.datacite.json"), datacite.to_json(metadata), title, made=made)
    yield _file(PurePosixPath("metadata", "edition.datacite.xml"), datacite.to_xml(metadata), title, made=made)
    licence = "".join(f"{rights.text}\n{rights.uri}\n" for rights in metadata.rights)
    yield _file(PurePosixPath("LICENSE.txt"), licence.encode(), "The licence", made=made)


def _activity(used: tuple[PurePosixPath, ...], tool: str, settings: tuple[tuple[str, str], ...] = ()) -> Activity:
    return Activity(used, tool, version("epistola"), settings)


def _file(path: PurePosixPath, content: bytes, title: str, media_type: str = "", made: Activity | None = None) -> File:
    return File(path, content, media_type or _media_type(path), title, made)


def _media_type(path: PurePosixPath) -> str:
    guessed = mimetypes.guess_type(path.name)[0]
    return _MEDIA_TYPES.get(path.suffix) or guessed or "application/octet-stream"


def letter_of(edition: Edition, package: Package, letter: str) -> Package:
    """Reduce the package of an edition to the letter of that name: what is its own, and what all letters share.

    The letter's own description, made from its TEI, becomes that of the package.
    """
    authority = edition.authority.name
    needed = _SHARED | {authority}
    shared = [file for file in package.files if needed & set(file.path.parts)]
    rest = [file for file in package.files if not needed & set(file.path.parts)]
    made = {f"{letter}{format_named(name).suffix}" for name in FORMATS}
    own = tuple(file for file in rest if file.path.stem == letter or file.path.name in made)
    whole = package.metadata
    said = next((file.content for file in own if file.path.name == f"{letter}.datacite.json"), None)
    metadata = datacite.from_mapping(json.loads(said)) if said is not None else whole  # why there is none is a finding
    metadata = replace(metadata, doi=whole.doi, version=whole.version, contact=whole.contact)
    return _introduced([*own, *shared, *_described(metadata)], metadata, FOLDERS)


def _introduced(files: list[File], metadata: Metadata, folders: Mapping[str, str]) -> Package:
    """Put the page for people before the files, and all in the order of their paths."""
    introduction = readme(metadata, files, folders, version("epistola"))
    files = [*files, _file(README, introduction.encode(), "What is in this package")]
    return Package(tuple(sorted(files, key=lambda file: file.path)), metadata)
