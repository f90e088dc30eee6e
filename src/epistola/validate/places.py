"""Where the nodes of a tree stand in the text that it was parsed from: line and column, counted in code points.

lxml knows the line of an element only, and none beyond 65,535. The tags of a document that has been parsed are
found again by one regular expression, since well-formedness is proven and a DOCTYPE is refused; that costs
little and is done only when something is to be reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from lxml import etree

from epistola.diagnostics import Place
from epistola.names import XML_NS

_MARKUP: Final = re.compile(
    r"""<!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?> | </[^>]*+> | <[^!?/](?:[^>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/<>"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_CHARACTER: Final = re.compile(r"<!\[CDATA\[(?P<literal>.*?)\]\]>|&[^;]*;|\r\n|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Extent:
    """Offsets of a node: where it begins, where its start tag ends, and where all of it ends."""

    start: int
    content: int
    end: int


class Places:
    """The places of the nodes of one document."""

    def __init__(self, tree: etree._ElementTree, data: bytes, encoding: str, name: str) -> None:
        """Know `tree`, which was parsed from `data`, the document called `name`."""
        self._tree = tree
        self._data = data
        self._encoding = encoding
        self._name = name

    def of(self, node: etree._Element, attribute: str = "") -> Place:
        """Return where `node` begins, or its attribute (in Clark notation) if it has one of that name."""
        extent = self._extents.get(node)
        if extent is None:
            return self._by_line(node)
        return self._at(self._attribute(node, attribute, extent) if attribute else extent.start)

    def of_text(self, node: etree._Element, offset: int = 0, *, tail: bool = False) -> Place:
        """Return where the character `offset` stands of the text in `node`, or of that after it."""
        extent = self._extents.get(node)
        if extent is None:
            return self._by_line(node)
        return self._at(self._advance(extent.end if tail else extent.content, offset))

    def _by_line(self, node: etree._Element) -> Place:
        line = node.sourceline
        return Place(self._name, line if isinstance(line, int) else 0)

    def _at(self, offset: int) -> Place:
        line = bisect_right(self._lines, offset)
        return Place(self._name, line, offset - self._lines[line - 1] + 1)

    def _attribute(self, node: etree._Element, attribute: str, extent: _Extent) -> int:
        for found in _ATTRIBUTE.finditer(self._text, extent.start, extent.content):
            if _clark(node, found[1]) == attribute:
                return found.start()
        return extent.start

    def _advance(self, start: int, characters: int) -> int:
        """Return the offset `characters` of content after `start`; a reference counts as what it stands for."""
        for found in _CHARACTER.finditer(self._text, start):
            literal = found["literal"]
            length = 1 if literal is None else len(literal)
            if characters < length:
                return found.start() if literal is None else found.start("literal") + characters
            characters -= length
        return len(self._text)

    @cached_property
    def _text(self) -> str:
        try:
            return self._data.decode(self._encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            return ""

    @cached_property
    def _lines(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    @cached_property
    def _extents(self) -> dict[etree._Element, _Extent]:
        """The extent of each element, comment and processing instruction; nothing when the two don't match."""
        nodes = list(_nodes(self._tree))
        extents = _extents(self._text)
        return dict(zip(nodes, extents, strict=True)) if len(nodes) == len(extents) else {}


def _nodes(tree: etree._ElementTree) -> Iterator[etree._Element]:
    """Yield elements, comments and processing instructions in the order of the document."""
    root = tree.getroot()
    before = reversed(list(root.itersiblings(preceding=True)))
    return chain(before, root.iter(), root.itersiblings())


def _extents(text: str) -> list[_Extent]:
    """Return the extents of the nodes of `text`, in the order in which they begin."""
    found: list[_Extent] = []
    open_: list[int] = []
    for match in _MARKUP.finditer(text):
        start, end = match.span()
        kind = text[start + 1]
        if kind == "/":
            node = open_.pop()
            found[node] = _Extent(found[node].start, found[node].content, end)
        elif not (text.startswith("<![CDATA[", start) or re.match(r"<\?xml\s", text[start:end])):
            if kind not in "!?" and text[end - 2] != "/":
                open_.append(len(found))
            found.append(_Extent(start, end, end))
    return found


def _clark(node: etree._Element, name: str) -> str:
    """Write the attribute name `name` of a start tag in Clark notation."""
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return name
    namespace = XML_NS if prefix == "xml" else node.nsmap.get(prefix, "")
    return f"{{{namespace}}}{local}"
