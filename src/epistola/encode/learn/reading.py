"""A letter laid out for learning and for reading with what was learnt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from epistola.encode.context import Context
from epistola.encode.learn.examples import Example, Marked
from epistola.encode.learn.features import Surroundings
from epistola.encode.learn.sequences import Labelled
from epistola.encode.names.known import known_names
from epistola.encode.names.parties import Parties
from epistola.encode.names.proposals import Proposals, in_reading, proposals
from epistola.encode.names.sightings import Page
from epistola.encode.pipeline import annotate_until
from epistola.letter import Letter, Source

_PARTS: Final = ("head", "argument", "dateline", "address", "salute", "signed", "postscript")


@dataclass(frozen=True, slots=True)
class Laid:
    """A page and what is known of its words.

    `rules` are the rules by which the authority files proposed names, with first and last word; `who` has the
    correspondents as far as the letter itself names them.
    """

    page: Page
    around: Surroundings
    rules: tuple[tuple[str, int, int], ...]
    who: Parties

    def names(self, marked: Iterable[Marked]) -> list[Labelled]:
        """Return the names as stretches of words, the longest where one lies in another."""
        words = self.page.words
        taken: set[int] = set()
        found: list[Labelled] = []
        for name in sorted(marked, key=lambda one: (one.start - one.end, one.start, one.label)):
            first, last = words.at(name.start), words.at(name.end - 1)
            if first <= last < len(words) and taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                found.append(Labelled(first, last, name.label))
        return sorted(found, key=lambda one: one.first)


def laid_out(one: Example, context: Context) -> Laid:
    """Lay out an encoded letter as if it had just been transcribed."""
    source = Source(one.name, "text/plain", "UTF-8", one.sha256)
    letter, _ = annotate_until("learned", Letter(one.text, source, context.words.code), context)
    return laid(letter, proposals(letter, context), context)


def laid(letter: Letter, proposed: Proposals, context: Context) -> Laid:
    """Say of each word in which part of the letter it stands, and what the authority files know of it."""
    words = proposed.page.words
    parts: dict[int, str] = {}
    for part in letter.of(*_PARTS):
        first, last = (in_reading(proposed.reading, offset) for offset in (part.start, part.end - 1))
        parts.update(dict.fromkeys(range(words.at(first), words.at(last) + 1), part.element))
    known: dict[int, str] = {}
    names = tuple(known_names(proposed.reading.text, proposed.who, context))
    for name in names:
        first, last = words.at(name.start), words.at(name.end - 1)
        kind = "ambiguous" if len(name.meant) > 1 else f"{name.meant[0].kind}-{name.rule}"
        for number in range(first, last + 1):
            known[number] = f"{'B' if number == first else 'I'}-{kind}"
    rules = tuple((name.rule, words.at(name.start), words.at(name.end - 1)) for name in names)
    return Laid(proposed.page, Surroundings(parts, known), rules, proposed.who)
