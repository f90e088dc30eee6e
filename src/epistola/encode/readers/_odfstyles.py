"""What OpenDocument says of the look of characters (OpenDocument 1.3 part 3, 16.29 and 20).

A span has the look of its style and of those that this is based on. Of a paragraph only the automatic style is asked,
in which a program keeps what its user did to the whole paragraph by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from epistola.encode.readers._markup import children

_POINTS: Final = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75}
_TITLES: Final = frozenset({"Title", "Subtitle"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says itself: words for `@rend` that hold, and words that don't."""

    holds: frozenset[str]
    denied: frozenset[str]


class Styles:
    """The styles of a document by family and name; `automatic` are those that the document made for itself."""

    def __init__(self, content: etree._Element, common: etree._Element | None) -> None:
        self._automatic = dict(_styles(content, "automatic-styles"))
        self._all = {**(dict(_styles(common, "styles")) if common is not None else {}), **self._automatic}

    def of_span(self, name: str) -> frozenset[str]:
        """Return the look of a span in the style `name`."""
        holds: set[str] = set()
        denied: set[str] = set()
        for style in self._chain("text", name):
            look = _look(style)
            holds |= look.holds - denied
            denied |= look.denied | look.holds
        return frozenset(holds)

    def of_paragraph(self, name: str) -> frozenset[str]:
        """Return the look that the automatic style of a paragraph gives it."""
        style = self._automatic.get(("paragraph", name))
        return _look(style).holds if style is not None else frozenset()

    def is_title(self, name: str) -> bool:
        """Tell whether a paragraph in this style is the title of the document."""
        return any(attribute(style, "name") in _TITLES for style in self._chain("paragraph", name))

    def breaks_page(self, name: str, where: str) -> bool:
        """Tell whether a page ends "before" or "after" a paragraph in this style."""
        for style in self._chain("paragraph", name):
            for properties in children(style, "paragraph-properties"):
                said = attribute(properties, f"break-{where}")
                if said:
                    return said == "page"
        return False

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while (family, name) in self._all and name not in seen:
            seen.add(name)
            yield self._all[family, name]
            name = attribute(self._all[family, name], "parent-style-name")


def attribute(element: etree._Element, name: str) -> str:
    """Return the attribute of this local name, "" if there is none."""
    return next((str(v) for key, v in element.attrib.items() if etree.QName(key).localname == name), "")


def _styles(root: etree._Element, where: str) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    for group in children(root, where):
        for style in children(group, "style"):
            yield (attribute(style, "family"), attribute(style, "name")), style


def _look(style: etree._Element) -> Look:
    said: dict[str, bool] = {}
    for properties in children(style, "text-properties"):
        for key, value in properties.attrib.items():
            said.update(_said(etree.QName(key).localname, str(value)))
    return Look(
        frozenset(w for w, holds in said.items() if holds), frozenset(w for w, holds in said.items() if not holds)
    )


def _said(name: str, value: str) -> Iterator[tuple[str, bool]]:
    if name == "font-style":
        yield "italic", value in ("italic", "oblique")
    elif name == "font-weight":
        yield "bold", value == "bold" or (value.isdigit() and int(value) >= 600)
    elif name == "text-underline-style":
        yield "underline", value != "none"
    elif name == "text-line-through-style":
        yield "strikethrough", value != "none"
    elif name == "font-variant":
        yield "smallcaps", value == "small-caps"
    elif name == "text-transform":
        yield "caps", value == "uppercase"
    elif name == "text-position":
        yield "superscript", _raised(value) > 0
        yield "subscript", _raised(value) < 0
    elif name == "letter-spacing":
        yield "letterspaced", _points(value) >= 1
    elif name == "display":
        yield "hidden", value == "none"


def _raised(value: str) -> float:
    """Return by how much of its height text is raised: “super 58%” is raised, “-33% 58%” lowered."""
    first = value.split()[0] if value.split() else ""
    if first in ("super", "sub"):
        return 1.0 if first == "super" else -1.0
    number = re.fullmatch(r"(-?\d+(?:\.\d+)?)%", first)
    return float(number[1]) if number else 0.0


def _points(value: str) -> float:
    length = re.fullmatch(r"(-?\d*\.?\d+)([a-z]{2})", value)
    return float(length[1]) * _POINTS.get(length[2], 0.0) if length else 0.0
