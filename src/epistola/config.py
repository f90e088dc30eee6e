"""`edition.toml` → `Edition`: what holds for all letters of an edition."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from epistola.errors import SettingsError

FILE_NAME: Final = "edition.toml"
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
class Edition:
    """An edition: who publishes it, under which licence, and in which folders its files are.

    `language` is that of titles and editorial statements (BCP 47); `base_uri` is where the letters will be
    found, "" when that isn't known yet; folders are absolute. `model` is what was learnt from the edition's letters.
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
    deposit: DepositSettings = DepositSettings()

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
    settings.allow("edition", "folders", "encode", "transform", "deposit")
    edition = settings.table("edition")
    edition.allow("title", "description", "language", "publisher", "date", "base-uri", "licence", "editors")
    licence = edition.table("licence")
    licence.allow("target", "text")
    folders = settings.table("folders", required=False)
    folders.allow("sources", "tei", "authority", "output", "rules")
    transform = settings.table("transform", required=False)
    transform.allow("formats")
    encode = settings.table("encode", required=False)
    encode.allow("model")
    model = encode.text("model", "")
    root = path.resolve().parent
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
        sources=root / folders.text("sources", "seeds"),
        tei=root / folders.text("tei", "tei"),
        authority=root / folders.text("authority", "tei/authority"),
        output=root / folders.text("output", "out"),
        rules=root / folders.text("rules", "schema/rules"),
        formats=transform.texts("formats", DEFAULT_FORMATS),
        model=root / model if model else None,
        deposit=_deposit(settings.table("deposit", required=False)),
    )


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


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; raise SettingsError with file and line when it can't be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings can't be read: {error}.",
            code="config/unreadable",
            file=str(path),
            hint="It must be a text file in UTF-8 that you may read.",
        ) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (None, None)
        raise SettingsError(
            f"This is not TOML: {error}.",
            code="config/not-toml",
            file=str(path),
            line=line,
            column=column,
            hint="Strings stand in straight quotation marks; see https://toml.io.",
        ) from None


class Table:
    """A table of a settings file that checks what is asked of it and names keys in its messages."""

    def __init__(self, values: Mapping[str, Any], path: Path, name: str = "") -> None:
        """Wrap `values`, which stand under `name` in the file `path`."""
        self._values = values
        self._path = path
        self._name = name

    def allow(self, *keys: str) -> None:
        """Refuse keys other than these: a misspelt key would otherwise be without effect, silently."""
        for key in self._values:
            if key not in keys:
                raise self._error(key, "unknown-key", f"is not known here; known are {_listed(keys)}")

    def table(self, key: str, *, required: bool = True) -> Table:
        """Return the table `key`; an absent one that isn't required is empty."""
        value = self._get(key, {} if not required else None, dict, "a table")
        return Table(value, self._path, self._full(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables of the array of tables `key`; none when it is absent."""
        value = self._get(key, [], list, "an array of tables")
        if not all(isinstance(entry, dict) for entry in value):
            raise self._error(key, "wrong-kind", "must be an array of tables")
        return tuple(Table(entry, self._path, f"{self._full(key)}[{number}]") for number, entry in enumerate(value, 1))

    def text(self, key: str, default: str | None = None) -> str:
        """Return the string `key`; a missing key without default is an error."""
        return str(self._get(key, default, str, "a string"))

    def all_texts(self) -> dict[str, str]:
        """Return all keys of the table, whose values must be strings."""
        return {key: self.text(key) for key in self._values}

    def keys_but(self, *known: str) -> tuple[str, ...]:
        """Return the keys other than `known`."""
        return tuple(key for key in self._values if key not in known)

    def flag(self, key: str) -> bool:
        """Return the boolean `key`, which is false when absent."""
        return bool(self._get(key, False, bool, "true or false"))

    def texts(self, key: str, default: Collection[str] = ()) -> tuple[str, ...]:
        """Return the strings of the array `key`."""
        value = self._get(key, list(default), list, "an array of strings")
        if not all(isinstance(entry, str) for entry in value):
            raise self._error(key, "wrong-kind", "must be an array of strings")
        return tuple(value)

    def error(self, key: str, slug: str, sentence: str) -> SettingsError:
        """Make the error that says `sentence` of the key."""
        return self._error(key, slug, sentence)

    def _get(self, key: str, default: Any, kind: type, words: str) -> Any:
        value = self._values.get(key, default)
        if value is None:
            raise self._error(key, "missing-key", f"is missing; it must be {words}")
        if not isinstance(value, kind):
            raise self._error(key, "wrong-kind", f"must be {words}")
        return value

    def _full(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def _error(self, key: str, slug: str, sentence: str) -> SettingsError:
        return SettingsError(
            f"The key “{self._full(key)}” {sentence}.",
            code=f"config/{slug}",
            file=str(self._path),
            line=self._line(key),
            hint="docs/reference/edition.md and docs/reference/sidecar.md list the keys.",
        )

    def _line(self, key: str) -> int | None:
        pattern = re.compile(rf"^\s*(?:\[+[^\]]*\b)?{re.escape(key)}\b")
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)


def _listed(keys: Collection[str]) -> str:
    return ", ".join(f"“{key}”" for key in keys)


def line_of(path: Path, table: str, key: str) -> int:
    """Return the line of an `edition.toml` where `key` of `table` stands, or else the line where it would belong.

    That is the line after the heading of the table, or the one after the last line. Lines count from 1.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    heading = re.compile(rf"\s*\[+\s*{re.escape(table)}\s*\]+")
    starts = [number for number, line in enumerate(lines, 1) if heading.match(line)]
    if not starts:
        return len(lines) + 1
    for number, line in enumerate(lines[starts[0] :], starts[0] + 1):
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return starts[0] + 1
