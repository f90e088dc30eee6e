"""Finding many known names in a text at once, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from epistola.encode.names.words import Words, folded, words_of

Known = TypeVar("Known")

_SHORTEST_INFLECTED = 4


@dataclass(frozen=True, slots=True)
class Hit(Generic[Known]):
    """A stretch of text that is a known name, and all that it may be the name of; `inflected` if it has an ending."""

    start: int
    end: int
    known: tuple[Known, ...]
    inflected: bool = False


@dataclass(slots=True)
class Gazetteer(Generic[Known]):
    """Known names. Accents and hyphens don't count; case does, except that a name in capitals (BUTLER) is the name (Butler).

    `endings` are those that the last word of a name may have besides (the German genitive in “Bahrs”).
    """

    endings: tuple[str, ...] = ()
    _by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = field(default_factory=dict)

    def add(self, names: Iterable[str], known: Known) -> None:
        """Make `known` findable by each of `names`."""
        for name in names:
            words = tuple(word for word in words_of(name).words if folded(word))
            if words:
                self._by_first.setdefault(folded(words[0]), []).append((words, known))

    def hits(self, text: str) -> Iterator[Hit[Known]]:
        """Yield the longest name at each place, from left to right, none within another."""
        words = words_of(text)
        position = 0
        while position < len(words):
            found = [*self._at(words, position)]
            if not found:
                position += 1
                continue
            last, inflected = max((last, not inflected) for last, inflected, _ in found)
            known = tuple(dict.fromkeys(k for end, bent, k in found if (end, not bent) == (last, inflected)))
            yield Hit(words.starts[position], words.ends[last], known, not inflected)
            position = last + 1

    def _at(self, words: Words, position: int) -> Iterator[tuple[int, bool, Known]]:
        """Yield the names that begin with a word: the last word, whether it has an ending, whose name it is."""
        form = words.folded[position]
        for stem in (form, *(form.removesuffix(ending) for ending in self.endings if form.endswith(ending))):
            for name, known in self._by_first.get(stem, ()):
                found = self._match(words, position, name)
                if found is not None:
                    yield *found, known

    def _match(self, words: Words, position: int, name: tuple[str, ...]) -> tuple[int, bool] | None:
        """Return the last word of `name` if it stands at `position`, and whether that has an ending."""
        last = position - 1
        for number, part in enumerate(name):
            last += 1
            while last < len(words) and not words.folded[last] and number:
                last += 1
            if last >= len(words):
                return None
            if not _same(words.words[last], part):
                return (last, True) if number == len(name) - 1 and self._bent(words.words[last], part) else None
        return last, False

    def _bent(self, word: str, part: str) -> bool:
        return len(part) >= _SHORTEST_INFLECTED and any(
            word.endswith(ending) and _same(word.removesuffix(ending), part) for ending in self.endings
        )


def _same(word: str, part: str) -> bool:
    """Tell whether a word is that of a name; a long one or a small one may be in capitals."""
    if word == part:
        return True
    if folded(word) != folded(part):
        return False
    if word.isupper() and not part.isupper():
        return len(word) > 3 or part.islower()
    return word[0].isupper() == part[0].isupper() and word.isupper() == part.isupper()
