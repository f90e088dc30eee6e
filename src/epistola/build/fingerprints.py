"""Fingerprints: what a thing is, in 32 bytes. They are SHA-256 (FIPS 180-4) of content, never of times or places.

`program` stands for all that the code of a room does: its own bytes and data, and the versions of what it leans on.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import Final, TypeAlias

import epistola

Digest: TypeAlias = bytes

_PACKAGE: Final = Path(epistola.__file__).resolve().parent
_PACKAGES: Final = {
    "encode": ("babel", "google-re2", "lxml", "markdown-it-py", "mdit-py-plugins", "py3langid", "python-crfsuite"),
    "validate": ("elementpath", "lxml", "saxonche", "xmlschema"),
    "transform": ("lxml", "saxonche", "weasyprint"),
}
_GROUPS: Final = {
    "encode": ("epistola.annotators", "epistola.readers"),
    "validate": ("epistola.checks",),
    "transform": (),
}


def of(content: bytes) -> Digest:
    """Return the fingerprint of bytes."""
    return hashlib.sha256(content).digest()


def of_text(text: str) -> Digest:
    """Return the fingerprint of text, also of text that isn't Unicode (file names)."""
    return of(text.encode(errors="surrogatepass"))


def of_file(path: Path) -> Digest:
    """Return the fingerprint of a file's content, read piece by piece; raise OSError when it can't be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def of_files(paths: Iterable[Path]) -> Digest:
    """Return the fingerprint of several files in their order, with their names but not their folders."""
    return of(b"".join(of_text(path.name) + of_file(path) for path in paths))


def together(parts: Mapping[str, Digest]) -> Digest:
    """Return the fingerprint of named parts, whatever their order."""
    return of(b"".join(of_text(name) + parts[name] for name in sorted(parts)))


@cache
def program(room: str) -> Digest:
    """Return the fingerprint of what Epistola does in a room: `encode`, `validate` or `transform`."""
    found = (*_PACKAGE.glob("*.py"), *(_PACKAGE / room).rglob("*"))
    code = sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)
    named = b"".join(of_text(path.relative_to(_PACKAGE).as_posix()) + of_file(path) for path in code)
    return of(named + of_text("\n".join(_versions(room))))


def of_packages(names: Iterable[str]) -> Digest:
    """Return the fingerprint of installed packages: their names and versions; of a folder, that of all its files."""
    return of(b"\0".join(_package(name) for name in names))


def _package(name: str) -> Digest:
    folder = Path(name)
    if folder.is_dir():
        return of_files(sorted(path for path in folder.rglob("*") if path.is_file()))
    return of_text(f"{name} {_version(name)}")


def _versions(room: str) -> Iterable[str]:
    yield f"python {sys.version_info[:2]} unicode {unicodedata.unidata_version}"
    for package in ("epistola", *_PACKAGES[room]):
        yield f"{package} {_version(package)}"
    for group in _GROUPS[room]:
        for point in sorted(entry_points(group=group)):
            installed = f"{point.dist.name} {point.dist.version}" if point.dist else ""
            yield f"{point.group} {point.name} {point.value} {installed}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
