"""How sure each rule is: its certainty as measured on letters that their editors had marked.

`make evaluate` prints for each rule how many of its names the editors of the development letters marked as well.
Nine of ten is high, seven of ten is medium, less is low; what is rarer than `SUGGESTED` is no markup but a suggestion.
A rule that isn't listed here is medium.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from epistola.letter import Certainty

HIGH, MEDIUM, LOW = Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW

# None is a suggestion.
_CERTAINTY: Final[Mapping[str, Certainty | None]] = {
    "country": HIGH,
    "region": HIGH,
    "large-town": HIGH,
    "town-after-preposition": HIGH,
    "small-town-after-preposition": MEDIUM,
    "town-beside-place": MEDIUM,
    "place-again": LOW,
    "ending-after-preposition": LOW,
    "capital-after-preposition": LOW,
    "adjective": MEDIUM,
    "street": MEDIUM,
    "house": MEDIUM,
    "dateline": HIGH,
    "title": HIGH,
    "regnal": HIGH,
    "forename-surname": HIGH,
    "initials": MEDIUM,
    "well-known": HIGH,
    "town-in-list": MEDIUM,
    "forename": HIGH,
    "forename-first": LOW,
    "person-again": HIGH,
    "capitals": LOW,
    "capital": LOW,
    "organisation": MEDIUM,
    "head": MEDIUM,
    "head-again": LOW,
    "ending": LOW,
    "firm": HIGH,
    "newspaper": MEDIUM,
    "quoted-after-work": LOW,
    "quoted": None,
}


def certainty(rule: str) -> Certainty | None:
    """Return how sure a rule is; None when what it finds is to be suggested only."""
    return _CERTAINTY.get(rule, MEDIUM)
