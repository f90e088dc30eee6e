"""Putting something into an authority file without touching another byte of it.

Where elements begin and end in the bytes, the expat parser of Python says, after `epistola.xml` has accepted the
document. New lines are indented as their neighbours are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat  # only after epistola.xml has refused what is dangerous

from epistola import xml
from epistola.encode.authority.register import KINDS
from epistola.encode.tei.markup import Element, write
from epistola.errors import SettingsError
from epistola.names import TEI_NS, XML_NS

_TAG: Final = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ID: Final = f"{XML_NS} id"
_LISTS: Final = {"person": "listPerson", "place": "listPlace", "org": "listOrg"}
# What stands in an entry after its identifiers (content models of person, place and org).
_AFTER: Final = frozenset(
    ("note", "noteGrp", "bibl", "biblStruct", "listBibl", "ptr", "link", "linkGrp", "person", "place", "org")
) | frozenset(_LISTS.values())


@dataclass(slots=True)
class _Span:
    """An element in the bytes: from `start` to `end`, its content from `inner` to `stop`."""

    name: str
    id: str
    start: int
    inner: int
    stop: int = 0
    end: int = 0
    children: list[_Span] = field(default_factory=list)


def insert_entry(data: bytes, name: str, entry: Element) -> bytes:
    """Return the list in `data` with `entry`: in its place if the entries are in the order of their identifiers.

    Otherwise it comes last. Raises SettingsError when the file has no list with entries of that kind, or is in an
    encoding whose bytes can't be counted (UTF-16).
    """
    kind = entry.name
    lists = [span for span in _spans(data, name) if span.name == _LISTS[kind] and _entries(span, kind)]
    if not lists:
        raise SettingsError(
            f"The file has no {_LISTS[kind]} with an entry that another could be put beside.",
            code="authority/no-list",
            file=name,
            hint="Name the file that lists entries of this kind: --authority FILE.",
        )
    siblings = _entries(lists[0], kind)
    ids = [span.id for span in siblings]
    wanted = entry.attributes["xml:id"]
    before = [span for span in siblings if span.id < wanted] if ids == sorted(ids) else siblings
    if before:
        return _put(data, before[-1].end, before[-1], entry, after=True)
    return _put(data, siblings[0].start, siblings[0], entry, after=False)


def insert_identifier(data: bytes, name: str, entry: str, identifier: Element) -> bytes:
    """Return the list in `data` with an `idno` in the entry that has the `xml:id` `entry`.

    It stands after the identifiers that are there, otherwise after the other facts. Raises SettingsError when there is
    no such entry.
    """
    kinds = {kind for kind, _ in KINDS.values()}
    found = next((s for s in _spans(data, name) if s.id == entry and s.name in kinds and s.children), None)
    if found is None:
        raise SettingsError(
            f"There is no entry “{entry}” in the file.",
            code="authority/no-entry",
            file=name,
            hint="Give the xml:id of a person, place or organisation.",
        )
    known = [child for child in found.children if child.name == "idno"]
    facts = [child for child in found.children if child.name not in _AFTER]
    beside = (known or facts or found.children)[-1]
    return _put(data, beside.end, beside, identifier, after=True)


def identifiers(data: bytes, name: str) -> frozenset[str]:
    """Return each `xml:id` of a document."""
    return frozenset(span.id for span in _spans(data, name) if span.id)


def _entries(span: _Span, kind: str) -> list[_Span]:
    return [child for child in span.children if child.name == kind and child.id]


def _put(data: bytes, offset: int, neighbour: _Span, new: Element, *, after: bool) -> bytes:
    """Write `new` at `offset`, on lines of its own if its neighbour is on one."""
    line = re.search(rb"(\r?\n)([ \t]*)$", data[: neighbour.start])
    lines = write(new).splitlines()
    if line is None:
        written = "".join(words.strip() for words in lines).encode(_encoding(data), "xmlcharrefreplace")
        return data[:offset] + written + data[offset:]
    margin, step = line[2].decode(), _step(data, neighbour, line[2])
    laid = [margin + step * _depth(words) + words.lstrip(" ") for words in lines]
    written = line[1].decode().join(laid).encode(_encoding(data), "xmlcharrefreplace")
    piece = line[1] + written if after else written[len(margin) :] + line[1] + line[2]
    return data[:offset] + piece + data[offset:]


def _depth(words: str) -> int:
    return (len(words) - len(words.lstrip(" "))) // 2


def _step(data: bytes, neighbour: _Span, margin: bytes) -> str:
    """Return by how much the children of the neighbour are indented."""
    inside = re.match(rb"\r?\n([ \t]*)", data[neighbour.inner : neighbour.stop])
    deeper = inside[1] if inside else b""
    return deeper[len(margin) :].decode() if deeper.startswith(margin) and deeper != margin else "  "


def _encoding(data: bytes) -> str:
    return xml.parse(data, "").docinfo.encoding or "UTF-8"


def _spans(data: bytes, name: str) -> list[_Span]:
    """Return the TEI elements of a document in the order in which they begin."""
    xml.parse(data, name)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:2] == b"\0" or data[:1] == b"\0":
        raise SettingsError(
            "The file is in UTF-16; only files in UTF-8, or with one byte for a character, are changed.",
            code="authority/encoding",
            file=name,
            hint="Save it in UTF-8, with an editor that changes the XML declaration, too.",
        )
    found: list[_Span] = []
    open_: list[_Span] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def begin(tag: str, attributes: dict[str, str]) -> None:
        uri, _, local = tag.rpartition(" ")
        at = parser.CurrentByteIndex
        span = _Span(local if uri == TEI_NS else "", attributes.get(_ID, ""), at, _tag_end(data, at))
        if open_:
            open_[-1].children.append(span)
        open_.append(span)
        found.append(span)

    def finish(_: str) -> None:
        span = open_.pop()
        empty = parser.CurrentByteIndex == span.start
        span.stop = span.inner if empty else parser.CurrentByteIndex
        span.end = span.inner if empty else _tag_end(data, span.stop)

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.Parse(data, True)
    return found


def _tag_end(data: bytes, start: int) -> int:
    tag = _TAG.match(data, start)
    return tag.end() if tag else start
