"""All rules that look for names in a text, in the order in which they may take words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Final

from epistola.encode.names import organisations, persons, places, works
from epistola.encode.names.sightings import Page, Sighting, page
from epistola.encode.names.vocabulary import vocabulary

RULES: Final[tuple[Callable[[Page], None], ...]] = (
    works.quoted,
    organisations.newspapers,
    organisations.known,
    places.composed,
    organisations.headed,
    places.streets,
    persons.titled,
    persons.named,
    organisations.firms,
    organisations.again,
    places.houses,
    places.known,
    places.beside,
    places.adjectives,
    places.endings,
    places.unexplained,
    persons.alone,
    places.again,
    persons.again,
    persons.unexplained,
    persons.again,
)


@lru_cache(maxsize=4)
def sighted(text: str, code: str, edges: Collection[int] = ()) -> Page:
    """Return the page of `text` with all that the rules of a language take for names; the result isn't to be changed."""
    laid_out = page(text, vocabulary(code), edges)
    for rule in RULES:
        rule(laid_out)
    return laid_out


def found(text: str, code: str, edges: Collection[int] = ()) -> tuple[Sighting, ...]:
    """Return what the rules take for names, in the order of the text."""
    return tuple(sorted(sighted(text, code, edges).sightings, key=lambda s: s.first))
