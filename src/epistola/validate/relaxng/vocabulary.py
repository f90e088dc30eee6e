"""What a schema names: which elements stand in which, and the values of attributes, for the hints of messages.

It is read off the compiled schema, and only when a document has a mistake.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from epistola.validate.relaxng.compiled import Compiled, read_names
from epistola.validate.relaxng.names import mentioned

_WITHOUT_ELEMENTS: Final = ("@", "data", "value", "list")


class Vocabulary:
    """The names of one schema, in Clark notation; those that a wildcard allows are not among them."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    @cached_property
    def elements(self) -> dict[str, list[int]]:
        """The numbers of the element patterns by the names that they allow."""
        found: dict[str, list[int]] = {}
        for number, names in enumerate(self._compiled.names):
            for name in mentioned(names):
                found.setdefault(name, []).append(number)
        return found

    def children(self, element: str) -> frozenset[str]:
        """Return the names of the elements that may stand in `element`."""
        return frozenset(name for number in self.elements.get(element, ()) for name in self._children[number])

    def parents(self, element: str) -> frozenset[str]:
        """Return the names of the elements in which `element` may stand."""
        return self._parents.get(element, frozenset())

    @cached_property
    def with_text(self) -> frozenset[str]:
        """The names of the elements in which text may stand directly."""
        return frozenset(
            element
            for element, numbers in self.elements.items()
            if any(part == "text" for number in numbers for part in self._walk(self._line(number), set()))
        )

    @cached_property
    def bearers(self) -> dict[str, frozenset[str]]:
        """The names of the elements that may have each attribute."""
        found: dict[str, set[str]] = {}
        for element, numbers in self.elements.items():
            for number in numbers:
                for pattern in self._walk(self._line(number), set()):
                    if isinstance(pattern, list) and pattern[0] == "@":
                        for name in mentioned(read_names(pattern[1])):
                            found.setdefault(name, set()).add(element)
        return {name: frozenset(elements) for name, elements in found.items()}

    def values(self, element: str, attribute: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the values that are listed for an attribute, and the datatypes that it may have besides."""
        parts = [
            part
            for number in self.elements.get(element, ())
            for pattern in self._walk(self._line(number), set())
            if isinstance(pattern, list) and pattern[0] == "@" and attribute in mentioned(read_names(pattern[1]))
            for part in self._walk(pattern[2], set())
        ]
        values = dict.fromkeys(str(part[3]) for part in parts if isinstance(part, list) and part[0] == "value")
        types = dict.fromkeys(part[2] for part in parts if isinstance(part, list) and part[0] == "data")
        others = ["text"] if any(part == "text" or part[0] == "list" for part in parts) else []
        return tuple(values), (*map(str, types), *others)

    @cached_property
    def _parents(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for parent in self.elements:
            for child in self.children(parent):
                found.setdefault(child, set()).add(parent)
        return {child: frozenset(parents) for child, parents in found.items()}

    @cached_property
    def _children(self) -> list[frozenset[str]]:
        names = self._compiled.names
        return [
            frozenset(
                name
                for part in self._walk(self._line(number), set())
                if isinstance(part, int)
                for name in mentioned(names[part])
            )
            for number in range(len(names))
        ]

    def _line(self, number: int) -> Any:
        return json.loads(self._compiled.lines[number])

    def _walk(self, pattern: Any, seen: set[int]) -> Iterator[Any]:
        """Yield the elements, attributes, texts and data of `pattern`, through references."""
        if not isinstance(pattern, list) or pattern[0] in _WITHOUT_ELEMENTS:
            yield pattern
        elif pattern[0] == "=":
            if pattern[1] not in seen:
                seen.add(pattern[1])
                yield from self._walk(self._line(pattern[1]), seen)
        else:
            for part in pattern[1:]:
                yield from self._walk(part, seen)
