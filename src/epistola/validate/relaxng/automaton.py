"""The automaton of a schema, built as documents need it.

A state is what may remain of the content of the element that is open: a set of patterns. Since an element may match
several patterns of its parent at once, each pattern has a mark that says with which of the states in `Frames` the
parent goes on when the element ends satisfied by it. So a state says nothing of the elements around, is shared by
all places where the same content is asked for, and a document as deep as memory allows needs no more of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from epistola.validate.relaxng.compiled import Grammar
from epistola.validate.relaxng.compounds import Patterns
from epistola.validate.relaxng.datatypes import Prefixes
from epistola.validate.relaxng.names import NOT_AT_ALL, NameClass, fit, literal, mentioned
from epistola.validate.relaxng.patterns import Content, Openings, Pattern
from epistola.validate.relaxng.values import Values

Item: TypeAlias = tuple[Pattern, int]
"""A pattern that may remain, and its mark."""
_MOST_NAMES: Final = 2000
_RIGHT: Final = (True,)
_WRONG: Final = (False,)


class State:
    """What may remain of an element whose start tag has been read; no items: nothing is known of it any more."""

    __slots__ = ("_automaton", "_opened", "_texts", "is_data", "items", "marks")

    def __init__(self, automaton: Automaton, items: tuple[Item, ...]) -> None:
        self._automaton = automaton
        self.items = items
        self.is_data = any(pattern.content is Content.DATA for pattern, _ in items)
        """Whether text in it must have a form."""
        self.marks = _marks(item for item in items if item[0].nullable)
        """Those with which the parent goes on when the element ends here; none: it can't end here."""
        self._opened: dict[str, Opening] = {}
        self._texts: State | None = None

    def open(self, name: str) -> Opening | None:
        """Return what the start tag `name` opens; None when it can't stand here."""
        found = self._opened.get(name)
        if found is None:
            found = self._automaton.opening(self.items, lambda pattern: pattern.opened(name))
            if found is not None:
                if len(self._opened) >= _MOST_NAMES:
                    self._opened.clear()
                self._opened[name] = found
        return found

    def open_early(self, name: str) -> Opening | None:
        """Return what the start tag `name` opens if what is required before it were there."""
        return self._automaton.opening(self.items, lambda pattern: pattern.recovered(name))

    def after_text(self) -> State:
        """Return what remains after text that is not white space; a state without items: it can't stand here."""
        if self._texts is None:
            self._texts = self._automaton.state(
                (rest, mark) for pattern, mark in self.items for rest in pattern.texts()
            )
        return self._texts

    def marks_of(self, value: str, prefixes: Prefixes) -> tuple[int, ...]:
        """Return the marks with which the parent goes on when `value` is all that is in the element."""
        automaton = self._automaton
        plain = ((pattern.plain(automaton.make), mark) for pattern, mark in self.items)
        return _marks(item for item in plain if automaton.values.fits(item[0], value, prefixes))

    def all_marks(self) -> tuple[int, ...]:
        """Return the marks with which the parent can go on, whatever is missing."""
        return _marks(self.items)


class Tag:
    """What may remain of an element while its start tag is read."""

    __slots__ = ("_attributes", "_automaton", "_closed", "_forgiven", "items")

    def __init__(self, automaton: Automaton, items: tuple[Item, ...]) -> None:
        self._automaton = automaton
        self.items = items
        self._attributes: dict[str, Step] = {}
        self._closed: State | None = None
        self._forgiven: State | None = None

    def attribute(self, name: str) -> Step | None:
        """Return the step to the value of the attribute `name`; None when the tag can't have it."""
        found = self._attributes.get(name)
        if found is None:
            some = [(inner, rest, mark) for pattern, mark in self.items for inner, rest in pattern.attributes(name)]
            if some:
                if len(self._attributes) >= _MOST_NAMES:
                    self._attributes.clear()
                found = self._attributes[name] = Step(self._automaton, some)
        return found

    def closed(self) -> State:
        """Return the state after the start tag; without items: attributes are missing."""
        if self._closed is None:
            make = self._automaton.make
            self._closed = self._automaton.state((pattern.closed(make), mark) for pattern, mark in self.items)
        return self._closed

    def forgiven(self) -> State:
        """Return the state after the start tag if no attribute were missing."""
        if self._forgiven is None:
            make = self._automaton.make
            self._forgiven = self._automaton.state((pattern.forgiven(make), mark) for pattern, mark in self.items)
        return self._forgiven


class Step:
    """An attribute whose value is awaited: the contents it may have, each with what remains after it."""

    __slots__ = ("_automaton", "_by_fit", "alternatives")

    def __init__(self, automaton: Automaton, alternatives: list[tuple[Pattern, Pattern, int]]) -> None:
        self._automaton = automaton
        self.alternatives = alternatives
        self._by_fit: dict[tuple[bool, ...], Tag] = {}

    def value(self, text: str, prefixes: Prefixes) -> Tag:
        """Return what remains after the value `text`; a tag without items: the value is wrong."""
        fits = self._automaton.values.fits
        if len(self.alternatives) == 1:
            return self.after(_RIGHT if fits(self.alternatives[0][0], text, prefixes) else _WRONG)
        return self.after(tuple(fits(inner, text, prefixes) for inner, _, _ in self.alternatives))

    def after(self, fit: tuple[bool, ...]) -> Tag:
        """Return what remains when the value fits those alternatives for which `fit` is true."""
        found = self._by_fit.get(fit)
        if found is None:
            pairs = zip(self.alternatives, fit, strict=True)
            found = self._automaton.tag((rest, mark) for (_, rest, mark), is_so in pairs if is_so)
            self._by_fit[fit] = found
        return found

    def forgiven(self) -> Tag:
        """Return what remains if the value were right."""
        return self.after((True,) * len(self.alternatives))


class Frames:
    """The states in which the parent may go on after an element, by mark."""

    __slots__ = ("_automaton", "_resumed", "states")

    def __init__(self, automaton: Automaton, states: tuple[State, ...]) -> None:
        self._automaton = automaton
        self.states = states
        self._resumed: dict[tuple[int, ...], State] = {}

    def resume(self, marks: tuple[int, ...]) -> State:
        """Return the state of the parent when the element ended with `marks`; all, when it ended with none."""
        found = self._resumed.get(marks)
        if found is None:
            chosen = [self.states[mark] for mark in marks] or self.states
            found = self._automaton.state(item for state in chosen for item in state.items)
            self._resumed[marks] = found
        return found


class Opening:
    """A start tag of which the name has been read: the tag and what the parent goes on with."""

    __slots__ = ("frames", "tag")

    def __init__(self, tag: Tag, frames: Frames) -> None:
        self.tag = tag
        self.frames = frames


class Automaton:
    """The states of one grammar; equal ones are one object."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.make: Patterns = grammar.make
        self.values = Values(grammar.make, grammar.compiled.regexes)
        self._states: dict[frozenset[tuple[int, int]], State] = {}
        self._tags: dict[frozenset[tuple[int, int]], Tag] = {}
        self._elsewhere: dict[str, Tag] = {}
        self._literal: dict[str, list[int]] | None = None
        self._wild: list[tuple[int, NameClass]] = []
        self.start = self.state([(grammar.start(), 0)])
        self.nowhere = self.state([])

    @property
    def size(self) -> int:
        """How many states, tags and patterns there are."""
        return len(self._states) + len(self._tags) + len(self.make)

    def state(self, items: Iterable[Item]) -> State:
        """Return the state with `items`."""
        some = self._allowed(items)
        key = frozenset((pattern.number, mark) for pattern, mark in some)
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = State(self, some)
        return found

    def tag(self, items: Iterable[Item]) -> Tag:
        """Return the tag with `items`."""
        some = self._allowed(items)
        key = frozenset((pattern.number, mark) for pattern, mark in some)
        found = self._tags.get(key)
        if found is None:
            found = self._tags[key] = Tag(self, some)
        return found

    def opening(self, items: tuple[Item, ...], derive: Callable[[Pattern], Openings]) -> Opening | None:
        """Return what is opened by a start tag of which `derive` says the elements that it may be."""
        after: dict[Pattern, dict[Item, None]] = {}
        for pattern, mark in items:
            for element, rest in derive(pattern):
                content = self.grammar.content(element.index)
                if content is not self.make.not_allowed:
                    after.setdefault(content, {})[rest, mark] = None
        if not after:
            return None
        states = tuple(self.state(rests) for rests in after.values())
        distinct = tuple(dict.fromkeys(states))
        tag = self.tag((content, distinct.index(state)) for content, state in zip(after, states, strict=True))
        return Opening(tag, Frames(self, distinct))

    def anywhere(self, name: str, around: State) -> Opening:
        """Return what the start tag `name` opens where it can't stand in `around`: what it is elsewhere.

        Where elements of that name have different contents, it may have any of them, if their name classes fit
        equally well. The tag has no items when there is no such element.
        """
        tag = self._elsewhere.get(name)
        if tag is None:
            if len(self._elsewhere) >= _MOST_NAMES:
                self._elsewhere.clear()
            tag = self.tag((self.grammar.content(index), 0) for index in self._best(name))
            self._elsewhere[name] = tag
        return Opening(tag, Frames(self, (around,)))

    def _best(self, name: str) -> list[int]:
        """Return the numbers of the elements whose name classes fit `name` best."""
        if self._literal is None:
            self._literal = {}
            for index, names in enumerate(self.grammar.compiled.names):
                for one in mentioned(names):
                    self._literal.setdefault(one, []).append(index)
                if literal(names) is None:
                    self._wild.append((index, names))
        if name in self._literal:
            return self._literal[name]
        fits = {index: fit(names, name) for index, names in self._wild}
        best = max(fits.values(), default=NOT_AT_ALL)
        return [index for index, how in fits.items() if how == best != NOT_AT_ALL]

    def _allowed(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(dict.fromkeys(item for item in items if item[0] is not self.make.not_allowed))


def _marks(items: Iterable[Item]) -> tuple[int, ...]:
    return tuple(sorted({mark for _, mark in items}))
