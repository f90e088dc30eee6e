"""Who writes to whom: read from the headings, the salutation, the signature and the address, and the sidecar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from epistola.encode import dating
from epistola.encode.authority.register import Entry, Register
from epistola.encode.context import Context
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.listed import listed
from epistola.encode.names.personal import Name, name_parts, personal_name
from epistola.encode.reading import corrected
from epistola.encode.shape.opening import greets, names_both
from epistola.encode.sidecar import Sidecar
from epistola.letter import Annotation, Certainty, Letter

# The annotations that tell who writes to whom.
_TELLING: Final = frozenset({"div", "head", "opener", "salute", "p", "closer", "signed", "address", "choice"})


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
    telling = tuple([a for a in letter.annotations if a.element in _TELLING])
    shape = Letter(letter.text, letter.source, letter.language, telling)
    return _parties(shape, context.sidecar, context.register, context.words.code)


@lru_cache(maxsize=4)
def _parties(letter: Letter, sidecar: Sidecar, register: Register, code: str) -> Parties:
    """Do it once for all who ask; `letter` has only those annotations that tell."""
    clues = _clues(letter, sidecar, lexicon(code))
    return Parties(_party(clues["sender"], register), _party(clues["addressee"], register))


@dataclass(frozen=True, slots=True)
class _Clue:
    """A name, and how much its place says: what the editor states, a heading, a signature, a salutation."""

    name: Name
    certainty: Certainty


def _clues(letter: Letter, sidecar: Sidecar, words: Lexicon) -> dict[str, list[_Clue]]:
    clues: dict[str, list[_Clue]] = {"sender": [], "addressee": []}

    def add(role: str, text: str, certainty: Certainty) -> None:
        name = personal_name(text, words)
        if name is not None:
            clues[role].append(_Clue(name, certainty))

    add("sender", sidecar.sender, Certainty.HIGH)
    add("addressee", sidecar.addressee, Certainty.HIGH)
    main = next(letter.of("div"), None)
    parts = [a for a in letter.annotations if main is not None and main.covers(a)]
    for head in _of(parts, "head"):
        for sender, addressee in _from_to(_read(letter, head), words):
            add("sender", sender, Certainty.HIGH)
            add("addressee", addressee, Certainty.HIGH)
    for signed in _of(parts, "signed"):
        add("sender", _read(letter, signed).split("\n")[0], Certainty.HIGH)
    for address in (a for a in _of(parts, "address") if _within(a, parts, "closer")):
        add("addressee", _addressed(_read(letter, address).split("\n")[0], words), Certainty.MEDIUM)
    salutes = [_read(letter, a) for a in _of(parts, "salute") if _within(a, parts, "opener")]
    for salute in salutes or [_run_in_salutation(letter, parts, words)]:
        add("addressee", _greeted(salute, words), Certainty.MEDIUM)
    return clues


def _addressed(line: str, words: Lexicon) -> str:
    """Return the first line of an address below the signature if it is somebody's: after “to”, or with a title.

    Any other is the address of the sender, or what the sender is.
    """
    prepositions = {p.partition("{addressee}")[0].split()[-1] for p in words.correspondents["patterns"]}
    titled = [part.element for part in name_parts(line, words)][:1] == ["roleName"]
    return line if titled or line.split()[0].lower() in prepositions else ""


def _of(parts: list[Annotation], element: str) -> Iterator[Annotation]:
    return iter(sorted((a for a in parts if a.element == element), key=lambda a: a.start))


def _run_in_salutation(letter: Letter, parts: list[Annotation], words: Lexicon) -> str:
    """Return the salutation with which the first paragraph begins, if it does: up to a mark after a whole word."""
    first = next(_of(parts, "p"), None)
    if first is None or not greets(letter.words(first), words):
        return ""
    found = re.match(r"[^,!;:\n]{3,70}?(?:[,!;:]|(?<=[^\W\d_]{4})\.(?=\s))", letter.words(first))
    return found[0] if found else ""


def _within(part: Annotation, parts: list[Annotation], element: str) -> bool:
    return any(a.element == element and a.covers(part) for a in parts)


def _read(letter: Letter, part: Annotation) -> str:
    """Return the text of a part with the editor's corrections."""
    within = [a for a in letter.of("choice") if part.covers(a)]
    moved = tuple(
        Annotation(a.start - part.start, a.end - part.start, a.element, a.evidence, a.attributes, a.reading)
        for a in within
    )
    return corrected(Letter(letter.words(part), letter.source, letter.language, moved)).text


def _from_to(heading: str, words: Lexicon) -> Iterator[tuple[str, str]]:
    """Read “from X to Y” in a heading that calls itself a letter, or has a date; others speak of something else."""
    first = re.match(r"\W*([^\W\d_]+)", heading)
    calls_itself = first is not None and first[1].lower() in words.structure["headings"]
    if not calls_itself and not any(dating.find(heading, words)):
        return
    for pattern in _patterns(words.code):
        found = pattern.search(heading)
        if found:
            yield found["sender"], found["addressee"]
            return


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Turn “from {sender} to {addressee}” into a pattern; a name goes up to a comma, a bracket or the end."""
    made = []
    for pattern in lexicon(code).correspondents["patterns"]:
        escaped = re.escape(pattern)
        for role in ("sender", "addressee"):
            escaped = escaped.replace(re.escape(f"{{{role}}}"), rf"(?P<{role}>[^\W\d_].*?)")
        made.append(
            re.compile(
                rf"(?:^|\b){escaped}(?=\s*(?:,|;|\.?$|\n|\[|\(\d|[-–—]\s|\d))".replace(r"\ ", r"\s+"),
                re.IGNORECASE,
            )
        )
    return tuple(made)


def _greeted(salutation: str, words: Lexicon) -> str:
    """Return what is left of a salutation without its greeting words: “My dear Mr. Ames,” → “Mr. Ames”.

    Where it names two, who is greeted is left open.
    """
    if names_both(salutation, words):
        return ""
    greetings = _greetings(words.code)
    return " ".join([w for w in salutation.strip(" ,.:;!–—-").split() if w.strip(",").lower() not in greetings])


@cache
def _greetings(code: str) -> frozenset[str]:
    structure = lexicon(code).structure
    keys = ("salutation-leads", "salutations", "forms-of-address")
    return frozenset(
        {"und", "and", "et", "u.", *(w for key in keys for phrase in structure[key] for w in phrase.split())}
    )


def _party(clues: list[_Clue], register: Register) -> Party | None:
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
