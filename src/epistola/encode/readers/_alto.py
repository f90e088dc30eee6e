"""ALTO (Library of Congress, versions 2 to 4).

The text is that of the strings of each line with their spaces and hyphens (`String`, `SP`, `HYP`); where a line has no
spaces between its strings, one is put there. A line is a line; blocks stand apart, unless one begins in lower case
what the one before has not ended. The order is that of the file, or the reading order that it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from epistola.encode.readers._markup import children, local
from epistola.encode.readers._writer import Writer, rendition
from epistola.encode.readers._zones import Page, Points, begin_line, goes_on, number, points, rectangle
from epistola.letter import Surface, Zone

_SPACES: Final = frozenset({"TopMargin", "LeftMargin", "RightMargin", "BottomMargin", "PrintSpace"})
_BLOCKS: Final = frozenset({"TextBlock", "ComposedBlock"})
_STYLES: Final = {
    "bold": "bold", "italics": "italic", "italic": "italic", "underline": "underline", "smallcaps": "smallcaps",
    "superscript": "superscript", "subscript": "subscript", "strikethrough": "strikethrough",
}  # fmt: skip
_NAMES: Final = {
    "person": "persName", "per": "persName", "place": "placeName", "location": "placeName", "loc": "placeName",
    "organization": "orgName", "organisation": "orgName", "org": "orgName", "date": "date", "work": "title",
}  # fmt: skip
_APART: Final = frozenset({"numberingzone", "page-number", "pagenumber"})
_HEADINGS: Final = frozenset({"heading", "head", "titlepagezone-title", "mainzone-head", "title"})


@dataclass(frozen=True, slots=True)
class _Label:
    kind: str
    said: str


def write(root: etree._Element, writer: Writer, first: int) -> tuple[Surface, ...]:
    """Write the text of an ALTO document into `writer`, and return its pages, numbered from `first`."""
    pages = [page for layout in children(root, "Layout") for page in children(layout, "Page")]
    image = next(((e.text or "").strip() for e in root.iter() if local(e) == "fileName"), "")
    return tuple(_Reading(root, page, writer, n, image).page() for n, page in enumerate(pages, first))


class _Reading:
    """The walk through the blocks and lines of a page."""

    def __init__(self, root: etree._Element, element: etree._Element, writer: Writer, page: int, image: str) -> None:
        self._element, self._writer = element, writer
        self._page = Page(page, image, int(number(element.get("WIDTH"))), int(number(element.get("HEIGHT"))))
        self._styles = {e.get("ID", ""): e.get("FONTSTYLE", "") for e in root.iter() if local(e) == "TextStyle"}
        self._labels = {
            e.get("ID", ""): _Label(local(e), (e.get("TYPE") or e.get("LABEL") or "").strip().lower())
            if local(e) == "NamedEntityTag"
            else _Label(local(e), (e.get("LABEL") or e.get("TYPE") or "").strip().lower())
            for group in children(root, "Tags")
            for e in children(group)
        }
        self._order = {reference: n for n, reference in enumerate(_references(root))}
        self._last = ""
        self._divided = False
        self._name = ("", 0)

    def page(self) -> Surface:
        """Write the page."""
        self._last = self._writer.text[-200:]
        blocks = [b for space in children(self._element) if local(space) in _SPACES for b in children(space)]
        ordered = sorted(blocks, key=lambda b: self._order.get(b.get("ID", ""), len(self._order)))
        zones = [self._block(block, "") for block in ordered if local(block) in _BLOCKS]
        self._page.begin(self._writer)
        return self._page.surface([zone for zone in zones if zone is not None])

    def _block(self, block: etree._Element, styles: str) -> Zone | None:
        kind = next((label.said for label in self._of(block) if label.kind != "NamedEntityTag"), "")
        kind = kind or (block.get("TYPE") or "").lower()
        styles = block.get("STYLEREFS", styles)
        lines = list(children(block, "TextLine"))
        text = next((t for t in map(_line_text, lines) if t.strip()), "")
        if text:
            self._page.begin(self._writer, 1 if kind in _APART or goes_on(self._last, text) else 2)
        start = self._writer.position
        zones = [self._line(line, styles) for line in lines]
        self._close()
        if self._writer.position > start and kind in _APART:
            self._writer.mark(start, "fw", (("type", "pageNum"),))
            self._writer.block(start, "fw")
        elif self._writer.position > start:
            self._last = self._writer.since(start)
            if kind in _HEADINGS:
                self._writer.block(start, "head")
        zones += [self._block(inner, styles) for inner in children(block) if local(inner) in _BLOCKS]
        found = [zone for zone in zones if zone is not None]
        return self._page.zone(block.get("ID", ""), kind or "block", _corners(block), found)

    def _line(self, line: etree._Element, styles: str) -> Zone | None:
        zone = self._page.zone(line.get("ID", ""), "line", _corners(line))
        if not _line_text(line).strip():
            return zone
        self._writer.apart(1)
        begin_line(self._writer, zone, within_word=self._divided)
        self._divided = False
        spaced = any(local(piece) == "SP" for piece in line)
        strings = 0
        for piece in children(line, "String", "SP", "HYP"):
            kind = local(piece)
            if kind == "String":
                self._writer.write(" " if strings and not spaced else "")
                strings += 1
                self._entity(piece)
                self._string(piece, line.get("STYLEREFS", styles))
            else:
                self._writer.write(" " if kind == "SP" else piece.get("CONTENT", "-"))
                self._divided = kind == "HYP"
        return zone

    def _string(self, string: etree._Element, styles: str) -> None:
        start = self._writer.position
        self._writer.write(string.get("CONTENT", ""))
        own = [self._styles.get(name, "") for name in string.get("STYLEREFS", styles).split()]
        said = f"{string.get('STYLE', '')} {' '.join(own)}".lower().split()
        words = {_STYLES[word] for word in said if word in _STYLES}
        if words - {"strikethrough"}:
            self._writer.mark(start, "hi", rendition(words - {"strikethrough"}))
        if "strikethrough" in words:
            self._writer.mark(start, "del", (("rend", "strikethrough"),))

    def _entity(self, string: etree._Element) -> None:
        """Begin the name that a string is in, and end the one that it isn't in; a name may be several strings."""
        tagged = [t for t in string.get("TAGREFS", "").split() if self._element_of(t)]
        reference = tagged[0] if tagged else ""
        if reference != self._name[0]:
            self._close()
            self._name = (reference, self._writer.position)

    def _close(self) -> None:
        """End the name that is open."""
        reference, start = self._name
        if reference:
            self._writer.mark(start, self._element_of(reference))
        self._name = ("", 0)

    def _element_of(self, reference: str) -> str:
        label = self._labels.get(reference)
        return _NAMES.get(label.said, "") if label and label.kind == "NamedEntityTag" else ""

    def _of(self, element: etree._Element) -> Iterator[_Label]:
        for reference in element.get("TAGREFS", "").split():
            if reference in self._labels:
                yield self._labels[reference]


def _line_text(line: etree._Element) -> str:
    return " ".join(string.get("CONTENT", "") for string in children(line, "String"))


def _references(root: etree._Element) -> Iterator[str]:
    """Yield the identifiers in the reading order that the file gives (ALTO 4.3)."""
    for order in children(root, "ReadingOrder"):
        for element in order.iter():
            if isinstance(element.tag, str) and element.get("REF"):
                yield str(element.get("REF"))


def _corners(element: etree._Element) -> Points:
    for shape in children(element, "Shape"):
        for polygon in children(shape, "Polygon"):
            return points(polygon.get("POINTS"))
    left, top, width, height = (number(element.get(key)) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return rectangle(left, top, width, height)
