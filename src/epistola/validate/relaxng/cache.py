"""Compiled schemas in the user's cache folder.

An entry is a text file: the digest of the rest, then what `compiled` writes. One that is damaged, or whose files
have changed, is as good as absent. Writers replace an entry in one step, so any number of them do no harm.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from epistola import resources, xml
from epistola.errors import EpistolaError
from epistola.validate.relaxng.compiled import Compiled

try:  # hashlib would load OpenSSL as well, which takes more memory than all that is done here
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_SUFFIX: Final = ".schema"
_MOST_ENTRIES: Final = 64
_PIECE: Final = 1 << 16


def digest(data: bytes) -> str:
    """Return what tells the content of a file from any other."""
    return blake2b(data, digest_size=20).hexdigest()


def folder() -> Path:
    """Return the folder of the entries."""
    return resources.cache("relaxng")


def digest_of(path: Path) -> str:
    """Return the digest of a file, which is never in memory as a whole; raise SurroundingsError without one."""
    state = blake2b(digest_size=20)
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(_PIECE):
                state.update(piece)
    except OSError:
        xml.read(path)  # it fails as well, and says why
        raise
    return state.hexdigest()


def entry(folder: Path, seal: str, *how: object) -> Path:
    """Return the file in `folder` for the schema with the digest `seal`, `how` being all that else counts."""
    about = "\n".join(map(str, (_engine(), seal, *how))).encode("utf-8", "surrogateescape")
    return folder / f"{digest(about)}{_SUFFIX}"


def _engine() -> str:
    """Return what changes with the modules here, so that an entry is used only by those that made it."""
    with contextlib.suppress(OSError):
        found = [(file.name, file.stat()) for file in os.scandir(Path(__file__).parent) if file.name.endswith(".py")]
        return " ".join(f"{name} {about.st_size} {about.st_mtime_ns}" for name, about in sorted(found))
    return ""


def load(entry: Path) -> Compiled | None:
    """Return what `entry` keeps; None when it is absent, damaged, or older than a file of the schema."""
    try:
        with entry.open("rb") as file:
            seal, body = file.readline().rstrip(), file.read()
        if seal.decode("ascii") != digest(body):
            return None
        compiled = Compiled.from_text(body)
        for path, was in compiled.files:
            if digest_of(Path(path)) != was:
                return None
    except (OSError, EpistolaError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return compiled


def save(entry: Path, compiled: Compiled) -> None:
    """Keep `compiled` in `entry`. A folder that can't be written is no reason to fail: then nothing is kept."""
    import tempfile

    body = compiled.to_text()
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


def _forget_oldest(folder: Path) -> None:
    entries = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in entries[:-_MOST_ENTRIES]:
        path.unlink(missing_ok=True)
