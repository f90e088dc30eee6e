"""The common words of a language that gives nouns capitals: what is one of them is seldom a name.

The words are those of `data/words-CODE.txt`. A word is known by itself, by an ending after a known one, and as a
compound by its last part. Spellings of 1900 (Thal, Cultur) count as those of today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

_ENDINGS: Final = ("nen", "ern", "sen", "en", "er", "es", "em", "se", "e", "n", "s")
_GRADES: Final = ("sten", "ster", "stes", "ste", "st", "et", "t")
_LINKS: Final = ("", "s", "n", "en", "es", "e", "er")
_SHORTEST_STEM: Final = 3
_SHORTEST_TAIL: Final = 4


@dataclass(frozen=True, slots=True)
class Common:
    """Common words in folded, modern form: nouns, and all others."""

    nouns: Collection[str]
    words: Collection[str]

    def kind(self, form: str) -> str:
        """Say what a form is: noun, compound (of nouns), tail (it ends like a noun), word, or "" for an unknown one."""
        if self._is_noun(form):
            return "noun"
        tails = [cut for cut in range(2, len(form) - _SHORTEST_TAIL + 1) if self._is_noun(form[cut:])]
        if any(self._is_head(form[:cut]) for cut in tails):
            return "compound"
        if self._is_word(form):
            return "word"
        return "tail" if tails else ""

    def _is_noun(self, form: str) -> bool:
        return form in self.nouns or any(stem in self.nouns for stem in _stems(form, _ENDINGS))

    def _is_word(self, form: str) -> bool:
        return form in self.words or any(stem in self.words for stem in _stems(form, (*_GRADES, *_ENDINGS)))

    def _is_head(self, form: str) -> bool:
        """Tell whether a form can stand before the noun that ends a compound."""
        if len(form) < _SHORTEST_STEM:
            return False
        stems = (form.removesuffix(link) for link in _LINKS if form.endswith(link))
        return form in self.words or any(stem in self.nouns for stem in stems)


def modern(form: str) -> str:
    """Return a folded form as it is compared: th is t, ph is f, c is k."""
    return form.replace("th", "t").replace("ph", "f").replace("c", "k")


@lru_cache(maxsize=1 << 15)
def kind(code: str, form: str) -> str:
    """Say what a folded form is in a language, as `Common.kind` does; "" where the language has no list of words."""
    known = _common(code)
    return known.kind(modern(form)) if known else ""


@cache
def _common(code: str) -> Common | None:
    data = files("epistola.encode").joinpath("data", f"words-{code}.txt")
    if not data.is_file():
        return None
    nouns, words = (section.split("\n")[1:] for section in data.read_text(encoding="ascii").split("\n= ")[1:])
    return Common(frozenset(nouns), frozenset(words))


def _stems(form: str, endings: tuple[str, ...]) -> Iterator[str]:
    return (form[: -len(end)] for end in endings if len(form) >= len(end) + _SHORTEST_STEM and form.endswith(end))
