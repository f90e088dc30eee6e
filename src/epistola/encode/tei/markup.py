"""Writing XML: elements that are laid out for reading, and text with tags spliced in that is not touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from epistola.xml import escape, escape_attribute

Attributes: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the header; a child is an element or text."""

    name: str
    attributes: Attributes = field(default_factory=dict)
    children: tuple[Element | Lasting | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lasting:
    """An element that many letters have alike: it is written once, and remembered."""

    element: Element
    # By depth.
    _written: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def write(self, depth: int) -> str:
        """Write the element on lines of its own."""
        if depth not in self._written:
            self._written[depth] = write(self.element, depth)
        return self._written[depth]


def element(name: str, *children: Element | Lasting | str | None, **attributes: str) -> Element:
    """Make an element; children that are None or "" and attributes that are "" are left out.

    In the names of attributes `xml_id` is xml:id, and a trailing underscore is dropped (`from_`).
    """
    named = {key.replace("xml_", "xml:").rstrip("_"): value for key, value in attributes.items() if value}
    return Element(name, named, tuple(child for child in children if child))


def start_tag(name: str, attributes: Sequence[tuple[str, str]], *, empty: bool = False) -> str:
    """Write a start tag, or the tag of an empty element."""
    written = "".join([f' {key}="{escape_attribute(value)}"' for key, value in attributes]) if attributes else ""
    return f"<{name}{written}{'/' if empty else ''}>"


def write(node: Element, depth: int = 0) -> str:
    """Write an element with two blanks for each level; one that holds text stays on its line."""
    pieces: list[str] = []
    _write(node, depth, pieces)
    return "".join(pieces)


def _write(node: Element, depth: int, pieces: list[str]) -> None:
    margin = "  " * depth
    if not node.children or any(isinstance(child, str) for child in node.children):
        pieces.append(f"{margin}{_inline(node)}\n")
        return
    pieces.append(f"{margin}{start_tag(node.name, tuple(node.attributes.items()))}\n")
    for child in node.children:
        if isinstance(child, Lasting):
            pieces.append(child.write(depth + 1))
        elif isinstance(child, Element):
            _write(child, depth + 1, pieces)
    pieces.append(f"{margin}</{node.name}>\n")


def _inline(node: Element | Lasting) -> str:
    if isinstance(node, Lasting):
        return _inline(node.element)
    attributes = tuple(node.attributes.items())
    if not node.children:
        return start_tag(node.name, attributes, empty=True)
    inside = "".join([escape(child) if isinstance(child, str) else _inline(child) for child in node.children])
    return f"{start_tag(node.name, attributes)}{inside}</{node.name}>"
