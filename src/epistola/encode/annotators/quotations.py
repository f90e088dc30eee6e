"""Quotations: `quote`, `soCalled`, `q` (TEI Guidelines, 3.3.3), the quotation marks within the element.

Marks are paired within a paragraph: “…”, „…“, «…», »…«, ‹…›, ‚…‘, ‘…’, and the straight ones. After words such as
“so-called” the words are `soCalled`; after a verb of saying, or a colon, or when they make a sentence, they are a
`quote`; without such evidence they are `q`, which says no more than that they stand in quotation marks.

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
from epistola.letter import Annotation, Certainty, Evidence, Letter, Remark

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
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[\w\-’']+")
_CLAUSE_END = re.compile(r"[.!?;][\"'”“’‘»«›‹]?\s")
_MARK = re.compile(rf"[{re.escape(''.join(_CLOSES))}]")


@dataclass(frozen=True, slots=True)
class _Pair:
    start: int
    end: int


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the quotations of each block, and a remark where a quotation mark has no partner."""
    for block in letter.of("p", "head", "salute", "signed", "dateline"):
        pairs, lonely = _pairs(letter.text, block.start, block.end)
        for pair in pairs:
            element, certainty, rule = _kind(letter.text, block.start, pair, context)
            yield Annotation(pair.start, pair.end, element, Evidence("quotations", rule, certainty))
        for offset in lonely:
            yield Remark(
                offset,
                offset + 1,
                "no-partner",
                Severity.INFORMATION,
                f"The quotation mark {letter.text[offset]} has no partner in this paragraph; it stays plain text.",
                "Check the transcription; a quotation that goes on in the next paragraph is left unmarked.",
            )


def _pairs(text: str, start: int, end: int) -> tuple[list[_Pair], list[int]]:
    """Pair the quotation marks between `start` and `end`; return the pairs and the marks without a partner."""
    stack: list[int] = []
    pairs: list[_Pair] = []
    for mark in _MARK.finditer(text, start, end):
        offset, char = mark.start(), mark[0]
        # Further back than a few marks without a partner no quotation has begun that this one could end.
        recent = range(len(stack) - 1, max(-1, len(stack) - 1 - _MOST_OPEN), -1)
        opener = next((place for place in recent if char in _CLOSES[text[stack[place]]]), None)
        before, after = (
            text[offset - 1 : offset] if offset > start else "",
            text[offset + 1 : offset + 2] if offset + 1 < end else "",
        )
        if opener is not None and _may_close(char, before, after):
            pairs.append(_Pair(stack[opener], offset + 1))
            del stack[opener:]
        elif _may_open(char, before, after):
            stack.append(offset)
    lonely = [offset for offset in stack if text[offset] not in _SINGLE]
    return pairs, lonely


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
