"""The restrictions on a schema in the simple form (RELAX NG, section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, IntEnum, auto
from typing import Final

from epistola.validate.relaxng.model import Kind, Node, refuse
from epistola.validate.relaxng.names import NameClass, common, literal, local_name
from epistola.validate.relaxng.simplify import Simple


class _Within(Flag):
    """Around a pattern, up to the element that it is in."""

    NOTHING = 0
    START = auto()
    ATTRIBUTE = auto()
    LIST = auto()
    EXCEPTION = auto()
    REPEATED = auto()
    REPEATED_GROUP = auto()
    """In a group or interleave in a oneOrMore."""


_TITLES: Final = {
    _Within.START: "start",
    _Within.ATTRIBUTE: "attribute",
    _Within.LIST: "list",
    _Within.EXCEPTION: "the except of data",
    _Within.REPEATED_GROUP: "a group or interleave in oneOrMore",
}
_ALL: Final = frozenset(Kind)
# What can't stand there (sections 7.1.1 to 7.1.5).
_PROHIBITED: Final = {
    _Within.START: _ALL - {Kind.ELEMENT, Kind.CHOICE, Kind.NOT_ALLOWED, Kind.REF},
    _Within.ATTRIBUTE: frozenset((Kind.ELEMENT, Kind.ATTRIBUTE)),
    _Within.LIST: frozenset((Kind.LIST, Kind.ELEMENT, Kind.ATTRIBUTE, Kind.TEXT, Kind.INTERLEAVE)),
    _Within.EXCEPTION: _ALL - {Kind.DATA, Kind.VALUE, Kind.CHOICE, Kind.NOT_ALLOWED, Kind.REF},
    _Within.REPEATED_GROUP: frozenset((Kind.ATTRIBUTE,)),
}


class _Content(IntEnum):
    """The content types of section 7.2."""

    EMPTY = 0
    COMPLEX = 1
    DATA = 2


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of some attributes or elements: one by one, and by name classes that take no finite number."""

    each: frozenset[str] = frozenset()
    wild: tuple[NameClass, ...] = ()

    def __or__(self, other: _Names) -> _Names:
        return _Names(self.each | other.each, self.wild + other.wild) if other.each or other.wild else self

    def meeting(self, other: _Names) -> str | None:
        """Return a name that is in both."""
        both = self.each & other.each
        if both:
            return min(both)
        pairs = [(a, b) for a in self.wild for b in (*other.each, *other.wild)]
        pairs += [(a, b) for a in other.wild for b in self.each]
        return next((name for a, b in pairs if (name := common(a, b)) is not None), None)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the restrictions ask of a pattern: its content type, attributes and elements, and whether it has text."""

    content: _Content = _Content.EMPTY
    attributes: _Names = _Names()
    elements: _Names = _Names()
    text: bool = False


def check(simple: Simple) -> None:
    """Refuse `simple` when it breaks a restriction."""
    work = _Checker(simple)
    work.facts(simple.start, _Within.START)
    for content in simple.contents:
        work.facts(content, _Within.NOTHING)


class _Checker:
    def __init__(self, simple: Simple) -> None:
        self._simple = simple
        self._known: dict[tuple[Node, _Within], _Facts] = {}

    def facts(self, node: Node, within: _Within) -> _Facts:
        """Check `node` where it stands; return its facts."""
        for place, kinds in _PROHIBITED.items():
            if place in within and node.kind in kinds:
                raise refuse("prohibited", f"<{node.kind}> can't stand in {_TITLES[place]}.", node.place)
        if node.kind is Kind.REF:
            assert node.target is not None  # noqa: S101 - references have targets
            shared = self._simple.shared[node.target]
            key = (shared, within)
            if key not in self._known:
                self._known[key] = self.facts(shared, within)
            return self._known[key]
        return self._of_kind(node, within)

    def _of_kind(self, node: Node, within: _Within) -> _Facts:
        match node.kind:
            case Kind.TEXT:
                return _Facts(_Content.COMPLEX, text=True)
            case Kind.ELEMENT:
                return _Facts(_Content.COMPLEX, elements=_named(node))
            case Kind.DATA:
                for part in node.parts:
                    self.facts(part, within | _Within.EXCEPTION)
                return _Facts(_Content.DATA)
            case Kind.VALUE:
                return _Facts(_Content.DATA)
            case Kind.LIST:
                self.facts(node.parts[0], within | _Within.LIST)
                return _Facts(_Content.DATA)
            case Kind.ATTRIBUTE:
                return self._attribute(node, within)
            case Kind.ONE_OR_MORE:
                return self._repeated(node, within)
            case Kind.CHOICE:
                return self._choice(node, within)
            case Kind.GROUP | Kind.INTERLEAVE:
                return self._sequence(node, within)
        return _Facts()

    def _attribute(self, node: Node, within: _Within) -> _Facts:
        self.facts(node.parts[0], _Within.ATTRIBUTE)
        names = _named(node)
        if names.wild and _Within.REPEATED not in within:
            sentence = "An attribute with anyName or nsName must stand in oneOrMore or zeroOrMore."
            raise refuse("open-attribute", sentence, node.place)
        return _Facts(attributes=names)

    def _repeated(self, node: Node, within: _Within) -> _Facts:
        facts = self.facts(node.parts[0], within | _Within.REPEATED)
        if facts.content is _Content.DATA and _Within.LIST not in within:
            raise refuse("repeated-data", "Data, values or lists can't be repeated except in a list.", node.place)
        return facts

    def _choice(self, node: Node, within: _Within) -> _Facts:
        content, attributes, elements, text = _Content.EMPTY, _Names(), _Names(), False
        for part in node.parts:
            facts = self.facts(part, within)
            content = max(content, facts.content)
            attributes, elements = attributes | facts.attributes, elements | facts.elements
            text = text or facts.text
        return _Facts(content, attributes, elements, text)

    def _sequence(self, node: Node, within: _Within) -> _Facts:
        inside = within | _Within.REPEATED_GROUP if _Within.REPEATED in within else within
        whole = _Facts()
        for part in node.parts:
            facts = self.facts(part, inside)
            self._check_together(node, whole, facts, within)
            whole = _Facts(
                max(whole.content, facts.content),
                whole.attributes | facts.attributes,
                whole.elements | facts.elements,
                whole.text or facts.text,
            )
        return whole

    def _check_together(self, node: Node, one: _Facts, other: _Facts, within: _Within) -> None:
        """Refuse two parts of a group or interleave that can't stand in it together (sections 7.2 to 7.4)."""
        both = (one.content, other.content)
        if _Content.DATA in both and _Content.EMPTY not in both and _Within.LIST not in within:
            sentence = f"Data, a value or a list can't stand in {node.kind} beside other content."
            raise refuse("grouped-data", sentence, node.place)
        name = one.attributes.meeting(other.attributes)
        if name is not None:
            raise refuse("duplicate-attribute", f"{_spoken('attribute', name)} can occur twice.", node.place)
        if node.kind is not Kind.INTERLEAVE:
            return
        name = one.elements.meeting(other.elements)
        if name is not None:
            sentence = f"{_spoken('element', name)} can occur in two parts of interleave."
            raise refuse("interleave-overlap", sentence, node.place)
        if one.text and other.text:
            raise refuse("interleave-overlap", "Text can occur in two parts of interleave or mixed.", node.place)


def _named(node: Node) -> _Names:
    assert node.names is not None  # noqa: S101 - elements and attributes have names
    each = literal(node.names)
    return _Names(wild=(node.names,)) if each is None else _Names(each)


def _spoken(what: str, name: str) -> str:
    local = local_name(name).strip()
    return f"The {what} “{local}”" if local else f"An {what} of any name"
