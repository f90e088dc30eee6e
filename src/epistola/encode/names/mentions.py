"""Marking a name: `persName` with its parts, or another element, over spans of a reading of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.personal import name_parts
from epistola.encode.names.pointers import local_pointer
from epistola.encode.reading import Reading
from epistola.letter import Annotation, Claim, Evidence, Letter

_KINDS = {"persName": "person", "placeName": "place", "orgName": "org"}

ELEMENTS: Final = {"person": "persName", "place": "placeName", "org": "orgName", "work": "title"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the reading: its span, the element it becomes, and what `@ref` says ("" when that is open).

    `single` is the part that a name of one word is, "" where nothing tells; `whole` says that the titles before
    it are no part of it; they are none either before `least`, where a part of the letter begins.
    """

    start: int
    end: int
    element: str
    pointer: str
    evidence: Evidence
    type: str = ""
    single: str = "surname"
    whole: bool = False
    least: int = 0


def referring(name: Annotation, letter: Letter) -> Annotation:
    """Return a name that the source marks and nobody knows with a pointer to the letter's own list."""
    kind = _KINDS.get(name.element, name.get("type") if name.element == "rs" else "")
    if kind not in _KINDS.values() or name.evidence.claim is not Claim.SOURCE or name.get("ref"):
        return name
    pointer = local_pointer(kind, name.get("key") or " ".join(letter.words(name).split()))
    return replace(name, attributes=(*name.attributes, ("ref", pointer)))


def mark(mention: Mention, reading: Reading, words: Lexicon) -> Iterator[Annotation]:
    """Yield the annotation of a mention; for a person also those of the parts, with the role names before it."""
    begin = mention.start
    if mention.element == "persName" and not mention.whole:
        begin = _with_titles(reading.text, mention.start, mention.least, words)
    start, end = reading.span(begin, mention.end)
    attributes = tuple(pair for pair in (("type", mention.type), ("ref", mention.pointer)) if pair[1])
    yield Annotation(start, end, mention.element, mention.evidence, attributes)
    if mention.element == "persName":
        for part in name_parts(reading.text[begin : mention.end], words, single=mention.single):
            start, end = reading.span(begin + part.start, begin + part.end)
            yield Annotation(start, end, part.element, mention.evidence)


def _with_titles(text: str, start: int, least: int, words: Lexicon) -> int:
    """Return where the role names directly before a name begin; there may be several (Herr Dr.)."""
    while found := _title_before(words.code).search(text[max(least, start - 60) : start]):
        start -= len(found[0])
    return start


@cache
def _title_before(code: str) -> re.Pattern[str]:
    usual = lexicon(code).names["titles"]
    titles = "|".join(re.escape(t) for t in sorted({*usual, *map(str.upper, usual)}, key=lambda t: (-len(t), t)))
    return re.compile(rf"(?<!\w)((?:{titles}))(?:(?<=\.)[ \n]?|[ \n])$")
