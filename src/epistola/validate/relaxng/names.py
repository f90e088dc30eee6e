"""Name classes: which names of elements and attributes a pattern takes (RELAX NG, section 4.16 and 6.1).

A name is written as lxml writes it: `{namespace}local`, or `local` when it is in no namespace. A name class that
takes one name is that name; the others are the classes below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

# How well a name class fits a name; the better one wins where a misplaced element is looked up.
NOT_AT_ALL: Final = -1
BY_ANY_NAME: Final = 0
BY_NAMESPACE: Final = 1
BY_NAME: Final = 2

# No XML name has a space in it, so these stand for “any other namespace” and “any other name”.
_OTHER_NAMESPACE: Final = " "
_OTHER_NAME: Final = " "


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name, but not those of `but`."""

    but: NameClass | None = None


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of the namespace `ns`, but not those of `but`."""

    ns: str
    but: NameClass | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """The names of any of `parts`."""

    parts: tuple[NameClass, ...]


NameClass: TypeAlias = str | AnyName | NsName | Either
NOTHING: Final = Either(())
"""The class of no name."""


def clark(ns: str, local: str) -> str:
    """Write a name as lxml does."""
    return f"{{{ns}}}{local}" if ns else local


def namespace(name: str) -> str:
    """Return the namespace of `name`; "" when it is in none."""
    return name[1 : name.index("}")] if name.startswith("{") else ""


def local_name(name: str) -> str:
    """Return `name` without its namespace."""
    return name.rpartition("}")[2]


def fit(names: NameClass, name: str) -> int:
    """Tell how well `names` fits `name`: NOT_AT_ALL, BY_ANY_NAME, BY_NAMESPACE or BY_NAME."""
    if isinstance(names, str):
        return BY_NAME if names == name else NOT_AT_ALL
    if isinstance(names, Either):
        return max((fit(part, name) for part in names.parts), default=NOT_AT_ALL)
    if names.but is not None and contains(names.but, name):
        return NOT_AT_ALL
    if isinstance(names, AnyName):
        return BY_ANY_NAME
    return BY_NAMESPACE if namespace(name) == names.ns else NOT_AT_ALL


def contains(names: NameClass, name: str) -> bool:
    """Tell whether `names` takes `name`."""
    return fit(names, name) != NOT_AT_ALL


def literal(names: NameClass) -> frozenset[str] | None:
    """Return the names that `names` takes when it takes a finite number of them, else None."""
    if isinstance(names, str):
        return frozenset((names,))
    if not isinstance(names, Either):
        return None
    found: set[str] = set()
    for part in names.parts:
        some = literal(part)
        if some is None:
            return None
        found |= some
    return frozenset(found)


def common(one: NameClass, other: NameClass) -> str | None:
    """Return a name that both classes take, or None; it may be made up of spaces where any name would do.

    It is enough to try the names that either mentions, one other name of each namespace that either mentions, and
    one of a namespace that neither mentions (the proof is in J. Clark's notes on section 7.3).
    """
    for name in (*_representatives(one), *_representatives(other)):
        if contains(one, name) and contains(other, name):
            return name
    return None


def _representatives(names: NameClass) -> Iterator[str]:
    if isinstance(names, str):
        yield names
    elif isinstance(names, Either):
        for part in names.parts:
            yield from _representatives(part)
    else:
        yield clark(names.ns if isinstance(names, NsName) else _OTHER_NAMESPACE, _OTHER_NAME)
        if names.but is not None:
            yield from _representatives(names.but)


def mentioned(names: NameClass) -> frozenset[str]:
    """Return the names that `names` takes one by one, whatever else it takes."""
    if isinstance(names, str):
        return frozenset((names,))
    if isinstance(names, Either):
        return frozenset(name for part in names.parts for name in mentioned(part))
    return frozenset()
