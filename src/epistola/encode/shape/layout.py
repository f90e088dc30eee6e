"""The lines of a text, and how they make blocks and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from epistola.letter import Block

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*(?:(?<!\d\.)\s?[–—-]+)?$")

_TAB: Final = 4
# How much further to the right a line begins in which a paragraph begins; what is still further right is set apart.
_SMALLEST_INDENT: Final = 2
_LARGEST_INDENT: Final = 12
# How far words around a running head are looked for.
_NEAR: Final = 80
# Fewer full lines don't tell how long a line could have been.
_FEWEST_FILLED: Final = 4
_NARROWEST: Final = 50
_LONGEST_LINE: Final = 160
_WIDEST: Final = 110

# The number of a page on a line of its own: “- 2 -”, “[2]”, “[fol. 2r]”, “Page 2”, “Seite 2”.
_PAGE: Final = (
    r"(?:page|pages|pp?\.|pg\.|pag\.|pagina|página|págs?\.|seite|s\.|bl\.|blatt|bogen|fol\.|folio|ff?\.|feuillet|feuille"
    r"|стр\.|страница|лист|л\.)"
)
_PAGE_NUMBER: Final = re.compile(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]"
    rf"|[\[(/|]\s*(?:[-–—]\s*)?(?:{_PAGE}\s*)?\d{{1,3}}\s*[rv]?(?:\s*[-–—])?\s*[\])/|]"
    rf"|\[?{_PAGE}\s*\d{{1,3}}\s*[rv]?\.?(?:\s(?:of|von|de|/)\s\d{{1,3}})?\]?|\d{{1,3}}\.?"
    r"|\[(?:page break|new page|recto|verso|over|vorderseite|rückseite|seitenwechsel|seitenumbruch|au verso"
    r"|saut de page)\.?:?\])",
    re.IGNORECASE,
)


# A line in capitals with the number of its page: “46 LETTERS OF A LADY”.
_ENDS_IN_A_WORD: Final = re.compile(r"[^\W\d_]{2}[,¬-]?$")
_RUNNING_HEAD: Final = re.compile(
    r"^[ \t]*(\d{1,4}[ \t.]+[A-ZÀ-Þ][A-ZÀ-Þ .,'’&-]{3,60}|[A-ZÀ-Þ][A-ZÀ-Þ .,'’&-]{3,60}[ \t]\d{1,4}\.?)[ \t\r]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that isn't blank, without the white space around it.

    `block` counts the groups of lines that have no blank line between them. `part` is the number of the block in
    which the source itself has the line (-1: it doesn't say), and `kind` that block's kind. `indent` is the width of
    the white space before it; `goes_on` says that a sentence goes on in it that began on the page before.
    """

    start: int
    end: int
    text: str
    block: int
    part: int = -1
    kind: str = ""
    indent: int = 0
    goes_on: bool = False

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


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring lines that are one part of a letter, and what part they are (a TEI element name, its `@type`)."""

    element: str
    lines: tuple[Line, ...]
    type: str = ""

    @property
    def start(self) -> int:
        """Where the part begins in the text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where the part ends in the text."""
        return self.lines[-1].end


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
        indent = len(match[0][: start - match.start()].expandtabs(_TAB))
        found.append(Line(start, start + len(stripped), stripped, block, part if kind else -1, kind, indent))
    kept = tuple(line for line in found if line.kind != "fw") or tuple(found)
    marks = {start for start, _, _ in page_marks(text)}
    return _without_pages(kept, marks) if marks else kept


@lru_cache(maxsize=2)
def page_marks(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where the number of a page stands on a line of its own, or a running head in the midst of a sentence.

    With each comes the type of `fw` that it is (TEI Guidelines, 11.6). The first line of a text is none.
    """
    return (*_page_numbers(text), *_running_heads(text))


def _page_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    begins = len(text) - len(text.lstrip())
    for match in re.finditer(r"^[ \t]*([-–—\[(/|pPsSfFbBсСлЛ\d][^\n]{0,16}?)[ \t\r]*$", text, re.MULTILINE):
        if _PAGE_NUMBER.fullmatch(match[1]) and begins < match.start():
            yield *match.span(1), "pageNum"


def _running_heads(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _RUNNING_HEAD.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()].rstrip()
        after = text[match.end() : match.end() + _NEAR].lstrip()
        # Words stand in the midst of a sentence, and the head has more in it than a Roman number.
        amidst = _ENDS_IN_A_WORD.search(before) is not None and after[:1].islower()
        if amidst and re.search(r"[A-ZÀ-Þ]{3}.*\s[A-ZÀ-Þ]{2}", match[1]):
            yield *match.span(1), "header"


def _without_pages(found: Sequence[Line], numbers: Collection[int]) -> tuple[Line, ...]:
    """Leave out the numbers of pages; a sentence that goes on behind one makes one block of the two."""
    kept: list[Line] = []
    shift, crossed = 0, False
    for line in found:
        if line.start in numbers:
            crossed = True
            continue
        goes_on = crossed and bool(kept) and not kept[-1].ends_a_sentence and line.text[0].islower()
        if goes_on:
            shift = line.block - kept[-1].block
        kept.append(replace(line, block=line.block - shift, goes_on=goes_on))
        crossed = False
    return tuple(kept) or tuple(found)


def paragraphs(body: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each paragraph: those that the source gives, or a block of wrapped lines, or each line.

    The sign that lines are wrapped is that most of them break off within a sentence. Where blank lines divide a text
    whose lines are wrapped, each block is a paragraph, unless indented lines divide it further. Without blank lines, a
    sentence that ends before the line was full may end a paragraph.
    """
    blocks = [tuple(group) for _, group in groupby(body, key=lambda line: (line.part, line.block))]
    wrapped = [_is_wrapped(block) for block in blocks]
    counted = [len(block) - 1 for block in blocks]
    divided = sum(n for n, is_wrapped in zip(counted, wrapped, strict=True) if is_wrapped) * 2 > sum(counted)
    for block, is_wrapped in zip(blocks, wrapped, strict=True):
        if block[0].part >= 0:
            yield block
        elif is_wrapped or (divided and len(blocks) > 2):
            yield from _cut(block, _indented(block) or (_unfilled(block) if len(blocks) == 1 else []))
        else:
            yield from _cut(block, [number for number in range(1, len(block)) if not block[number].goes_on])


def _cut(block: Sequence[Line], starts: Sequence[int]) -> Iterator[tuple[Line, ...]]:
    for begin, end in pairwise((0, *starts, len(block))):
        yield tuple(block[begin:end])


def _indented(block: Sequence[Line]) -> list[int]:
    """Return the lines in which a paragraph begins by being indented; none unless they follow on whole sentences."""
    least = min(line.indent for line in block)
    starts = [n for n in range(1, len(block)) if _SMALLEST_INDENT <= block[n].indent - least <= _LARGEST_INDENT]
    whole = sum(block[n - 1].ends_a_sentence for n in starts)
    return starts if whole * 5 >= len(starts) * 4 and len(starts) * 2 < len(block) else []


def _unfilled(block: Sequence[Line]) -> list[int]:
    """Return the lines in which a paragraph begins: their first word would have fitted into the line above.

    That tells only where a program has filled the lines: elsewhere words that would have fitted stand behind lines
    that end amidst a sentence, too.
    """
    width = max(line.indent + len(line.text) for line in block)
    starts = [number for number, free in enumerate(_room(block, width), 1) if free >= 0]
    filled = len(block) - 1 - len(starts)
    told = filled >= _FEWEST_FILLED and all(block[n - 1].ends_a_sentence for n in starts)
    return starts if told else []


def _room(block: Sequence[Line], width: int) -> Iterator[int]:
    """Yield how much room there was in each line but the last for the first word of the next, and a space."""
    for line, below in pairwise(block):
        yield width - line.indent - len(line.text) - 1 - len(below.text.split()[0])


def _is_wrapped(block: Sequence[Line]) -> bool:
    """Tell whether most lines break off within a sentence, or all are as full as the next word lets them be.

    Who wraps lines has hardly any that are much longer than a page is wide.
    """
    if len(block) > 2 and sum(len(line.text) > _LONGEST_LINE for line in block) * 4 > len(block):
        return False
    broken = [line for line, below in pairwise(block) if not line.ends_a_sentence and not below.goes_on]
    if len(block) > 1 and len(broken) * 3 >= len(block) - 1:
        return True
    width = max(line.indent + len(line.text) for line in block)
    full = len(block) >= _FEWEST_FILLED and _NARROWEST <= width <= _WIDEST
    return full and all(free < 0 for free in _room(block, width))


def is_prose(block: Sequence[Line]) -> bool:
    """Tell whether the lines of a block are a wrapped paragraph, and so no heading, address or date."""
    text = " ".join(line.text for line in block).split()
    small = sum(word[0].islower() for word in text)
    return len(block) > 3 and len(text) > 30 and small * 3 > len(text) * 2 and _is_wrapped(block)
