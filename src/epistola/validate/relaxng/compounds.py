"""Patterns that are made of patterns, and the store in which equal ones are one object."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from epistola.validate.relaxng.model import Datum
from epistola.validate.relaxng.names import NameClass
from epistola.validate.relaxng.patterns import (
    Attribute,
    Attributions,
    Change,
    Content,
    Element,
    Empty,
    Heads,
    NotAllowed,
    Openings,
    Pattern,
    Text,
    Value,
)

_NONE: Final[frozenset[str]] = frozenset()


class Compound(Pattern):
    """A pattern with patterns in it, which knows what can come first in it."""

    __slots__ = ("make", "parts")

    def __init__(self, number: int, nullable: bool, parts: tuple[Pattern, ...], make: Patterns) -> None:
        super().__init__(number, nullable, max(part.content for part in parts))
        self.parts = parts
        self.make = make

    def first(self) -> tuple[Pattern, ...]:
        """Return the parts that can come first."""
        return self.parts

    def _find_heads(self) -> Heads:
        return Heads.union(part.heads for part in self.first())

    def _find_all_heads(self) -> Heads:
        return Heads.union(part.all_heads for part in self.parts)

    def _find_attribute_heads(self) -> Heads:
        return Heads.union(part.attribute_heads for part in self.parts)

    def _require_attributes(self) -> frozenset[str]:
        return _NONE.union(*(part.required_attributes() for part in self.parts))


class Choice(Compound):
    """One of `parts`."""

    __slots__ = ("_by_attribute", "_by_name")

    def __init__(self, number: int, parts: tuple[Pattern, ...], make: Patterns) -> None:
        super().__init__(number, any(part.nullable for part in parts), parts, make)
        self._by_name: dict[str, list[Pattern]] | None = None
        self._by_attribute: dict[str, list[Pattern]] | None = None

    def _open(self, name: str) -> Openings:
        if self._by_name is None:
            self._by_name = _index((part, part.heads) for part in self.parts)
        some = (*self._by_name.get(name, ()), *(part for part in self.parts if part.heads.wild))
        return tuple(dict.fromkeys(opening for part in some for opening in part.opened(name)))

    def _recover(self, name: str) -> Openings:
        return tuple(dict.fromkeys(opening for part in self.parts for opening in part.recovered(name)))

    def _attribute(self, name: str) -> Attributions:
        if self._by_attribute is None:
            self._by_attribute = _index((part, part.attribute_heads) for part in self.parts)
        some = (*self._by_attribute.get(name, ()), *(part for part in self.parts if part.attribute_heads.wild))
        return tuple(dict.fromkeys(found for part in some for found in part.attributes(name)))

    def _text(self) -> tuple[Pattern, ...]:
        return tuple(dict.fromkeys(rest for part in self.parts for rest in part.texts()))

    def _mapped(self, make: Patterns, change: Change) -> Pattern:
        return make.choice(map(change, self.parts))

    def _require(self) -> frozenset[str]:
        return frozenset.intersection(*(part.required() for part in self.parts))

    def _require_attributes(self) -> frozenset[str]:
        return frozenset.intersection(*(part.required_attributes() for part in self.parts))


def _index(parts: Iterable[tuple[Pattern, Heads]]) -> dict[str, list[Pattern]]:
    """Return which parts can come first by name; those with name classes are tried for all names."""
    found: dict[str, list[Pattern]] = {}
    for part, heads in parts:
        if not heads.wild:
            for name in heads.names:
                found.setdefault(name, []).append(part)
    return found


class Group(Compound):
    """All of `parts` in this order."""

    __slots__ = ()

    def __init__(self, number: int, parts: tuple[Pattern, ...], make: Patterns) -> None:
        super().__init__(number, all(part.nullable for part in parts), parts, make)

    def first(self) -> tuple[Pattern, ...]:
        """Return the parts up to the first that can't be left out."""
        for number, part in enumerate(self.parts, 1):
            if not part.nullable:
                return self.parts[:number]
        return self.parts

    def _open(self, name: str) -> Openings:
        parts = enumerate(self.first())
        return tuple(dict.fromkeys(opening for n, part in parts for opening in self._after(part.opened(name), n)))

    def _recover(self, name: str) -> Openings:
        parts = enumerate(self.parts)
        return tuple(dict.fromkeys(opening for n, part in parts for opening in self._after(part.recovered(name), n)))

    def _after(self, openings: Openings, number: int) -> Openings:
        rest = self.parts[number + 1 :]
        return tuple((element, self.make.group((remaining, *rest))) for element, remaining in openings)

    def _attribute(self, name: str) -> Attributions:
        return tuple(
            (inner, self.make.group((*self.parts[:n], rest, *self.parts[n + 1 :])))
            for n, part in enumerate(self.parts)
            for inner, rest in part.attributes(name)
        )

    def _text(self) -> tuple[Pattern, ...]:
        return tuple(
            dict.fromkeys(
                self.make.group((rest, *self.parts[n + 1 :]))
                for n, part in enumerate(self.first())
                for rest in part.texts()
            )
        )

    def _mapped(self, make: Patterns, change: Change) -> Pattern:
        return make.group(map(change, self.parts))

    def _require(self) -> frozenset[str]:
        return next((part.required() for part in self.parts if not part.nullable), _NONE)


class Interleave(Compound):
    """All of `parts`, mingled."""

    __slots__ = ()

    def __init__(self, number: int, parts: tuple[Pattern, ...], make: Patterns) -> None:
        super().__init__(number, all(part.nullable for part in parts), parts, make)

    def _open(self, name: str) -> Openings:
        return self._with([part.opened(name) for part in self.parts])

    def _recover(self, name: str) -> Openings:
        return self._with([part.recovered(name) for part in self.parts])

    def _with(self, openings: list[Openings]) -> Openings:
        return tuple(
            (element, self.make.interleave((*self.parts[:n], rest, *self.parts[n + 1 :])))
            for n, some in enumerate(openings)
            for element, rest in some
        )

    def _attribute(self, name: str) -> Attributions:
        return tuple(
            (inner, self.make.interleave((*self.parts[:n], rest, *self.parts[n + 1 :])))
            for n, part in enumerate(self.parts)
            for inner, rest in part.attributes(name)
        )

    def _text(self) -> tuple[Pattern, ...]:
        return tuple(
            dict.fromkeys(
                self.make.interleave((*self.parts[:n], rest, *self.parts[n + 1 :]))
                for n, part in enumerate(self.parts)
                for rest in part.texts()
            )
        )

    def _mapped(self, make: Patterns, change: Change) -> Pattern:
        return make.interleave(map(change, self.parts))

    def _require(self) -> frozenset[str]:
        return _NONE.union(*(part.required() for part in self.parts))


class OneOrMore(Compound):
    """The one pattern in `parts`, repeated."""

    __slots__ = ()

    def __init__(self, number: int, inner: Pattern, make: Patterns) -> None:
        super().__init__(number, inner.nullable, (inner,), make)

    def _more(self, rest: Pattern) -> Pattern:
        return self.make.group((rest, self.make.choice((self, self.make.empty))))

    def _open(self, name: str) -> Openings:
        return tuple((element, self._more(rest)) for element, rest in self.parts[0].opened(name))

    def _recover(self, name: str) -> Openings:
        return tuple((element, self._more(rest)) for element, rest in self.parts[0].recovered(name))

    def _attribute(self, name: str) -> Attributions:
        return tuple((inner, self._more(rest)) for inner, rest in self.parts[0].attributes(name))

    def _text(self) -> tuple[Pattern, ...]:
        # Where text may be repeated, text before it makes no difference.
        again = self.make.choice((self, self.make.empty))
        return tuple(again if rest is self.make.text else self._more(rest) for rest in self.parts[0].texts())

    def _mapped(self, make: Patterns, change: Change) -> Pattern:
        return make.one_or_more(change(self.parts[0]))

    def _require(self) -> frozenset[str]:
        return self.parts[0].required()


class Patterns:
    """Makes patterns; of equal ones, one. What can be simplified is (RELAX NG, sections 4.20 and 4.21)."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Pattern] = {}
        self.empty: Pattern = Empty(0, True, Content.NOTHING)
        self.not_allowed: Pattern = NotAllowed(1, False, Content.NOTHING)
        self.text: Pattern = Text(2, True, Content.TEXT)

    def __len__(self) -> int:
        """Return how many patterns there are."""
        return len(self._known)

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """Make the pattern of which one of `parts` is needed."""
        some = tuple(dict.fromkeys(part for part in parts if part is not self.not_allowed))
        if len(some) < 2:
            return some[0] if some else self.not_allowed
        key = (Choice, *sorted(part.number for part in some))
        return self._known.get(key) or self._keep(key, Choice(self._number(), some, self))

    def group(self, parts: Iterable[Pattern]) -> Pattern:
        """Make the pattern of `parts` in this order."""
        some = tuple(part for part in parts if part is not self.empty)
        if len(some) < 2 or self.not_allowed in some:
            return self._few(some)
        key = (Group, *(part.number for part in some))
        return self._known.get(key) or self._keep(key, Group(self._number(), some, self))

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """Make the pattern of `parts` in any order."""
        some = tuple(part for part in parts if part is not self.empty)
        if len(some) < 2 or self.not_allowed in some:
            return self._few(some)
        key = (Interleave, *sorted(part.number for part in some))
        return self._known.get(key) or self._keep(key, Interleave(self._number(), some, self))

    def one_or_more(self, inner: Pattern) -> Pattern:
        """Make the pattern of `inner`, repeated."""
        if inner is self.empty or inner is self.not_allowed:
            return inner
        key = (OneOrMore, inner.number)
        return self._known.get(key) or self._keep(key, OneOrMore(self._number(), inner, self))

    def attribute(self, names: NameClass, inner: Pattern) -> Pattern:
        """Make the pattern of an attribute."""
        key = (Attribute, names, inner.number)
        return self._known.get(key) or self._keep(key, Attribute(self._number(), names, inner, self.empty))

    def element(self, names: NameClass, index: int) -> Pattern:
        """Make the pattern of an element with the content number `index`."""
        key = (Element, index)
        return self._known.get(key) or self._keep(key, Element(self._number(), names, index, self.empty))

    def value(self, datum: Datum | None, inner: Pattern | None) -> Pattern:
        """Make the pattern of data with the exception `inner`, of a value, or of a list of `inner`."""
        key = (Value, datum, inner and inner.number)
        return self._known.get(key) or self._keep(key, Value(self._number(), datum, inner))

    def _few(self, some: tuple[Pattern, ...]) -> Pattern:
        if self.not_allowed in some:
            return self.not_allowed
        return some[0] if some else self.empty

    def _number(self) -> int:
        return len(self._known) + 3

    def _keep(self, key: tuple[object, ...], pattern: Pattern) -> Pattern:
        self._known[key] = pattern
        return pattern
