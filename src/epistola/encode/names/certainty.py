"""How sure each rule is: its certainty as measured on letters that their editors had marked.

`make evaluate` prints for each rule how many of its names the editors of the development letters marked as well, and
how well that is kept in each language (docs/explanation/evidence.md). Nine of ten is high, seven of ten is medium, less
is low. What is right less often than twice in five times costs the editor more than it helps, and is no markup but a
suggestion. For signatures and correspondents only those editions count that mark them. `HINTS` are rules that propose
too much for either: only a model of the edition heeds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from epistola.letter import Certainty

HIGH, MEDIUM, LOW = Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW

# Rules that speak to models only.
HINTS: Final = frozenset({"quoted"})

# By rule; None is a suggestion.
_CERTAINTY: Final[Mapping[str, Certainty | None]] = {
    "country": HIGH,
    "region": HIGH,
    "dateline": HIGH,
    "signature": HIGH,
    "letterhead": HIGH,
    "correspondent": HIGH,
    "title": HIGH,
    "well-known": HIGH,
    "regnal": HIGH,
    "town-after-preposition": HIGH,
    "house": HIGH,
    "forename-surname": MEDIUM,
    "person-again": MEDIUM,
    "organisation": MEDIUM,
    "head": MEDIUM,
    "street": MEDIUM,
    "small-town-after-preposition": MEDIUM,
    "large-town": MEDIUM,
    "place-again": MEDIUM,
    "adjective": MEDIUM,
    "town-in-list": MEDIUM,
    "firm": MEDIUM,
    "forename": LOW,
    "forename-first": LOW,
    "initials": LOW,
    "derived": LOW,
    "surname": LOW,
    "doubled": LOW,
    "acting": MEDIUM,
    "joined": LOW,
    "capital": LOW,
    "capitals": LOW,
    "head-again": LOW,
    "quoted-after-work": LOW,
    "ending": LOW,
    "ending-after-preposition": LOW,
    "town-beside-place": LOW,
    "newspaper": LOW,
    "capital-after-preposition": None,
}


def certainty(rule: str) -> Certainty | None:
    """Return how sure a rule is; None when what it finds is to be suggested only."""
    return _CERTAINTY[rule]
