"""Whom a short name means, and who the other was of whom nothing is said: by who else wrote to whom in the edition.

Shares are counted with one imagined letter that says otherwise, so that few letters prove little. Someone who isn't in
the table stands for anybody: if nearly all letters of an edition go to one person, so does that of a stranger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from epistola.encode.learn.correspondence import Correspondence, Correspondent
from epistola.encode.lexicon import lexicon
from epistola.encode.names.personal import Name, personal_name
from epistola.encode.names.short import fits, is_full, is_same
from epistola.encode.names.words import folded_phrase
from epistola.letter import Certainty

SENDER, ADDRESSEE = 0, 1
_STRANGER: Final = -1

# What the share of the letters that speak for somebody is worth; less is a suggestion, still less is nothing.
_LEVELS: Final = ((0.9, Certainty.MEDIUM), (0.75, Certainty.LOW))
_SUGGESTED: Final = 0.5
# A name that fits speaks for somebody even if no letter has called them so yet.
_DOUBT: Final = 0.25
# A single letter means somebody who has signed so in as many letters.
_FEWEST_CALLED: Final = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """Who it may be, and how many of how many letters say so; `certainty` is None for what is only to be suggested.

    `share` counts the imagined letter, `letters` and `of` don't.
    """

    who: Correspondent
    share: float
    letters: int
    of: int

    @property
    def certainty(self) -> Certainty | None:
        """How sure it is, by the share."""
        return next((certainty for least, certainty in _LEVELS if self.share >= least), None)


@dataclass(frozen=True, slots=True)
class Read:
    """A correspondent as the letter itself has them: the name, and `@ref` where an authority file gives it."""

    name: Name
    ref: str = ""


def meant(read: Read, table: Correspondence, code: str, not_: Correspondent | None = None) -> Guess | None:
    """Return whom a name means among the correspondents of the edition; `not_` is who wrote or was written to."""
    known = _known(table, code)
    fitting = {number: count for number, count in _fitting(read, known, table).items() if table.persons[number] != not_}
    if not fitting:
        return None
    number = max(fitting, key=lambda one: (fitting[one], -one))
    total = sum(fitting.values())
    full = known.names[number]
    sure = len(fitting) == 1 and (bool(read.ref) or (full is not None and is_same(read.name, full)))
    share = 1.0 if sure else fitting[number] / (total + _DOUBT)
    called = table.forms.get(folded_phrase(read.name.bare), {}).get(number, 0)
    if len(read.name.bare.rstrip(".")) == 1 and called < _FEWEST_CALLED:
        share = min(share, _SUGGESTED)
    return Guess(table.persons[number], share, fitting[number], total) if share >= _SUGGESTED else None


def could_be(read: Read, who: Correspondent, table: Correspondence, code: str) -> bool:
    """Tell whether a name may mean somebody."""
    numbers = _fitting(read, _known(table, code), table)
    return any(table.persons[number] == who for number in numbers)


def missing(role: int, other: Correspondent | None, table: Correspondence, *, named: bool) -> Guess | None:
    """Return who most likely has the `role` of which the letter says nothing.

    `other` is who has the other role, if the table has them; `named` says that the letter names somebody there.
    """
    letters = [(pair[role], pair[1 - role], count) for pair, count in table.letters.items()]
    there = table.persons.index(other) if other in table.persons else _STRANGER
    guesses = [_guess(number, there, letters, table, named=named) for number in sorted({one[0] for one in letters})]
    best = max(guesses, key=lambda guess: guess.share, default=None)
    return best if best is not None and best.share >= _SUGGESTED else None


def _guess(
    number: int, there: int, letters: Sequence[tuple[int, int, int]], table: Correspondence, *, named: bool
) -> Guess:
    """Say what speaks for one person: the letters with the same other, and to how many others the person wrote."""
    chosen = [(who, count) for who, other, count in letters if not named or other == there]
    count, total = sum(count for who, count in chosen if who == number), sum(count for _, count in chosen)
    usual = 0.0
    if named:
        # Somebody new is one more of those with whom the person of an edition exchanges letters.
        others = {other for _, other, _ in letters} - {number, there}
        with_them = {other for who, other, _ in letters if who == number} & others
        usual = len(with_them) / (len(others) + 1)
        if not chosen:
            count, total = _letters_with(number, letters)
    share = 0.0 if number == there else (count + usual) / (total + 1) if chosen else usual
    return Guess(table.persons[number], share, count, total)


def _letters_with(number: int, letters: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    others = [(who, count) for who, other, count in letters if other != number]
    return sum(count for who, count in others if who == number), sum(count for _, count in others)


# ---------------------------------------------------------------------- names


@dataclass(frozen=True, slots=True)
class _Known:
    """The correspondents of an edition by number: their names taken apart, and in how many letters they have a part."""

    names: tuple[Name | None, ...]
    letters: tuple[int, ...]


@lru_cache(maxsize=4)
def _known(table: Correspondence, code: str) -> _Known:
    counts = [0] * len(table.persons)
    for pair, count in table.letters.items():
        for number in set(pair):
            counts[number] += count
    return _Known(tuple(personal_name(who.name, lexicon(code)) for who in table.persons), tuple(counts))


def _fitting(read: Read, known: _Known, table: Correspondence) -> Mapping[int, int]:
    """Return the persons whom a name fits, each with the number of letters that speak for them."""
    same = {number: known.letters[number] for number, who in enumerate(table.persons) if who.ref == read.ref}
    if read.ref and same:
        return same
    called = table.forms.get(folded_phrase(read.name.bare), {})
    if called and not is_full(read.name):
        return called
    return {
        number: known.letters[number]
        for number, name in enumerate(known.names)
        if name is not None and not (read.ref and table.persons[number].ref) and fits(read.name, name)
    }
