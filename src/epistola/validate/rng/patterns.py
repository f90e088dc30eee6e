"""Patterns and their derivatives.

After J. Clark, An algorithm for RELAX NG validation (2002), in the form of V. Antimirov's partial derivatives: what
remains of a pattern after a start tag, an attribute or text is not one pattern but the set of those that may
remain. Equal patterns are one object, so that sets of them can be compared, and each keeps its derivatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from epistola.validate.rng.model import Datum
from epistola.validate.rng.names import NameClass, contains, literal

if TYPE_CHECKING:
    from epistola.validate.rng.compounds import Patterns


class Content(IntEnum):
    """What a pattern has in it besides attributes; the higher one wins."""

    NOTHING = 0
    ELEMENTS = 1
    TEXT = 2
    DATA = 3


_NONE: Final[frozenset[str]] = frozenset()


class Pattern:
    """What is common to all patterns.

    `number` tells it from all others of its `Patterns`; `nullable` is whether it is satisfied by nothing.
    """

    __slots__ = ("_attributes", "_closed", "_ignored", "_opened", "_plain", "_texts", "content", "nullable", "number")

    def __init__(self, number: int, nullable: bool, content: Content) -> None:
        self.number = number
        self.nullable = nullable
        self.content = content
        self._opened: dict[str, Openings] = {}
        self._attributes: dict[str, Attributions] = {}
        self._texts: tuple[Pattern, ...] | None = None
        self._closed: Pattern | None = None
        self._ignored: Pattern | None = None
        self._plain: Pattern | None = None

    # What can come first, computed when it is asked for.
    @property
    def heads(self) -> Heads:
        """The names of the elements that can come first."""
        return _NO_HEADS

    @property
    def attribute_heads(self) -> Heads:
        """The names of the attributes."""
        return _NO_HEADS

    def opened(self, name: str) -> Openings:
        """Return the elements that may begin with the start tag `name`, each with what remains after it."""
        found = self._opened.get(name)
        if found is None:
            found = self._opened[name] = self._open(name) if self.heads.may_be(name) else ()
        return found

    def attributes(self, name: str) -> Attributions:
        """Return the contents that the attribute `name` may have, each with what remains after it."""
        found = self._attributes.get(name)
        if found is None:
            found = self._attributes[name] = self._attribute(name) if self.attribute_heads.may_be(name) else ()
        return found

    def texts(self) -> tuple[Pattern, ...]:
        """Return what may remain after text."""
        if self._texts is None:
            self._texts = self._text()
        return self._texts

    def recovered(self, name: str) -> Openings:
        """Like `opened`, but what is required before the start tag `name` may be missing."""
        return self.opened(name)

    def closed(self, make: Patterns) -> Pattern:
        """Return what remains when no more attributes come."""
        if self._closed is None:
            self._closed = self._mapped(make, lambda pattern: pattern.closed(make))
        return self._closed

    def ignoring(self, make: Patterns) -> Pattern:
        """Return what remains when the attributes that are missing are forgiven."""
        if self._ignored is None:
            self._ignored = self._mapped(make, lambda pattern: pattern.ignoring(make))
        return self._ignored

    def plain(self, make: Patterns) -> Pattern:
        """Return what remains when no element comes."""
        if self._plain is None:
            self._plain = self._mapped(make, lambda pattern: pattern.plain(make))
        return self._plain

    def required(self) -> frozenset[str]:
        """Return the names of the elements without which the pattern can't go on."""
        return _NONE

    def required_attributes(self) -> frozenset[str]:
        """Return the names of the attributes without which the pattern isn't satisfied."""
        return _NONE

    def _open(self, name: str) -> Openings:
        return ()

    def _attribute(self, name: str) -> Attributions:
        return ()

    def _text(self) -> tuple[Pattern, ...]:
        return ()

    def _mapped(self, make: Patterns, change: Change) -> Pattern:
        return self


class Heads:
    """Names that can come first: `names` one by one, and those of the name classes `wild`."""

    __slots__ = ("names", "wild")

    def __init__(self, names: frozenset[str] = _NONE, wild: tuple[NameClass, ...] = ()) -> None:
        self.names = names
        self.wild = wild

    def may_be(self, name: str) -> bool:
        """Tell whether `name` is one of them."""
        return name in self.names or any(contains(names, name) for names in self.wild)

    @classmethod
    def of(cls, names: NameClass) -> Heads:
        """Return the names of a name class."""
        each = literal(names)
        return cls(wild=(names,)) if each is None else cls(each)

    @classmethod
    def union(cls, heads: Iterable[Heads]) -> Heads:
        """Return the names of all `heads`."""
        some = [one for one in heads if one.names or one.wild]
        if len(some) == 1:
            return some[0]
        wild = tuple(dict.fromkeys(names for one in some for names in one.wild))
        return cls(_NONE.union(*(one.names for one in some)), wild) if some else _NO_HEADS


_NO_HEADS: Final = Heads()


class Empty(Pattern):
    """Nothing."""

    __slots__ = ()


class NotAllowed(Pattern):
    """What no document has."""

    __slots__ = ()


class Text(Pattern):
    """Any text."""

    __slots__ = ()

    def _text(self) -> tuple[Pattern, ...]:
        return (self,)


class Value(Pattern):
    """Data, a value or a list: text that must have a form. `datum` is None for a list; `inner` is what is in it.

    The inner pattern of data is its exception.
    """

    __slots__ = ("datum", "inner")

    def __init__(self, number: int, datum: Datum | None, inner: Pattern | None) -> None:
        super().__init__(number, False, Content.DATA)
        self.datum = datum
        self.inner = inner


class Attribute(Pattern):
    """An attribute with one of `names`, and its content."""

    __slots__ = ("_empty", "inner", "names")

    def __init__(self, number: int, names: NameClass, inner: Pattern, empty: Pattern) -> None:
        super().__init__(number, False, Content.NOTHING)
        self.names = names
        self.inner = inner
        self._empty = empty

    @property
    def attribute_heads(self) -> Heads:
        return Heads.of(self.names)

    def required_attributes(self) -> frozenset[str]:
        return frozenset((self.names,)) if isinstance(self.names, str) else _NONE

    def _attribute(self, name: str) -> Attributions:
        return ((self.inner, self._empty),)

    def closed(self, make: Patterns) -> Pattern:
        return make.not_allowed

    def ignoring(self, make: Patterns) -> Pattern:
        return make.empty

    def plain(self, make: Patterns) -> Pattern:
        return self


class Element(Pattern):
    """An element with one of `names`; its content is the one with the number `index` of the schema."""

    __slots__ = ("_empty", "index", "names")

    def __init__(self, number: int, names: NameClass, index: int, empty: Pattern) -> None:
        super().__init__(number, False, Content.ELEMENTS)
        self.names = names
        self.index = index
        self._empty = empty

    @property
    def heads(self) -> Heads:
        return Heads.of(self.names)

    def required(self) -> frozenset[str]:
        return frozenset((self.names,)) if isinstance(self.names, str) else _NONE

    def _open(self, name: str) -> Openings:
        return ((self, self._empty),)

    def closed(self, make: Patterns) -> Pattern:
        return self

    def plain(self, make: Patterns) -> Pattern:
        return make.not_allowed


Change: TypeAlias = Callable[[Pattern], Pattern]
Openings: TypeAlias = tuple[tuple[Element, Pattern], ...]
Attributions: TypeAlias = tuple[tuple[Pattern, Pattern], ...]
