"""XML Catalogs (OASIS Standard, version 1.1): which file stands for an address.

Read are `uri`, `rewriteURI`, `uriSuffix`, `system`, `rewriteSystem`, `systemSuffix`, `nextCatalog` and `group`, with
`xml:base`. Catalogs are those that are named, then those of the environment variable `XML_CATALOG_FILES`; only
files are read, and only files are given.

Codes: `catalogs/unusable`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from epistola import xml
from epistola.errors import EpistolaError, SettingsError
from epistola.names import XML_NS

VARIABLE: Final = "XML_CATALOG_FILES"
_NS: Final = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_BASE: Final = f"{{{XML_NS}}}base"
# A catalog that names the DTD of its kind is in order; nothing of that DTD is read.
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE\s+catalog\s[^\[>]*>")
# Of each kind of entry: the attribute with what is asked for, and that with what stands for it.
_EXACT: Final = {"uri": ("name", "uri"), "system": ("systemId", "uri")}
_BEGINNING: Final = {
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
}
_END: Final = {"uriSuffix": ("uriSuffix", "uri"), "systemSuffix": ("systemIdSuffix", "uri")}
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    asked: str
    given: str


def named(files: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the catalogs to ask: `files`, then those of the environment, as far as these are there."""
    known = (_path(urljoin(Path.cwd().as_uri() + "/", word)) for word in os.environ.get(VARIABLE, "").split())
    return (*files, *(path for path in known if path is not None and path.is_file()))


def resolve(address: str, catalogs: Sequence[Path]) -> Path | None:
    """Return the file that stands for `address` by the first catalog that has one, or None.

    Raises SettingsError for a catalog that can't be read.
    """
    waiting = list(catalogs)
    seen: set[Path] = set()
    while waiting and len(seen) < _MOST:
        catalog = waiting.pop(0).resolve()
        if catalog in seen:
            continue
        seen.add(catalog)
        entries = _read(catalog, catalog.stat().st_mtime_ns if catalog.is_file() else 0)
        found = _match(address, entries)
        if found is not None:
            return _path(found)
        following = (_path(entry.given) for entry in entries if entry.kind == "nextCatalog")
        waiting[:0] = [path for path in following if path is not None and path.is_file()]
    return None


def _match(address: str, entries: Sequence[_Entry]) -> str | None:
    """Find the entry by the order of the standard (7.1.2, 7.2.2): exact, longest beginning, longest end."""
    exact = next((entry for entry in entries if entry.kind in _EXACT and entry.asked == address), None)
    if exact is not None:
        return exact.given
    beginnings = [entry for entry in entries if entry.kind in _BEGINNING and address.startswith(entry.asked)]
    if beginnings:
        longest = max(beginnings, key=lambda entry: len(entry.asked))
        return longest.given + address[len(longest.asked) :]
    ends = [entry for entry in entries if entry.kind in _END and address.endswith(entry.asked)]
    return max(ends, key=lambda entry: len(entry.asked)).given if ends else None


@lru_cache(maxsize=64)
def _read(catalog: Path, changed: int) -> tuple[_Entry, ...]:
    """Read a catalog; `changed`, its time of change, makes an edited one be read anew."""
    try:
        root = xml.parse(_DOCTYPE.sub(b"", xml.read(catalog), count=1), str(catalog)).getroot()
    except EpistolaError as error:
        raise _unusable(catalog, error.message) from None
    if root.tag != f"{_NS}catalog":
        raise _unusable(catalog, "Its outermost element is not <catalog>.")
    return tuple(_entries(root, catalog.as_uri()))


def _entries(around: etree._Element, base: str) -> Iterator[_Entry]:
    base = urljoin(base, around.get(_BASE, ""))
    for element in around.iterchildren(etree.Element):
        kind = str(element.tag).removeprefix(_NS)
        if kind == "group":
            yield from _entries(element, base)
        elif kind == "nextCatalog":
            yield _Entry(kind, "", _given(element, "catalog", base))
        elif kind in (known := {**_EXACT, **_BEGINNING, **_END}):
            asked, given = known[kind]
            if element.get(asked) and element.get(given) is not None:
                yield _Entry(kind, element.get(asked, ""), _given(element, given, base))


def _given(element: etree._Element, attribute: str, base: str) -> str:
    return urljoin(urljoin(base, element.get(_BASE, "")), element.get(attribute, ""))


def _path(address: str) -> Path | None:
    parts = urlsplit(address)
    return Path(unquote(parts.path)) if parts.scheme == "file" and parts.netloc in ("", "localhost") else None


def _unusable(catalog: Path, reason: str) -> SettingsError:
    return SettingsError(
        f"The catalog can't be used: {reason}",
        code="catalogs/unusable",
        file=str(catalog),
        hint="It must be an XML catalog of the OASIS standard, version 1.1.",
    )
