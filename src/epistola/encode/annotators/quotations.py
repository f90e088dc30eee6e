"""Quotations: `quote`, `said`, `soCalled`, `q` (TEI Guidelines, 3.3.3), the quotation marks within the element.

Marks are paired within a paragraph: “…”, „…“, «…», »…«, ‹…›, ‚…‘, ‘…’, the straight ones, and what typewriters have
for them (,,…'' and <<…>>). After words such as “so-called” the words are `soCalled`; what a verb of speaking reports,
before or after them, is `said`; after another verb of reporting, or a colon, or when they make a sentence, they are a
`quote`; without such evidence they are `q`, which says no more than that they stand in quotation marks. A quotation
that goes on in the next paragraph, with a mark at its beginning or without, is an element in each, joined by `@next`
and `@prev`.

Fires: their so-called "quarantine" is `soCalled`; what “said he” reports is `said`.
Doesn't: the apostrophe in “the people's leaders” opens nothing, nor does that in “'tis”.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.quoting.kinds import kind
from epistola.encode.quoting.marks import CLOSES, Marks, Pair, paired
from epistola.letter import Annotation, Letter, Remark, claimed

NEEDS = ("structure",)
GIVES = ("quotations",)
RESPONSIBILITY = "quotations marked by software"

_MOST_PARAGRAPHS = 8
_LONGEST_MARK = 2


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The quotation marks of a block."""

    block: Annotation
    marks: Marks


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the quotations of each block, and a remark where a quotation mark has no partner."""
    contracted = frozenset(context.words.quotations["contracted"])
    blocks = [
        _Quoted(block, paired(letter.text, block.start, block.end, contracted))
        for block in letter.of("p", "head", "salute", "signed", "dateline")
    ]
    chains = list(_chains(letter.text, [quoted for quoted in blocks if quoted.block.element == "p"]))
    for number, chain in enumerate(chains, 1):
        yield from _joined(letter.text, chain, number, context)
    for quoted in blocks:
        for pair in quoted.marks.pairs:
            span = (quoted.block.start, quoted.block.end)
            element, certainty, rule = kind(letter.text, span, pair, context.words.code)
            yield Annotation(pair.start, pair.end, element, claimed("quotations", rule, certainty))
        for offset in sorted([*quoted.marks.openers, *quoted.marks.closers]):
            yield _alone(letter.text, offset)


def _alone(text: str, offset: int) -> Remark:
    mark = _mark_at(text, offset)
    return Remark(
        offset,
        offset + len(mark),
        "no-partner",
        Severity.INFORMATION,
        f"The quotation mark {mark} has no partner; it stays plain text.",
        "Check the transcription.",
    )


def _mark_at(text: str, offset: int) -> str:
    double = text[offset : offset + _LONGEST_MARK]
    return double if double in CLOSES else text[offset]


def _joined(text: str, chain: list[Pair], number: int, context: Context) -> Iterator[Annotation]:
    """Yield the elements of a quotation that goes over several paragraphs."""
    whole = Pair(chain[0].start, chain[-1].end, chain[0].opens, chain[-1].closes)
    element, certainty, rule = kind(text, (0, chain[-1].end), whole, context.words.code)
    element = "q" if element == "soCalled" else element
    names = [f"quote.{number}-{part}" for part in range(1, len(chain) + 1)]
    for part, pair in enumerate(chain):
        attributes = [("xml:id", names[part])]
        attributes += [("prev", f"#{names[part - 1]}")] if part else []
        attributes += [("next", f"#{names[part + 1]}")] if part + 1 < len(chain) else []
        yield Annotation(pair.start, pair.end, element, claimed("quotations", rule, certainty), tuple(attributes))


def _chains(text: str, paragraphs: list[_Quoted]) -> Iterator[list[Pair]]:
    """Yield the quotations that open in one paragraph and close in a later one; what they use up is taken away."""
    for number, quoted in enumerate(paragraphs):
        opener = next(iter(quoted.marks.openers), None)
        if opener is None:
            continue
        mark = _mark_at(text, opener)
        chain = [Pair(opener, quoted.block.end, len(mark), 0)]
        following = paragraphs[number + 1 : number + 1 + _MOST_PARAGRAPHS]
        for one in following:
            piece, closed = _continued(text, mark, one)
            if piece is None:
                break
            chain.append(piece)
            if closed:
                for used in (quoted, *following):
                    _use(used.marks, chain)
                yield chain
                break


def _continued(text: str, mark: str, quoted: _Quoted) -> tuple[Pair | None, bool]:
    """Return how far a quotation that `mark` has opened goes on in this paragraph, and whether it ends there."""
    start, end, marks = quoted.block.start, quoted.block.end, quoted.marks
    if text.startswith(mark, start):
        # A mark at the beginning of each paragraph: it ends with its pair, or goes on when it has none.
        pair = next((pair for pair in marks.pairs if pair.start == start), None)
        return (pair, True) if pair else (Pair(start, end, len(mark), 0), False)
    closer = next((offset for offset in marks.closers if _mark_at(text, offset) in CLOSES[mark]), None)
    if closer is not None:
        closing = len(_mark_at(text, closer))
        return Pair(start, closer + closing, 0, closing), True
    return (None, False) if marks.openers else (Pair(start, end, 0, 0), False)


def _use(marks: Marks, chain: list[Pair]) -> None:
    starts, ends = {piece.start for piece in chain}, {piece.end for piece in chain}
    marks.openers[:] = [offset for offset in marks.openers if offset not in starts]
    marks.closers[:] = [offset for offset in marks.closers if not ends & {offset + 1, offset + _LONGEST_MARK}]
    marks.pairs[:] = [pair for pair in marks.pairs if pair not in chain]
