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

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.names.authority import Entry, Office
from epistola.encode.names.gazetteer import Gazetteer, Hit
from epistola.encode.names.mentions import Mention, mark
from epistola.encode.names.parties import Parties, parties
from epistola.encode.own_date import own_date
from epistola.encode.reading import Reading, corrected
from epistola.letter import Annotation, Certainty, Claim, Evidence, Letter, Remark

NEEDS = ("structure", "corrections", "dates")
GIVES = ("authority",)
RESPONSIBILITY = "names found in the authority files of the edition marked by software"

_ELEMENTS = {"person": "persName", "place": "placeName", "org": "orgName"}


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names of the authority files, references by office, and remarks on ambiguous names."""
    if not context.register.entries:
        return
    reading = corrected(letter)
    who = parties(letter, context)
    for gazetteer in (_persons(context, who), _of_kind("place", context), _of_kind("org", context)):
        for hit in gazetteer.hits(reading.text):
            yield from _named(hit, reading, context)
    for mention in _offices(reading, context, who, own_date(letter)):
        yield from mark(mention, reading, context.words)


def _persons(context: Context, who: Parties) -> Gazetteer[tuple[Entry, Certainty]]:
    """Full names are sure, surnames less so; the surname of a correspondent belongs to the correspondent."""
    gazetteer: Gazetteer[tuple[Entry, Certainty]] = Gazetteer()
    writing = [party.entry for party in (who.sender, who.addressee) if party is not None and party.entry]
    taken = {surname for entry in writing for surname in entry.surnames}
    for entry in context.register.of("person"):
        gazetteer.add(entry.names, (entry, Certainty.HIGH))
        surnames = set(entry.surnames) - set(entry.names)
        own = sorted(surnames if entry in writing else surnames - taken)
        gazetteer.add(own, (entry, Certainty.HIGH if entry in writing else Certainty.MEDIUM))
    return gazetteer


def _of_kind(kind: str, context: Context) -> Gazetteer[tuple[Entry, Certainty]]:
    gazetteer: Gazetteer[tuple[Entry, Certainty]] = Gazetteer()
    for entry in context.register.of(kind):
        gazetteer.add(entry.names, (entry, Certainty.HIGH))
    return gazetteer


def _named(hit: Hit[tuple[Entry, Certainty]], reading: Reading, context: Context) -> Iterator[Annotation | Remark]:
    entries = tuple(dict.fromkeys(entry for entry, _ in hit.known))
    entry, certainty = hit.known[0]
    if len(entries) > 1:
        start, end = reading.span(hit.start, hit.end)
        names = ", ".join(f"{candidate.name} ({candidate.pointer})" for candidate in entries)
        yield Remark(
            start,
            end,
            "ambiguous",
            Severity.WARNING,
            f"“{reading.text[hit.start : hit.end]}” may be {names}; it is left open.",
            "Decide in the TEI, or give a fuller form of the name to the entry that is meant.",
        )
        return
    evidence = Evidence("authority", "name", certainty, Claim.AUTHORITY)
    mention = Mention(hit.start, hit.end, _ELEMENTS[entry.kind], entry.pointer, evidence)
    yield from mark(mention, reading, context.words)


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
