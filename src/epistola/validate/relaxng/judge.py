"""Judging one document: every start tag, attribute, text and end tag in turn, and going on after a mistake.

How it goes on is Jing's way, so that the same mistakes are found: an element that the schema doesn't allow here is
judged by what it is elsewhere, and its parent goes on as if it were not there; what is missing is taken as given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from epistola.names import XML_NS
from epistola.validate.relaxng.automaton import Automaton, Frames, Opening, State, Tag
from epistola.validate.relaxng.expectations import Expectations, data_of
from epistola.validate.relaxng.identifiers import Identifiers
from epistola.validate.relaxng.patterns import Pattern
from epistola.validate.relaxng.violations import Expected, Fault, Violation

_BLANK: Final = " \t\r\n"
_LAST_LINE: Final = 0xFFFF


def judge(automaton: Automaton, expectations: Expectations, root: etree._Element) -> Iterator[Violation]:
    """Yield what is wrong with the document whose outermost element is `root`, consequences of mistakes marked."""
    if not automaton.start.items:
        yield Violation(Fault.NOTHING_ALLOWED, root, _line(root))
        return
    work = _Judge(automaton, expectations)
    yield from work.document(root)


class _Open:
    """An element that is open, and how its parent goes on."""

    __slots__ = ("element", "frames", "is_in_data", "nodes", "parent_mistakes")

    def __init__(
        self, element: etree._Element, frames: Frames, parent_mistakes: _Mistakes, parent: _Open | None
    ) -> None:
        self.element = element
        self.frames = frames
        self.nodes = iter(element)
        self.parent_mistakes = parent_mistakes
        self.is_in_data: bool = (parent is not None and parent.is_in_data) or any(
            state.is_data for state in frames.states
        )
        """Whether it is, by mistake, in an element whose text must have a form; then its own text must, too."""


class _Mistakes:
    """What was wrong among the children of one element, to know what is a consequence.

    A child or text that may not stand there accounts for a child that is missing, and the other way round; of the
    text between two tags one mistake is enough.
    """

    __slots__ = ("missed", "strangers", "text")

    def __init__(self) -> None:
        self.strangers = 0
        self.missed: set[str] = set()
        self.text = False


class _Judge:
    def __init__(self, automaton: Automaton, expectations: Expectations) -> None:
        self._automaton = automaton
        self._expected = expectations
        self._identifiers = Identifiers(automaton.grammar.compiled.identity)
        self._found: list[Violation] = []
        self._state = automaton.start
        self._stack: list[_Open] = []
        self._mistakes = _Mistakes()
        self._line = 0
        self._value: list[str] | None = None
        """The text so far of an element whose text must have a form, while nothing else has come in it."""

    def document(self, root: etree._Element) -> Iterator[Violation]:
        self._start(root)
        self._text(root, root.text, None)
        while self._stack:
            top = self._stack[-1]
            node = next(top.nodes, None)
            if node is None:
                self._end(top)
                if self._stack:
                    self._text(self._stack[-1].element, top.element.tail, top.element)
            elif isinstance(node.tag, str):
                self._start(node)
                self._text(node, node.text, None)
            else:
                self._line = _line(node) or self._line
                if node.tag is etree.Entity:
                    self._text(top.element, node.text, node)
                self._text(top.element, node.tail, node)
            if self._found:
                yield from self._found
                self._found.clear()
        yield from self._identifiers.dangling()

    def _add(
        self,
        fault: Fault,
        node: etree._Element,
        *,
        line: int = 0,
        attribute: str = "",
        value: str = "",
        expected: Expected,
        after: etree._Element | None = None,
        echo: bool = False,
    ) -> None:
        """Report a mistake, in the line that is being read if no other is given."""
        self._found.append(Violation(fault, node, line or self._line, attribute, value, expected, after, echo))

    def _start(self, element: etree._Element) -> None:
        self._line = _line(element) or self._line
        if self._value is not None:
            self._flush("".join(self._value), self._stack[-1].element)
        self._mistakes.text = False
        opening = self._state.open(str(element.tag)) or self._open_wrongly(element)
        parent = self._stack[-1] if self._stack else None
        self._stack.append(_Open(element, opening.frames, self._mistakes, parent))
        self._mistakes = _Mistakes()
        tag = opening.tag
        if element.attrib:
            tag = self._attributes(element, tag)
        state = tag.closed()
        if not state.items:
            if tag.items:
                self._miss_attributes(element, tag)
            state = tag.forgiven()
        self._state = state
        self._value = [] if state.is_data or self._stack[-1].is_in_data else None

    def _open_wrongly(self, element: etree._Element) -> Opening:
        """Report an element that can't stand here, and return as what it is judged."""
        name, state, mistakes = str(element.tag), self._state, self._mistakes
        opening = state.open_early(name)
        judged = bool(state.items)
        if opening is not None:
            if judged:
                expected = self._expected.elements(state)
                self._add(Fault.EARLY_ELEMENT, element, expected=expected, echo=self._accounts_for_missing())
                mistakes.missed |= expected.missing
            return opening
        opening = self._automaton.anywhere(name, state)
        if judged:
            fault = Fault.MISPLACED_ELEMENT if opening.tag.items else Fault.UNKNOWN_ELEMENT
            self._add(fault, element, expected=self._expected.elements(state), echo=name in mistakes.missed)
            if name in mistakes.missed:
                mistakes.missed.discard(name)
            else:
                mistakes.strangers += 1
        return opening

    def _accounts_for_missing(self) -> bool:
        """Tell whether a child that may not stand there can be what is missing; each can be only once."""
        if self._mistakes.strangers:
            self._mistakes.strangers -= 1
            return True
        return False

    def _attributes(self, element: etree._Element, tag: Tag) -> Tag:
        name = str(element.tag)
        for attribute, value in element.items():
            attribute = str(attribute)
            step = tag.attribute(attribute)
            if step is None:
                if tag.items:
                    self._add(Fault.ATTRIBUTE, element, attribute=attribute, expected=self._expected.attributes(tag))
            else:
                prefixes = _prefixes(element) if any(map(self._is_prefixed, step.alternatives)) else {}
                after = step.value(str(value), prefixes)
                if not after.items:
                    expected = data_of(inner for inner, _, _ in step.alternatives)
                    self._add(Fault.VALUE, element, attribute=attribute, value=str(value), expected=expected)
                    after = step.forgiven()
                tag = after
            if (name, attribute) in self._identifiers.types:
                self._found.extend(self._identifiers.see(element, attribute, str(value), self._line))
        return tag

    def _is_prefixed(self, alternative: tuple[Pattern, Pattern, int]) -> bool:
        return self._automaton.values.is_prefixed(alternative[0])

    def _miss_attributes(self, element: etree._Element, tag: Tag) -> None:
        strange = [v for v in self._found if v.node is element and v.fault is Fault.ATTRIBUTE]
        expected = self._expected.attributes(tag)
        echo = bool(strange) and len(expected.missing) <= len(strange)
        self._add(Fault.MISSING_ATTRIBUTE, element, expected=expected, echo=echo)

    def _text(self, parent: etree._Element, text: str | None, after: etree._Element | None) -> None:
        """Judge the text that follows `after` in `parent`, or comes first in it."""
        if not text:
            return
        if self._value is not None:
            self._value.append(text)
        elif not text.isspace() or text.strip(_BLANK):
            self._untyped(parent, text, after, self._line)
        self._line += text.count("\n")

    def _untyped(self, parent: etree._Element, text: str, after: etree._Element | None, line: int) -> None:
        """Judge text that begins in `line` and isn't white space."""
        state = self._state.after_text()
        if state.items:
            self._state = state
        elif self._state.items:
            line += text[: len(text) - len(text.lstrip(_BLANK))].count("\n")
            echo = self._mistakes.text
            self._add(
                Fault.TEXT, parent, line=line, expected=self._expected.elements(self._state), after=after, echo=echo
            )
            if not echo:
                self._mistakes.strangers += 1
            self._mistakes.text = True

    def _flush(self, text: str, parent: etree._Element) -> None:
        """Judge the text at the beginning of `parent`, of which it turned out that an element follows it."""
        self._value = None
        if text.strip(_BLANK):
            self._untyped(parent, text, None, _line(parent))

    def _end(self, top: _Open) -> None:
        state = self._state
        if self._value is not None:
            marks = self._content(top.element, state, "".join(self._value))
        else:
            marks = state.marks
            if not marks and state.items:
                expected = self._expected.elements(state)
                self._add(Fault.INCOMPLETE, top.element, expected=expected, echo=self._accounts_for_missing())
        self._value = None
        self._state = top.frames.resume(marks or state.all_marks())
        self._stack.pop()
        self._mistakes = top.parent_mistakes
        self._mistakes.text = False

    def _content(self, element: etree._Element, state: State, value: str) -> tuple[int, ...]:
        """Judge `value`, all that is in `element`; return the marks that it fits."""
        patterns = [pattern for pattern, _ in state.items]
        prefixes = _prefixes(element) if any(map(self._automaton.values.is_prefixed, patterns)) else {}
        marks = state.marks_of(value, prefixes)
        if not marks and patterns:
            expected = data_of(patterns)
            if not value.strip(_BLANK):
                expected = replace(expected, names=self._expected.elements(state).names)
            self._add(Fault.CONTENT, element, value=value, expected=expected)
        return marks


def _line(node: etree._Element) -> int:
    """Return the line in which the tag of `node` ends; 0 when lxml doesn't know, as after line 65,534."""
    line = node.sourceline
    return line if isinstance(line, int) and line < _LAST_LINE else 0


def _prefixes(element: etree._Element) -> dict[str, str]:
    return {prefix or "": ns for prefix, ns in element.nsmap.items()} | {"xml": XML_NS}
