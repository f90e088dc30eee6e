"""Titles of works: what stands in quotation marks after “novel”, “Roman”, “pièce”."""

from __future__ import annotations

from functools import cache
from typing import Final

from epistola.encode.lexicon import lexicon
from epistola.encode.names.sightings import Page
from epistola.encode.names.words import folded

_CLOSES: Final = {"“": "”“", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‚": "‘", "‘": "’", '"': '"', "”": "”"}
_LONGEST: Final = 10
_REACH: Final = 4


def quoted(page: Page) -> None:
    """A title in quotation marks with a capital, where a word for a work stands before it, or it is short."""
    words = page.words
    nouns = _work_words(page.vocabulary.code)
    after = 0
    for position in [number for number, word in enumerate(words.words) if word in _CLOSES]:
        end = _closing(page, position, _CLOSES[words.words[position]]) if position >= after else None
        if end is None:
            continue
        first = position + 1
        if words.word(first)[:1].isupper() and _is_title(page, first, end - 1):
            spoken = {words.fold(n) for n in range(max(0, position - _REACH), position)}
            rule = "quoted-after-work" if spoken & nouns else "quoted"
            if not any(n in page.taken for n in range(first, end)):
                page.take(first, end - 1, "work", rule)
        after = end + 1


def _closing(page: Page, opening: int, closing: str) -> int | None:
    for number in range(opening + 2, min(opening + 2 + _LONGEST, len(page.words))):
        if page.words.words[number] in closing and number not in page.edges:
            return number
        if number in page.edges:
            return None
    return None


def _is_title(page: Page, first: int, last: int) -> bool:
    """A title is no sentence: it doesn't end with its punctuation."""
    return page.words.word(last) not in ".!?,;:…" and "\n\n" not in page.words.between(first, last)


@cache
def _work_words(code: str) -> frozenset[str]:
    return frozenset(map(folded, lexicon(code).names.get("work-words", ())))
