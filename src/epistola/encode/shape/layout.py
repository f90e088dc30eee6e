"""The lines of a text, and how they make blocks and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that isn't blank, without the white space around it.

    `block` counts the groups of lines that have no blank line between them.
    """

    start: int
    end: int
    text: str
    block: int

    @property
    def ends_a_sentence(self) -> bool:
        """Tell whether the line ends with the punctuation that ends a sentence."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_sentence(self) -> bool:
        """Tell whether the line reads like a sentence rather than a formula or a heading."""
        words = self.text.split()
        lower = sum(word[0].islower() for word in words)
        return len(words) >= 8 and self.ends_a_sentence and lower * 2 > len(words)


def lines(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` that aren't blank."""
    found: list[Line] = []
    block, blank = 0, False
    for match in re.finditer(r"[^\n]*\n?", text):
        stripped = match[0].strip()
        if not stripped:
            blank = True
            continue
        block += blank and bool(found)
        blank = False
        start = match.start() + match[0].index(stripped)
        found.append(Line(start, start + len(stripped), stripped, block))
    return tuple(found)


def paragraphs(body: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each paragraph: a block of wrapped lines is one, otherwise each line is.

    The sign that lines are wrapped is that most of them break off within a sentence.
    """
    for _, group in groupby(body, key=lambda line: line.block):
        block = tuple(group)
        if _is_wrapped(block):
            yield block
        else:
            yield from ((line,) for line in block)


def _is_wrapped(block: Sequence[Line]) -> bool:
    broken = [line for line in block[:-1] if not line.ends_a_sentence]
    return len(block) > 1 and len(broken) * 3 >= len(block) - 1
