"""Names that the edition's authority files know: `persName`, `placeName`, `orgName`, `rs`, each with `@ref`.

Persons are found by their full names, and by the surname alone where only one person of the edition has it; a
correspondent's surname is the correspondent. Places and organisations are found by any form of their names.
References by office (“the president of the United States”) are `rs` where one person held the office on the
day of the letter; “our ambassador” is the one of the sender's country, “your ambassador” of the addressee's.

Fires: “the USA” is a `placeName` for the place that has “USA” as a variant.
Doesn't: a surname that two persons share stays open, and the candidates are named in a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.lexicon import lexicon
from epistola.encode.names.authority import Entry, Office, Register
from epistola.encode.names.gazetteer import Gazetteer, Hit
from epistola.encode.names.mentions import Mention, mark
from epistola.encode.names.parties import Parties, parties
from epistola.encode.names.vocabulary import vocabulary
from epistola.encode.names.words import folded
from epistola.encode.own_date import own_date
from epistola.encode.reading import Reading, corrected
from epistola.letter import Annotation, Certainty, Claim, Evidence, Letter, Remark

NEEDS = ("structure", "corrections", "dates")
GIVES = ("authority",)
RESPONSIBILITY = "names found in the authority files of the edition marked by software"


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry, and whether the name is a full one of it, not a surname alone."""

    entry: Entry
    full: bool


_ELEMENTS = {"person": "persName", "place": "placeName", "org": "orgName"}


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names of the authority files, references by office, and remarks on ambiguous names."""
    if not context.register.entries:
        return
    reading = corrected(letter)
    who = parties(letter, context)
    writing = frozenset(party.entry for party in (who.sender, who.addressee) if party is not None and party.entry)
    for gazetteer in _gazetteers(context.register, context.words.code):
        for hit in gazetteer.hits(reading.text):
            yield from _named(hit, writing, reading, context)
    for mention in _offices(reading, context, who, own_date(letter)):
        yield from mark(mention, reading, context.words)


@lru_cache(maxsize=8)
def _gazetteers(register: Register, code: str) -> tuple[Gazetteer[_Known], ...]:
    """Make the gazetteers of persons, of places, of organisations."""
    endings = lexicon(code).names.get("genitive-endings", ())
    made: list[Gazetteer[_Known]] = []
    for kind in _ELEMENTS:
        gazetteer: Gazetteer[_Known] = Gazetteer(tuple(endings))
        for entry in register.of(kind):
            gazetteer.add(entry.names, _Known(entry, full=True))
            gazetteer.add(sorted(set(entry.surnames) - set(entry.names)), _Known(entry, full=False))
        made.append(gazetteer)
    return tuple(made)


def _named(
    hit: Hit[_Known], writing: frozenset[Entry], reading: Reading, context: Context
) -> Iterator[Annotation | Remark]:
    """Mark what one entry alone can mean; a surname is that of the correspondent who has it."""
    meant = tuple(dict.fromkeys(known.entry for known in hit.known))
    if not any(known.full for known in hit.known):
        meant = tuple(entry for entry in meant if entry in writing) or meant
    start, end = reading.span(hit.start, hit.end)
    text = reading.text[hit.start : hit.end]
    if len(meant) > 1:
        names = ", ".join(f"{candidate.name} ({candidate.pointer})" for candidate in meant)
        yield Remark(
            start,
            end,
            "ambiguous",
            Severity.WARNING,
            f"“{text}” may be {names}; it is left open.",
            "Decide in the TEI, or give a fuller form of the name to the entry that is meant.",
        )
        return
    entry = meant[0]
    if _is_ordinary(text, context.words.code):
        yield Remark(
            start,
            end,
            "ordinary-word",
            Severity.INFORMATION,
            f"“{text}” may be {entry.name} ({entry.pointer}), but it is an ordinary word as well; it is not marked.",
            "If the name is meant, mark it in the TEI.",
        )
        return
    sure = _Known(entry, full=True) in hit.known or entry in writing
    rule = "inflected" if hit.inflected else "name" if sure else "surname"
    certainty = Certainty.HIGH if sure and not hit.inflected else Certainty.MEDIUM
    evidence = Evidence("authority", rule, certainty, Claim.AUTHORITY)
    yield from mark(Mention(hit.start, hit.end, _ELEMENTS[entry.kind], entry.pointer, evidence), reading, context.words)


def _is_ordinary(text: str, code: str) -> bool:
    """Tell whether a name is one word that the language uses otherwise, too."""
    return folded(text) in vocabulary(code).ordinary


def _offices(reading: Reading, context: Context, who: Parties, day: str) -> Iterator[Mention]:
    """Find offices with an article or a possessive before them, where one person held them on the day."""
    if not day:
        return
    words = context.words.names
    nations = {
        **dict.fromkeys(words["first-person"], who.sender),
        **dict.fromkeys(words["second-person"], who.addressee),
    }
    held = [(e, o) for e in context.register.of("person") for o in e.offices if o.held_on(day)]
    for determiner, party in {**dict.fromkeys(words["articles"]), **nations}.items():
        nation = party.entry.nationality if party is not None and party.entry else ""
        if determiner in nations and not nation:
            continue
        for phrase, holders in _phrases(held, nation, whole=determiner in words["articles"]).items():
            if len(holders) == 1:
                evidence = Evidence("authority", "office", Certainty.MEDIUM, Claim.AUTHORITY)
                for match in re.finditer(_phrase(determiner, phrase), reading.text, re.IGNORECASE):
                    yield Mention(match.start(), match.end(), "rs", next(iter(holders)), evidence, type="person")


def _phrases(held: list[tuple[Entry, Office]], nation: str, *, whole: bool) -> dict[str, set[str]]:
    """Map the words for an office to those who hold it: all its words, or its first word within one nation."""
    found: dict[str, set[str]] = {}
    for entry, office in held:
        if whole:
            found.setdefault(office.words, set()).add(entry.pointer)
        elif office.serves == nation:
            found.setdefault(_first_noun(office.words), set()).add(entry.pointer)
    return found


def _first_noun(office: str) -> str:
    """“ambassador to Cuba” → “ambassador”, “prime minister of Cuba” → “prime minister”."""
    return re.split(r"\s+(?:of|to|in|at|for|von|in|bei|zu|de|du|des|à|au|aux|en)\s+", office, maxsplit=1)[0]


def _phrase(determiner: str, phrase: str) -> str:
    spaced = r"\s+".join(re.escape(word) for word in phrase.split())
    gap = r"\s*" if determiner[-1] in "'’" else r"\s+"
    return rf"(?<!\w){re.escape(determiner)}{gap}{spaced}(?!\w)"
