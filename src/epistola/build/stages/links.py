"""From what each letter tells of itself to what the pages of a build say of other letters.

The first half of the stage `transform` makes a piece of each letter, its introduction. From these follows who is beside
whom, which the state keeps; the second half makes the pages. What a page says of others is an input of that page alone,
so that a letter which is new or changed makes work for those that lead to it, and for no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.fingerprints import Digest
from epistola.build.letters import Letter
from epistola.build.orders import LINKS
from epistola.transform import Neighbours
from epistola.transform.formats import INDEX

_OF: Final = f"{LINKS} of "


def target(letter: str) -> str:
    """Name what is made of a letter in the state."""
    return f"{_OF}{letter}"


def index_of(bench: Bench) -> str:
    """Return the name of the file in which all letters are listed; "" where the edition has none."""
    return next((f"{kind.stem}{kind.suffix}" for kind in bench.plan.of_all() if kind.name == INDEX), "")


def known(bench: Bench) -> Neighbours:
    """Return who was beside whom when that was last worked out."""
    return Neighbours(bench.state.tables, lambda letter: bench.state.record(target(letter)))


def acquainted(bench: Bench, letters: Sequence[Letter]) -> Neighbours:
    """Work out who is beside whom now; where nothing is new, that takes no more than a look."""
    beside = known(bench)
    now, before = _told(bench, letters), beside.told()
    new = {name: digest for name, digest in now.items() if before.get(name) != digest}
    gone = sorted(before.keys() - now.keys())
    if new or gone:
        bench.note(lambda: beside.learn(new, gone))
    return beside


def gone(bench: Bench, letters: Sequence[Letter]) -> int:
    """Return how many letters that pages may lead to aren't among `letters`."""
    return len(known(bench).told().keys() - {letter.name for letter in letters})


def _told(bench: Bench, letters: Sequence[Letter]) -> dict[str, Digest]:
    """Return the fingerprint of what each letter tells of itself and of how that is read, if it tells anything."""
    program, nothing = fingerprints.program("transform"), fingerprints.of(b"")
    made = bench.state.made(_OF)
    found = ((letter.name, made.get(letter.name, nothing)) for letter in letters)
    return {name: fingerprints.of(program + digest) for name, digest in found if digest != nothing}
