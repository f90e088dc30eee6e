"""What a model sees of a word: the word and its neighbours, what the rules propose, what the authority files know.

Features are in UTF-8, which saves encoding them anew for each word. Those that a word gives itself and its neighbours
wherever it stands are made once. What a rule or an authority file says stands beside the mere kind of name that it
says, so that what is learnt of one rule helps with another that the letters have seldom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Final, TypeAlias

from epistola.encode.learn.sequences import windows
from epistola.encode.names.common import kind as common_kind
from epistola.encode.names.sightings import Page
from epistola.encode.names.vocabulary import Vocabulary, vocabulary
from epistola.encode.names.words import folded
from epistola.encode.remembering import Remembered

# The features of a word.
Row: TypeAlias = list[bytes]

_SURE: Final = frozenset({"title", "forename-surname", "initials", "correspondent", "signature"})
_MARKS: Final = frozenset(",;/&–—-")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page says besides its words: for each word the part of the letter, and what the authority files know.

    `parts` and `known` map the number of a word to a name; what is missing is an ordinary paragraph, or unknown.
    """

    parts: dict[int, str]
    known: dict[int, str]


def features(page: Page, around: Surroundings, wanted: frozenset[bytes] | None = None) -> list[list[Row]]:
    """Return the features of each word of each window.

    Of what a word says wherever it stands only what is `wanted` is given, if that is known: a model has weights for
    less than all of it.
    """
    rows = _Rows(page, around, wanted)
    return [list(rows.of(window)) for window in windows(page)]


class _Rows:
    """The features of the words of a page, each row in a fixed order."""

    def __init__(self, page: Page, around: Surroundings, wanted: frozenset[bytes] | None) -> None:
        self._page = page
        self._around = around
        self._last = len(page.words) - 1
        self._static = _static(page.vocabulary.code, wanted)
        self._marks = _marks(page)
        self._kinds = _kinds(self._marks, around)
        self._near = [_NOTHING_NEAR] * (len(page.words) + 2 * _REACH)
        for number, kind in self._kinds.items():
            self._near[number + _REACH] = _near(kind)
        self._joints = page.vocabulary.joints
        self._persons = page.persons() | _own(page)
        self._lower = page.lower()

    def of(self, window: range) -> Iterator[Row]:
        last, near = self._last, self._near
        begin = max(0, window.start - 1)
        words = list(map(self._static.__getitem__, self._page.words.words[begin : window.stop + 1]))
        marks, known, parts = self._marks, self._around.known, self._around.parts
        for at, number in enumerate(window, window.start - begin):
            row = [*words[at].here]
            row += words[at - 1].left if number else (b"edge-1",)
            row += words[at + 1].right if number < last else (b"edge+1",)
            mark = marks.get(number, "-")
            row += _said("r", mark) if mark != "-" else _UNMARKED
            if number in known:
                row += _said("a", known[number])
            # What is said of the words before and after; `near` begins that many words before the first.
            row += (near[number][0], near[number + 1][1], near[number + 3][2], near[number + 4][3])
            if number in parts:
                row += _part(parts[number], mark)
            if words[at].capital:
                self._capital(number, row)
            yield row

    def _capital(self, number: int, row: Row) -> None:
        form = self._page.words.folded[number]
        row.append(b"first" if self._page.begins_sentence(number) else b"within")
        if form in self._lower:
            row.append(b"lower")
        if form in self._persons:
            row.append(b"person")
        if self._page.shouts(number):
            row.append(b"shouts")
        self._joined(number, -1, row)
        self._joined(number, 1, row)

    def _joined(self, number: int, step: int, row: Row) -> None:
        """Say what is beyond a comma or an “and”: names stand in lists."""
        words = self._page.words
        if words.word(number + step) in _MARKS or words.fold(number + step) in self._joints:
            beyond = number + 2 * step
            if 0 <= beyond <= self._last:
                row.append(_beyond(step, self._kinds.get(beyond, "-")))
                if words.words[beyond][0].isupper():
                    row.append(b"c%+d" % step)


def _marks(page: Page) -> dict[int, str]:
    """Return for each word of a sighting what it says."""
    return {
        number: f"{'B' if number == s.first else 'I'}-{s.kind}-{s.rule}"
        for s in page.sightings
        for number in range(s.first, s.last + 1)
    }


def _kinds(marks: dict[int, str], around: Surroundings) -> dict[int, str]:
    """Return for each word the kind of name that it is said to be, by the authority files (a) or the rules (r)."""
    kinds = {number: f"r{mark.split('-')[1]}" for number, mark in marks.items()}
    return kinds | {number: f"a{known.split('-')[1]}" for number, known in around.known.items()}


@cache
def _said(who: str, mark: str) -> tuple[bytes, ...]:
    """Return what a rule (r) or an authority file (a) says of a word, and the mere kind."""
    position, kind = mark.split("-")[:2]
    return f"{who}={mark}".encode(), f"{who}k={kind}".encode(), f"{who}k={position}{kind}".encode()


_UNMARKED: Final = (b"r=-",)


@cache
def _near(kind: str) -> tuple[bytes, ...]:
    """Return what a word of this kind says to those two and one after it, and one and two before it."""
    return tuple(f"k{distance:+}{kind}".encode() for distance in (-2, -1, 1, 2))


_REACH: Final = 2
_NOTHING_NEAR: Final = _near("-")


@cache
def _beyond(step: int, kind: str) -> bytes:
    return f"j{step:+}{kind}".encode()


@cache
def _part(part: str, mark: str) -> tuple[bytes, bytes]:
    return f"part={part}".encode(), f"part={part}|{mark}".encode()


def _own(page: Page) -> frozenset[str]:
    return frozenset(
        page.words.folded[n]
        for s in page.sightings
        if s.kind == "person" and s.rule in _SURE
        for n in range(s.first, s.last + 1)
        if len(page.words.folded[n]) > 2
    )


@dataclass(frozen=True, slots=True)
class _Static:
    """The features that a word gives to itself and to its neighbours wherever it stands."""

    capital: bool
    here: tuple[bytes, ...]
    left: tuple[bytes, ...]
    right: tuple[bytes, ...]


@lru_cache(maxsize=8)
def _static(code: str, wanted: frozenset[bytes] | None) -> Remembered[_Static]:
    return Remembered(partial(_word, code, wanted))


def _word(code: str, wanted: frozenset[bytes] | None, word: str) -> _Static:
    known = vocabulary(code)
    form, shape, capital = folded(word) or word, _shape(word), word[0].isupper()
    here = [f"w={form}", f"s={shape}", "bias", *_lexical(known, form)]
    if word.isalpha():
        here += [f"e4={form[-4:]}", f"e3={form[-3:]}", f"e2={form[-2:]}", f"b3={form[:3]}"]
    names = _as_name(known, form) if capital else []
    if capital and known.nouns_have_capitals:
        here.append(f"n={common_kind(code, form)}")
    left = [f"w-1={form}", f"s-1={shape}", *(["d-1"] if form in known.determiners else [])]
    right = [f"w+1={form}", f"s+1={shape}"]
    here += [f"g={name}" for name in names]
    left += [f"g-1={name}" for name in names]
    right += [f"g+1={name}" for name in names]
    said = [tuple(map(str.encode, one)) for one in (here, left, right)]
    if wanted is not None:
        said = [tuple([feature for feature in one if feature in wanted]) for one in said]
    return _Static(capital, *said)


def _lexical(known: Vocabulary, form: str) -> Iterator[str]:
    """Yield what the lists of a language say of a form."""
    if form in known.titles.phrases:
        yield "g=title"
    if form in known.towns.phrases:
        yield f"g={known.towns.phrases[form]}"
    if form in known.ordinary:
        yield "g=ordinary"
    if known.noun_endings and len(form) > 4 and form.endswith(known.noun_endings):
        yield "g=noun"


def _as_name(known: Vocabulary, form: str) -> list[str]:
    """Say whether a form is a forename, a frequent surname (also in the genitive), one of the language itself."""
    bare = form[:-1] if form.endswith("s") and len(form) > 4 else form
    found = ["forename"] if form in known.forenames else []
    for name, surnames in (("surname", known.surnames), ("own-surname", known.own_surnames)):
        if form in surnames or bare in surnames:
            found.append(name)
    return found


def _shape(word: str) -> str:
    if word.isdigit():
        return "0" if len(word) < 4 else "0000"
    if not word[0].isalpha():
        return word if len(word) == 1 else "."
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    return "Aa" if word[0].isupper() else "a"
