"""Words that are right in themselves, and wrong beside their neighbours: “sat forth” for “set forth”.

The data files have them as `wrong=right _ words/words _ ! words`: what is confused with what, the words after or before
it, the place itself being `_`, and after `!` single words of which none may follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from epistola.encode.lexicon import lexicon
from epistola.encode.names.words import Words
from epistola.encode.slips.slip import Slip, in_compound


@dataclass(frozen=True, slots=True)
class _Confusion:
    """What is meant, the words before or after the wrong one that show it, and those that mustn't follow."""

    right: str
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    never_before: frozenset[str]


def confused(text: Words, code: str) -> Iterator[Slip]:
    """Yield the words that their neighbours show to be wrong."""
    confusions = _confusions(code)
    if confusions.keys().isdisjoint(text.words):
        return
    for number, word in enumerate(text.words):
        found = confusions.get(word)
        if found is None or in_compound(text, number, number):
            continue
        if text.word(number + 1).lower() not in found.never_before and (shown := _shown(text, number, found)):
            yield Slip(text.starts[number], text.ends[number], found.right, f"it stands in “{shown}”")


def _shown(text: Words, number: int, confusion: _Confusion) -> str:
    """Return the neighbours by which a word is known to be wrong, with the word; "" when there are none."""
    for phrase in confusion.before:
        if _are(text, number - len(phrase), phrase):
            return text.between(number - len(phrase), number)
    for phrase in confusion.after:
        if _are(text, number + 1, phrase):
            return text.between(number, number + len(phrase))
    return ""


def _are(text: Words, first: int, phrase: tuple[str, ...]) -> bool:
    return all(text.word(first + place).lower() == word for place, word in enumerate(phrase))


@cache
def _confusions(code: str) -> Mapping[str, _Confusion]:
    return dict(map(_confusion, lexicon(code).errors["confused"]))


def _confusion(line: str) -> tuple[str, _Confusion]:
    contexts, _, never = line.partition("!")
    pair, _, contexts = contexts.partition(" ")
    wrong, _, right = pair.partition("=")
    places = [tuple(place.lower().split()) for place in contexts.split("/")]
    before = tuple(place[:-1] for place in places if place[-1] == "_")
    after = tuple(place[1:] for place in places if place[0] == "_")
    return wrong, _Confusion(right, before, after, frozenset(never.split()))
