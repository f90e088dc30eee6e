"""`edition.toml` → `Edition`: what holds for all letters of an edition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from epistola.tables import Table, read_toml

FILE_NAME: Final = "edition.toml"
_REMOTE: Final = ("sources", "tei", "output")
DEFAULT_FORMATS: Final = ("html", "text", "bibtex", "ris", "csl-json")


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who answers for decisions: an XML identifier, the kind of responsibility, a name.

    A person has a `family` name too, and a `given` one; a body has neither. `orcid` and `gnd` identify the editor.
    """

    id: str
    resp: str
    name: str
    family: str = ""
    given: str = ""
    orcid: str = ""
    gnd: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the encoding: its address and its name in words."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that the edition is related to: an identifier (DOI or address) and DataCite's `relationType`."""

    identifier: str
    relation: str


@dataclass(frozen=True, slots=True)
class DepositSettings:
    """What a deposit says beyond what the edition says: the table `[deposit]`.

    `doi` is one that is reserved already; `contact` is an e-mail address; `targets` holds the settings of each
    repository by its name, as strings.
    """

    doi: str = ""
    version: str = ""
    contact: str = ""
    subjects: tuple[str, ...] = ()
    related: tuple[Relation, ...] = ()
    targets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Convention:
    """What transcribers write for what can't be read: its forms, the TEI element that it means, `@reason`, `@unit`."""

    written: tuple[str, ...]
    means: str
    reason: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A language model that the user names: the address of its API, its name there, and where its answers are kept.

    `key` is the name of the environment variable that has the key, not the key.
    """

    url: str
    model: str
    answers: Path
    key: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: who publishes it, under which licence, and in which folders its files are.

    `language` is that of titles and editorial statements (BCP 47); `base_uri` is where the letters will be
    found, "" when that isn't known yet; folders are absolute. `model` is what was learnt from the edition's letters;
    `pipelines` are spaCy pipelines and `endpoint` a language model that may propose names, none unless configured;
    `stylesheets` is the folder of the edition's own output formats, `parameters` what is told to each format. `remote`
    gives the addresses of the folders (`sources`, `tei`, `output`) that are elsewhere; the folder is then a copy of it,
    below `.epistola`.
    """

    root: Path
    title: str
    description: str
    language: str
    publisher: str
    date: str
    licence: Licence
    editors: tuple[Editor, ...]
    base_uri: str
    sources: Path
    tei: Path
    authority: Path
    output: Path
    rules: Path
    formats: tuple[str, ...]
    model: Path | None = None
    deposit: DepositSettings = field(default=DepositSettings(), hash=False)
    conventions: tuple[Convention, ...] = ()
    pipelines: tuple[str, ...] = ()
    endpoint: Endpoint | None = None
    stylesheets: Path | None = None
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    remote: tuple[tuple[str, str], ...] = ()

    def authority_files(self) -> tuple[Path, ...]:
        """Return the lists of persons, places and organisations, by name."""
        return tuple(sorted(self.authority.glob("*.xml")))


def find(start: Path) -> Path | None:
    """Return the nearest `edition.toml` at or above the folder or file `start`, or None."""
    start = start.resolve()
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def load(path: Path) -> Edition:
    """Read an `edition.toml`.

    Raises SettingsError that names the file, the key, and what to write, for a missing or unknown key, a value of
    the wrong kind, or TOML that can't be read.
    """
    settings = Table(read_toml(path), path)
    settings.allow("edition", "folders", "encode", "transform", "parameters", "deposit")
    edition = settings.table("edition")
    edition.allow("title", "description", "language", "publisher", "date", "base-uri", "licence", "editors")
    licence = edition.table("licence")
    licence.allow("target", "text")
    folders = settings.table("folders", required=False)
    folders.allow("sources", "tei", "authority", "output", "rules", "xslt")
    transform = settings.table("transform", required=False)
    transform.allow("formats")
    encode = settings.table("encode", required=False)
    encode.allow("model", "conventions", "spacy", "endpoint")
    model, root = encode.text("model", ""), path.resolve().parent
    places = _places(folders, root)
    return Edition(
        root=root,
        title=edition.text("title"),
        description=edition.text("description", ""),
        language=edition.text("language", "en"),
        publisher=edition.text("publisher"),
        date=edition.text("date", ""),
        licence=Licence(licence.text("target"), licence.text("text")),
        editors=tuple(_editor(entry) for entry in edition.tables("editors")),
        base_uri=edition.text("base-uri", ""),
        sources=places.sources,
        tei=places.tei,
        authority=places.authority,
        output=places.output,
        rules=places.rules,
        stylesheets=places.stylesheets,
        remote=places.remote,
        parameters=settings.table("parameters", required=False).tables_of_texts(),
        formats=transform.texts("formats", DEFAULT_FORMATS),
        model=root / model if model else None,
        deposit=_deposit(settings.table("deposit", required=False)),
        conventions=tuple(_convention(entry) for entry in encode.tables("conventions")),
        pipelines=encode.texts("spacy") if isinstance(encode.value("spacy"), list) else _one(encode.text("spacy", "")),
        endpoint=_endpoint(encode.table("endpoint"), root) if encode.value("endpoint") is not None else None,
    )


class _Places(NamedTuple):
    """The folders of an edition, and the addresses of those that are elsewhere."""

    sources: Path
    tei: Path
    authority: Path
    output: Path
    rules: Path
    stylesheets: Path
    remote: tuple[tuple[str, str], ...]


def _places(folders: Table, root: Path) -> _Places:
    remote = tuple((key, name) for key in _REMOTE if "://" in (name := folders.text(key, "")))
    copies = {key: root / ".epistola" / "remote" / key for key, _ in remote}
    lists = copies["tei"] / "authority" if "tei" in copies else Path("tei/authority")
    return _Places(
        sources=copies.get("sources", root / folders.text("sources", "seeds")),
        tei=copies.get("tei", root / folders.text("tei", "tei")),
        authority=root / _local(folders, "authority", lists),
        output=copies.get("output", root / folders.text("output", "out")),
        rules=root / _local(folders, "rules", Path("schema/rules")),
        stylesheets=root / _local(folders, "xslt", Path("xslt")),
        remote=remote,
    )


def _local(folders: Table, key: str, default: Path) -> Path:
    """Return a folder that must be one of this machine."""
    name = folders.text(key, str(default))
    if "://" in name:
        raise folders.error(key, "wrong-value", "must be a folder of this machine")
    return Path(name)


def _one(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _endpoint(table: Table, root: Path) -> Endpoint:
    table.allow("url", "model", "answers", "key")
    answers = root / table.text("answers", "answers")
    return Endpoint(table.text("url"), table.text("model"), answers, table.text("key", "EPISTOLA_API_KEY"))


def _convention(entry: Table) -> Convention:
    entry.allow("written", "means", "reason", "unit")
    if entry.text("means") not in ("gap", "unclear", "supplied", "sic"):
        raise entry.error("means", "wrong-value", "must be “gap”, “unclear”, “supplied” or “sic”")
    forms = entry.texts("written")
    if not all(re.sub(r"\{(?:n|word|text)\}", "", form).strip() for form in forms) or not forms:
        raise entry.error("written", "wrong-value", "must be signs, as in “<{text}>”")
    return Convention(forms, entry.text("means"), entry.text("reason", ""), entry.text("unit", ""))


def _editor(entry: Table) -> Editor:
    more = ("family", "given", "orcid", "gnd", "affiliation")
    entry.allow("id", "resp", "name", *more)
    rest = {key: entry.text(key, "") for key in more}
    return Editor(entry.text("id"), entry.text("resp", "edited by"), entry.text("name"), **rest)


def _deposit(table: Table) -> DepositSettings:
    own = ("doi", "version", "contact", "subjects", "related")
    return DepositSettings(
        doi=table.text("doi", ""),
        version=table.text("version", ""),
        contact=table.text("contact", ""),
        subjects=table.texts("subjects"),
        related=tuple(_relation(entry) for entry in table.tables("related")),
        targets={name: table.table(name).all_texts() for name in table.keys_but(*own)},
    )


def _relation(entry: Table) -> Relation:
    entry.allow("identifier", "relation")
    return Relation(entry.text("identifier"), entry.text("relation", "IsSupplementTo"))
