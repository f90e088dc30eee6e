"""Who writes to whom: read from the headings, the salutation, the signature and the address, and the sidecar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from epistola.encode.authority.register import Entry, Register
from epistola.encode.context import Context
from epistola.encode.learn.correspondence import NO_CORRESPONDENCE, Correspondence
from epistola.encode.lexicon import lexicon
from epistola.encode.names.clues import TELLING, Clue, clues
from epistola.encode.names.conjecture import Guess, Read, could_be, meant, missing
from epistola.encode.names.listed import listed, sex_of
from epistola.encode.names.personal import Name, personal_name
from epistola.encode.names.sexes import differ
from epistola.encode.names.words import folded_phrase
from epistola.encode.sidecar import Sidecar
from epistola.letter import Certainty, Letter


@dataclass(frozen=True, slots=True)
class Party:
    """A correspondent.

    `name` is the fullest form of the name found, `entry` that of the authority file if there is one; `certainty`
    says how sure it is that this is who wrote or was written to. `guess` is what other letters of the edition say of
    whom this one names in short, as `called`, or doesn't name at all (`called` is ""); `sex` is what the names say.
    """

    name: str
    surname: str
    forename: str
    entry: Entry | None
    certainty: Certainty
    guess: Guess | None = None
    called: str = ""
    sex: str = ""

    @property
    def is_conjectured(self) -> bool:
        """Whether nothing in the letter names them."""
        return self.guess is not None and not self.called

    def is_called(self, name: str, ref: str = "") -> bool:
        """Tell whether this is the person of a name in full, or of an entry of the authority files."""
        if self.entry is not None and ref:
            return self.entry.pointer == ref
        own = self.entry.name if self.entry is not None else self.name
        return folded_phrase(name) in (folded_phrase(own), folded_phrase(self.name))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who may have a role, for which too little speaks to say it; `called` is the name that the letter has, or ""."""

    role: int
    guess: Guess
    called: str


@dataclass(frozen=True, slots=True)
class Parties:
    """Sender and addressee, as far as they are known, and who else they may be.

    `formal` tells whether the text greets somebody or is signed, as a letter does.
    """

    sender: Party | None = None
    addressee: Party | None = None
    suggestions: tuple[Suggestion, ...] = ()
    formal: bool = True


def parties(letter: Letter, context: Context) -> Parties:
    """Find out who writes to whom; `letter` has its structure and corrections."""
    telling = tuple([a for a in letter.annotations if a.element in TELLING])
    shape = Letter(letter.text, letter.source, letter.language, telling)
    table = context.model.correspondence if context.model is not None else NO_CORRESPONDENCE
    return _parties(shape, context.sidecar, context.register, context.words.code, table)


@lru_cache(maxsize=4)
def _parties(letter: Letter, sidecar: Sidecar, register: Register, code: str, table: Correspondence) -> Parties:
    """Do it once for all who ask; `letter` has only those annotations that tell."""
    found = clues(letter, sidecar, lexicon(code))
    formal = any(a.element in ("salute", "signed") for a in letter.annotations)
    read = Parties(_party(found.sender, register), _party(found.addressee, register), formal=formal)
    return completed(read, register, code, table, (bool(sidecar.sender), bool(sidecar.addressee)))


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
    sex = next((clue.name.sex for clue in agreeing if clue.name.sex), "")
    entry = _entry(replace(fullest.name, sex=sex), register)
    return Party(fullest.name.bare, fullest.name.surname, forename, entry, certainty, sex=sex)


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _entry(name: Name, register: Register) -> Entry | None:
    """Find the one entry of a person with this full name, or the one with this surname alone."""
    persons = listed(register)
    full = persons.named.get(name.bare, ())
    if not full and not name.forename:
        full = persons.surnamed.get(name.surname, ())
        full = tuple(entry for entry in full if not differ(name.sex, sex_of(entry)))
    return full[0] if len(full) == 1 else None


# ---------------------------------------------------------------------- what other letters of the edition say


def completed(
    read: Parties, register: Register, code: str, table: Correspondence, stated: tuple[bool, bool] = (False, False)
) -> Parties:
    """Add what the correspondence of the edition says of who is named in short, or not at all.

    `stated` tells of which of both the editor has said who it is: that stays.
    """
    if not table.letters:
        return read
    sides = [read.sender, read.addressee]
    guesses = _identified(sides, table, code)
    suggestions: list[Suggestion] = []
    made = list(sides)
    for role, side in enumerate(sides):
        guess = guesses[role]
        if side is None or guess is None or guess.certainty is None:
            usual = _missing(role, sides[1 - role], guesses[1 - role], table, code)
            # “A.” may be many; it is who always writes to the other, if that one may sign so.
            if side is None or (usual and could_be(_read(side), usual.who, table, code)):
                guess = usual
        if guess is None:
            continue
        called = side.name if side else ""
        if guess.certainty is None or not (read.formal or any(sides)):
            suggestions.append(Suggestion(role, guess, called))
        elif side is None or not stated[role]:
            made[role] = _as_party(guess, side, register, code)
    return Parties(made[0], made[1], tuple(suggestions), read.formal)


def _identified(sides: Sequence[Party | None], table: Correspondence, code: str) -> list[Guess | None]:
    """Say of each correspondent who is named whom of the edition's the name means; both can't be the same."""
    guesses = [meant(_read(side), table, code) if side else None for side in sides]
    one, other = guesses
    if one is not None and other is not None and one.who == other.who:
        role = int(one.share >= other.share)  # the name that says less means somebody else
        side = sides[role]
        guesses[role] = meant(_read(side), table, code, not_=one.who) if side else None
    return guesses


def _missing(role: int, other: Party | None, known: Guess | None, table: Correspondence, code: str) -> Guess | None:
    """Say who has a role that the letter says nothing of; nobody writes to himself."""
    sure = known is not None and known.certainty is not None
    guess = missing(role, known.who if known and sure else None, table, named=other is not None)
    if guess is not None and other is not None and not sure and could_be(_read(other), guess.who, table, code):
        return None
    return guess


def _read(party: Party) -> Read:
    return Read(Name(party.name, party.forename, party.surname, party.sex), party.entry.pointer if party.entry else "")


def _as_party(guess: Guess, read: Party | None, register: Register, code: str) -> Party:
    """Return the correspondent whom a guess names; an entry to which the letter's own words lead stays."""
    name = personal_name(guess.who.name, lexicon(code)) or Name(guess.who.name, "", guess.who.name)
    if read is not None and (read.name == name.bare or _says_enough(read, name, code)):
        return read
    entry = read.entry if read else None
    entry = entry or next((entry for entry in register.of("person") if entry.pointer == guess.who.ref), None)
    certainty = guess.certainty or Certainty.UNKNOWN
    if read is not None:  # who it is, an entry of the authority files says more surely
        certainty = read.certainty if read.entry else min(certainty, read.certainty, key=lambda c: c.weight)
    return Party(name.bare, name.surname, name.forename, entry, certainty, guess, read.name if read else "", name.sex)


def _says_enough(read: Party, name: Name, code: str) -> bool:
    """Tell whether the entry found by the letter's own words has a full name, or headers of letters have none."""
    listed_as = personal_name(read.entry.name, lexicon(code)) if read.entry else None
    return listed_as is not None and (_has_both(listed_as) or not _has_both(name))


def _has_both(name: Name) -> bool:
    return bool(name.forename and name.surname)
