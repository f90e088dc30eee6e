"""Training a model on encoded letters, and finding out by cross-validation what it is worth.

Training is deterministic: the same letters in the same order make the same model, byte for byte.

The authority files know everybody whom the encoded letters name, but not everybody whom the next letter will name.
So, for a letter to learn from, the entries are hidden that letters of its own fold alone refer to.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeAlias

import pycrfsuite

from epistola.encode.authority.register import Register
from epistola.encode.context import Context
from epistola.encode.learn.correspondence import Described, Exchange, correspondence
from epistola.encode.learn.examples import Example, examples
from epistola.encode.learn.features import features
from epistola.encode.learn.model import Experience, Model, Trained
from epistola.encode.learn.reading import Laid, laid_out
from epistola.encode.learn.sequences import Labelled, labels
from epistola.encode.names.parties import Parties, completed
from epistola.errors import SettingsError

FOLDS: Final = 5

_PARAMETERS: Final = {"c1": 0.6, "c2": 0.05, "max_iterations": 80, "feature.possible_transitions": True}
FEWEST: Final = 5

# What the encoder knows of a letter.
Contexts: TypeAlias = Callable[[Example], Context]


@dataclass(frozen=True, slots=True)
class Score:
    """How many names the edition marked, and how many were found.

    `right` of those found overlap one marked, and `hit` of those marked overlap one found.
    """

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
    """What a model is worth on letters that it hasn't seen: a score for each element, in so many folds.

    `parties` has the scores of sender and addressee over the letters whose headers name them.
    """

    letters: int
    folds: int
    scores: Mapping[str, Score]
    parties: Mapping[str, Score] = field(default_factory=dict)


def train(letters: Iterable[Example] | Iterable[Path], context: Contexts) -> Model:
    """Train a model on letters, or on the TEI files at paths; `context` says what the encoder knows of a letter.

    Raises SettingsError when there is too little to learn from.
    """
    read = _read(letters)
    names = sum(len(one.names) for one in read)
    if len(read) < FEWEST or not names:
        raise SettingsError(
            f"There is too little to learn from: {len(read)} letters, {names} names marked in them.",
            code="learn/too-little",
            hint=f"Encode at least {FEWEST} letters and correct their names by hand; more are better.",
        )
    return _trained(list(_laid(read, context, FOLDS)))


def cross_validate(letters: Iterable[Example] | Iterable[Path], context: Contexts, folds: int = FOLDS) -> Report:
    """Train on all but a part of the letters, read that part, and so in turn for each of `folds` parts."""
    read = _read(letters)
    laid = list(_laid(read, context, folds))
    counts: dict[str, Counter[str]] = {}
    who: dict[str, Counter[str]] = {role: Counter() for role in ("sender", "addressee")}
    for fold in range(folds):
        model = _trained([pair for number, pair in enumerate(laid) if number % folds != fold])
        for one, prepared in laid[fold::folds]:
            found = [learned.name for learned in model.read(prepared.page, prepared.around)]
            _count(counts, prepared.names(one.names), found)
            known = context(one)
            told = completed(prepared.who, known.register, known.words.code, model.correspondence)
            _count_parties(who, one.header, told)
    return Report(len(read), folds, _scores(dict(sorted(counts.items()))), _scores(who))


def _scores(counts: Mapping[str, Counter[str]]) -> dict[str, Score]:
    return {label: Score(**{key: count[key] for key in Score.__slots__}) for label, count in counts.items()}


def _read(letters: Iterable[Example] | Iterable[Path]) -> tuple[Example, ...]:
    found: list[Example] = []
    for letter in letters:
        found += [letter] if isinstance(letter, Example) else examples([letter])
    return tuple(found)


def _laid(letters: Sequence[Example], context: Contexts, folds: int) -> Iterable[tuple[Example, Laid]]:
    """Lay out the letters, each with the part of the register that the letters of other folds and no letters know."""
    seen = [{name.ref for one in letters[fold::folds] for name in one.names if name.ref} for fold in range(folds)]
    hidden = [seen[fold].difference(*(seen[other] for other in range(folds) if other != fold)) for fold in range(folds)]
    reduced: dict[tuple[int, int], Register] = {}
    for number, one in enumerate(letters):
        base, fold = context(one), number % folds
        if (id(base.register), fold) not in reduced:
            entries = tuple(entry for entry in base.register.entries if entry.pointer not in hidden[fold])
            reduced[id(base.register), fold] = replace(base.register, entries=entries)
        yield one, laid_out(one, replace(base, register=reduced[id(base.register), fold], model=None))


def _trained(laid: Sequence[tuple[Example, Laid]]) -> Model:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_PARAMETERS)
    experience: dict[str, list[int]] = {}
    for one, prepared in laid:
        names = prepared.names(one.names)
        for rows, said in zip(features(prepared.page, prepared.around), labels(prepared.page, names), strict=True):
            trainer.append(rows, said)
        for rule, first, last in prepared.rules:
            seen = experience.setdefault(rule, [0, 0])
            seen[0] += 1
            seen[1] += any(_overlap(name, first, last) for name in names)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        parameters = path.read_bytes()
    return Model(
        trained=tuple(Trained(one.name, one.sha256) for one, _ in laid),
        rules={rule: Experience(*seen) for rule, seen in sorted(experience.items())},
        version=version("epistola"),
        parameters=parameters,
        correspondence=correspondence(_exchange(one.header, prepared.who) for one, prepared in laid),
    )


def _count(counts: dict[str, Counter[str]], marked: Sequence[Labelled], found: Sequence[Labelled]) -> None:
    for label in {name.label for name in (*marked, *found)}:
        ours = [name for name in found if name.label == label]
        theirs = [name for name in marked if name.label == label]
        counts.setdefault(label, Counter()).update(
            marked=len(theirs),
            found=len(ours),
            right=sum(any(_overlap(b, a.first, a.last) for b in theirs) for a in ours),
            hit=sum(any(_overlap(a, b.first, b.last) for a in ours) for b in theirs),
        )


def _exchange(header: Described, who: Parties) -> Exchange:
    return Exchange(header, *(party.name if party else "" for party in (who.sender, who.addressee)))


def _count_parties(counts: dict[str, Counter[str]], header: Described, who: Parties) -> None:
    for role, party, named in (("sender", who.sender, header.senders), ("addressee", who.addressee, header.addressees)):
        if named:
            right = party is not None and any(party.is_called(one.name, one.ref) for one in named)
            counts[role].update(marked=1, found=party is not None, right=right, hit=right)


def _overlap(name: Labelled, first: int, last: int) -> bool:
    return name.first <= last and first <= name.last
