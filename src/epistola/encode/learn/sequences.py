"""A page as sequences of features and labels, the language of a conditional random field.

Only the surroundings of words with capitals can hold names, so only these are looked at: three words before and two
after each capital. A label is `O`, or `B-` or `I-` and the element of the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from epistola.encode.names.sightings import Page
from epistola.encode.names.vocabulary import vocabulary
from epistola.encode.names.words import folded

_BEFORE: Final = 3
_AFTER: Final = 2
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


def features(page: Page, around: Surroundings) -> list[list[list[str]]]:
    """Return the features of each word of each window."""
    code = page.vocabulary.code
    words = page.words.words
    statics = [_word(code, word) for word in words]
    marks = _marks(page)
    persons = page.persons() | _own(page)
    folded = page.words.folded
    lower = page.lower()
    rows: list[list[list[str]]] = []
    for window in windows(page):
        sequence: list[list[str]] = []
        for number in window:
            static = statics[number]
            row = [*static.here, marks.get(number, "r=-")]
            for name, other in (("-1", number - 1), ("+1", number + 1)):
                if 0 <= other < len(words):
                    near = statics[other]
                    row += near.left if name == "-1" else near.right
                    row.append(f"m{name}{marks.get(other, '-')}")
                else:
                    row.append(f"edge{name}")
            if number > 1:
                row.append(statics[number - 2].left_far)
            if number + 2 < len(words):
                row.append(statics[number + 2].right_far)
            if number in around.known:
                row.append(f"a={around.known[number]}")
            if number in around.parts:
                row.append(f"part={around.parts[number]}")
                row.append(f"part={around.parts[number]}|{marks.get(number, '-')}")
            if static.capital:
                row.append("first" if page.begins_sentence(number) else "within")
                if folded[number] in lower:
                    row.append("lower")
                if folded[number] in persons:
                    row.append("person")
                if page.shouts(number):
                    row.append("shouts")
            sequence.append(row)
        rows.append(sequence)
    return rows


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


def _marks(page: Page) -> dict[int, str]:
    marks: dict[int, str] = {}
    for sighting in page.sightings:
        for number in range(sighting.first, sighting.last + 1):
            marks[number] = f"r={'B' if number == sighting.first else 'I'}-{sighting.kind}-{sighting.rule}"
    return marks


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

    here: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_far: str
    right_far: str
    capital: bool


@lru_cache(maxsize=1 << 15)
def _word(code: str, word: str) -> _Static:
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
    return _Static(
        tuple(here),
        (f"w-1={form}", f"s-1={shape}", f"e-1={form[-2:]}", *(("d-1",) if form in known.determiners else ())),
        (f"w+1={form}", f"s+1={shape}", f"e+1={form[-2:]}"),
        f"w-2={form}",
        f"w+2={form}",
        word[0].isupper(),
    )


def _shape(word: str) -> str:
    if word.isdigit():
        return "0" if len(word) < 4 else "0000"
    if not word[0].isalpha():
        return word if len(word) == 1 else "."
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    return "Aa" if word[0].isupper() else "a"
