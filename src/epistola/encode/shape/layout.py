"""The lines of a text, and how they make blocks and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from epistola.letter import Block

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that isn't blank, without the white space around it.

    `block` counts the groups of lines that have no blank line between them. `part` is the number of the block in
    which the source itself has the line (-1: it doesn't say), and `kind` that block's kind.
    """

    start: int
    end: int
    text: str
    block: int
    part: int = -1
    kind: str = ""

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


@lru_cache(maxsize=2)
def lines(text: str, given: tuple[Block, ...] = ()) -> tuple[Line, ...]:
    """Return the lines of `text` that aren't blank, without what the source says is no part of the letter's words."""
    starts = [block.start for block in given]
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
        part = bisect_right(starts, start) - 1
        kind = given[part].kind if part >= 0 and start < given[part].end else ""
        found.append(Line(start, start + len(stripped), stripped, block, part if kind else -1, kind))
    return tuple(line for line in found if line.kind != "fw") or tuple(found)


def paragraphs(body: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each paragraph: those that the source gives, or a block of wrapped lines, or each line.

    The sign that lines are wrapped is that most of them break off within a sentence.
    """
    for (part, _), group in groupby(body, key=lambda line: (line.part, line.block)):
        block = tuple(group)
        if part >= 0 or _is_wrapped(block):
            yield block
        else:
            yield from ((line,) for line in block)


def _is_wrapped(block: Sequence[Line]) -> bool:
    broken = [line for line in block[:-1] if not line.ends_a_sentence]
    return len(block) > 1 and len(broken) * 3 >= len(block) - 1
