"""Marking a name: `persName` with its parts, or another element, over spans of a reading of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.personal import name_parts
from epistola.encode.reading import Reading
from epistola.letter import Annotation, Evidence

ELEMENTS: Final = {"person": "persName", "place": "placeName", "org": "orgName", "work": "title"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the reading: its span, the element it becomes, and what `@ref` says ("" when that is open).

    `single` is the part that a name of one word is, "" where nothing tells; `whole` says that the titles before
    it are no part of it.
    """

    start: int
    end: int
    element: str
    pointer: str
    evidence: Evidence
    type: str = ""
    single: str = "surname"
    whole: bool = False


def mark(mention: Mention, reading: Reading, words: Lexicon) -> Iterator[Annotation]:
    """Yield the annotation of a mention; for a person also those of the parts, with the role names before it."""
    begin = mention.start
    if mention.element == "persName" and not mention.whole:
        begin = _with_titles(reading.text, mention.start, words)
    start, end = reading.span(begin, mention.end)
    attributes = tuple(pair for pair in (("type", mention.type), ("ref", mention.pointer)) if pair[1])
    yield Annotation(start, end, mention.element, mention.evidence, attributes)
    if mention.element == "persName":
        for part in name_parts(reading.text[begin : mention.end], words, single=mention.single):
            start, end = reading.span(begin + part.start, begin + part.end)
            yield Annotation(start, end, part.element, mention.evidence)


def _with_titles(text: str, start: int, words: Lexicon) -> int:
    """Return where the role names directly before a name begin; there may be several (Herr Dr.)."""
    while found := _title_before(words.code).search(text[max(0, start - 60) : start]):
        start -= len(found[0])
    return start


@cache
def _title_before(code: str) -> re.Pattern[str]:
    usual = lexicon(code).names["titles"]
    titles = "|".join(re.escape(t) for t in sorted({*usual, *map(str.upper, usual)}, key=lambda t: (-len(t), t)))
    return re.compile(rf"(?<!\w)((?:{titles}))(?:(?<=\.)[ \n]?|[ \n])$")
