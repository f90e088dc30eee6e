"""Names in the notes of a letter: footnotes, marginal notes, comments.

A note stands apart from the text of the letter and has a text of its own. Names are looked for in it by the authority
files and by rule, as in the letter, and the same name means the same there. The edition's model isn't asked: it has
learnt how letters are marked, not how they are commented upon. Notes cite titles, whose capitals are no names: so rules
that are unsure in letters are not heeded. Notes may be in another language than the letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from epistola.encode.annotators.authority import claimed
from epistola.encode.annotators.names import as_mention, persons, span
from epistola.encode.context import Context
from epistola.encode.language import detect
from epistola.encode.lexicon import lexicon
from epistola.encode.names.certainty import HINTS, certainty
from epistola.encode.names.known import known_names
from epistola.encode.names.mentions import mark, referring
from epistola.encode.names.proposals import Proposals, proposals, proposals_in_note
from epistola.encode.names.referents import Referents, referents
from epistola.encode.resolve import resolve
from epistola.errors import SourceError
from epistola.letter import Annotation, Certainty, Evidence, Letter, Note

# Notes with fewer characters are taken to be in the language of the letter.
_TELLING: Final = 200


def with_names(letter: Letter, context: Context) -> tuple[Note, ...]:
    """Return the notes of `letter`, which has its structure and corrections, with the names in them marked."""
    code = _language(letter) if letter.notes else ""
    if not code:
        return letter.notes
    context = replace(context, words=lexicon(code))
    main = proposals(letter, context)
    notes = [Letter(note.text, letter.source, code, note.annotations) for note in letter.notes]
    proposed = [proposals_in_note(note, main.who, context.words) for note in notes]
    named = [name for one in (main, *proposed) for name in persons(one, context.words)]
    known = referents(main.who, context.register, context.words, named)
    return tuple(
        replace(note, annotations=_nested(inside, found, known, context))
        for note, inside, found in zip(letter.notes, notes, proposed, strict=True)
    )


def _nested(note: Letter, proposed: Proposals, known: Referents, context: Context) -> tuple[Annotation, ...]:
    claims = [*note.annotations, *_listed(proposed, context), *_by_rule(proposed, known, context)]
    return tuple(referring(one, note) for one in resolve(claims, note.text).nested)


def _listed(proposed: Proposals, context: Context) -> Iterator[Annotation]:
    """Yield the names that the authority files know, if they mean one entry and are no ordinary words."""
    for known in known_names(proposed.reading.text, proposed.who, context):
        if len(known.meant) == 1 and not known.ordinary:
            yield from claimed(known, proposed.reading, context)


def _by_rule(proposed: Proposals, known: Referents, context: Context) -> Iterator[Annotation]:
    for sighting in proposed.page.sightings:
        sure = certainty(sighting.rule) if sighting.rule not in HINTS else None
        if sure is not None and sure.weight > Certainty.LOW.weight:
            evidence = Evidence("names", sighting.rule, sure)
            mention = as_mention(proposed, sighting.kind, *span(proposed, sighting), evidence, known)
            yield from mark(mention, proposed.reading, context.words)


def _language(letter: Letter) -> str:
    """Return the language of the notes, "" for one that there are no words for."""
    text = "\n".join(note.text for note in letter.notes)
    if len(text) < _TELLING:
        return letter.language
    try:
        return detect(text)
    except SourceError:
        return ""
