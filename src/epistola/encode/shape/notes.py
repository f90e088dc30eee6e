"""Notes that stand together below a letter, and the marks in the text that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from epistola.encode.shape.layout import Line

_MARK: Final = re.compile(
    r"(?P<mark>\[(?:\d{1,3}|[a-z]|\*{1,3})\]|\(\d{1,3}\)|\d{1,3}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\*{1,3}\)?|[†‡])[ \t]*"
    r"(?=[^\s\W]|[“„»«\"'])"
)


def notes_begin(lines: Sequence[Line]) -> int:
    """Return the number of the line with which notes begin that go on to the end; the number of lines without any.

    Each block of them begins with a mark, and the mark has to stand behind a word of the text: “Dear Henry,[1]”.
    """
    begin = number = len(lines)
    while number > 1:
        number -= 1
        if lines[number].block != lines[number - 1].block:
            if not mark_of(lines[number]):
                break
            begin = number
    marks = [mark for line in lines[begin:] if (mark := mark_of(line))]
    text = "\n".join(line.text for line in lines[:begin]) if marks else ""
    return begin if all(_leads(mark).search(text) for mark in marks) else len(lines)


def mark_of(line: Line) -> str:
    """Return the mark with which a note begins in the line, "" where none does."""
    found = _MARK.match(line.text)
    return found["mark"] if found else ""


def marks_in(text: str, start: int, end: int, marks: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where `marks` stand in `text` between `start` and `end`, each once, in their order; and which it is."""
    position = start
    for number, mark in enumerate(marks):
        found = _leads(mark).search(text, position, end)
        if found:
            position = found.end()
            yield found.start(), found.end(), number


def _leads(mark: str) -> re.Pattern[str]:
    """Return the pattern of a mark in the text: it stands behind a word; one in brackets may have a space before it."""
    space = r"|(?<=\S )" if mark[0] in "[(" else ""
    return re.compile(rf"(?:(?<=[^\s(\[]){space}){re.escape(mark)}(?!\w)")
