"""Finding many known names in a text at once, word by word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
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
    # By the folded words of a name: its words, whether the last is one with an ending, whose name it is.
    _names: dict[tuple[str, ...], list[tuple[tuple[str, ...], bool, Known]]] = field(default_factory=dict)
    # By the first folded word and the second ("" if there is none): how many words such names have, the most first.
    _lengths: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, names: Iterable[str], known: Known) -> None:
        """Make `known` findable by each of `names`."""
        for name in names:
            words = tuple(word for word in words_of(name).words if folded(word))
            if words:
                begun = tuple(map(folded, words[:-1]))
                for number, form in enumerate(self._forms(words[-1])):
                    self._add((*begun, form), (words, number > 0, known))

    def _add(self, form: tuple[str, ...], named: tuple[tuple[str, ...], bool, Known]) -> None:
        self._names.setdefault(form, []).append(named)
        first, second = (*form, "")[:2]
        lengths = self._lengths.setdefault(first, {}).setdefault(second, [])
        if len(form) not in lengths:
            lengths.append(len(form))
            lengths.sort(reverse=True)

    def _forms(self, word: str) -> list[str]:
        """Return the folded forms of a word that ends a name: as it is, and with each ending."""
        form = folded(word)
        endings = self.endings if len(word) >= _SHORTEST_INFLECTED else ()
        return [form, *(form + ending for ending in endings)]

    def hits(self, text: str) -> Iterator[Hit[Known]]:
        """Yield the longest name at each place, from left to right, none within another."""
        words, (numbers, forms) = words_of(text), _spoken(text)
        after, end = 0, len(forms)
        for position in _positions(words, numbers, self._lengths.keys()):
            seconds = self._lengths[forms[position]]
            if position < after or ("" not in seconds and (position + 1 == end or forms[position + 1] not in seconds)):
                continue  # small words begin many names, and are seldom followed by what follows there
            found, length = self._at(words, numbers, forms, position)
            if found:
                plain = not all(inflected for inflected, _ in found)
                known = tuple(dict.fromkeys(known for bent, known in found if bent is not plain))
                after = position + length
                yield Hit(words.starts[numbers[position]], words.ends[numbers[after - 1]], known, not plain)

    def _at(
        self, words: Words, numbers: Sequence[int], forms: Sequence[str], position: int
    ) -> tuple[list[tuple[bool, Known]], int]:
        """Return the longest names that begin there (whether each has an ending, and whose it is), and their length."""
        seconds = self._lengths[forms[position]]
        second = forms[position + 1] if position + 1 < len(forms) else ""
        for length in (*(seconds.get(second, ()) if second else ()), *seconds.get("", ())):
            named = self._names.get(tuple(forms[position : position + length]))
            if named is not None:
                standing = tuple([words.words[number] for number in numbers[position : position + length]])
                found = [(bent, known) for name, bent, known in named if self._fits(standing, name, bent)]
                if found:
                    return found, len(standing)
        return [], 0

    def _fits(self, standing: tuple[str, ...], name: tuple[str, ...], bent: bool) -> bool:
        """Tell whether words that have the folded form of a name are that name."""
        if standing == name:
            return True
        last = self._bent(standing[-1], name[-1]) if bent else _same(standing[-1], name[-1])
        return last and all(map(_same, standing[:-1], name[:-1]))

    def _bent(self, word: str, part: str) -> bool:
        return any(word.endswith(ending) and _same(word.removesuffix(ending), part) for ending in self.endings)


@lru_cache(maxsize=2)
def _spoken(text: str) -> tuple[Sequence[int], tuple[str, ...]]:
    """Return the numbers of the words that are no hyphens, and their folded forms."""
    words = words_of(text)
    if "" not in words.folded:
        return range(len(words)), words.folded
    numbers = [number for number, form in enumerate(words.folded) if form]
    return numbers, tuple(filter(None, words.folded))


def _positions(words: Words, numbers: Sequence[int], forms: Set[str]) -> list[int]:
    """Return at which places of `numbers`, which leave out the hyphens, the words stand that have one of `forms`."""
    found = words.having(forms)
    return found if len(numbers) == len(words) else [bisect_left(numbers, number) for number in found]


def _same(word: str, part: str) -> bool:
    """Tell whether a word is that of a name; a long one or a small one may be in capitals."""
    if word == part:
        return True
    if folded(word) != folded(part):
        return False
    if word.isupper() and not part.isupper():
        return len(word) > 3 or part.islower()
    return word[0].isupper() == part[0].isupper() and word.isupper() == part.isupper()
