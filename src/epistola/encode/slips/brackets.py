"""Brackets without a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BRACKET: Final = re.compile(r"[()\[\]]")
_OPENS: Final = {")": "(", "]": "["}
# “a)” and “12.)” count what follows them; “Heinrich!1)” leads to a note.
_COUNTS: Final = re.compile(r"(?:(?<!\d)\d{1,3}|(?<!\w)(?:[a-zα-ω]|[IVXivx]{1,5}))\.?$")
_MOST_OPEN: Final = 8


def unpaired(text: str) -> Iterator[int]:
    """Yield the offsets of brackets that have no partner."""
    open_ones: list[int] = []
    alone: list[int] = []
    for bracket in _BRACKET.finditer(text):
        opener = _OPENS.get(bracket[0])
        if opener is None:
            open_ones.append(bracket.start())
            continue
        recent = open_ones[-_MOST_OPEN:]
        place = next((number for number, at in reversed(list(enumerate(recent))) if text[at] == opener), None)
        if place is not None:
            alone += recent[place + 1 :]
            del open_ones[len(open_ones) - len(recent) + place :]
        elif not (bracket[0] == ")" and _COUNTS.search(text, max(0, bracket.start() - 8), bracket.start())):
            alone.append(bracket.start())
    yield from sorted([*alone, *open_ones])
