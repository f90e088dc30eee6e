"""Finding many known names in a text at once, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

Known = TypeVar("Known")

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of punctuation, and where it stands."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Divide `text` into words and marks; white space, also a line end, only separates."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Hit(Generic[Known]):
    """A stretch of text that is a known name, and all that it may be the name of."""

    start: int
    end: int
    known: tuple[Known, ...]


@dataclass(slots=True)
class Gazetteer(Generic[Known]):
    """Known names. Case counts, except that a name in capitals (BUTLER) is the name (Butler)."""

    _by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = field(default_factory=dict)

    def add(self, names: Iterable[str], known: Known) -> None:
        """Make `known` findable by each of `names`."""
        for name in names:
            words = tuple(_folded(token.text) for token in tokens(name))
            if words:
                self._by_first.setdefault(words[0], []).append((words, known))

    def hits(self, text: str) -> Iterator[Hit[Known]]:
        """Yield the longest name at each place, from left to right, none within another."""
        found, folded = _divided(text)
        position = 0
        while position < len(found):
            begun = self._by_first.get(folded[position])
            if begun is None:
                position += 1
                continue
            candidates = [
                (len(words), known)
                for words, known in begun
                if all(map(_same, folded[position : position + len(words)], words))
                and len(folded) >= position + len(words)
            ]
            if not candidates:
                position += 1
                continue
            longest = max(length for length, _ in candidates)
            known = tuple(dict.fromkeys(known for length, known in candidates if length == longest))
            yield Hit(found[position].start, found[position + longest - 1].end, known)
            position += longest


@lru_cache(maxsize=2)
def _divided(text: str) -> tuple[Sequence[Token], Sequence[str]]:
    """Return the words of a text, and what they are compared by; kept for the next gazetteer that reads it."""
    found = tokens(text)
    return found, [_folded(token.text) for token in found]


def _same(word: str, known: str) -> bool:
    """Tell whether a word is that of a name; in capitals also its small words are (OF)."""
    return word == known or (known.islower() and word == known.upper())


def _folded(word: str) -> str:
    """Compare a word in capitals with the same word in its usual form."""
    return word.capitalize() if word.isupper() and len(word) > 3 else word
