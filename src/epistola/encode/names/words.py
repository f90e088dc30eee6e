"""A text divided into words and marks, once for all that looks for names in it.

Words are compared in a folded form: without case and accents, hyphens left out, “Sankt” and “Saint” as “st”, so that
“NEW-YORK”, “New York” and “Etats-Unis”, “États Unis” are the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final

from epistola.encode.remembering import Remembered

_TOKEN: Final = re.compile(r"([^\W\d_]+|\d+|[^\w\s]|_)")
_HYPHENS: Final = frozenset("-‐‑–")
_LETTERS: Final = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ł": "l", "ø": "o", "đ": "d", "ı": "i"})
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_LONGEST_PHRASE: Final = 100
_SAINTS: Final = frozenset({"sankt", "saint", "sainte", "ste"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of `text`; word n is `text[starts[n]:ends[n]]`.

    `folded` are the forms to compare; `capitals` the numbers of the words that begin with a capital letter.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    folded: tuple[str, ...]
    capitals: tuple[int, ...]
    # By folded form, made when one is first asked for.
    _places: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        """Return how many words and marks there are."""
        return len(self.words)

    def word(self, number: int) -> str:
        """Return word `number`, "" before the beginning and after the end."""
        return self.words[number] if 0 <= number < len(self.words) else ""

    def fold(self, number: int) -> str:
        """Return the folded form of word `number`, "" before the beginning and after the end."""
        return self.folded[number] if 0 <= number < len(self.folded) else ""

    def glued(self, number: int) -> bool:
        """Tell whether word `number` begins where the one before it ends."""
        return 0 < number < len(self.words) and self.starts[number] == self.ends[number - 1]

    def same_line(self, first: int, last: int) -> bool:
        """Tell whether no line ends between two words."""
        return "\n" not in self.text[self.starts[first] : self.ends[last]]

    def between(self, first: int, last: int) -> str:
        """Return the text from the beginning of one word to the end of another."""
        return self.text[self.starts[first] : self.ends[last]]

    def at(self, offset: int) -> int:
        """Return the number of the first word that ends after `offset`."""
        return bisect_right(self.ends, offset)

    def having(self, forms: Set[str]) -> list[int]:
        """Return the numbers of the words whose folded form is one of `forms`, in the order of the text."""
        places = self._by_form()
        return sorted([number for form in places.keys() & forms for number in places[form]])

    def _by_form(self) -> Mapping[str, list[int]]:
        if not self._places:
            places = defaultdict(list)
            for number, form in enumerate(self.folded):
                places[form].append(number)
            self._places.update(places)
        return self._places


def words_of(text: str) -> Words:
    """Divide `text` into words and marks; white space only separates."""
    return _of_a_phrase(text) if len(text) <= _LONGEST_PHRASE else _of_a_letter(text)


def _divided(text: str) -> Words:
    # What separates the words stands at the even places, what is a word at the odd ones.
    pieces = _TOKEN.split(text)
    borders = tuple(accumulate(map(len, pieces)))
    words, starts, ends = tuple(pieces[1::2]), borders[0:-1:2], borders[1::2]
    capitals = tuple([number for number, word in enumerate(words) if word[0].isupper()])
    return Words(text, words, starts, ends, tuple(map(_FOLDED.__getitem__, words)), capitals)


# Phrases have a place of their own, so that the names in a letter don't push the letter out.
_of_a_phrase = lru_cache(maxsize=1 << 10)(_divided)
_of_a_letter = lru_cache(maxsize=4)(_divided)


def folded(word: str) -> str:
    """Return the form of a word by which it is compared; "" for a hyphen, which doesn't count."""
    return _FOLDED[word]


def _fold(word: str) -> str:
    if word in _HYPHENS:
        return ""
    form = word.lower().translate(_LETTERS)
    if not form.isascii():
        form = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return "st" if form in _SAINTS else form.replace("’", "'")


_FOLDED: Final = Remembered(_fold)


def folded_words(phrase: str) -> tuple[str, ...]:
    """Return the folded forms of the words of a phrase; the full stop of an abbreviated saint doesn't count."""
    forms = [form for form in map(folded, _TOKEN.findall(phrase)) if form]
    return tuple(form for number, form in enumerate(forms) if form != "." or forms[number - 1] != "st")


def folded_phrase(phrase: str) -> str:
    """Return the folded forms of the words of a phrase with blanks between them."""
    return " ".join(folded_words(phrase))


@lru_cache(maxsize=1 << 12)
def spellings(phrase: str) -> tuple[str, ...]:
    """Return the folded forms that a name may have: Köln is Koln, and Koeln."""
    return tuple(dict.fromkeys((folded_phrase(phrase), folded_phrase(phrase.translate(_UMLAUTS)))))


def phrases_at(
    text: Words, number: int, longest: int, goes_on: Mapping[str, bool] | None = None
) -> Iterator[tuple[int, str]]:
    """Yield the phrases that begin with word `number`, the longest first: the number of the last word, and the form.

    Hyphens and the full stop of an abbreviated saint lie within a phrase and are no part of its form. With `goes_on`,
    phrases of several words are only those whose first two it says to begin one.
    """
    found: list[tuple[int, str]] = []
    form = ""
    last = number
    count = len(text.words)
    while last < count and len(found) < longest:
        word = text.folded[last]
        if word and not (word == "." and form.endswith("st")):
            form = f"{form} {word}" if form else word
            if goes_on is not None and len(found) == 1 and not goes_on[form]:
                break
            found.append((last, form))
        last += 1
    return reversed(found)
