"""What could have stood where a mistake is: the names, texts and values that patterns allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from epistola.validate.relaxng.automaton import State, Tag
from epistola.validate.relaxng.compounds import Compound
from epistola.validate.relaxng.names import mentioned
from epistola.validate.relaxng.patterns import Heads, Pattern, Value
from epistola.validate.relaxng.violations import Expected

_MOST: Final = 4096
# Of these a pattern says more than the name of the datatype.
_TEXTS: Final = frozenset(("string", "normalizedString", "token"))


class Expectations:
    """What the states and tags of one automaton allow and require, remembered."""

    def __init__(self) -> None:
        self._elements: dict[State, Expected] = {}
        self._attributes: dict[Tag, Expected] = {}

    def elements(self, state: State) -> Expected:
        """Return the elements that may come next, and whether text or the end may."""
        found = self._elements.get(state)
        if found is None:
            if len(self._elements) >= _MOST:
                self._elements.clear()
            heads = Heads.union(pattern.heads for pattern, _ in state.items)
            text, end = bool(state.after_text().items), bool(state.marks)
            missing = _common(pattern.required() for pattern, _ in state.items)
            found = self._elements[state] = Expected(_names(heads), bool(heads.wild), text, end, missing=missing)
        return found

    def attributes(self, tag: Tag) -> Expected:
        """Return the attributes that may come."""
        found = self._attributes.get(tag)
        if found is None:
            if len(self._attributes) >= _MOST:
                self._attributes.clear()
            heads = Heads.union(pattern.attribute_heads for pattern, _ in tag.items)
            missing = _common(pattern.required_attributes() for pattern, _ in tag.items)
            found = self._attributes[tag] = Expected(_names(heads), bool(heads.wild), missing=missing)
        return found


def _common(required: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the names that are required whichever pattern is meant."""
    some = list(required)
    return frozenset.intersection(*some) if some else frozenset()


def data_of(patterns: Iterable[Pattern]) -> Expected:
    """Return the values and datatypes that are allowed."""
    found = list(dict.fromkeys(value for pattern in patterns for value in _data_in(pattern)))
    values = dict.fromkeys(v.datum.value for v in found if v.datum is not None and v.datum.value is not None)
    data = [v.datum for v in found if v.datum is not None and v.datum.value is None]
    types = dict.fromkeys(datum.type for datum in data)
    forms = dict.fromkeys(
        facet for datum in data if datum.type in _TEXTS for name, facet in datum.params if name == "pattern"
    )
    return Expected(values=tuple(values), types=tuple(types), patterns=tuple(forms))


def _data_in(pattern: Pattern) -> Iterator[Value]:
    if isinstance(pattern, Value):
        if pattern.datum is not None:
            yield pattern
        elif pattern.inner is not None:
            yield from _data_in(pattern.inner)
    elif isinstance(pattern, Compound):
        for part in pattern.parts:
            yield from _data_in(part)


def _names(heads: Heads) -> frozenset[str]:
    return heads.names.union(*(mentioned(names) for names in heads.wild))
