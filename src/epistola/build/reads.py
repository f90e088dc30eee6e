"""What a verdict depended on, as text for the state: files, parts of files, and their fingerprints.

A part is an element with an `xml:id`. A file that isn't there stands for the names of its neighbours, since a finding
may have asked whether one of them was meant. Of what is neither XML nor text (pictures may be large) size and time
stand for the content.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from epistola import xml
from epistola.build import fingerprints
from epistola.build.fingerprints import Digest
from epistola.errors import EpistolaError, MarkupError
from epistola.names import XML_ID
from epistola.validate.document import Document
from epistola.validate.reading import files_read

_READABLE: Final = frozenset((".xml", ".txt", ".rng", ".sch", ".xsd", ".xsl", ".md", ".html", ".htm"))
_SHORT: Final = 32


def read_by(data: bytes, label: str, base: Path, sources: Path | None) -> str:
    """Write down what the verdict on a document may depend on; nothing for what is no XML."""
    try:
        return written_down(files_read(Document(data, label, base=base, sources=sources)))
    except MarkupError:
        return ""


class Read(NamedTuple):
    """A file by its absolute path, its fingerprint, and that of each part that was read ("": all of it)."""

    name: str
    digest: str
    parts: dict[str, str]


def written_down(reads: Iterable[tuple[Path, str]]) -> str:
    """Write down what was read, as it is now."""
    files: dict[Path, set[str]] = {}
    for path, identifier in reads:
        files.setdefault(path, set()).add(identifier)
    found = [Read(str(path), state(path), _parts(path, files[path])) for path in sorted(files)]
    return json.dumps(found, separators=(",", ":")) if found else ""


def from_text(text: str) -> list[Read]:
    """Read what was written down."""
    return [Read(*one) for one in json.loads(text)] if text else []


def changed(reads: Iterable[Read], now: Callable[[str], str]) -> str:
    """Return the first file that isn't what it was, "" when all are; `now` gives the fingerprint of a file.

    Where a file has changed, the parts that were read decide, if nothing but parts was.
    """
    for name, known, parts in reads:
        if now(name) != known and ("" in parts or _parts(Path(name), parts) != parts):
            return name
    return ""


def state(path: Path, digest: Callable[[], Digest | None] | None = None) -> str:
    """Return the fingerprint of a file, or of what stands for it; `digest` gives that of its content."""
    try:
        if path.suffix.lower() in _READABLE:
            found = digest() if digest is not None else fingerprints.of_file(path)
            if found is not None:
                return _short(found)
        now = path.stat()
        return "folder" if path.is_dir() else f"{now.st_size} {now.st_mtime_ns}"
    except OSError:
        return _short(_neighbours(path.parent))


def _neighbours(folder: Path) -> Digest:
    """Return the fingerprint of the names in a folder."""
    try:
        return _names(folder, folder.stat().st_mtime_ns)
    except OSError:
        return fingerprints.of_text("no folder")


@lru_cache(maxsize=16)
def _names(folder: Path, changed: int) -> Digest:
    return fingerprints.of_text("\n".join(["nothing here", *sorted(entry.name for entry in folder.iterdir())]))


def _parts(path: Path, identifiers: Iterable[str]) -> dict[str, str]:
    """Return the fingerprint of each part; one that isn't there stands for all the identifiers that are."""
    wanted = sorted(identifiers)
    if wanted == [""]:
        return {"": ""}
    try:
        now = path.stat()
        known = _elements(path, now.st_mtime_ns, now.st_size)
    except OSError:
        known = {}
    all_ = fingerprints.of_text("\n".join(sorted(known)))
    return {name: _short(known.get(name, all_)) if name else "" for name in wanted}


@lru_cache(maxsize=16)
def _elements(path: Path, changed: int, size: int) -> Mapping[str, Digest]:
    """Return the fingerprint of each element with an identifier; `changed` and `size` make an edited file be read."""
    try:
        tree = xml.parse(xml.read(path), str(path))
    except EpistolaError as error:
        return {"": fingerprints.of_text(error.message)}
    return {
        identifier: fingerprints.of(etree.tostring(element, encoding="UTF-8", with_tail=False))
        for element in tree.iter(etree.Element)
        if (identifier := element.get(XML_ID)) is not None
    }


def _short(digest: Digest) -> str:
    return digest.hex()[:_SHORT]
