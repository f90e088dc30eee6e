"""Which attributes identify and refer: ID, IDREF and IDREFS (RELAX NG DTD Compatibility, section 5).

An attribute of an element has such a type in every place or in none; a schema in which that isn't so is refused,
unless it is loaded without identifiers.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from epistola.validate.relaxng.model import XSD, Datum, Kind, Node, refuse
from epistola.validate.relaxng.names import NameClass, contains, literal
from epistola.validate.relaxng.simplify import Simple

COMPATIBILITY: Final = "http://relaxng.org/ns/compatibility/datatypes/1.0"
_TYPES: Final = frozenset(("ID", "IDREF", "IDREFS"))

Identity: TypeAlias = dict[tuple[str, str], str]
"""From an element and an attribute to ID, IDREF or IDREFS."""


def identity(simple: Simple) -> Identity:
    """Return which attributes of `simple` identify and refer."""
    work = _Finder(simple)
    for element, content in zip(simple.elements, simple.contents, strict=True):
        assert element.names is not None  # noqa: S101 - elements have names
        work.element = element.names
        work.visit(content)
    work.check()
    return work.found


def _type(datum: Datum | None) -> str:
    if datum is not None and datum.library in (XSD, COMPATIBILITY) and datum.type in _TYPES:
        return datum.type
    return ""


class _Finder:
    """Goes through the attributes of one element after the other; those of a shared pattern only once for each."""

    def __init__(self, simple: Simple) -> None:
        self.found: Identity = {}
        self.element: NameClass = ""
        self._simple = simple
        self._attributes: dict[Node, tuple[Node, ...]] = {}
        self._others: dict[tuple[NameClass, NameClass], Node] = {}

    def visit(self, content: Node) -> None:
        for attribute in self._in(content):
            type_ = self._type_of(attribute)
            assert attribute.names is not None  # noqa: S101 - attributes have names
            if type_:
                self._note(attribute, type_)
            else:
                self._others.setdefault((self.element, attribute.names), attribute)

    def _in(self, node: Node) -> tuple[Node, ...]:
        """Return the attributes in `node`; refuse an identifier anywhere else."""
        if node.kind is Kind.REF:
            assert node.target is not None  # noqa: S101 - references have targets
            node = self._simple.shared[node.target]
        if node not in self._attributes:
            if node.kind in (Kind.DATA, Kind.VALUE) and _type(node.datum):
                assert node.datum is not None  # noqa: S101 - just looked at
                sentence = f"The type {node.datum.type} can be that of an attribute only, and of its whole value."
                raise refuse("identifier-type", sentence, node.place, _HINT)
            if node.kind is Kind.ATTRIBUTE:
                self._attributes[node] = (node,)
            elif node.kind is Kind.ELEMENT:
                self._attributes[node] = ()
            else:
                self._attributes[node] = tuple(a for part in node.parts for a in self._in(part))
        return self._attributes[node]

    def _type_of(self, attribute: Node) -> str:
        content = attribute.parts[0]
        if content.kind is Kind.REF:
            assert content.target is not None  # noqa: S101 - references have targets
            content = self._simple.shared[content.target]
        type_ = _type(content.datum) if content.kind in (Kind.DATA, Kind.VALUE) else ""
        for part in content.parts if type_ else (content,):
            self._in(part)
        return type_

    def _note(self, attribute: Node, type_: str) -> None:
        elements = literal(self.element)
        if not isinstance(attribute.names, str) or elements is None:
            sentence = f"An attribute of type {type_}, and its element, must have names, not anyName or nsName."
            raise refuse("identifier-type", sentence, attribute.place, _HINT)
        for element in elements:
            if self.found.setdefault((element, attribute.names), type_) != type_:
                self._conflict(attribute)

    def check(self) -> None:
        """Refuse the schema when an identifier is something else in another place."""
        for (elements, attributes), node in self._others.items():
            if isinstance(elements, str) and isinstance(attributes, str):
                if (elements, attributes) in self.found:
                    self._conflict(node)
            elif any(contains(elements, e) and contains(attributes, a) for e, a in self.found):
                self._conflict(node)

    def _conflict(self, node: Node) -> None:
        sentence = "An attribute is an identifier or reference in one place, and something else here."
        raise refuse("identifier-type", sentence, node.place, _HINT)


_HINT: Final = "Mend the schema, or load it without the checking of identifiers (Jing: option -i)."
