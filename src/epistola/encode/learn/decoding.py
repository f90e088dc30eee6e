"""From the probabilities that a model gives to the names that it reads.

The likeliest labels of a sentence alone miss many names: where a person is as likely as a place and nothing is likelier
than either, no name is. So a word is a name, too, if it is one with a probability of `_ENOUGH`; and a word that the
model reads as a name somewhere in a letter is that name elsewhere in it, unless there is nothing to say for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from epistola.encode.learn.features import Row
from epistola.encode.learn.sequences import Labelled, spans, windows
from epistola.encode.names.sightings import Page

_ENOUGH: Final = 0.4
# A name that was read so surely elsewhere in the letter, and the least that has to speak for it in its place.
_SURE: Final = 0.5
_POSSIBLE: Final = 0.05
_SHORTEST: Final = 3
_OUTSIDE: Final = "O"


@dataclass(frozen=True, slots=True)
class Learned:
    """A name that the model reads: its words, and how probable it is that they are that name."""

    name: Labelled
    probability: float


def read(tagger: Any, page: Page, rows: Sequence[Sequence[Row]]) -> tuple[Learned, ...]:
    """Return the names that `tagger` finds in a page with these features, in the order of the text."""
    labels = _labels(tagger.labels())
    read: list[tuple[range, list[str]]] = []
    likely: dict[int, tuple[float, str]] = {}
    for window, features in zip(windows(page), rows, strict=True):
        said = tagger.tag(features)
        read.append((window, said))
        for at, number in enumerate(window):
            if said[at] != _OUTSIDE or page.words.words[number][0].isupper():
                likely[number] = _likeliest(tagger, at, labels, said[at])
    elsewhere = _elsewhere(page, likely)
    found: list[Learned] = []
    for window, said in read:
        for at, number in enumerate(window):
            if said[at] == _OUTSIDE and number in likely:
                said[at] = _raised(page, number, likely[number], elsewhere)
        found += [Learned(name, likely[name.first][0]) for name in spans(window, said)]
    return tuple(found)


def _labels(known: Sequence[str]) -> dict[str, list[str]]:
    """Return the labels of each kind of name."""
    kinds = sorted({label[2:] for label in known if label != _OUTSIDE})
    return {kind: [label for label in (f"B-{kind}", f"I-{kind}") if label in known] for kind in kinds}


def _likeliest(tagger: Any, at: int, labels: dict[str, list[str]], said: str) -> tuple[float, str]:
    """Return how probable a word is as a part of a name: of the kind that was said, or else of the likeliest."""
    if said != _OUTSIDE:
        return tagger.marginal(said, at), said[2:]
    if 1 - tagger.marginal(_OUTSIDE, at) < _POSSIBLE:
        return 0.0, ""
    return max((sum(tagger.marginal(label, at) for label in alike), kind) for kind, alike in labels.items())


def _elsewhere(page: Page, likely: dict[int, tuple[float, str]]) -> dict[str, str]:
    """Return what kind of name a word is where the model reads it most surely, by its folded form."""
    best: dict[str, tuple[float, str]] = {}
    for number, (probability, kind) in likely.items():
        form = page.words.folded[number]
        if probability >= max(_SURE, best.get(form, (0.0, ""))[0]) and len(form) >= _SHORTEST:
            best[form] = probability, kind
    return {form: kind for form, (_, kind) in best.items()}


def _raised(page: Page, number: int, likely: tuple[float, str], elsewhere: dict[str, str]) -> str:
    """Return the label of a word that the likeliest labels leave outside."""
    probability, kind = likely
    if probability >= _ENOUGH:
        return f"I-{kind}"
    form = page.words.folded[number]
    same = elsewhere.get(form, elsewhere.get(form.removesuffix("s"), ""))
    return f"I-{same}" if same == kind and probability >= _POSSIBLE and form not in page.lower() else _OUTSIDE
