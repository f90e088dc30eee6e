"""Names found by rule: correspondents, persons, places, organisations, titles of works.

Who writes to whom is read from headings, salutation, signature and address; from then on the full name, the
surname and the forename of a correspondent mean that correspondent. Persons are known by a title (“Mr.”, “Frau”), a
forename or initials before the surname, and by a capital that nothing else explains; once introduced, by the surname
or forename alone. Places are countries (Unicode CLDR), regions, towns (GeoNames: small ones only after a preposition
of place), streets with numbers, houses. Organisations are known by their heads (“Ministry of …”, “… Verein”), titles
of works by quotation marks after a word for a work. The same name has the same `@ref` throughout; what no authority
file knows points to the letter's own lists (`standOff`). `@cert` says how often the rule that spoke is right on
letters that editors encoded; what is right too seldom is no markup but a suggestion.

Where the edition has a model of its letters, it has read them too: what the rules propose and it doesn't find
there is a suggestion.

Fires: “Dear Mr. Ames:” marks “Mr. Ames”, and every “Ames” after it is the same person.
Doesn't: “Dear Sir:” has no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.lexicon import Lexicon
from epistola.encode.names.certainty import HINTS, certainty
from epistola.encode.names.experience import Experienced
from epistola.encode.names.mentions import ELEMENTS, Mention, mark, titled_from
from epistola.encode.names.personal import is_forename_after
from epistola.encode.names.persons import ADJECTIVE
from epistola.encode.names.pointers import local_pointer
from epistola.encode.names.proposals import Proposals, proposals
from epistola.encode.names.referents import Referents, referents
from epistola.encode.names.sightings import Sighting
from epistola.letter import Annotation, Evidence, Letter, Remark, claimed

NEEDS = ("structure", "conventions", "corrections", "dates", "authority", "learned")
GIVES = ("names",)
RESPONSIBILITY = "names found by rule marked by software"

_LONGEST_KIN: Final = 24
_KINDS: Final = {"person": "a person", "place": "a place", "org": "an organisation", "work": "a work"}


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names; where an annotation of the authority files has the same words, that one stands."""
    proposed = proposals(letter, context)
    known = referents(proposed.who, context.register, context.words, persons(proposed, context.words))
    experience = Experienced(letter, context.model)
    for sighting in proposed.page.sightings:
        start, end = span(proposed, sighting)
        place = proposed.reading.span(start, end)
        if sighting.rule in HINTS or experience.differs(ELEMENTS[sighting.kind], *place):
            continue
        sure = certainty(sighting.rule)
        if sure is None or experience.misses(*place):
            yield _suggestion(letter, sighting, *place)
            continue
        mention = as_mention(proposed, sighting.kind, start, end, claimed("names", sighting.rule, sure), known)
        yield from mark(mention, proposed.reading, context.words)


def span(proposed: Proposals, sighting: Sighting) -> tuple[int, int]:
    """Return the offsets of a sighting in the reading."""
    words = proposed.page.words
    return words.starts[sighting.first], words.ends[sighting.last]


def persons(proposed: Proposals, words: Lexicon) -> Iterator[str]:
    """Yield the names of the persons that were sighted, with their titles."""
    for sighting in proposed.page.sightings:
        if sighting.kind == "person":
            yield _titled(proposed, *span(proposed, sighting), sighting.rule, words)


def _titled(proposed: Proposals, start: int, end: int, rule: str, words: Lexicon) -> str:
    """Return the name that is said, with the titles before it."""
    text = proposed.reading.text
    begin = titled_from(text, start, proposed.page.part_begins(start), words)
    return text[begin:start] + _named(text[start:end], rule)


def as_mention(
    proposed: Proposals, kind: str, start: int, end: int, evidence: Evidence, known: Referents, *, whole: bool = False
) -> Mention:
    """Make the mention of a name of the reading, with its referent."""
    text = _named(proposed.reading.text[start:end], evidence.rule)
    titled = _titled(proposed, start, end, evidence.rule, known.words) if kind == "person" else text
    target = known.person(titled) if kind == "person" else known.other(kind, text)
    before = proposed.reading.text[max(0, start - _LONGEST_KIN) : start].split()[-1:]
    after_kin = any(is_forename_after(word, text, known.words) for word in before)
    single = "forename" if after_kin else _part(text, target, evidence.rule)
    pointer, least = "" if kind == "work" else target, proposed.page.part_begins(start)
    return Mention(start, end, ELEMENTS[kind], pointer, evidence, single=single, whole=whole, least=least)


def _named(text: str, rule: str) -> str:
    """Return the name that is said: that of an adjective made of it is without the ending."""
    return ADJECTIVE.sub("", text) if rule == "derived" else text


def _part(text: str, target: str, rule: str) -> str:
    """Say what part of a name a single word is: "" where only that word is known, which may be either."""
    if rule.startswith("forename"):
        return "forename"
    alone = local_pointer("person", text)
    if not target.startswith("#") or rule == "title":
        return "surname"
    if target == alone:
        return ""
    return "forename" if target.startswith(f"{alone}-") else "surname"


def _suggestion(letter: Letter, sighting: Sighting, start: int, end: int) -> Remark:
    return Remark(
        start,
        end,
        "suggested",
        Severity.INFORMATION,
        f"“{letter.text[start:end]}” may be {_KINDS[sighting.kind]} (rule “{sighting.rule}”); it is not marked.",
        "If it is, mark it in the TEI, or add the name to the authority files.",
    )
