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
from epistola.encode.remembering import Remembered
from epistola.letter import Annotation, Claim, Evidence, Letter

_LONGEST_TITLE: Final = 60

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
        begin = titled_from(reading.text, mention.start, mention.least, words)
    start, end = reading.span(begin, mention.end)
    attributes = tuple(pair for pair in (("type", mention.type), ("ref", mention.pointer)) if pair[1])
    yield Annotation(start, end, mention.element, mention.evidence, attributes)
    if mention.element == "persName":
        for part in name_parts(reading.text[begin : mention.end], words, single=mention.single):
            start, end = reading.span(begin + part.start, begin + part.end)
            yield Annotation(start, end, part.element, mention.evidence)


def titled_from(text: str, start: int, least: int, words: Lexicon) -> int:
    """Return where the role names directly before a name begin; there may be several (Herr Dr.)."""
    before = text[max(least, start - _LONGEST_TITLE) : start]
    ends = _ends_a_title(words.code)
    while before and (last := before.split()[-1:]) and ends[last[0]]:
        found = _title_before(words.code).search(before)
        if found is None:
            break
        start -= len(found[0])
        before = text[max(least, start - _LONGEST_TITLE) : start]
    return start


@cache
def _ends_a_title(code: str) -> Remembered[bool]:
    """Tell of what stands directly before a name whether it ends like a title: most of it doesn't."""
    ends = tuple({title.split()[-1] for title in _titles(code)})
    return Remembered(lambda word: word.endswith(ends))


def _titles(code: str) -> set[str]:
    usual = lexicon(code).names["titles"]
    return {*usual, *map(str.upper, usual)}


@cache
def _title_before(code: str) -> re.Pattern[str]:
    titles = "|".join(re.escape(t) for t in sorted(_titles(code), key=lambda t: (-len(t), t)))
    return re.compile(rf"(?<!\w)((?:{titles}))(?:(?<=\.)[ \n]?|[ \n])$")
