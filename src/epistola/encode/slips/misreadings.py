"""Words that a misreading of letters makes of others: n read as ri, m as rn, h as li, e as c, a long s as f.

A frequent word is known by heart; another is known by the letter itself, where it stands rightly elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from epistola.encode.lexicon import lexicon
from epistola.encode.names.words import Words
from epistola.encode.remembering import Remembered
from epistola.encode.slips.slip import Slip, frequent, in_compound, real_words

# What is read wrongly, and what stands there. Printed and written letters differ; both are here.
_GROUPS: Final = (
    ("ri", "n"), ("rn", "m"), ("ni", "m"), ("nn", "m"), ("li", "h"), ("cl", "d"), ("ii", "n"), ("ii", "u"),
    ("vv", "w"), ("tli", "th"), ("m", "rn"), ("d", "cl"),
)  # fmt: skip
_LETTERS: Final = (("u", "n"), ("n", "u"), ("c", "e"), ("e", "c"), ("b", "h"), ("h", "b"), ("i", "l"), ("l", "i"))
# In short words only, of which it is known that the form is no word.
_RARER: Final = (("l", "t"), ("t", "l"), ("f", "s"), ("1", "l"), ("1", "i"), ("0", "o"))
_BLURRED: Final = str.maketrans("uhbci", "nnnel")
_BLURRED_GROUPS: Final = (("vv", "w"), ("rl", "n"), ("ll", "n"), ("el", "d"), ("rn", "m"), ("nl", "m"), ("nn", "m"))
_SHORTEST: Final = 3
# In words that are only known from the letter.
_SHORTEST_ELSEWHERE: Final = 6
_SENTENCE_ENDS: Final = frozenset(".!?")


def misread(text: Words, code: str) -> Iterator[Slip]:
    """Yield the words that a misreading makes of more frequent ones."""
    known = _forms(code)
    spelt = set(text.words)
    suspects = spelt & known.keys()
    suspects.update([text.words[number] for number in text.capitals if text.words[number].lower() in known])
    twins = dict(_twins(text, spelt))
    if not suspects and not twins:
        return
    for number, word in enumerate(text.words):
        if word in twins:
            meant, wrong, right = twins[word]
        elif word in suspects and _may_be_frequent(text, number):
            meant, wrong, right = known[word.lower()]
            meant = meant.capitalize() if word[0].isupper() else meant
        else:
            continue
        yield Slip(text.starts[number], text.ends[number], meant, f"“{right}” is easily misread as “{wrong}”")


def misread_figures(words: Iterable[tuple[int, str]], code: str) -> Iterator[Slip]:
    """Yield the words in which a figure stands for a letter; `words` are they, with their places."""
    known = _forms(code)
    for start, word in words:
        if word.lower() in known:
            meant, wrong, right = known[word.lower()]
            yield Slip(start, start + len(word), meant, f"“{right}” is easily misread as “{wrong}”")


@cache
def _forms(code: str) -> dict[str, tuple[str, str, str]]:
    """Map each form that a misreading makes of a frequent word to that word and what was misread for what."""
    words = frequent(lexicon(code))
    forms: dict[str, tuple[str, str, str]] = {}
    for word in sorted(words):
        for form, wrong, right in _misreadings(word, (*_GROUPS, *_LETTERS, *_RARER)):
            forms.setdefault(form, (word, wrong, right))
    impossible = words | real_words(code)
    return {form: found for form, found in forms.items() if len(form) >= _SHORTEST and form not in impossible}


def _misreadings(word: str, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for wrong, right in pairs:
        at = word.find(right)
        while at >= 0:
            # A long s stands at no end of a word, and beside another s “fs” is an old way to write ß.
            if wrong != "f" or (0 <= at < len(word) - 1 and "s" not in (word[at - 1 : at], word[at + 1])):
                yield f"{word[:at]}{wrong}{word[at + len(right) :]}", wrong, right
            at = word.find(right, at + 1)


def _twins(text: Words, spelt: set[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield words that stand once, with what is misread in them, if the letter has the right word twice or more."""
    long_ones = [word for word in spelt if len(word) >= _SHORTEST_ELSEWHERE - 1]
    blurred = [_FORMS[word] for word in long_ones]
    if len(set(blurred)) == len(long_ones):
        return
    alike: dict[str, list[str]] = {}
    for word, form in zip(long_ones, blurred, strict=True):
        alike.setdefault(form, []).append(word)
    counts = Counter(text.words)
    for words in (words for words in alike.values() if len(words) > 1):
        once = [word for word in words if counts[word] == 1 and len(word) >= _SHORTEST_ELSEWHERE]
        for often in sorted(word for word in words if counts[word] > 1 and once):
            for form, wrong, right in _misreadings(often, (*_GROUPS, *_LETTERS)):
                if form in once:
                    yield form, (often, wrong, right)


def _blurred(word: str) -> str:
    """Write what is easily misread for one another alike, so that few words are left to be compared."""
    word = word.translate(_BLURRED)
    for group, letter in _BLURRED_GROUPS:
        word = word.replace(group, letter)
    return word


_FORMS: Final = Remembered(_blurred)


def _may_be_frequent(text: Words, number: int) -> bool:
    """Tell whether a word is none that has its capital for another reason than that a sentence begins, and no part."""
    if in_compound(text, number, number):
        return False
    begins = number == 0 or text.words[number - 1] in _SENTENCE_ENDS or not text.same_line(number - 1, number)
    return begins or text.words[number].islower()
