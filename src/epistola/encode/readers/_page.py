"""PAGE XML (PRImA, 2009 to 2019), as Transkribus, eScriptorium and OCR engines write it.

The text is that of the lines (`TextEquiv/Unicode`, the first alternative), or of their words where a line has none,
in the reading order that the file gives. A line is a line; regions stand apart, unless one begins in lower case what
the one before has not ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from epistola.encode.readers._markup import children, local
from epistola.encode.readers._transkribus import Tag, joined, mark, reading_order, structure_type, styles, tags
from epistola.encode.readers._writer import Writer, rendition
from epistola.encode.readers._zones import Page, Points, begin_line, goes_on, number, points
from epistola.letter import Surface, Zone

# What a page bears beside its text, and what `fw` calls it (TEI Guidelines, 12.6).
_APART: Final = {"page-number": "pageNum", "catch-word": "catch", "signature-mark": "sig"}


def write(root: etree._Element, writer: Writer, first: int) -> tuple[Surface, ...]:
    """Write the text of a PAGE document into `writer`, and return its pages, numbered from `first`."""
    return tuple(_Reading(element, writer, n).page() for n, element in enumerate(children(root, "Page"), first))


class _Reading:
    """The walk through the regions and lines of a page."""

    def __init__(self, element: etree._Element, writer: Writer, page: int) -> None:
        width, height = (int(number(element.get(f"image{side}"))) for side in ("Width", "Height"))
        self._element, self._writer = element, writer
        self._page = Page(page, element.get("imageFilename", ""), width, height)
        self._tags: list[Tag] = []
        self._last = ""

    def page(self) -> Surface:
        """Write the page."""
        self._last = self._writer.text[-200:]
        start = self._writer.position
        zones = [self._region(region) for region in _ordered(self._element)]
        self._page.begin(self._writer)
        text = f"{' ' * start}{self._writer.since(start)}"
        for tag in joined(self._tags, text):
            mark(tag, self._writer)
        return self._page.surface([zone for zone in zones if zone is not None])

    def _region(self, region: etree._Element) -> Zone | None:
        kind = region.get("type") or structure_type(region.get("custom", "")) or local(region).removesuffix("Region")
        lines = [line for _, line in sorted(enumerate(children(region, "TextLine")), key=_position)]
        text = next((line for line in map(_text, lines) if line.strip()), "" if lines else _text(region))
        kind = kind.lower()
        if text:
            self._apart(kind, text)
        start = self._writer.position
        zones = [self._line(line) for line in lines]
        if not lines and text:
            self._plain(region)
        self._describe(kind, start)
        if kind == "table":
            self._cells(region)
        else:
            zones += [self._region(inner) for inner in _ordered(region)]
        found = [zone for zone in zones if zone is not None]
        return self._page.zone(region.get("id", ""), kind, _corners(region), found)

    def _apart(self, kind: str, text: str) -> None:
        continues = kind in _APART or goes_on(self._last, text)
        self._page.begin(self._writer, 1 if continues else 2)

    def _describe(self, kind: str, start: int) -> None:
        """Say what a region is, once it is written."""
        writer = self._writer
        if writer.position == start:
            return
        if kind in _APART:
            writer.mark(start, "fw", (("type", _APART[kind]),))
            writer.block(start, "fw")
            return
        self._last = writer.since(start)
        if kind == "heading":
            writer.block(start, "head")

    def _line(self, line: etree._Element) -> Zone | None:
        text = _text(line).replace("\n", " ")
        zone = self._page.zone(line.get("id", ""), "line", _corners(line))
        if not text.strip():
            return zone
        self._writer.apart(1)
        start = begin_line(self._writer, zone)
        self._writer.write(text)
        self._tags += [
            Tag(tag.name, start + tag.start, start + tag.end, tag.said) for tag in tags(line.get("custom", ""), text)
        ]
        for style in children(line, "TextStyle"):
            self._style(style, start)
        return zone

    def _style(self, style: etree._Element, start: int) -> None:
        words = styles({str(key): str(value) for key, value in style.attrib.items()})
        if words - {"strikethrough"}:
            self._writer.mark(start, "hi", rendition(words - {"strikethrough"}))
        if "strikethrough" in words:
            self._writer.mark(start, "del", (("rend", "strikethrough"),))

    def _plain(self, region: etree._Element) -> None:
        for text in _text(region).split("\n"):
            self._writer.apart(1)
            self._writer.write(text)

    def _cells(self, table: etree._Element) -> None:
        """Write the cells of a table: those of a row between tabs."""
        cells = sorted(children(table, "TableCell"), key=lambda c: (number(c.get("row")), number(c.get("col"))))
        row = -1.0
        for cell in cells:
            text = " ".join(filter(None, (_text(line).strip() for line in children(cell, "TextLine"))))
            if number(cell.get("row")) != row:
                self._writer.apart(1)
                row = number(cell.get("row"))
            else:
                self._writer.write("\t")
            self._writer.write(text)


def _ordered(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the regions within a page or a region: as ReadingOrder has them, then as they say themselves, the rest."""
    regions = [e for e in children(parent) if local(e).endswith("Region")]
    wanted = {reference: place for place, reference in enumerate(_references(parent))}
    custom = {region: reading_order(region.get("custom", "")) for region in regions}
    last = len(wanted) + len(regions)

    def place(region: etree._Element) -> tuple[int, int]:
        if region.get("id") in wanted:
            return wanted[str(region.get("id"))], 0
        index = custom[region]
        return last, index if index is not None else last

    return iter(sorted(regions, key=place))


def _references(parent: etree._Element) -> Iterator[str]:
    """Yield the identifiers of the regions in the reading order that a page gives."""
    for order in children(parent, "ReadingOrder"):
        yield from _group(order)


def _group(group: etree._Element) -> Iterator[str]:
    members: Sequence[etree._Element] = list(children(group))
    if any(member.get("index") for member in members):
        members = sorted(members, key=lambda member: number(member.get("index")))
    for member in members:
        if member.get("regionRef"):
            yield str(member.get("regionRef"))
        yield from _group(member)


def _position(numbered: tuple[int, etree._Element]) -> tuple[int, int]:
    place, line = numbered
    index = reading_order(line.get("custom", ""))
    return (index if index is not None else place), place


def _text(element: etree._Element) -> str:
    """Return the text of a region, line, word or glyph: its own, or that of its parts."""
    alternatives = sorted(children(element, "TextEquiv"), key=lambda e: number(e.get("index")))
    for alternative in alternatives:
        for unicode in children(alternative, "Unicode"):
            return unicode.text or ""
    if local(element) == "TextLine":
        return " ".join(filter(None, map(_text, children(element, "Word"))))
    return "".join(map(_text, children(element, "Glyph")))


def _corners(element: etree._Element) -> Points:
    for coords in children(element, "Coords"):
        if coords.get("points"):
            return points(coords.get("points"))
        return tuple((int(number(p.get("x"))), int(number(p.get("y")))) for p in children(coords, "Point"))
    return ()
