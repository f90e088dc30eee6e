"""A RELAX NG schema as it was read: patterns with the places where they stand, definitions and their scopes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from epistola.diagnostics import Place
from epistola.errors import SettingsError
from epistola.validate.relaxng.names import NameClass

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
RNG: Final = "http://relaxng.org/ns/structure/1.0"


class Kind(StrEnum):
    """The patterns that are left when optional, zeroOrMore, mixed and grammar are written out."""

    EMPTY = "empty"
    NOT_ALLOWED = "notAllowed"
    TEXT = "text"
    CHOICE = "choice"
    GROUP = "group"
    INTERLEAVE = "interleave"
    ONE_OR_MORE = "oneOrMore"
    LIST = "list"
    ATTRIBUTE = "attribute"
    ELEMENT = "element"
    DATA = "data"
    VALUE = "value"
    REF = "ref"


@dataclass(frozen=True, slots=True)
class Datum:
    """What a data or value pattern asks for.

    `params` are the facets of a data pattern in their order; `value` is the literal of a value pattern, and
    `prefixes` are the namespaces in scope there, for types such as QName.
    """

    library: str
    type: str
    params: tuple[tuple[str, str], ...] = ()
    value: str | None = None
    prefixes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True, eq=False)
class Node:
    """A pattern: its kind, its place, the patterns in it, and what only some kinds have.

    `names` belongs to elements and attributes, `datum` to data and value (whose only part is the exception of a
    data pattern), `target` to references.
    """

    kind: Kind
    place: Place
    parts: tuple[Node, ...] = ()
    names: NameClass | None = None
    datum: Datum | None = None
    target: Definition | None = None


@dataclass(slots=True, eq=False)
class Definition:
    """A name and all that define elements, in one grammar, say of it; the start has the name ""."""

    name: str
    place: Place
    bodies: list[Node] = field(default_factory=list)
    combine: str = ""
    is_complete: bool = False
    """Whether a definition without `combine` has been read."""

    @property
    def title(self) -> str:
        """How messages name it."""
        return f"definition “{self.name}”" if self.name else "start"

    def body(self) -> Node:
        """Return the bodies, combined as the definitions say (section 4.17)."""
        if len(self.bodies) == 1:
            return self.bodies[0]
        return Node(Kind(self.combine), self.place, tuple(self.bodies))


@dataclass(slots=True, eq=False)
class Scope:
    """The definitions of one grammar, by name; `parent` is the grammar around it."""

    parent: Scope | None
    place: Place
    definitions: dict[str, Definition] = field(default_factory=dict)

    def definition(self, name: str, place: Place) -> Definition:
        """Return the definition of `name`, which may be read later."""
        return self.definitions.setdefault(name, Definition(name, place))


def refuse(slug: str, sentence: str, place: Place, hint: str = "") -> SettingsError:
    """Make the error that refuses a schema, to be raised."""
    return SettingsError(
        sentence,
        code=f"relaxng/{slug}",
        file=place.file,
        line=place.line or None,
        column=place.column or None,
        hint=hint or "See the RELAX NG specification (OASIS, 2001); Jing refuses such a schema as well.",
    )
