"""`edition.toml` → `Edition`: what holds for all letters of an edition."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from epistola.errors import SettingsError

FILE_NAME: Final = "edition.toml"
_REMOTE: Final = ("sources", "tei", "output")
DEFAULT_FORMATS: Final = ("html", "text", "bibtex", "ris", "csl-json")


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who answers for decisions: an XML identifier, the kind of responsibility, a name."""

    id: str
    resp: str
    name: str


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the encoding: its address and its name in words."""

    target: str
    text: str


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
    `pipelines` are spaCy pipelines and `endpoint` a language model that may propose names, none unless configured.
    `remote` gives the addresses of the folders (`sources`, `tei`, `output`) that are elsewhere; the folder is then a
    copy of it, below `.epistola`.
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
    pipelines: tuple[str, ...] = ()
    endpoint: Endpoint | None = None
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
    settings.allow("edition", "folders", "encode", "transform")
    edition = settings.table("edition")
    edition.allow("title", "description", "language", "publisher", "date", "base-uri", "licence", "editors")
    licence = edition.table("licence")
    licence.allow("target", "text")
    folders = settings.table("folders", required=False)
    folders.allow("sources", "tei", "authority", "output", "rules")
    transform = settings.table("transform", required=False)
    transform.allow("formats")
    encode = settings.table("encode", required=False)
    encode.allow("model", "spacy", "endpoint")
    model = encode.text("model", "")
    root = path.resolve().parent
    remote = tuple((key, name) for key in _REMOTE if "://" in (name := folders.text(key, "")))
    mirrored = {key: root / ".epistola" / "remote" / key for key, _ in remote}
    lists = mirrored["tei"] / "authority" if "tei" in mirrored else root / "tei/authority"
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
        sources=mirrored.get("sources", root / folders.text("sources", "seeds")),
        tei=mirrored.get("tei", root / folders.text("tei", "tei")),
        authority=root / _local(folders, "authority", lists),
        output=mirrored.get("output", root / folders.text("output", "out")),
        rules=root / _local(folders, "rules", Path("schema/rules")),
        formats=transform.texts("formats", DEFAULT_FORMATS),
        model=root / model if model else None,
        pipelines=encode.texts("spacy") if isinstance(encode.value("spacy"), list) else _one(encode.text("spacy", "")),
        endpoint=_endpoint(encode.table("endpoint"), root) if encode.value("endpoint") is not None else None,
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


def _editor(entry: Table) -> Editor:
    entry.allow("id", "resp", "name")
    return Editor(entry.text("id"), entry.text("resp", "edited by"), entry.text("name"))


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

    def value(self, key: str) -> Any:
        """Return the value of `key` as it stands, None when it is absent."""
        return self._values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Return the string `key`; a missing key without default is an error."""
        return str(self._get(key, default, str, "a string"))

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
