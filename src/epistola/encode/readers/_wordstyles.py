"""What WordprocessingML says of the look of characters (ECMA-376 part 1, 17.3.2 and 17.7).

What a run says itself holds before what its character style says. The styles of paragraphs are not asked: that a
heading is bold is no word's distinction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from epistola.encode.readers._markup import children, local

_OFF: Final = frozenset({"0", "false", "off", "none"})
_FLAGS: Final = {"b": "bold", "i": "italic", "smallCaps": "smallcaps", "caps": "caps", "vanish": "hidden"}
_STRUCK: Final = frozenset({"strike", "dstrike"})
_SPACED: Final = 20
"""Twentieths of a point between letters from which they count as spaced out."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document: their elements by identifier."""

    by_id: Mapping[str, etree._Element] = field(default_factory=dict)

    def look(self, properties: etree._Element | None) -> frozenset[str]:
        """Return the words for `@rend` that the properties of a run amount to; “hidden” and “strikethrough” too."""
        said: dict[str, bool] = {}
        for layer in self._layers(properties):
            for word, holds in _said(layer):
                said.setdefault(word, holds)
        return frozenset(word for word, holds in said.items() if holds)

    def is_heading(self, properties: etree._Element | None) -> bool:
        """Tell whether the properties of a paragraph make it a heading or a title."""
        if properties is None:
            return False
        for layer in (properties, *self._chain(value(child(properties, "pStyle")))):
            name = value(child(layer, "name")).lower()
            own = layer if local(layer) == "pPr" else child(layer, "pPr")
            level = value(child(own, "outlineLvl")) if own is not None else ""
            if name.startswith("heading ") or name in ("title", "subtitle") or (level.isdigit() and int(level) < 9):
                return True
        return False

    def breaks_page(self, properties: etree._Element | None) -> bool:
        """Tell whether a paragraph with these properties begins a page by itself."""
        return properties is not None and _is_on(child(properties, "pageBreakBefore"))

    def _layers(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        if properties is None:
            return
        yield properties
        for style in self._chain(value(child(properties, "rStyle"))):
            layer = child(style, "rPr")
            if layer is not None:
                yield layer

    def _chain(self, identifier: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while identifier in self.by_id and identifier not in seen:
            seen.add(identifier)
            yield self.by_id[identifier]
            identifier = value(child(self.by_id[identifier], "basedOn"))


def styles_of(root: etree._Element | None) -> Styles:
    """Read the styles part; None is a document without one."""
    if root is None:
        return Styles()
    return Styles({attribute(style, "styleId"): style for style in children(root, "style")})


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child element of this local name."""
    return next(children(element, name), None)


def attribute(element: etree._Element | None, name: str) -> str:
    """Return the attribute of this local name, "" if there is none."""
    if element is None:
        return ""
    return next((str(v) for key, v in element.attrib.items() if etree.QName(key).localname == name), "")


def value(element: etree._Element | None) -> str:
    """Return the attribute `val`, in which WordprocessingML says most things."""
    return attribute(element, "val")


def _is_on(flag: etree._Element | None) -> bool:
    return flag is not None and value(flag).lower() not in _OFF


def _said(properties: etree._Element) -> Iterator[tuple[str, bool]]:
    for one in children(properties):
        name = local(one)
        if name in _FLAGS:
            yield _FLAGS[name], _is_on(one)
        elif name in _STRUCK:
            yield "strikethrough", _is_on(one)
        elif name == "u":
            double = value(one) in ("double", "wavyDouble")
            yield "double-underline", double
            yield "underline", _is_on(one) and not double
        elif name == "vertAlign":
            yield "superscript", value(one) == "superscript"
            yield "subscript", value(one) == "subscript"
        elif name == "spacing":
            width = value(one)
            yield "letterspaced", width.isdigit() and int(width) >= _SPACED
