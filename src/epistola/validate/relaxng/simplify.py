"""From the patterns that were read to the simple form: references resolved, notAllowed and empty propagated.

RELAX NG, sections 4.17 to 4.21. Unlike there, a definition that isn't an element remains one pattern that others
refer to, so that what a schema shares stays shared; the meaning is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from epistola.validate.relaxng.model import Definition, Kind, Node, Scope, refuse
from epistola.validate.relaxng.names import NOTHING

_ATOMS = frozenset((Kind.EMPTY, Kind.NOT_ALLOWED, Kind.TEXT, Kind.ELEMENT, Kind.REF))


@dataclass(slots=True, eq=False)
class Simple:
    """A schema in the simple form.

    `elements` are the element patterns that can be reached; `contents` are their contents, in the same order. A
    REF among the patterns is to a definition whose pattern is in `shared`.
    """

    start: Node
    elements: list[Node] = field(default_factory=list)
    contents: list[Node] = field(default_factory=list)
    shared: dict[Definition, Node] = field(default_factory=dict)


def check_scopes(scopes: Iterable[Scope]) -> None:
    """Refuse grammars without a start, and references to what isn't defined (section 4.18)."""
    for scope in scopes:
        for definition in scope.definitions.values():
            if definition.bodies:
                continue
            if not definition.name:
                raise refuse("no-start", "The grammar has no <start>.", scope.place)
            raise refuse("undefined", f"“{definition.name}” is not defined.", definition.place)


def simplify(root: Node) -> Simple:
    """Bring the schema `root` into the simple form."""
    work = _Simplifier()
    simple = Simple(work.pattern(root))
    known: set[Node] = set()
    _collect(simple.start, work, simple, known)
    for element in simple.elements:  # the list grows while the contents are worked through
        content = work.pattern(element.parts[0])
        simple.contents.append(content)
        _collect(content, work, simple, known)
    return simple


def forget_barren(simple: Simple) -> None:
    """Take the names from elements whose content is not allowed: as good as not there, but not missed.

    The restrictions count them still (section 4.20 keeps them), so that this comes after those.
    """
    for element, content in zip(simple.elements, simple.contents, strict=True):
        if content.kind is Kind.NOT_ALLOWED:
            element.names = NOTHING


def _collect(node: Node, work: _Simplifier, simple: Simple, known: set[Node]) -> None:
    """Add to `simple` the elements and shared patterns that can be reached from `node`, and not from `known`."""
    left = [node]
    while left:
        node = left.pop()
        if node.kind is Kind.REF:
            assert node.target is not None  # noqa: S101 - references have targets
            if node.target not in simple.shared:
                simple.shared[node.target] = work.done[node.target]
                left.append(work.done[node.target])
        elif node.kind is not Kind.ELEMENT:
            left.extend(reversed(node.parts))
        elif node not in known:
            known.add(node)
            simple.elements.append(node)


class _Simplifier:
    def __init__(self) -> None:
        self.done: dict[Definition, Node] = {}
        self._open: set[Definition] = set()

    def pattern(self, node: Node) -> Node:
        match node.kind:
            case Kind.REF:
                return self._reference(node)
            case Kind.CHOICE:
                return self._choice(node)
            case Kind.GROUP | Kind.INTERLEAVE:
                return self._sequence(node)
            case Kind.ONE_OR_MORE | Kind.LIST | Kind.ATTRIBUTE:
                return self._around(node)
            case Kind.DATA if node.parts:
                return self._data(node)
        return node

    def _reference(self, node: Node) -> Node:
        """Return what `node` refers to; refuse a definition that is part of itself (section 4.19)."""
        definition = node.target
        assert definition is not None  # noqa: S101 - references have targets
        if definition in self._open:
            sentence = f"The {definition.title} refers to itself without an element between."
            raise refuse("recursive-definition", sentence, definition.place)
        if definition not in self.done:
            self._open.add(definition)
            self.done[definition] = self.pattern(definition.body())
            self._open.discard(definition)
        found = self.done[definition]
        return found if found.kind in _ATOMS else node

    def _choice(self, node: Node) -> Node:
        parts = [part for part in map(self.pattern, node.parts) if part.kind is not Kind.NOT_ALLOWED]
        empties = [part for part in parts if part.kind is Kind.EMPTY]
        parts = [part for part in parts if part.kind is not Kind.EMPTY] + empties[:1]
        if not parts:
            return Node(Kind.NOT_ALLOWED, node.place)
        return parts[0] if len(parts) == 1 else Node(Kind.CHOICE, node.place, tuple(parts))

    def _sequence(self, node: Node) -> Node:
        parts = list(map(self.pattern, node.parts))
        for part in parts:
            if part.kind is Kind.NOT_ALLOWED:
                return part
        parts = [part for part in parts if part.kind is not Kind.EMPTY]
        if not parts:
            return Node(Kind.EMPTY, node.place)
        return parts[0] if len(parts) == 1 else Node(node.kind, node.place, tuple(parts))

    def _around(self, node: Node) -> Node:
        inner = self.pattern(node.parts[0])
        if inner.kind is Kind.NOT_ALLOWED or (inner.kind is Kind.EMPTY and node.kind is Kind.ONE_OR_MORE):
            return inner
        return Node(node.kind, node.place, (inner,), node.names)

    def _data(self, node: Node) -> Node:
        exception = self.pattern(node.parts[0])
        parts = () if exception.kind is Kind.NOT_ALLOWED else (exception,)
        return Node(Kind.DATA, node.place, parts, datum=node.datum)
