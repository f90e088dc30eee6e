"""The tables of the quick verdict, filled as documents need them.

A table maps `p`, `lb/` and `/p` to a move; `p rend=` to a table of values, a value to a table of what may come
behind it: ` type=`, or the end of the tag, which is empty or `/`.
"""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

from epistola.names import XML_NS
from epistola.validate.relaxng.automaton import Automaton, Frames, State, Step, Tag
from epistola.validate.relaxng.names import clark

_REFERENCE: Final = re.compile("&(?:#([0-9]+)|#x([0-9a-fA-F]+)|(lt|gt|amp|quot|apos));")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_MOST_VALUES: Final = 64
_ANY_TEXT, _NO_TEXT, DATA = 0, 1, 2

Prefixes: TypeAlias = tuple[tuple[str, str], ...]
Move: TypeAlias = tuple["Content | None", Any]
"""To the table of a child, with the tables of the parent by marks; to the next table, with None, for an empty
element; from None, with the marks, when the element ends."""


class UnsureError(Exception):
    """The tables don't say that the document is valid."""


class Tables:
    """The tables for one automaton, how many there are, and the identifiers of the document that is being read."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self.identity = automaton.grammar.compiled.identity
        self.seen: set[str] = set()
        self.references: list[str] = []
        self.count = 0
        self._contents: dict[tuple[State, Prefixes], Content] = {}

    def start(self) -> Content:
        """Return the table for the beginning of a document."""
        return self.content(self.automaton.start, (("xml", XML_NS),))

    def content(self, state: State, prefixes: Prefixes) -> Content:
        """Return the table of the content in `state`, where `prefixes` are declared."""
        found = self._contents.get((state, prefixes))
        if found is None:
            self.count += 1
            found = self._contents[state, prefixes] = Content(self, state, prefixes)
        return found


class Content(dict[bytes, Any]):
    """What may come in an element, by the spelling of tags up to the first value."""

    __slots__ = ("prefixes", "state", "tables", "texts")

    def __init__(self, tables: Tables, state: State, prefixes: Prefixes) -> None:
        self.tables = tables
        self.state = state
        self.prefixes = prefixes
        self.texts = DATA if state.is_data else _ANY_TEXT if state.after_text() is state else _NO_TEXT

    def __missing__(self, spelling: bytes) -> Any:
        """Find out what `spelling` leads to; raise UnsureError when it leads nowhere."""
        if spelling.startswith(b"/"):
            found: Any = self._end()
        else:
            name, space, rest = spelling.decode("utf-8").partition(" ")
            if _is_declaration(rest):
                found = _Declaration(self, name, self.prefixes, rest)
            else:
                found = _begin(self, name, self.prefixes, space + rest)
        self[spelling] = found
        return found

    def _end(self) -> Move:
        marks = self.state.marks_of("", {}) if self.state.is_data else self.state.marks
        if not marks:
            raise UnsureError
        return None, marks

    def with_text(self, text: bytes) -> Content:
        """Return the table after `text`."""
        if self.state.is_data:
            return _WithData(self, _characters(text))
        after = self.state.after_text()
        if not after.items:
            raise UnsureError
        return self.tables.content(after, self.prefixes)


class _WithData(Content):
    """The same after text that must have a form; it is forgotten again."""

    __slots__ = ("_text",)

    def __init__(self, content: Content, text: str) -> None:
        super().__init__(content.tables, content.state, content.prefixes)
        self._text = text
        self.texts = _NO_TEXT

    def __missing__(self, spelling: bytes) -> Any:
        if spelling.startswith(b"/"):
            marks = self.state.marks_of(self._text, dict(self.prefixes))
            if not marks:
                raise UnsureError
            return None, marks
        state = self.state
        if self._text.strip(" \t\r\n"):
            state = state.after_text()
        if not state.items:
            raise UnsureError
        untyped = self.tables.content(state, self.prefixes)
        return untyped[spelling]


class _Declaration(dict[bytes, Any]):
    """A start tag up to ` xmlns:p=`, by the namespace that is declared."""

    __slots__ = ("_content", "_name", "_prefix", "_prefixes")

    def __init__(self, content: Content, name: str, prefixes: Prefixes, spelling: str) -> None:
        self._content = content
        self._name = name
        self._prefixes = prefixes
        self._prefix = spelling.removesuffix("=").partition(":")[2]

    def __missing__(self, value: bytes) -> Any:
        declared = dict(self._prefixes)
        declared[self._prefix] = _characters(value)
        self._content.tables.count += 1
        found = self[value] = _Declared(self._content, self._name, tuple(sorted(declared.items())))
        return found


class _Declared(dict[bytes, Any]):
    """A start tag up to a declared namespace, by what comes then."""

    __slots__ = ("_content", "_name", "_prefixes")

    def __init__(self, content: Content, name: str, prefixes: Prefixes) -> None:
        self._content = content
        self._name = name
        self._prefixes = prefixes

    def __missing__(self, spelling: bytes) -> Any:
        text = spelling.decode("utf-8")
        if _is_declaration(text[1:]):
            found: Any = _Declaration(self._content, self._name, self._prefixes, text[1:])
        else:
            found = _begin(self._content, self._name, self._prefixes, text)
        self[spelling] = found
        return found


class _Attributes(dict[bytes, Any]):
    """A start tag up to the end of a value, by what comes then."""

    __slots__ = ("content", "element", "frames", "prefixes", "tag")

    def __init__(self, content: Content, element: str, prefixes: Prefixes, tag: Tag, frames: _Frames) -> None:
        self.content = content
        self.element = element
        self.prefixes = prefixes
        self.tag = tag
        self.frames = frames

    def __missing__(self, spelling: bytes) -> Any:
        found = self[spelling] = self.after(spelling.decode("utf-8"))
        return found

    def after(self, spelling: str) -> Any:
        if spelling in ("", "/"):
            return self._close(is_empty=bool(spelling))
        if _is_declaration(spelling[1:]):
            raise UnsureError  # declarations come first where libxml2 writes
        name = _qualified(spelling[1:].removesuffix("="), self.prefixes, default="")
        step = self.tag.attribute(name)
        if step is None:
            raise UnsureError
        type_ = self.content.tables.identity.get((self.element, name), "")
        return (_Identifiers if type_ else _Values)(self, step, type_)

    def _close(self, is_empty: bool) -> Move:
        state = self.tag.closed()
        if not state.items:
            raise UnsureError
        if not is_empty:
            return self.content.tables.content(state, self.prefixes), self.frames
        marks = state.marks_of("", dict(self.prefixes)) if state.is_data else state.marks
        if not marks:
            raise UnsureError
        return self.frames[marks], None


class _Values(dict[bytes, Any]):
    """A start tag up to an attribute's name, by the values it has had so far."""

    __slots__ = ("_after", "_attributes", "_is_prefixed", "_step", "_takes_all")

    def __init__(self, attributes: _Attributes, step: Step, type_: str) -> None:
        values = attributes.content.tables.automaton.values
        self._attributes = attributes
        self._step = step
        self._takes_all = all(values.takes_all(inner) for inner, _, _ in step.alternatives)
        self._is_prefixed = any(values.is_prefixed(inner) for inner, _, _ in step.alternatives)
        self._after: dict[Tag, _Attributes] = {}

    def __missing__(self, value: bytes) -> _Attributes:
        if self._takes_all:
            return self.behind(self._step.forgiven())
        found = self.check(_characters(value))
        if len(self) < _MOST_VALUES:
            self[value] = found
        return found

    def check(self, value: str) -> _Attributes:
        prefixes = dict(self._attributes.prefixes) if self._is_prefixed else {}
        tag = self._step.value(value, prefixes)
        if not tag.items:
            raise UnsureError
        return self.behind(tag)

    def behind(self, tag: Tag) -> _Attributes:
        """Return what may come behind the value when `tag` remains."""
        found = self._after.get(tag)
        if found is None:
            it = self._attributes
            it.content.tables.count += 1
            found = self._after[tag] = _Attributes(it.content, it.element, it.prefixes, tag, it.frames)
        return found


class _Identifiers(_Values):
    """The same for attributes that identify or refer: each value is noted, and none remembered."""

    __slots__ = ("_type",)

    def __init__(self, attributes: _Attributes, step: Step, type_: str) -> None:
        super().__init__(attributes, step, type_)
        self._type = type_

    def __missing__(self, value: bytes) -> _Attributes:
        tables = self._attributes.content.tables
        tokens = _characters(value).split()
        if self._type != "ID":
            tables.references.extend(tokens)
        elif len(tokens) != 1 or tokens[0] in tables.seen:
            raise UnsureError
        else:
            tables.seen.add(tokens[0])
        if not tokens or (self._type != "IDREFS" and len(tokens) != 1):
            raise UnsureError
        return self.check(" ".join(tokens))


class _Frames(dict[tuple[int, ...], Content]):
    """The tables of the parent after an element, by marks."""

    __slots__ = ("_content", "_frames")

    def __init__(self, content: Content, frames: Frames) -> None:
        self._content = content
        self._frames = frames

    def __missing__(self, marks: tuple[int, ...]) -> Content:
        it = self._content
        found = self[marks] = it.tables.content(self._frames.resume(marks), it.prefixes)
        return found


def _begin(content: Content, name: str, prefixes: Prefixes, rest: str) -> Any:
    """Return what follows the start tag `name`, of which `rest` comes before the first value or is all."""
    if name.endswith("/"):
        name, rest = name[:-1], "/"
    element = _qualified(name, prefixes, default=dict(prefixes).get("", ""))
    opening = content.state.open(element)
    if opening is None:
        raise UnsureError
    content.tables.count += 1
    return _Attributes(content, element, prefixes, opening.tag, _Frames(content, opening.frames)).after(rest)


def _is_declaration(spelling: str) -> bool:
    """Tell whether an attribute, spelled up to its value, declares a namespace."""
    return spelling == "xmlns=" or spelling.startswith("xmlns:")


def _qualified(name: str, prefixes: Prefixes, default: str) -> str:
    """Return the name that is spelled `name`."""
    prefix, colon, local = name.rpartition(":")
    declared = dict(prefixes)
    if colon and prefix not in declared:
        raise UnsureError
    return clark(declared[prefix] if colon else default, local)


def _characters(spelling: bytes) -> str:
    """Return the characters that a serialised text or value stands for."""
    text = spelling.decode("utf-8")
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))
