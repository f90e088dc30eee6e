"""Blanks that are missing or too many, words that stand twice, and capitals within a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import compress, count, pairwise
from operator import eq
from typing import Final

from epistola.encode.lexicon import lexicon
from epistola.encode.names.words import Words
from epistola.encode.remembering import Remembered
from epistola.encode.slips.slip import Slip, frequent, in_compound

_VOWELS: Final = frozenset("aeiouyäöüàâáãéèêëíîïìóôòõúùûœæøåаеёиоуыэюяіѣ")
_BORDER: Final = re.compile(r"(?<=[^\W\d_])(?=[A-ZÄÖÜÀÂÉÈÊÎÔÛÇ])")
# What a capital may follow within a name: McDonald, DeWitt, LaFayette.
_PREFIXES: Final = frozenset(
    {
        "Al", "Ap", "Da", "De", "Del", "Della", "Des", "Di", "Du", "El", "Fitz", "La", "Le", "Les", "Mac", "Mc", "O",
        "San", "St", "Ste", "Ten", "Ter", "Van", "Vom", "Von", "Zum", "Zur",
    }
)  # fmt: skip
# German writers of our days put women and men into one word.
_BOTH_SEXES: Final = re.compile(r".*[a-zäöüß]In(?:nen)?")
_LONG: Final = 3


def doubled(text: Words, code: str) -> Iterator[Slip]:
    """Yield words that stand twice: those that never do, and others where a line ends between them."""
    errors = lexicon(code).errors
    never, often = frozenset(errors["never-doubled"]), frozenset(errors["often-doubled"])
    for number in compress(count(), map(eq, text.words, text.words[1:])):
        one = text.words[number]
        if not one[0].isalpha() or text.glued(number + 1) or len(one) < 2:
            continue
        lines = text.text.count("\n", text.ends[number], text.starts[number + 1])
        across_lines = lines == 1 and len(one) >= _LONG and one.lower() not in often
        if (one.lower() in never or across_lines) and not in_compound(text, number, number + 1):
            yield Slip(text.starts[number], text.ends[number + 1], one, "the word stands there twice")


def run_together(text: Words, code: str) -> Iterator[Slip]:
    """Yield words that lack a blank between them: “ofthe”, “KarlKraus”; and words with a capital inside: “tHe”."""
    pairs, known = _pairs(code), frequent(lexicon(code))
    spelt = set(text.words)
    suspects = (spelt & pairs.keys()).union([word for word in spelt if _MIXED[word]])
    if not suspects:
        return
    for number, word in enumerate(text.words):
        if word not in suspects or in_compound(text, number, number):
            continue
        reading = pairs.get(word) or _parted(word, known, spelt, text.text)
        if reading:
            why = "a capital stands within the word" if reading.isalpha() else "a blank seems to be missing"
            yield Slip(text.starts[number], text.ends[number], reading, why)


def parted(text: Words, code: str) -> Iterator[Slip]:
    """Yield frequent words that a blank divides into what are no words: “th e”, “w ith”."""
    halves = _halves(code)
    for number in compress(count(), map(halves.__contains__, pairwise(text.words))):
        one_blank = text.text[text.ends[number] : text.starts[number + 1]] == " "
        if one_blank and not in_compound(text, number, number + 1):
            word = halves[text.words[number], text.words[number + 1]]
            yield Slip(text.starts[number], text.ends[number + 1], word, "a blank seems to divide the word")


def _is_mixed(word: str) -> bool:
    """Tell whether a word has capitals and small letters after its first."""
    return len(word) > 2 and word.isalpha() and not (word[1:].islower() or word.isupper())


_MIXED: Final = Remembered(_is_mixed)


def _parted(word: str, known: frozenset[str], spelt: set[str], text: str) -> str:
    """Return a word with a capital inside as it may be meant; "" where the capital may be right."""
    lower = word.lower()
    if lower in known or lower in spelt:
        return word[0] + lower[1:]
    if word.capitalize() in spelt:
        return word.capitalize()
    pieces = _BORDER.split(word)
    if len(pieces) != 2 or _BOTH_SEXES.fullmatch(word) or pieces[0] in _PREFIXES or pieces[0].isupper():
        return ""
    first, second = pieces
    shorter = min(len(first), len(second))
    sure = first in spelt or second in spelt or first.lower() in known or second.lower() in known
    if shorter < 2 or not (sure or (shorter >= _LONG and first[0].isupper())):
        return ""
    return f"{first}-{second}" if f"{first}-{second}" in text else f"{first} {second}"


@cache
def _pairs(code: str) -> dict[str, str]:
    """Map words that are run together to the words with a blank between them, also at the beginning of a sentence."""
    phrases = lexicon(code).errors["run-together"]
    capitals = [phrase[0].upper() + phrase[1:] for phrase in phrases]
    return {phrase.replace(" ", ""): phrase for phrase in (*phrases, *capitals)}


@cache
def _halves(code: str) -> dict[tuple[str, str], str]:
    """Map the two halves of a divided word to the word, where one of them can't be a word."""
    return {
        (word[:at], word[at:]): word
        for word in frequent(lexicon(code))
        for at in range(1, len(word))
        if len(word) >= _LONG and any(_VOWELS.isdisjoint(half) for half in (word[:at], word[at:]))
    }
