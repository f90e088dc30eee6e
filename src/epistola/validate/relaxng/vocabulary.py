"""What a RELAX NG grammar names: elements, attributes and values, for the hints of messages.

It is read off the schema in the XML syntax without simplifying it (RELAX NG specification, section 4), so it
knows schemas in one file with one grammar, which is what an ODD gives. Of any other schema it says that it knows
nothing (`Vocabulary.read` returns None) rather than guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from lxml import etree

from epistola.names import RELAXNG_NS, XML_NS

_UNKNOWN: Final = ("include", "externalRef", "parentRef")
_OPTIONAL: Final = frozenset({"optional", "zeroOrMore"})
_LEAVES: Final = frozenset({"element", "attribute", "value", "data", "text"})


class Vocabulary:
    """The names of one grammar; those of elements and attributes are in Clark notation."""

    def __init__(self, schema: etree._Element) -> None:
        """Read `schema`, the root of a RELAX NG schema."""
        self._schema = schema
        self._below: dict[etree._Element, frozenset[etree._Element]] = {}

    @classmethod
    def read(cls, schema: etree._Element) -> Vocabulary | None:
        """Return the vocabulary of `schema`, or None if the schema is of a kind that it can't be read off."""
        grammars = list(schema.iter(_rng("grammar")))
        if len(grammars) > 1 or next(schema.iter(*map(_rng, _UNKNOWN)), None) is not None:
            return None
        return cls(schema)

    @cached_property
    def elements(self) -> dict[str, list[etree._Element]]:
        """The element patterns by the name that they allow; those for any name are under "*"."""
        found: dict[str, list[etree._Element]] = {}
        for pattern in self._schema.iter(_rng("element")):
            for name in _names(pattern):
                found.setdefault(name, []).append(pattern)
        return found

    def children(self, element: str) -> frozenset[str]:
        """Return the names of the elements that may stand in `element`."""
        return self._named(element, "element")

    def attributes(self, element: str) -> frozenset[str]:
        """Return the names of the attributes that `element` may have."""
        return self._named(element, "attribute")

    def parents(self, element: str) -> frozenset[str]:
        """Return the names of the elements in which `element` may stand."""
        return frozenset(name for name in self.elements if element in self.children(name))

    def values(self, element: str, attribute: str) -> tuple[list[str], list[str]]:
        """Return the values that are listed for an attribute, and the datatypes it may have besides."""
        values: list[str] = []
        types: list[str] = []
        for pattern in self._patterns(element):
            for leaf in self._leaves(pattern):
                if _local(leaf) == "attribute" and attribute in _names(leaf):
                    inside = [*leaf.iter(_rng("value"), _rng("data"), _rng("text"), _rng("ref"))]
                    for found in (deep for node in inside for deep in self._expanded(node)):
                        if _local(found) == "value":
                            values.append(" ".join((found.text or "").split()))
                        else:
                            types.append(found.get("type", "text"))
        return list(dict.fromkeys(values)), list(dict.fromkeys(types))

    def required(self, element: str, kind: str) -> frozenset[str]:
        """Return the names of the `kind` ("element" or "attribute") that `element` can't be without."""
        each = [self._required(pattern, kind, frozenset()) for pattern in self._patterns(element)]
        return frozenset.intersection(*each) if each else frozenset()

    def _named(self, element: str, kind: str) -> frozenset[str]:
        return frozenset(
            name
            for pattern in self._patterns(element)
            for leaf in self._leaves(pattern)
            if _local(leaf) == kind
            for name in _names(leaf)
        )

    def _patterns(self, element: str) -> list[etree._Element]:
        return self.elements.get(element, [])

    def _leaves(self, pattern: etree._Element) -> frozenset[etree._Element]:
        """Return the patterns of elements, attributes and data in `pattern`, through references."""
        if pattern not in self._below:
            self._below[pattern] = frozenset(
                leaf for child in _content(pattern) for leaf in self._expanded(child, set())
            )
        return self._below[pattern]

    def _expanded(self, pattern: etree._Element, seen: set[str] | None = None) -> Iterator[etree._Element]:
        seen = set() if seen is None else seen
        kind = _local(pattern)
        if kind in _LEAVES:
            yield pattern
        elif kind == "ref":
            name = pattern.get("name", "").strip()
            if name not in seen:
                seen.add(name)
                for define in self._defines.get(name, []):
                    yield from self._expanded(define, seen)
        elif kind not in ("param", "except"):
            for child in _content(pattern):
                yield from self._expanded(child, seen)

    def _required(self, pattern: etree._Element, kind: str, seen: frozenset[str]) -> frozenset[str]:
        """Return the names without which `pattern` matches nothing; references that recur add none."""
        children = _content(pattern)
        if _local(pattern) == "ref":
            name = pattern.get("name", "").strip()
            children = [] if name in seen else self._defines.get(name, [])
            seen |= {name}
        each = [self._of(child, kind, seen) for child in children]
        if _local(pattern) == "choice" or (len(children) > 1 and _local(pattern) == "ref"):
            return frozenset.intersection(*each) if each else frozenset()
        return frozenset[str]().union(*each)

    def _of(self, child: etree._Element, kind: str, seen: frozenset[str]) -> frozenset[str]:
        local = _local(child)
        if local == kind:
            names = _names(child)
            return frozenset(names) if len(names) == 1 and "*" not in names else frozenset()
        if local in _OPTIONAL or local in _LEAVES:
            return frozenset()
        return self._required(child, kind, seen)

    @cached_property
    def _defines(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for define in self._schema.iter(_rng("define")):
            found.setdefault(define.get("name", "").strip(), []).append(define)
        return found


def _rng(local: str) -> str:
    return f"{{{RELAXNG_NS}}}{local}"


def _local(pattern: etree._Element) -> str:
    return etree.QName(pattern).localname


def _content(pattern: etree._Element) -> list[etree._Element]:
    """Return the patterns in `pattern`: annotations and name classes apart."""
    children = [child for child in pattern.iterchildren(etree.Element) if etree.QName(child).namespace == RELAXNG_NS]
    named = _local(pattern) in ("element", "attribute") and pattern.get("name") is None
    return children[1:] if named else children


def _names(pattern: etree._Element) -> list[str]:
    """Return the names that an element or attribute pattern allows; "*" stands for a wildcard."""
    name = pattern.get("name")
    if name is not None:
        return [_clark(pattern, name, _local(pattern) == "attribute")]
    first = next(iter(pattern.iterchildren(_rng("name"), _rng("choice"), _rng("anyName"), _rng("nsName"))), None)
    if first is None:
        return []
    if _local(first) in ("anyName", "nsName"):
        return ["*"]
    wild = next(first.iter(_rng("anyName"), _rng("nsName")), None) is not None
    return [_clark(n, n.text or "", False) for n in first.iter(_rng("name"))] + (["*"] if wild else [])


def _clark(node: etree._Element, name: str, is_attribute: bool) -> str:
    """Write `name` in Clark notation: a prefix counts, else the nearest `ns` (specification, 4.8 and 4.10)."""
    prefix, colon, local = name.strip().rpartition(":")
    if colon:
        namespace = XML_NS if prefix == "xml" else node.nsmap.get(prefix, "")
    elif is_attribute:
        namespace = node.get("ns", "")
    else:
        namespace = next((n.get("ns", "") for n in (node, *node.iterancestors()) if n.get("ns") is not None), "")
    return f"{{{namespace}}}{local}" if namespace else local
