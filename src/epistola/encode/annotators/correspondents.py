"""Correspondents told from the letters of the edition that are encoded already: what the header then says, and why.

The model of an edition keeps who wrote to whom, and by what short names. A forename or initials that mean one of the
correspondents are that person; where the letter names nobody, the header names whom the letters of the other
correspondent nearly always go to (or come from), as a conjecture (`@evidence`). `@cert` follows the share of the
letters that say so, counted with one imagined letter that says otherwise: .9 is medium, .75 is low, .5 is a
suggestion. Of a correspondent who is new to the edition it counts with how many others somebody has exchanged letters.

Fires: in an edition of letters to Max Volk, “Dear friend,” over a letter of Ida Bell is said to Max Volk.
Doesn't: where Ida Bell wrote to as many others, “Dear friend,” is somebody whom nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.names.conjecture import ADDRESSEE, SENDER, Guess
from epistola.encode.names.parties import parties
from epistola.letter import Annotation, Letter, Remark

NEEDS = ("structure", "corrections")
GIVES = ("correspondents",)
RESPONSIBILITY = "correspondents told from other letters of the edition by software"

_ROLES: Final = {SENDER: "sender", ADDRESSEE: "addressee"}


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield a remark on each correspondent whom other letters name, or might name."""
    who = parties(letter, context)
    for role, party in ((SENDER, who.sender), (ADDRESSEE, who.addressee)):
        if party is not None and party.guess is not None:
            code, says = ("named-in-short", f"“{party.called}” is") if party.called else ("conjectured", _nobody(role))
            yield _remark(letter, role, code, f"{says} {_spoken(party.guess)}; so the header says.")
    for one in who.suggestions:
        says = f"“{one.called}” may be" if one.called else f"The {_ROLES[one.role]} may be"
        yield _remark(letter, one.role, "suggested", f"{says} {_spoken(one.guess)}; the header doesn't say so.")


def _nobody(role: int) -> str:
    return f"Nothing in the letter names the {_ROLES[role]}, who is taken to be"


def _spoken(guess: Guess) -> str:
    return f"{guess.who.name}, as in {guess.letters} of {guess.of} letters of the edition"


def _remark(letter: Letter, role: int, code: str, message: str) -> Remark:
    part = next(letter.of("salute" if role == ADDRESSEE else "signed"), None)
    start, end = (part.start, part.end) if part else (0, 0)
    hint = f'If it is somebody else, say who in the sidecar: [letter] {_ROLES[role]} = "…".'
    return Remark(start, end, code, Severity.INFORMATION, message, hint)
