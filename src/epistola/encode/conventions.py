"""What transcribers write for what can't be read: `conventions.toml`, and the conventions of an edition.

A convention is what is written, such as “[{n} words illegible]”, and the TEI element that it means: `gap`, `unclear`,
`supplied` or `sic` (Guidelines, 3.5 and 12.3).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from epistola.config import Convention

_PLACES: Final = {
    "n": r"(?P<n>\d{1,3})",
    "word": r"(?<!\w)(?P<word>[^\W_](?:[\w’'-]*\w)?)",
    "text": r"(?P<text>[^\[\]<>{}\n]{1,80}?)",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of the text that stands for something by a convention; `quantity` is "" where none is said.

    Where the sign follows a word, it is that word. `words` are those that {text} stands for.
    """

    start: int
    end: int
    convention: Convention
    quantity: str
    words: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """One form of a convention: its pattern, and literal characters without which it can't occur."""

    convention: Convention
    core: str
    pattern: re.Pattern[str]


def written(text: str, own: tuple[Convention, ...]) -> Iterator[Written]:
    """Yield what stands in `text` by the edition's `own` conventions, and by the usual ones where those are silent."""
    lowered = text.casefold()
    taken: list[tuple[int, int]] = []
    absent = {first for first in _firsts((*own, *usual())) if first not in lowered}
    for sign in _signs((*own, *usual())):
        if sign.core[:1] in absent or sign.core not in lowered:
            continue
        for found in sign.pattern.finditer(text):
            place = bisect_left(taken, (found.end(),))  # `taken` is in order, and nothing in it overlaps
            if place == 0 or taken[place - 1][1] <= found.start():
                taken.insert(place, found.span())
                said = found.groupdict("")
                span = found.span("word" if "word" in said else 0)
                yield Written(*span, sign.convention, said.get("n", ""), said.get("text", ""))


@cache
def usual() -> tuple[Convention, ...]:
    """Return the conventions that hold without an edition's saying so."""
    data = tomllib.loads(files(__package__).joinpath("conventions.toml").read_text(encoding="utf-8"))
    return tuple(
        Convention(tuple(one["written"]), one["means"], one.get("reason", ""), one.get("unit", ""))
        for one in data["conventions"]
    )


@lru_cache(maxsize=16)
def _signs(conventions: Sequence[Convention]) -> tuple[_Sign, ...]:
    return tuple(_sign(form, one) for one in conventions for form in one.written)


@lru_cache(maxsize=16)
def _firsts(conventions: Sequence[Convention]) -> frozenset[str]:
    """Return the characters with which the cores of the signs begin: a few brackets, and most letters have none."""
    return frozenset(sign.core[:1] for sign in _signs(conventions))


def _sign(form: str, convention: Convention) -> _Sign:
    pieces = re.split(r"\{(n|word|text)\}", form)
    literals, places = pieces[::2], pieces[1::2]
    core = max((part.strip().casefold() for part in literals), key=len)
    pattern = re.escape(literals[0]) + "".join(
        _PLACES[place] + re.escape(literal) for place, literal in zip(places, literals[1:], strict=True)
    )
    return _Sign(convention, core, re.compile(pattern, re.IGNORECASE))
