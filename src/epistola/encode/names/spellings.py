"""Which known name a word may be a slip for: the one that is spelt most like it.

Comparing takes long, so that only those names are compared that can be alike enough: they begin with the same letter,
are nearly as long, and have nearly the same letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, reduce
from operator import or_
from typing import Final

from epistola.encode.authority.register import Register

SHORTEST: Final = 6

# How like a name a word has to be: of a hundred letters of the two, so many may have no partner in the other.
_LONELY: Final = 12
_LIKENESS: Final = 1 - _LONELY / 100
# By how many letters the two may differ in length.
_LONGER: Final = 2
_BITS: Final = 64


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """Known words; those that are long enough to be compared stand in `alike`.

    `alike` has words with their letters (see `_letters`), by first letter and length.
    """

    words: frozenset[str]
    alike: Mapping[tuple[str, int], tuple[tuple[str, int], ...]]

    def has(self, word: str) -> bool:
        """Tell whether `word` is known, or is the plural or genitive of one."""
        return word in self.words or word.rstrip("s") in self.words

    def likest(self, word: str) -> tuple[float, str]:
        """Return how like `word` the name is that is most like it, and that name; (0, "") if none is like enough."""
        return _likest(self, word)


@lru_cache(maxsize=1 << 14)
def _likest(known: Spellings, word: str) -> tuple[float, str]:
    """Do it once for a word: the capitalised words of a letter are those of others, too."""
    letters, length = _letters(word), len(word)
    best = (0.0, "")
    for other in range(length - _LONGER, length + _LONGER + 1):
        lonely = (length + other) * _LONELY // 100
        if abs(length - other) <= lonely:
            for name, theirs in known.alike.get((word[0], other), ()):
                if (letters ^ theirs).bit_count() <= lonely:
                    best = max(best, (_likeness(word, name), name))
    return best if best[0] >= _LIKENESS else (0.0, "")


@lru_cache(maxsize=4)
def spellings(register: Register) -> Spellings:
    """Return the words of the names of the authority files."""
    parts = {part for entry in register.entries for name in entry.names for part in name.split()}
    return spelt(parts.union(*(entry.surnames for entry in register.entries)))


def spelt(words: Iterable[str]) -> Spellings:
    """Make it of any words."""
    known = frozenset(words)
    alike: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for word in known:
        if len(word) >= SHORTEST and word[0].isupper():
            alike.setdefault((word[0], len(word)), []).append((word, _letters(word)))
    return Spellings(known, {key: tuple(found) for key, found in alike.items()})


def _letters(word: str) -> int:
    """Return the letters of a word as bits, so that those of two words are quickly compared."""
    return reduce(or_, (1 << ord(letter) % _BITS for letter in word))


def _likeness(word: str, name: str) -> float:
    """Return 1 for the same word; a name that only goes on (Cuba, Cuban) is another word."""
    if word.startswith(name):
        return 0.0
    return SequenceMatcher(None, word, name, autojunk=False).ratio()
