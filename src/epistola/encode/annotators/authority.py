"""Names that the edition's authority files know: `persName`, `placeName`, `orgName`, `rs`, each with `@ref`.

Persons are found by their full names, also in the genitive, and by the surname alone where only one person of the
edition has it; a correspondent's surname is the correspondent, and that of a person named in full is that person.
Accents and hyphens don't count. A name that is an ordinary word, too, is a suggestion, and so is one that the model of
the edition doesn't read. Places and organisations are found by any form of their names.
References by office (“the president of the United States”) are `rs` where one person held the office on the
day of the letter; “our ambassador” is the one of the sender's country, “your ambassador” of the addressee's.

Fires: “the USA” is a `placeName` for the place that has “USA” as a variant.
Doesn't: a surname that two persons share stays open, and the candidates are named in a remark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from epistola.diagnostics import Severity
from epistola.encode.authority.register import Entry, Office
from epistola.encode.context import Context
from epistola.encode.dating.own import own_date
from epistola.encode.names.experience import Experienced
from epistola.encode.names.known import Known, known_names
from epistola.encode.names.mentions import ELEMENTS, Mention, mark
from epistola.encode.names.parties import Parties, parties
from epistola.encode.names.proposals import PARTS, in_reading
from epistola.encode.reading import Reading, corrected
from epistola.letter import Annotation, Certainty, Claim, Evidence, Letter, Remark

NEEDS = ("structure", "corrections", "dates", "learned")
GIVES = ("authority",)
RESPONSIBILITY = "names found in the authority files of the edition marked by software"


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names of the authority files, references by office, and remarks on what is left open."""
    if not context.register.entries:
        return
    reading = corrected(letter)
    who = parties(letter, context)
    experience = Experienced(letter, context.model)
    begins = sorted(in_reading(reading, part.start) for part in letter.of(*PARTS))
    for known in known_names(reading.text, who, context):
        least = begins[bisect_right(begins, known.start) - 1] if begins and begins[0] <= known.start else 0
        yield from _named(known, least, reading, context, experience)
    for mention in _offices(reading, context, who, own_date(letter)):
        yield from mark(mention, reading, context.words)


def _named(
    known: Known, least: int, reading: Reading, context: Context, experience: Experienced
) -> Iterator[Annotation | Remark]:
    start, end = reading.span(known.start, known.end)
    text, entry = reading.text[known.start : known.end], known.meant[0]
    if len(known.meant) > 1:
        names = ", ".join(f"{candidate.name} ({candidate.pointer})" for candidate in known.meant)
        yield Remark(
            start,
            end,
            "ambiguous",
            Severity.WARNING,
            f"“{text}” may be {names}; it is left open.",
            "Decide in the TEI, or give a fuller form of the name to the entry that is meant.",
        )
    elif known.ordinary or experience.doubts(known.rule, start, end):
        why = (
            "it is an ordinary word as well"
            if known.ordinary
            else "the letters encoded before leave such names unmarked"
        )
        yield Remark(
            start,
            end,
            "suggested",
            Severity.INFORMATION,
            f"“{text}” may be {entry.name} ({entry.pointer}), but {why}; it is not marked.",
            "If the name is meant, mark it in the TEI.",
        )
    else:
        yield from claimed(known, reading, context, least)


def claimed(known: Known, reading: Reading, context: Context, least: int = 0) -> Iterator[Annotation]:
    """Mark a name that means one entry; nothing of it begins before `least`."""
    entry = known.meant[0]
    certainty = Certainty.HIGH if known.rule == "name" else Certainty.MEDIUM
    evidence = Evidence("authority", known.rule, certainty, Claim.AUTHORITY)
    mention = Mention(known.start, known.end, ELEMENTS[entry.kind], entry.pointer, evidence, least=least)
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
