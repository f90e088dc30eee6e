"""Titles of works: what stands in quotation marks after “novel”, “Roman”, “pièce”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from epistola.encode.lexicon import lexicon
from epistola.encode.names.sightings import Page
from epistola.encode.names.words import folded

_CLOSES: Final = {"“": "”“", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‚": "‘", "‘": "’", '"': '"', "”": "”"}
_LONGEST: Final = 10
_REACH: Final = 4


def after_work(page: Page) -> None:
    """A title in quotation marks, with a capital, soon after a word for a work."""
    nouns = _work_words(page.vocabulary.code)
    for first, last in _titles(page):
        if any(page.words.fold(n) in nouns for n in range(max(0, first - 1 - _REACH), first - 1)):
            page.take(first, last, "work", "quoted-after-work")


def quoted(page: Page) -> None:
    """A title in quotation marks without such a word; as good a sign of a title as of anything else."""
    for first, last in _titles(page):
        page.take(first, last, "work", "quoted")


def _titles(page: Page) -> Iterator[tuple[int, int]]:
    """Yield the first and last words of what stands in quotation marks and can be a title."""
    words, after = page.words, 0
    for position in words.having(_CLOSES.keys()):
        end = _closing(page, position, _CLOSES[words.words[position]]) if position >= after else None
        if end is None:
            continue
        if words.words[position + 1][:1].isupper() and _is_title(page, position + 1, end - 1):
            yield position + 1, end - 1
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
    return frozenset(map(folded, lexicon(code).names["work-words"]))
