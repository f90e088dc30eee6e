"""What builds before this one made, and from what: SQLite in `.epistola/state.db`.

Deleting it costs time only; when it can't be read it is begun anew. One process writes (`locking`). A commit waits
for no disk: after a loss of power the last letters may be unknown and are made again, which gives the same bytes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from epistola.build.fingerprints import Digest
from epistola.transform import neighbours

FOLDER: Final = ".epistola"
_VERSION: Final = 2
_MOST: Final = 30_000  # SQLite takes 32,766 values in one question
_SCHEMA: Final = f"""
    CREATE TABLE files(path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER,
        digest BLOB, taken INTEGER) WITHOUT ROWID;
    CREATE TABLE tasks(target TEXT PRIMARY KEY, stage TEXT, key BLOB, shared BLOB, view TEXT, made BLOB,
        status INTEGER, inputs TEXT, findings TEXT, facts TEXT, kept BLOB) WITHOUT ROWID;
    CREATE TABLE ours(path TEXT, digest BLOB, PRIMARY KEY(path, digest)) WITHOUT ROWID;
    CREATE TABLE records(target TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID;
    {neighbours.TABLES}
"""


class Look(NamedTuple):
    """What a file was at the last look: size, times in nanoseconds, inode, fingerprint, and when that was noted."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: Digest
    taken: int = 0

    def holds(self, now: os.stat_result) -> bool:
        """Tell whether the file must still be what it was: the same by its times, and they can tell."""
        same = (self.size, self.modified, self.changed, self.inode) == signs(now)
        return same and max(self.modified, self.changed) < self.taken


def signs(now: os.stat_result) -> tuple[int, int, int, int]:
    """Return what tells a file from what it was, without reading it."""
    return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino


class Row(NamedTuple):
    """What is known of a task: from what its result was made (`key`), and what came of it.

    `shared` is the fingerprint of material of which the task uses a part only, and `view` says which part. `made` is
    the fingerprint of the result, None for a failure (`status`); `inputs`, `findings` and `facts` are JSON; `kept` is
    the fingerprint of a file that somebody edited and that wasn't overwritten with a newer result.
    """

    target: str
    stage: str
    key: Digest
    shared: Digest
    view: str
    made: Digest | None
    status: int
    inputs: str
    findings: str
    facts: str = ""
    kept: Digest | None = None


_ROW: Final = Row._fields
_LOOK: Final = Look._fields
_SOME_FILES: Final = f"SELECT path, {', '.join(_LOOK)} FROM files WHERE path IN "  # noqa: S608 - our own words
_SOME_TASKS: Final = f"SELECT {', '.join(_ROW)} FROM tasks WHERE target IN "  # noqa: S608
_NEW_TASK: Final = f"INSERT OR REPLACE INTO tasks VALUES ({', '.join('?' * len(_ROW))})"  # noqa: S608


class State:
    """The state of one edition, open for as long as a build runs."""

    def __init__(self, folder: Path, *, writable: bool = True) -> None:
        """Open the state in `folder`, or begin one; without `writable`, nothing on the disk changes.

        Raises sqlite3.DatabaseError when what is there can't be read, OSError when the folder can't be made.
        """
        self.folder = folder
        self.path = folder / "state.db"
        if writable:
            folder.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(self.path, isolation_level=None)
        elif self.path.is_file():
            self._base = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        else:
            self._base = sqlite3.connect(":memory:", isolation_level=None)
        self._clock = folder / "clock"
        try:
            self._begin(writable)
        except sqlite3.Error:
            self.close()
            raise

    def _begin(self, writable: bool) -> None:
        if writable:
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
        found = self._base.execute("PRAGMA user_version").fetchone()[0]
        if found == _VERSION:
            return
        if not writable and self.path.is_file():
            self._base.close()
            self._base = sqlite3.connect(":memory:", isolation_level=None)
        self._base.executescript(f"BEGIN; {_forgetting(self._base)} {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT")

    def close(self) -> None:
        """End the work with the state."""
        self._base.close()

    @property
    def tables(self) -> sqlite3.Connection:
        """Return the tables, for what keeps more in them than this knows of."""
        return self._base

    def give_up(self) -> None:
        """Take back a note that couldn't be finished."""
        with suppress(sqlite3.Error):
            self._base.execute("ROLLBACK")

    def looks(self, paths: Sequence[str]) -> dict[str, Look]:
        """Return what is known of those of `paths` that were looked at."""
        return {found[0]: Look._make(found[1:]) for found in self._among(_SOME_FILES, paths)}

    def rows(self, targets: Sequence[str]) -> dict[str, Row]:
        """Return what is known of those of `targets` that were made."""
        return {row[0]: Row._make(row) for row in self._among(_SOME_TASKS, targets)}

    def is_ours(self, path: str, digest: Digest) -> bool:
        """Tell whether a build once wrote this content to `path`."""
        question = "SELECT 1 FROM ours WHERE path = ? AND digest = ?"
        return self._base.execute(question, (path, digest)).fetchone() is not None

    def made(self, beginning: str) -> dict[str, Digest]:
        """Return the fingerprints of what was made by the targets that begin so, named without that beginning."""
        question = "SELECT target, made FROM tasks WHERE target >= ? AND target < ? AND made IS NOT NULL"
        end = f"{beginning[:-1]}{chr(ord(beginning[-1]) + 1)}"
        return {target.removeprefix(beginning): made for target, made in self._base.execute(question, (beginning, end))}

    def record(self, target: str) -> str:
        """Return the record that a task made."""
        found = self._base.execute("SELECT content FROM records WHERE target = ?", (target,)).fetchone()
        return str(found[0]) if found else ""

    def intend(self, contents: Iterable[tuple[str, Digest]]) -> None:
        """Note what is about to be written, so that it counts as ours even if the build is killed right then."""
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR IGNORE INTO ours VALUES (?, ?)", contents)
        self._base.execute("COMMIT")

    def keep(self, rows: Iterable[Row], looks: Mapping[str, Look], records: Iterable[tuple[str, str]] = ()) -> None:
        """Note what was made and seen. What was written since the last tick of the clock stays in doubt."""
        now = self._now() if looks else 0
        self._base.execute("BEGIN")
        self._base.executemany(_NEW_TASK, rows)
        self._base.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((path, *look[:-1], now) for path, look in looks.items()),
        )
        self._base.executemany("INSERT OR REPLACE INTO records VALUES (?, ?)", records)
        self._base.execute("COMMIT")

    def _now(self) -> int:
        """Return the time by the clock of the file system, which may be another machine's."""
        self._clock.touch()
        return self._clock.stat().st_mtime_ns

    def _among(self, question: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _MOST):
            some = values[start : start + _MOST]
            yield from self._base.execute(f"{question}({','.join('?' * len(some))})", some)


def discard(folder: Path) -> None:
    """Remove a state that can't be read."""
    for path in folder.glob("state.db*"):
        with suppress(OSError):
            path.unlink()


def _forgetting(base: sqlite3.Connection) -> str:
    """Return the commands that remove the tables of another version."""
    tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return " ".join(f'DROP TABLE "{name}";' for (name,) in tables.fetchall())
