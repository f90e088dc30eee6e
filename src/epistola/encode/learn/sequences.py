"""A page as sequences of words with labels, the language of a conditional random field.

Only the surroundings of words with capitals can hold names, so only these are looked at: two words before and one
after each capital. A label is `O`, or `B-` or `I-` and the element of the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from epistola.encode.names.sightings import Page

_BEFORE: Final = 2
_AFTER: Final = 1


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words `first` to `last` (inclusive) that are one name; `label` is its element (for rs with @type)."""

    first: int
    last: int
    label: str


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
