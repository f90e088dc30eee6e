"""All rules that look for names in a text, in the order in which they may take words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from epistola.encode.names import organisations, persons, places, works
from epistola.encode.names.sightings import Page, page
from epistola.encode.names.vocabulary import vocabulary

# A name that the form of the letter gives: start, end, kind, rule.
Given: TypeAlias = tuple[int, int, str, str]

_BEFORE: Final[tuple[Callable[[Page], None], ...]] = (
    works.after_work,
    organisations.newspapers,
    organisations.known,
    places.composed,
    organisations.headed,
    places.streets,
    persons.titled,
    persons.named,
)
_AFTER: Final[tuple[Callable[[Page], None], ...]] = (
    organisations.firms,
    organisations.again,
    places.houses,
    persons.well_known,
    places.known,
    places.beside,
    places.listed,
    places.adjectives,
    places.endings,
    places.unexplained,
    persons.alone,
    places.again,
    persons.again,
    persons.derived,
    persons.doubled,
    persons.acting,
    persons.unexplained,
    persons.surnames,
    persons.joined,
    persons.again,
    works.quoted,
)


@lru_cache(maxsize=4)
def sighted(
    text: str, code: str, edges: frozenset[int], given: tuple[Given, ...] = (), own: tuple[str, ...] = ()
) -> Page:
    """Return the page of `text` with all that the rules of a language take for names; it isn't to be changed.

    `edges` are offsets at which parts of the letter begin, `own` the names of the correspondents.
    """
    laid_out = page(text, vocabulary(code), edges)
    for start, end, kind, rule in given:
        if start == end:
            continue  # a correction has taken the name away
        laid_out.take(laid_out.words.at(start), laid_out.words.at(end - 1), kind, rule)
    for look in _BEFORE:
        look(laid_out)
    persons.correspondents(laid_out, own)
    for look in _AFTER:
        look(laid_out)
    laid_out.sightings.sort(key=lambda sighting: sighting.first)
    return laid_out
