"""Patterns and their derivatives.

After J. Clark, An algorithm for RELAX NG validation (2002), in the form of V. Antimirov's partial derivatives: what
remains of a pattern after a start tag, an attribute or text is not one pattern but the set of those that may
remain. Equal patterns are one object, so that sets of them can be compared, and each keeps its derivatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from epistola.validate.relaxng.model import Datum
from epistola.validate.relaxng.names import NameClass, contains, literal

if TYPE_CHECKING:
    from epistola.validate.relaxng.compounds import Patterns


class Content(IntEnum):
    """What a pattern has in it besides attributes; the higher one wins."""

    NOTHING = 0
    ELEMENTS = 1
    TEXT = 2
    DATA = 3


_NONE: Final[frozenset[str]] = frozenset()
_MOST_NAMES: Final = 2000


class Pattern:
    """What is common to all patterns.

    `number` tells it from all others of its store; `nullable` is whether it is satisfied by nothing. What is found
    out about it is remembered; how it is found out is in the methods that begin with an underscore.
    """

    __slots__ = (
        *("_all_heads", "_attribute_heads", "_attributes", "_closed", "_forgiven", "_heads", "_opened", "_plain"),
        *("_texts", "content", "nullable", "number"),
    )

    def __init__(self, number: int, nullable: bool, content: Content) -> None:
        self.number = number
        self.nullable = nullable
        self.content = content
        self._heads: Heads | None = None
        self._all_heads: Heads | None = None
        self._attribute_heads: Heads | None = None
        self._opened: dict[str, Openings] = {}
        self._attributes: dict[str, Attributions] = {}
        self._texts: tuple[Pattern, ...] | None = None
        self._closed: Pattern | None = None
        self._forgiven: Pattern | None = None
        self._plain: Pattern | None = None

    @property
    def heads(self) -> Heads:
        """The names of the elements that can come first."""
        if self._heads is None:
            self._heads = self._find_heads()
        return self._heads

    @property
    def all_heads(self) -> Heads:
        """The names of all elements that can come, first or later."""
        if self._all_heads is None:
            self._all_heads = self._find_all_heads()
        return self._all_heads

    @property
    def attribute_heads(self) -> Heads:
        """The names of the attributes."""
        if self._attribute_heads is None:
            self._attribute_heads = self._find_attribute_heads()
        return self._attribute_heads

    def opened(self, name: str) -> Openings:
        """Return the elements that may begin with the start tag `name`, each with what remains after it."""
        found = self._opened.get(name)
        if found is None:
            if not self.heads.may_be(name):
                return ()
            if len(self._opened) >= _MOST_NAMES:
                self._opened.clear()
            found = self._opened[name] = self._open(name)
        return found

    def recovered(self, name: str) -> Openings:
        """Like `opened`, but what is required before the start tag `name` may be missing."""
        return self._recover(name) if self.all_heads.may_be(name) else ()

    def attributes(self, name: str) -> Attributions:
        """Return the contents that the attribute `name` may have, each with what remains after it."""
        found = self._attributes.get(name)
        if found is None:
            if not self.attribute_heads.may_be(name):
                return ()
            if len(self._attributes) >= _MOST_NAMES:
                self._attributes.clear()
            found = self._attributes[name] = self._attribute(name)
        return found

    def texts(self) -> tuple[Pattern, ...]:
        """Return what may remain after text."""
        if self._texts is None:
            self._texts = self._text()
        return self._texts

    def closed(self, make: Patterns) -> Pattern:
        """Return what remains when no more attributes come."""
        if self._closed is None:
            self._closed = self._close(make)
        return self._closed

    def forgiven(self, make: Patterns) -> Pattern:
        """Return what remains when the attributes that are missing are forgiven."""
        if self._forgiven is None:
            self._forgiven = self._forgive(make)
        return self._forgiven

    def plain(self, make: Patterns) -> Pattern:
        """Return what remains when no element comes."""
        if self._plain is None:
            self._plain = self._flatten(make)
        return self._plain

    def required(self) -> frozenset[str]:
        """Return the names of the elements without which the pattern can't go on."""
        return self._require()

    def required_attributes(self) -> frozenset[str]:
        """Return the names of the attributes without which the pattern isn't satisfied."""
        return self._require_attributes()

    def _find_heads(self) -> Heads:
        return _NO_HEADS

    def _find_all_heads(self) -> Heads:
        return self.heads

    def _find_attribute_heads(self) -> Heads:
        return _NO_HEADS

    def _open(self, name: str) -> Openings:
        return ()

    def _recover(self, name: str) -> Openings:
        return self._open(name)

    def _attribute(self, name: str) -> Attributions:
        return ()

    def _text(self) -> tuple[Pattern, ...]:
        return ()

    def _close(self, make: Patterns) -> Pattern:
        return self._mapped(make, lambda pattern: pattern.closed(make))

    def _forgive(self, make: Patterns) -> Pattern:
        return self._mapped(make, lambda pattern: pattern.forgiven(make))

    def _flatten(self, make: Patterns) -> Pattern:
        return self._mapped(make, lambda pattern: pattern.plain(make))

    def _mapped(self, make: Patterns, change: Change) -> Pattern:
        return self

    def _require(self) -> frozenset[str]:
        return _NONE

    def _require_attributes(self) -> frozenset[str]:
        return _NONE


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

    def _find_attribute_heads(self) -> Heads:
        return Heads.of(self.names)

    def _require_attributes(self) -> frozenset[str]:
        return frozenset((self.names,)) if isinstance(self.names, str) else _NONE

    def _attribute(self, name: str) -> Attributions:
        return ((self.inner, self._empty),)

    def _close(self, make: Patterns) -> Pattern:
        return make.not_allowed

    def _forgive(self, make: Patterns) -> Pattern:
        return make.empty

    def _flatten(self, make: Patterns) -> Pattern:
        return self


class Element(Pattern):
    """An element with one of `names`; its content is the one with the number `index` of the schema."""

    __slots__ = ("_empty", "index", "names")

    def __init__(self, number: int, names: NameClass, index: int, empty: Pattern) -> None:
        super().__init__(number, False, Content.ELEMENTS)
        self.names = names
        self.index = index
        self._empty = empty

    def _find_heads(self) -> Heads:
        return Heads.of(self.names)

    def _require(self) -> frozenset[str]:
        return frozenset((self.names,)) if isinstance(self.names, str) else _NONE

    def _open(self, name: str) -> Openings:
        return ((self, self._empty),)

    def _close(self, make: Patterns) -> Pattern:
        return self

    def _flatten(self, make: Patterns) -> Pattern:
        return make.not_allowed


Change: TypeAlias = Callable[[Pattern], Pattern]
Openings: TypeAlias = tuple[tuple[Element, Pattern], ...]
Attributions: TypeAlias = tuple[tuple[Pattern, Pattern], ...]
