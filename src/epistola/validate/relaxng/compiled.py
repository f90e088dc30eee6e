"""A schema in the simple form as text, and patterns from that text as they are needed.

The text is one line of JSON for what is common, then one for the content of each element and one for each shared
pattern. Only the lines that documents need are ever read, so that a large schema starts at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from epistola.validate.relaxng.compounds import Patterns
from epistola.validate.relaxng.datatypes import Regexes
from epistola.validate.relaxng.identity import Identity
from epistola.validate.relaxng.model import Datum, Definition, Kind, Node
from epistola.validate.relaxng.names import AnyName, Either, NameClass, NsName
from epistola.validate.relaxng.patterns import Pattern
from epistola.validate.relaxng.simplify import Simple

_SEVERAL: Final = {Kind.CHOICE: "|", Kind.GROUP: ",", Kind.INTERLEAVE: "&"}
_ATOMS: Final = {Kind.EMPTY: "empty", Kind.NOT_ALLOWED: "notAllowed", Kind.TEXT: "text"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is kept of a schema.

    `files` are the files that it was read from beside the first, with their digests; `lines` are the contents of
    the elements, whose names are `names`, then the shared patterns.
    """

    files: tuple[tuple[str, str], ...]
    start: bytes
    names: tuple[NameClass, ...]
    identity: Identity
    regexes: Regexes
    lines: tuple[bytes, ...]

    def to_text(self) -> bytes:
        """Write all as text."""
        by_attribute: dict[str, list[str]] = {}
        for (element, attribute), type_ in self.identity.items():
            by_attribute.setdefault(f"{type_} {attribute}", []).append(element)
        head = {
            "files": self.files,
            "start": self.start.decode(),
            "names": [_names(names) for names in self.names],
            "identity": by_attribute,
            "regexes": self.regexes,
        }
        return b"\n".join((_json(head), *self.lines))

    @classmethod
    def from_text(cls, text: bytes) -> Compiled:
        """Read what `to_text` wrote; raise ValueError, KeyError or TypeError for anything else."""
        first, *lines = text.split(b"\n")
        head = json.loads(first)
        identity = {
            (str(element), attribute): type_
            for key, elements in head["identity"].items()
            for type_, _, attribute in [key.partition(" ")]
            for element in elements
        }
        return cls(
            files=tuple((str(path), str(digest)) for path, digest in head["files"]),
            start=str(head["start"]).encode(),
            names=tuple(map(read_names, head["names"])),
            identity=identity,
            regexes={str(key): str(value) for key, value in head["regexes"].items()},
            lines=tuple(lines),
        )


def write(simple: Simple, identity: Identity, regexes: Regexes, files: tuple[tuple[str, str], ...]) -> Compiled:
    """Write `simple` as text."""
    elements = {element: number for number, element in enumerate(simple.elements)}
    shared = {definition: number for number, definition in enumerate(simple.shared, len(elements))}
    line = partial(_line, elements=elements, shared=shared)
    names = [element.names for element in simple.elements]
    return Compiled(
        files,
        line(simple.start),
        tuple(name for name in names if name is not None),
        identity,
        regexes,
        tuple(map(line, (*simple.contents, *simple.shared.values()))),
    )


def _line(node: Node, elements: dict[Node, int], shared: dict[Definition, int]) -> bytes:
    def data(node: Node) -> Any:
        if node.kind in _ATOMS:
            return _ATOMS[node.kind]
        if node.kind is Kind.ELEMENT:
            return elements[node]
        if node.kind is Kind.REF:
            assert node.target is not None  # noqa: S101 - references have targets
            return ["=", shared[node.target]]
        parts = [data(part) for part in node.parts]
        datum = node.datum
        if datum is not None and datum.value is None:
            return ["data", datum.library, datum.type, datum.params, *parts]
        if datum is not None:
            return ["value", datum.library, datum.type, datum.value, datum.prefixes]
        if node.kind is Kind.ATTRIBUTE:
            assert node.names is not None  # noqa: S101 - attributes have names
            return ["@", _names(node.names), *parts]
        return [{Kind.ONE_OR_MORE: "+", Kind.LIST: "list"}.get(node.kind) or _SEVERAL[node.kind], *parts]

    return _json(data(node))


def _json(data: Any) -> bytes:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=True).encode()


def _names(names: NameClass) -> Any:
    if isinstance(names, str):
        return names
    if isinstance(names, Either):
        return ["|", *map(_names, names.parts)]
    but = [] if names.but is None else [_names(names.but)]
    return ["ns", names.ns, *but] if isinstance(names, NsName) else ["any", *but]


def read_names(data: Any) -> NameClass:
    """Read a name class as it is written in a line."""
    if isinstance(data, str):
        return data
    kind, *rest = data
    if kind == "|":
        return Either(tuple(map(read_names, rest)))
    if kind == "any":
        return AnyName(*map(read_names, rest))
    if kind == "ns":
        return NsName(str(rest[0]), *map(read_names, rest[1:]))
    raise ValueError(kind)


class Grammar:
    """Makes the patterns of a compiled schema when they are asked for."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.make = Patterns()
        self._known: dict[int, Pattern] = {}

    def start(self) -> Pattern:
        """Return the pattern of a whole document."""
        return self._pattern(json.loads(self.compiled.start))

    def content(self, index: int) -> Pattern:
        """Return the content of the element number `index`, or the shared pattern of that number."""
        found = self._known.get(index)
        if found is None:
            found = self._known[index] = self._pattern(json.loads(self.compiled.lines[index]))
        return found

    def _pattern(self, data: Any) -> Pattern:
        make = self.make
        if isinstance(data, int):
            return make.element(self.compiled.names[data], data)
        if isinstance(data, str):
            return {"empty": make.empty, "notAllowed": make.not_allowed, "text": make.text}[data]
        several: dict[str, Callable[[map[Pattern]], Pattern]] = {
            "|": make.choice,
            ",": make.group,
            "&": make.interleave,
        }
        kind, *rest = data
        if kind in several:
            return several[kind](map(self._pattern, rest))
        match kind:
            case "=":
                return self.content(rest[0])
            case "+":
                return make.one_or_more(self._pattern(rest[0]))
            case "@":
                return make.attribute(read_names(rest[0]), self._pattern(rest[1]))
            case "list":
                return make.value(None, self._pattern(rest[0]))
            case "data":
                params = tuple((str(name), str(value)) for name, value in rest[2])
                inner = self._pattern(rest[3]) if len(rest) > 3 else None
                return make.value(Datum(str(rest[0]), str(rest[1]), params), inner)
            case "value":
                prefixes = tuple((str(prefix), str(ns)) for prefix, ns in rest[3])
                return make.value(Datum(str(rest[0]), str(rest[1]), (), str(rest[2]), prefixes), None)
        raise ValueError(kind)
