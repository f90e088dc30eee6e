"""Who writes to whom: read from the headings, the salutation, the signature and the address, and the sidecar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from epistola.encode.authority.register import Entry, Register
from epistola.encode.context import Context
from epistola.encode.lexicon import lexicon
from epistola.encode.names.clues import TELLING, Clue, clues
from epistola.encode.names.listed import listed
from epistola.encode.names.personal import Name
from epistola.encode.sidecar import Sidecar
from epistola.letter import Certainty, Letter


@dataclass(frozen=True, slots=True)
class Party:
    """A correspondent.

    `name` is the fullest form of the name found, `entry` that of the authority file if there is one; `certainty`
    says how sure it is that this is who wrote or was written to.
    """

    name: str
    surname: str
    forename: str
    entry: Entry | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Parties:
    """Sender and addressee, as far as they are known."""

    sender: Party | None = None
    addressee: Party | None = None


def parties(letter: Letter, context: Context) -> Parties:
    """Find out who writes to whom; `letter` has its structure and corrections."""
    telling = tuple([a for a in letter.annotations if a.element in TELLING])
    shape = Letter(letter.text, letter.source, letter.language, telling)
    return _parties(shape, context.sidecar, context.register, context.words.code)


@lru_cache(maxsize=4)
def _parties(letter: Letter, sidecar: Sidecar, register: Register, code: str) -> Parties:
    """Do it once for all who ask; `letter` has only those annotations that tell."""
    found = clues(letter, sidecar, lexicon(code))
    return Parties(_party(found.sender, register), _party(found.addressee, register))


def _party(clues: Sequence[Clue], register: Register) -> Party | None:
    """Join the clues: the first decides who it is, the fullest name that agrees with it is the name."""
    if not clues:
        return None
    surname = next((clue.name.surname for clue in clues if clue.name.surname), "")
    agreeing = [c for c in clues if not surname or not c.name.surname or _alike(c.name.surname, surname)]
    with_surname = [c for c in agreeing if c.name.surname] or agreeing
    fullest = max(with_surname, key=lambda c: (bool(c.name.forename), len(c.name.bare)))
    forename = fullest.name.forename or next((c.name.forename for c in agreeing if c.name.forename), "")
    certainty = min((clues[0].certainty, *(c.certainty for c in agreeing[:1])), key=lambda c: c.weight)
    entry = _entry(fullest.name, register)
    return Party(fullest.name.bare, fullest.name.surname, forename, entry, certainty)


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _entry(name: Name, register: Register) -> Entry | None:
    """Find the one entry of a person with this full name, or the one with this surname alone."""
    persons = listed(register)
    full = persons.named.get(name.bare, ())
    if not full and not name.forename:
        full = persons.surnamed.get(name.surname, ())
    return full[0] if len(full) == 1 else None
