"""Training a model on encoded letters, and finding out by cross-validation what it is worth.

Training is deterministic: the same letters in the same order make the same model, byte for byte.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeAlias

import pycrfsuite

from epistola.encode.context import Context
from epistola.encode.learn.examples import Example, Marked, examples
from epistola.encode.learn.model import Model, Trained
from epistola.encode.learn.reading import Laid, laid_out
from epistola.encode.learn.sequences import Labelled, features, labels
from epistola.errors import SettingsError

_PARAMETERS: Final = {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.possible_transitions": True}
_FEWEST: Final = 5

Contexts: TypeAlias = Callable[[Example], Context]


@dataclass(frozen=True, slots=True)
class Score:
    """How many names of a kind the edition marked, how many were found, and how many of each overlap one of the other."""

    marked: int
    found: int
    right: int
    hit: int

    @property
    def precision(self) -> float:
        """The share of the names found that the edition marked."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the names marked that were found."""
        return self.hit / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a model is worth on letters that it hasn't seen: a score for each element, in so many folds."""

    letters: int
    folds: int
    scores: Mapping[str, Score]


def train(letters: Sequence[Example] | Sequence[Path], context: Contexts) -> Model:
    """Train a model on letters, or on the TEI files at paths; `context` gives what the encoder knows of a letter.

    Raises SettingsError when there is too little to learn from.
    """
    read = _read(letters)
    if len(read) < _FEWEST or not any(one.names for one in read):
        raise SettingsError(
            f"There is too little to learn from: {len(read)} letters, "
            f"{sum(len(one.names) for one in read)} names marked in them.",
            code="learn/too-little",
            hint=f"Encode at least {_FEWEST} letters and correct their names by hand; more are better.",
        )
    return _trained([(one, laid_out(one, context(one))) for one in read])


def cross_validate(letters: Sequence[Example] | Sequence[Path], context: Contexts, folds: int = 5) -> Report:
    """Train on all but a part of the letters, read that part, and so in turn for each of `folds` parts."""
    read = _read(letters)
    laid = [(one, laid_out(one, context(one))) for one in read]
    totals: dict[str, list[int]] = {}
    for fold in range(folds):
        rest = [pair for number, pair in enumerate(laid) if number % folds != fold]
        model = _trained(rest)
        for one, prepared in laid[fold::folds]:
            found = [learned.name for learned in model.read(prepared.page, prepared.around)]
            _count(totals, prepared.names(one.names), found)
    return Report(len(read), folds, {label: Score(*counts) for label, counts in sorted(totals.items())})


def _read(letters: Sequence[Example] | Sequence[Path]) -> tuple[Example, ...]:
    found: list[Example] = []
    for letter in letters:
        found += [letter] if isinstance(letter, Example) else examples([letter])
    return tuple(found)


def _trained(laid: Sequence[tuple[Example, Laid]]) -> Model:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_PARAMETERS)
    for one, prepared in laid:
        said = labels(prepared.page, prepared.names(one.names))
        for rows, row_labels in zip(features(prepared.page, prepared.around), said, strict=True):
            trainer.append(rows, row_labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        parameters = path.read_bytes()
    trained = tuple(Trained(one.name, one.sha256) for one, _ in laid)
    return Model(trained, version("epistola"), parameters)


def _count(totals: dict[str, list[int]], marked: Sequence[Labelled], found: Sequence[Labelled]) -> None:
    for label in {name.label for name in (*marked, *found)}:
        ours = [name for name in found if name.label == label]
        theirs = [name for name in marked if name.label == label]
        counts = totals.setdefault(label, [0, 0, 0, 0])
        counts[0] += len(theirs)
        counts[1] += len(ours)
        counts[2] += sum(any(a.first <= b.last and b.first <= a.last for b in theirs) for a in ours)
        counts[3] += sum(any(a.first <= b.last and b.first <= a.last for b in ours) for a in theirs)


__all__ = ["Marked", "Report", "Score", "cross_validate", "train"]
