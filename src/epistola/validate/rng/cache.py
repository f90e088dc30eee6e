"""Compiled schemas in the user's cache folder.

An entry is a text file: the digest of the rest, then what `compiled` writes. One that is damaged, or whose files
have changed, is as good as absent. Writers replace an entry in one step, so any number of them do no harm.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from epistola.validate.rng.compiled import Compiled
from epistola.validate.rng.files import digest

# What is written here and how; a change of either makes old entries useless, so it must change this.
_FORMAT: Final = "1"
_SUFFIX: Final = ".schema"
_MOST_ENTRIES: Final = 64


def folder() -> Path:
    """Return where this system keeps what programs can make anew (XDG Base Directory Specification on Unix)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "epistola" / "relaxng"


def key(data: bytes, base: Path | None, identifiers: bool) -> str:
    """Return the name of the entry for the schema `data`, which stands in the folder `base`."""
    about = f"{_FORMAT}\n{base}\n{identifiers}\n".encode("utf-8", "surrogateescape")
    return digest(about + digest(data).encode())


def load(entry: Path) -> Compiled | None:
    """Return what `entry` keeps; None when it is absent, damaged, or older than a file of the schema."""
    try:
        seal, _, body = entry.read_bytes().partition(b"\n")
        if seal.decode("ascii") != digest(body):
            return None
        compiled = Compiled.from_text(body.decode("utf-8"))
        for path, was in compiled.files:
            if digest(Path(path).read_bytes()) != was:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return compiled


def save(entry: Path, compiled: Compiled) -> None:
    """Keep `compiled` in `entry`. A folder that can't be written is no reason to fail: then nothing is kept."""
    body = compiled.to_text().encode("utf-8", "surrogateescape")
    with contextlib.suppress(OSError):
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(digest(body).encode() + b"\n" + body)
            Path(name).replace(entry)
        except OSError:
            Path(name).unlink()
            raise
        _forget_oldest(entry.parent)


def entry(folder: Path, key: str) -> Path:
    """Return the file of an entry."""
    return folder / f"{key}{_SUFFIX}"


def _forget_oldest(folder: Path) -> None:
    entries = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in entries[:-_MOST_ENTRIES]:
        path.unlink(missing_ok=True)
