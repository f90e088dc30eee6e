"""Phrases in folded form, and what each is, to be found word by word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from epistola.encode.remembering import Remembered


@dataclass(frozen=True, slots=True, eq=False)
class Gazette:
    """Phrases, and what each is.

    `begins` tells of a word whether a phrase is that word or begins with it; `goes_on` of a word, or of two words,
    whether a phrase of several words begins with them.
    """

    phrases: Mapping[str, str]
    begins: Remembered[bool]
    goes_on: Remembered[bool]


def listed(phrases: Mapping[str, str]) -> Gazette:
    """Make a gazette of a few phrases."""
    beginnings = {beginning for phrase in phrases if " " in phrase for beginning in _beginnings(phrase)}
    return _gazette(phrases, beginnings.__contains__)


def filed(kinds: Sequence[tuple[str, Sequence[str]]]) -> Gazette:
    """Make a gazette of many phrases: each kind with its phrases, which are sorted."""
    phrases = _Filed(kinds)
    return _gazette(phrases, phrases.goes_on)


def _gazette(phrases: Mapping[str, str], goes_on: Callable[[str], bool]) -> Gazette:
    remembered = Remembered(goes_on)
    return Gazette(phrases, Remembered(lambda word: word in phrases or remembered[word]), remembered)


def _beginnings(phrase: str) -> tuple[str, str]:
    first, second = phrase.split(" ", 2)[:2]
    return first, f"{first} {second}"


class _Filed(Mapping[str, str]):
    """Phrases by kind, each kind in a long sorted list: they are looked for there, so that nothing is made of them.

    A dictionary of all the towns takes longer to make than a letter to encode.
    """

    def __init__(self, kinds: Sequence[tuple[str, Sequence[str]]]) -> None:
        self._kinds = kinds
        self._found = Remembered(self._find)

    def __getitem__(self, phrase: str) -> str:
        kind = self._found[phrase]
        if not kind:
            raise KeyError(phrase)
        return kind

    def __contains__(self, phrase: object) -> bool:
        return isinstance(phrase, str) and self._found[phrase] != ""

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(phrases for _, phrases in self._kinds)

    def __len__(self) -> int:
        return sum(len(phrases) for _, phrases in self._kinds)

    def goes_on(self, words: str) -> bool:
        """Tell whether a phrase begins with one word or two and has more, or is these two."""
        # A blank sorts before all else that stands in a phrase.
        beginning = words if " " in words else f"{words} "
        for _, phrases in self._kinds:
            place = bisect_left(phrases, beginning)
            if place < len(phrases) and f"{phrases[place]} ".startswith(f"{beginning.rstrip()} "):
                return True
        return False

    def _find(self, phrase: str) -> str:
        for kind, phrases in self._kinds:
            place = bisect_left(phrases, phrase)
            if place < len(phrases) and phrases[place] == phrase:
                return kind
        return ""
