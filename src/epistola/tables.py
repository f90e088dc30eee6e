"""Settings files in TOML: tables that check what is asked of them, and say in which line something is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from epistola.errors import SettingsError


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

    def all_texts(self) -> dict[str, str]:
        """Return all keys of the table, whose values must be strings."""
        return {key: self.text(key) for key in self._values}

    def keys_but(self, *known: str) -> tuple[str, ...]:
        """Return the keys other than `known`."""
        return tuple(key for key in self._values if key not in known)

    def flag(self, key: str) -> bool:
        """Return the boolean `key`, which is false when absent."""
        return bool(self._get(key, False, bool, "true or false"))

    def tables_of_texts(self) -> dict[str, dict[str, str]]:
        """Return all tables in this one, each of which holds strings only."""
        inner = {key: self.table(key) for key in self._values}
        return {key: {name: table.text(name) for name in table._values} for key, table in inner.items()}

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
