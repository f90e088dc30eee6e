"""Finding many known names in a text at once, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from epistola.encode.names.words import Words, folded, words_of

Known = TypeVar("Known")

_SHORTEST_INFLECTED: Final = 4


@dataclass(frozen=True, slots=True)
class Hit(Generic[Known]):
    """A stretch of text that is a known name, and all that it may be the name of; `inflected` if it has an ending."""

    start: int
    end: int
    known: tuple[Known, ...]
    inflected: bool = False


@dataclass(slots=True)
class Gazetteer(Generic[Known]):
    """Known names. Accents and hyphens don't count; case does, but a name in capitals (BUTLER) is the name (Butler).

    `endings` are those that the last word of a name may have besides (the German genitive in “Bahrs”).
    """

    endings: tuple[str, ...] = ()
    _single: dict[str, list[tuple[str, bool, Known]]] = field(default_factory=dict)
    _several: dict[str, dict[str, list[tuple[tuple[str, ...], Known]]]] = field(default_factory=dict)

    def add(self, names: Iterable[str], known: Known) -> None:
        """Make `known` findable by each of `names`."""
        for name in names:
            words = tuple(word for word in words_of(name).words if folded(word))
            if len(words) > 1:
                begun = self._several.setdefault(folded(words[0]), {})
                for form in self._forms(words[1]) if len(words) == 2 else [folded(words[1])]:
                    begun.setdefault(form, []).append((words, known))
            elif words:
                for form in self._forms(words[0]):
                    self._single.setdefault(form, []).append((words[0], form != folded(words[0]), known))

    def _forms(self, word: str) -> list[str]:
        """Return the folded forms of a word that ends a name: as it is, and with each ending."""
        form = folded(word)
        endings = self.endings if len(word) >= _SHORTEST_INFLECTED else ()
        return [form, *(form + ending for ending in endings)]

    def hits(self, text: str) -> Iterator[Hit[Known]]:
        """Yield the longest name at each place, from left to right, none within another."""
        words = words_of(text)
        after = 0
        single, several = self._single, self._several
        for position in [n for n, form in enumerate(words.folded) if form in single or form in several]:
            found = list(self._at(words, position)) if position >= after else []
            if found:
                last, plain = max((last, not inflected) for last, inflected, _ in found)
                known = tuple(dict.fromkeys(known for end, bent, known in found if (end, not bent) == (last, plain)))
                yield Hit(words.starts[position], words.ends[last], known, not plain)
                after = last + 1

    def _at(self, words: Words, position: int) -> Iterator[tuple[int, bool, Known]]:
        """Yield the names that begin with a word: the last word, whether it has an ending, whose name it is."""
        form, word = words.folded[position], words.words[position]
        for part, inflected, known in self._single.get(form, ()):
            if self._bent(word, part) if inflected else _same(word, part):
                yield position, inflected, known
        begun = self._several.get(form)
        if begun is not None:
            for name, known in begun.get(words.folded[following], ()) if (following := _next(words, position)) else ():
                found = self._match(words, position, name)
                if found is not None:
                    yield *found, known

    def _match(self, words: Words, position: int, name: tuple[str, ...]) -> tuple[int, bool] | None:
        """Return the last word of `name` if it stands at `position`, and whether that has an ending."""
        last = position
        for number, part in enumerate(name):
            if number:
                last = _next(words, last)
            if not last and number:
                return None
            if not _same(words.words[last], part):
                return (last, True) if number == len(name) - 1 and self._bent(words.words[last], part) else None
        return last, False

    def _bent(self, word: str, part: str) -> bool:
        return len(part) >= _SHORTEST_INFLECTED and any(
            word.endswith(ending) and _same(word.removesuffix(ending), part) for ending in self.endings
        )


def _next(words: Words, position: int) -> int:
    """Return the number of the next word that is no hyphen; 0 at the end."""
    position += 1
    while position < len(words.folded) and not words.folded[position]:
        position += 1
    return position if position < len(words.folded) else 0


def _same(word: str, part: str) -> bool:
    """Tell whether a word is that of a name; a long one or a small one may be in capitals."""
    if word == part:
        return True
    if folded(word) != folded(part):
        return False
    if word.isupper() and not part.isupper():
        return len(word) > 3 or part.islower()
    return word[0].isupper() == part[0].isupper() and word.isupper() == part.isupper()
