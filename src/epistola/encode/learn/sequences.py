"""A page as sequences of features and labels, the language of a conditional random field.

Only the surroundings of words with capitals can hold names, so only these are looked at: two words before and one
after each capital. A label is `O`, or `B-` or `I-` and the element of the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Final, TypeAlias

from epistola.encode.names.sightings import Page
from epistola.encode.names.vocabulary import vocabulary
from epistola.encode.names.words import folded
from epistola.encode.remembering import Remembered

_BEFORE: Final = 2
_AFTER: Final = 1
# The features of a word, in UTF-8.
Row: TypeAlias = list[bytes]
_SURE: Final = frozenset({"title", "forename-surname", "initials", "correspondent", "signature"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words `first` to `last` (inclusive) that are one name; `label` is its element (for rs with @type)."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page says besides its words: for each word the part of the letter, and what the authority files know.

    `parts` and `known` map the number of a word to a name; what is missing is an ordinary paragraph, or unknown.
    """

    parts: dict[int, str]
    known: dict[int, str]


def windows(page: Page) -> Iterator[range]:
    """Yield the stretches of words that may hold names; none touch."""
    start = end = 0
    for number in page.words.capitals:
        if number - _BEFORE > end:
            if end > start:
                yield range(start, end)
            start = number - _BEFORE
        end = min(len(page.words), number + _AFTER + 1)
    if end > start:
        yield range(start, end)


def features(page: Page, around: Surroundings, wanted: frozenset[bytes] | None = None) -> list[list[Row]]:
    """Return the features of each word of each window, in UTF-8: that saves encoding them anew for each word.

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
        self._static = _static(page.vocabulary.code, wanted)
        self._marks = _marks(page)
        self._persons = page.persons() | _own(page)
        self._lower = page.lower()

    def of(self, window: range) -> Iterator[Row]:
        begin, last = max(0, window.start - 2), len(self._page.words) - 1
        words = list(map(self._static.__getitem__, self._page.words.words[begin : window.stop + 2]))
        marks = self._marks[begin : window.stop + 2]
        parts, known = self._around.parts, self._around.known
        for at, number in enumerate(window, window.start - begin):
            row = [*words[at].here, marks[at].here]
            if number:
                row += (*words[at - 1].left, marks[at - 1].left)
            else:
                row.append(b"edge-1")
            if number < last:
                row += (*words[at + 1].right, marks[at + 1].right)
            else:
                row.append(b"edge+1")
            if number > 1:
                row += words[at - 2].left_far
            if number + 2 <= last:
                row += words[at + 2].right_far
            if number in known:
                row.append(_known(known[number]))
            if number in parts:
                row += _part(parts[number], marks[at].name)
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


def labels(page: Page, names: Iterable[Labelled]) -> list[list[str]]:
    """Return the label of each word of each window."""
    said: dict[int, str] = {}
    for name in names:
        for number in range(name.first, name.last + 1):
            said.setdefault(number, f"{'B' if number == name.first else 'I'}-{name.label}")
    return [[said.get(number, "O") for number in window] for window in windows(page)]


def spans(window: range, said: Sequence[str]) -> Iterator[Labelled]:
    """Yield the names that the labels of a window make."""
    first, label = -1, ""
    for number, word in zip((*window, window.stop), (*said, "O"), strict=True):
        if first >= 0 and word != f"I-{label}":
            yield Labelled(first, number - 1, label)
            first = -1
        if word.startswith("B-") or (word.startswith("I-") and first < 0):
            first, label = number, word[2:]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a sighting says of a word, and of its neighbours."""

    name: str
    here: bytes
    left: bytes
    right: bytes


def _marks(page: Page) -> list[_Mark]:
    marks = [_UNMARKED] * len(page.words)
    for sighting in page.sightings:
        for number in range(sighting.first, sighting.last + 1):
            marks[number] = _mark(f"r={'B' if number == sighting.first else 'I'}-{sighting.kind}-{sighting.rule}")
    return marks


@cache
def _mark(name: str) -> _Mark:
    return _Mark(name, name.encode(), f"m-1{name}".encode(), f"m+1{name}".encode())


_UNMARKED: Final = _Mark("-", b"r=-", b"m-1-", b"m+1-")


@cache
def _known(kind: str) -> bytes:
    return f"a={kind}".encode()


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
    left_far: tuple[bytes, ...]
    right_far: tuple[bytes, ...]


@lru_cache(maxsize=8)
def _static(code: str, wanted: frozenset[bytes] | None) -> Remembered[_Static]:
    return Remembered(partial(_word, code, wanted))


def _word(code: str, wanted: frozenset[bytes] | None, word: str) -> _Static:
    known = vocabulary(code)
    form = folded(word) or word
    shape = _shape(word)
    here = [f"w={form}", f"s={shape}", "bias"]
    if word.isalpha():
        here += [f"e4={form[-4:]}", f"e3={form[-3:]}", f"e2={form[-2:]}", f"b3={form[:3]}"]
    if form in known.forenames:
        here.append("g=forename")
    if form in known.titles.phrases:
        here.append("g=title")
    if form in known.towns.phrases:
        here.append(f"g={known.towns.phrases[form]}")
    if form in known.ordinary:
        here.append("g=ordinary")
    if known.noun_endings and len(form) > 4 and form.endswith(known.noun_endings):
        here.append("g=noun")
    left = [f"w-1={form}", f"s-1={shape}", f"e-1={form[-2:]}", *(["d-1"] if form in known.determiners else [])]
    right = [f"w+1={form}", f"s+1={shape}", f"e+1={form[-2:]}"]
    said = [tuple(map(str.encode, one)) for one in (here, left, right, [f"w-2={form}"], [f"w+2={form}"])]
    if wanted is not None:
        said = [tuple([feature for feature in one if feature in wanted]) for one in said]
    return _Static(word[0].isupper(), *said)


def _shape(word: str) -> str:
    if word.isdigit():
        return "0" if len(word) < 4 else "0000"
    if not word[0].isalpha():
        return word if len(word) == 1 else "."
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    return "Aa" if word[0].isupper() else "a"
