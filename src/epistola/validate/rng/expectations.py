"""What could have stood where a mistake is: the names, texts and values that patterns allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from epistola.validate.rng.automaton import State, Tag
from epistola.validate.rng.compounds import Compound
from epistola.validate.rng.names import mentioned
from epistola.validate.rng.patterns import Heads, Pattern, Value
from epistola.validate.rng.violations import Expected


def elements_of(state: State) -> Expected:
    """Return the elements that may come next, and whether text or the end may."""
    heads = Heads.union(pattern.heads for pattern, _ in state.items)
    return Expected(_names(heads), bool(heads.wild), bool(state.after_text().items), bool(state.marks))


def attributes_of(tag: Tag) -> Expected:
    """Return the attributes that may come."""
    heads = Heads.union(pattern.attribute_heads for pattern, _ in tag.items)
    return Expected(_names(heads), bool(heads.wild))


def missing_elements(state: State) -> frozenset[str]:
    """Return the elements that must come next, whichever pattern is meant."""
    return frozenset.intersection(*(pattern.required() for pattern, _ in state.items)) if state.items else frozenset()


def missing_attributes(tag: Tag) -> frozenset[str]:
    """Return the attributes that must come, whichever pattern is meant."""
    if not tag.items:
        return frozenset()
    return frozenset.intersection(*(pattern.required_attributes() for pattern, _ in tag.items))


def data_of(patterns: Iterable[Pattern]) -> Expected:
    """Return the values and datatypes that are allowed."""
    found = list(dict.fromkeys(value for pattern in patterns for value in _data_in(pattern)))
    values = dict.fromkeys(v.datum.value for v in found if v.datum is not None and v.datum.value is not None)
    types = dict.fromkeys(v.datum.type for v in found if v.datum is not None and v.datum.value is None)
    return Expected(values=tuple(values), types=tuple(types))


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
