"""The part of the authority files that one letter can see: the entries to which it points, and to which those point.

A letter is transformed with this part only. So what it becomes can't depend on the rest, and when an entry changes,
only the letters that see it are made again.

An entry is seen by its `xml:id` or by the address of an `idno`. What a `prefixDef` makes of a pointer is followed where
it puts something before it; a letter with a more artful one sees everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from lxml import etree

from epistola import xml
from epistola.errors import MarkupError
from epistola.names import XML_ID, tei

_ENTRIES: Final = tuple(
    map(tei, ("person", "personGrp", "place", "org", "event", "object", "nym", "bibl", "biblStruct", "item"))
)
_HEADER: Final = tei("teiHeader")
_MARK: Final = " an entry of the list stood here "
_WHOLE_REST: Final = ("(.*)", "(.+)", "([^#]+)")


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """An outermost entry of a list: its bytes, the names by which it is known, and what it points to."""

    content: bytes
    names: frozenset[str]
    pointers: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _List:
    """An authority file taken apart: its entries, and what stands before, between and after them."""

    between: tuple[bytes, ...]
    entries: tuple[_Entry, ...]
    prefixes: frozenset[str] | None


def visible(letter: bytes, authority: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return `authority` with only those entries that `letter` can see; all of it for a letter that can't be read."""
    if not authority:
        return ()
    try:
        root = xml.parse(letter, "").getroot()
    except MarkupError:
        return tuple(authority)
    lists = [_taken_apart(data) for data in authority]
    prefixes = _prefixes(root)
    if prefixes is None or any(one.prefixes is None for one in lists):
        return tuple(authority)
    for one in lists:
        prefixes |= one.prefixes or frozenset()
    seen = _closure(_pointers(root), prefixes, lists)
    return tuple(_joined(one, seen) for one in lists)


def _closure(pointers: frozenset[str], prefixes: frozenset[str], lists: Sequence[_List]) -> set[_Entry]:
    """Follow pointers from entry to entry."""
    seen: set[_Entry] = set()
    known = _index(tuple(lists))
    waiting = [pointers]
    while waiting:
        for name in {name for pointer in waiting.pop() for name in _meant(pointer, prefixes)}:
            for entry in known.get(name, ()):
                if entry not in seen:
                    seen.add(entry)
                    waiting.append(entry.pointers)
    return seen


def _meant(pointer: str, prefixes: frozenset[str]) -> Iterator[str]:
    """Yield the names that a pointer can mean: what stands after # or a prefix, with and without what a prefix adds."""
    rest = pointer.partition(":")[2]
    for address in (pointer, *(before + rest for before in prefixes if rest)):
        yield address
        yield address.rpartition("#")[2]
        yield _same(address)
    yield rest


def _same(address: str) -> str:
    """Write an address as the stylesheets compare it: without the scheme, “www.” and a slash at the end."""
    for beginning in ("https://", "http://"):
        if address.startswith(beginning):
            return address.removeprefix(beginning).removeprefix("www.").rstrip("/")
    return address.rstrip("/")


def _pointers(root: etree._Element) -> frozenset[str]:
    """Return all that could be a pointer: the words of all attributes."""
    return frozenset(
        word for element in root.iter(etree.Element) for value in element.attrib.values() for word in str(value).split()
    )


def _prefixes(root: etree._Element) -> frozenset[str] | None:
    """Return what the prefixes of a document put before the rest of a pointer; None if one does more than that."""
    found = set()
    for definition in root.iter(tei("prefixDef")):
        before, mark, after = definition.get("replacementPattern", "").partition("$1")
        if definition.get("matchPattern") not in _WHOLE_REST or not mark or after or "$" in before or "\\" in before:
            return None
        found.add(before)
    return frozenset(found)


@lru_cache(maxsize=16)
def _taken_apart(data: bytes) -> _List:
    """Take a list apart. What is no XML or has no entries stays whole."""
    try:
        root = xml.parse(data, "").getroot()
    except MarkupError:
        return _List((data,), (), None)
    prefixes = _prefixes(root)
    around = {*_ENTRIES, _HEADER}
    entries_and_parts = (element for element in root.iter(*_ENTRIES) if element is not root)
    outermost = [e for e in entries_and_parts if not any(above.tag in around for above in e.iterancestors())]
    entries = []
    for element in outermost:
        entries.append(_entry(element))
        cast("etree._Element", element.getparent()).replace(element, etree.Comment(_MARK))
    pieces = etree.tostring(root, encoding="UTF-8").split(f"<!--{_MARK}-->".encode())
    return _List(tuple(piece if piece.strip() else b"" for piece in pieces), tuple(entries), prefixes)


def _entry(element: etree._Element) -> _Entry:
    names = {e.get(XML_ID, "") for e in element.iter(etree.Element) if e.get(XML_ID)}
    names |= {_same(" ".join("".join(map(str, idno.itertext())).split())) for idno in element.iter(tei("idno"))}
    content = etree.tostring(element, encoding="UTF-8", with_tail=False)
    return _Entry(content, frozenset(names - {""}), _pointers(element))


@lru_cache(maxsize=4)
def _index(lists: tuple[_List, ...]) -> dict[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = {}
    for one in lists:
        for entry in one.entries:
            for name in entry.names:
                found.setdefault(name, []).append(entry)
    return found


def _joined(one: _List, seen: set[_Entry]) -> bytes:
    parts = [one.between[0]]
    for entry, after in zip(one.entries, one.between[1:], strict=True):
        parts += [entry.content if entry in seen else b"", after]
    return b"".join(parts)
