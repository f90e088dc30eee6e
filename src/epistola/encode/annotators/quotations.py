"""Quotations: `quote`, `soCalled`, `q` (TEI Guidelines, 3.3.3), the quotation marks within the element.

Marks are paired within a paragraph: “…”, „…“, «…», »…«, ‹…›, ‚…‘, ‘…’, and the straight ones. After words such as
“so-called” the words are `soCalled`; after a verb of saying, or a colon, or when they make a sentence, they are a
`quote`; without such evidence they are `q`, which says no more than that they stand in quotation marks. A quotation
that goes on in the next paragraph, with a mark at its beginning or without, is an element in each, joined by `@next`
and `@prev`.

Fires: their so-called "quarantine" is `soCalled`.
Doesn't: the apostrophe in “the people's leaders” opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.lexicon import lexicon
from epistola.letter import Annotation, Certainty, Letter, Remark, claimed

NEEDS = ("structure",)
GIVES = ("quotations",)
RESPONSIBILITY = "quotations marked by software"

_CLOSES = {
    "“": "”“",
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "‘": "’",
    '"': '"',
    "'": "'",
    "’": "’",
}
_AMBIGUOUS = "\"'’"
_EITHER = _AMBIGUOUS + "“‘"
_SINGLE = "'’‘"
_MOST_OPEN = 20
_MOST_PARAGRAPHS = 8
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[\w\-’']+")
_CLAUSE_END = re.compile(r"[.!?;][\"'”“’‘»«›‹]?\s")
_MARK = re.compile(rf"[{re.escape(''.join(_CLOSES))}]")


@dataclass(frozen=True, slots=True)
class _Pair:
    start: int
    end: int


@dataclass(slots=True)
class _Marks:
    """The quotation marks of a block: the pairs, what opens without a partner, and what closes without one."""

    block: Annotation
    pairs: list[_Pair]
    openers: list[int]
    closers: list[int]


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the quotations of each block, and a remark where a quotation mark has no partner."""
    blocks = [_marks(letter.text, block) for block in letter.of("p", "head", "salute", "signed", "dateline")]
    chains = list(_chains(letter.text, [marks for marks in blocks if marks.block.element == "p"]))
    for number, chain in enumerate(chains, 1):
        yield from _joined(letter.text, chain, number, context)
    for marks in blocks:
        for pair in marks.pairs:
            element, certainty, rule = _kind(letter.text, marks.block.start, pair, context)
            yield Annotation(pair.start, pair.end, element, claimed("quotations", rule, certainty))
        for offset in marks.openers:
            yield Remark(
                offset,
                offset + 1,
                "no-partner",
                Severity.INFORMATION,
                f"The quotation mark {letter.text[offset]} has no partner; it stays plain text.",
                "Check the transcription.",
            )


def _joined(text: str, chain: list[_Pair], number: int, context: Context) -> Iterator[Annotation]:
    """Yield the elements of a quotation that goes over several paragraphs."""
    element, certainty, rule = _kind(text, max(0, chain[0].start - 160), chain[0], context)
    element = "q" if element == "soCalled" else element
    names = [f"quote.{number}-{part}" for part in range(1, len(chain) + 1)]
    for part, pair in enumerate(chain):
        attributes = [("xml:id", names[part])]
        attributes += [("prev", f"#{names[part - 1]}")] if part else []
        attributes += [("next", f"#{names[part + 1]}")] if part + 1 < len(chain) else []
        yield Annotation(pair.start, pair.end, element, claimed("quotations", rule, certainty), tuple(attributes))


def _chains(text: str, paragraphs: list[_Marks]) -> Iterator[list[_Pair]]:
    """Yield the quotations that open in one paragraph and close in a later one; what they use up is taken away."""
    for number, marks in enumerate(paragraphs):
        opener = next(iter(marks.openers), None)
        if opener is None:
            continue
        chain = [_Pair(opener, marks.block.end)]
        following = paragraphs[number + 1 : number + 1 + _MOST_PARAGRAPHS]
        for one in following:
            piece, closed = _continued(text, text[opener], one)
            if piece is None:
                break
            chain.append(piece)
            if closed:
                for used in (marks, *following):
                    _use(used, chain)
                yield chain
                break


def _continued(text: str, mark: str, marks: _Marks) -> tuple[_Pair | None, bool]:
    """Return how far a quotation that `mark` has opened goes on in this paragraph, and whether it ends there."""
    start, end = marks.block.start, marks.block.end
    if text[start] == mark:
        # A mark at the beginning of each paragraph: it ends with its pair, or goes on when it has none.
        pair = next((pair for pair in marks.pairs if pair.start == start), None)
        return (pair, True) if pair else (_Pair(start, end), False)
    closer = next((offset for offset in marks.closers if text[offset] in _CLOSES[mark]), None)
    if closer is not None:
        return _Pair(start, closer + 1), True
    return (None, False) if marks.openers else (_Pair(start, end), False)


def _use(marks: _Marks, chain: list[_Pair]) -> None:
    starts = {piece.start for piece in chain}
    marks.openers[:] = [offset for offset in marks.openers if offset not in starts]
    marks.pairs[:] = [pair for pair in marks.pairs if pair not in chain]


def _marks(text: str, block: Annotation) -> _Marks:
    """Pair the quotation marks of a block."""
    start, end = block.start, block.end
    stack: list[int] = []
    pairs: list[_Pair] = []
    closers: list[int] = []
    for mark in _MARK.finditer(text, start, end):
        offset, char = mark.start(), mark[0]
        # Further back than a few marks without a partner no quotation has begun that this one could end.
        recent = range(len(stack) - 1, max(-1, len(stack) - 1 - _MOST_OPEN), -1)
        opener = next((place for place in recent if char in _CLOSES[text[stack[place]]]), None)
        before, after = (
            text[offset - 1 : offset] if offset > start else "",
            text[offset + 1 : offset + 2] if offset + 1 < end else "",
        )
        closes = _may_close(char, before, after)
        if opener is not None and closes:
            pairs.append(_Pair(stack[opener], offset + 1))
            del stack[opener:]
        elif _may_open(char, before, after):
            stack.append(offset)
        elif closes and char not in _SINGLE:
            closers.append(offset)
    return _Marks(block, pairs, [offset for offset in stack if text[offset] not in _SINGLE], closers)


def _may_open(char: str, before: str, after: str) -> bool:
    # A blank after « is French usage; a single mark before a figure stands for the century (’48).
    if not after or (after.isspace() and char not in "«‹") or (char in _SINGLE and after.isdigit()):
        return False
    at_beginning = not before or before.isspace() or before in "([{—–-/\"'“„«»‚‘:"
    return at_beginning if char in _AMBIGUOUS or char == "‘" else char != "”"


def _may_close(char: str, before: str, after: str) -> bool:
    if not before or (before.isspace() and char in _EITHER and after and not after.isspace()):
        return False
    # Between two letters a single mark is an apostrophe.
    return not (char in _SINGLE and after.isalnum())


def _kind(text: str, block: int, pair: _Pair, context: Context) -> tuple[str, Certainty, str]:
    """Choose the element by what stands before the quotation and what it is made of."""
    words = context.words.quotations
    before = text[max(block, pair.start - 160) : pair.start]
    said = text[pair.start + 1 : pair.end - 1].strip()
    lowered, stripped = before.lower(), before.rstrip()
    if stripped.lower().endswith(words["so-called"]):
        return "soCalled", Certainty.HIGH, "so-called"
    clause = _WORD.findall(_CLAUSE_END.split(lowered)[-1]) if _LETTER.search(before) else []
    if not _reporting(context.words.code).isdisjoint(clause[-14:]):
        certainty = Certainty.HIGH if stripped.endswith((":", ",", "that", "daß", "dass", "que")) else Certainty.MEDIUM
        return "quote", certainty, "reported"
    if stripped.endswith(":") or (said[:1].isupper() and said[-1:] in ".!?" and len(said.split()) >= 5):
        return "quote", Certainty.MEDIUM, "sentence"
    return "q", Certainty.LOW, "marks"


@cache
def _reporting(code: str) -> frozenset[str]:
    return frozenset(lexicon(code).quotations["reporting"])
