"""A suspected slip, and the words that all kinds of slips are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from epistola.encode.lexicon import Lexicon, languages, lexicon
from epistola.encode.names.words import Words

_JOINTS = frozenset("-‐‑'’´`")


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a slip is suspected, what may be meant, and why; without a reading there is nothing to propose."""

    start: int
    end: int
    reading: str
    why: str


def frequent(words: Lexicon) -> frozenset[str]:
    """Return the words that are frequent in every letter of a language, in small letters."""
    return frozenset((*words.errors["function-words"], *words.errors["frequent-words"]))


@cache
def real_words(code: str) -> frozenset[str]:
    """Return forms that are words, though they look like misread ones: of the language, or frequent ones of another."""
    others = (frequent(lexicon(other)) for other in languages() if other != code)
    return frozenset(lexicon(code).errors["real-words"]).union(*others)


def in_compound(text: Words, first: int, last: int) -> bool:
    """Tell whether a hyphen or apostrophe makes the words from `first` to `last` a part of a longer one."""
    before, after = text.word(first - 1), text.word(last + 1)
    return (before in _JOINTS and text.glued(first)) or (after in _JOINTS and text.glued(last + 1))
