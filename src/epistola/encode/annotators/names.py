"""Names found by rule: correspondents, names with a title, countries, the place in the dateline.

Who writes to whom is read from headings, salutation, signature and address; from then on the full name, the
surname and the forename of a correspondent mean that correspondent. A title (“Mr.”, “President”, “Frau”) with a
name after it makes a `persName` with `roleName`. Countries and continents have the names that CLDR gives
them. What no authority file knows points to the letter's own lists (`standOff`), one entry for one name.

Fires: “Dear Mr. Ames:” marks “Mr. Ames”, and every “Ames” after it is the same person.
Doesn't: “Dear Sir:” has no name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from epistola.encode import dating
from epistola.encode.context import Context
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.gazetteer import Gazetteer
from epistola.encode.names.mentions import Mention, local_pointer, mark
from epistola.encode.names.parties import Party, parties
from epistola.encode.names.personal import personal_name
from epistola.encode.reading import Reading, corrected
from epistola.letter import Annotation, Certainty, Evidence, Letter, Remark

NEEDS = ("structure", "corrections", "dates", "authority")
GIVES = ("names",)
RESPONSIBILITY = "names found by rule marked by software"


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names; where an annotation of the authority files has the same words, that one stands."""
    reading = corrected(letter)
    who = parties(letter, context)
    known = [party for party in (who.sender, who.addressee) if party is not None]
    mentions = [
        *_signatures(letter, reading, who.sender, context),
        *_correspondents(reading, known),
        *_titled(letter, reading, known, context),
        *_countries(reading, context),
        *_datelines(letter, context),
    ]
    for mention in mentions:
        if mention.start < mention.end:  # else a correction has taken the name away
            yield from mark(mention, reading, context.words)


def pointer(party: Party) -> str:
    """Return what `@ref` says of a correspondent."""
    return party.entry.pointer if party.entry else local_pointer("person", party.name)


def _evidence(rule: str, certainty: Certainty) -> Evidence:
    return Evidence("names", rule, certainty)


def _signatures(letter: Letter, reading: Reading, sender: Party | None, context: Context) -> Iterator[Mention]:
    """The first line of a signature is the sender's name, whatever form it has; in an enclosure somebody else's."""
    main = next(letter.of("div"), None)
    for signed in letter.of("signed"):
        party = sender if main is not None and main.covers(signed) else None
        line = letter.words(signed).split("\n")[0]
        start = signed.start + len(line) - len(line.lstrip(" .,=+–—-"))
        end = signed.start + len(line.rstrip(" .,=+–—-"))
        name = personal_name(letter.text[start:end], context.words)
        if name is None:
            continue
        begin, stop = _in_reading(reading, start), _in_reading(reading, end)
        single = "forename" if party and party.forename == reading.text[begin:stop] else "surname"
        evidence = _evidence("signature", Certainty.HIGH if party and party.entry else Certainty.MEDIUM)
        target = pointer(party) if party else local_pointer("person", name.bare)
        yield Mention(begin, stop, "persName", target, evidence, single=single)


def _in_reading(reading: Reading, offset: int) -> int:
    """Return where an offset of the source stands in the reading."""
    number = bisect_right(reading.pieces, offset, key=lambda piece: piece[1]) - 1
    begins, source, is_correction = reading.pieces[number]
    moved = begins + offset - source
    return min(moved, reading.pieces[number + 1][0]) if is_correction else moved


def _correspondents(reading: Reading, known: list[Party]) -> Iterator[Mention]:
    gazetteer: Gazetteer[tuple[str, str]] = Gazetteer()
    for party in known:
        surname = re.split(r"[\s'’]", party.surname)[-1] if party.surname else ""
        forms = {party.name, party.surname, party.forename, surname if len(surname) > 3 else ""}
        gazetteer.add(sorted(forms - {""}), (pointer(party), party.forename))
    for hit in gazetteer.hits(reading.text):
        if len(hit.known) == 1:
            (target, forename) = hit.known[0]
            single = "forename" if reading.text[hit.start : hit.end] == forename else "surname"
            evidence = _evidence("correspondent", Certainty.MEDIUM)
            yield Mention(hit.start, hit.end, "persName", target, evidence, single=single)


def _titled(letter: Letter, reading: Reading, known: list[Party], context: Context) -> Iterator[Mention]:
    """A title and the name after it; the same surname later is the same person."""
    surnames = {party.surname: pointer(party) for party in known if party.surname}
    found = list(_title_and_name(context.words.code).finditer(reading.text))
    for match in sorted(found, key=lambda m: -len(m["name"])):
        name = personal_name(match["name"], context.words)
        if name is not None and name.surname and _within_a_part(letter, reading.span(*match.span())):
            target = surnames.setdefault(name.surname, local_pointer("person", name.bare))
            yield Mention(
                match.start("name"), match.end("name"), "persName", target, _evidence("title", Certainty.MEDIUM)
            )


def _within_a_part(letter: Letter, span: tuple[int, int]) -> bool:
    """A name may go over a line's end in a paragraph, but not from one line of an address into the next."""
    start, end = span
    return "\n" not in letter.text[start:end] or any(p.start <= start and end <= p.end for p in letter.of("p"))


@cache
def _title_and_name(code: str) -> re.Pattern[str]:
    names = lexicon(code).names
    titles = "|".join(re.escape(title) for title in sorted(names["titles"], key=len, reverse=True))
    particles = "|".join(re.escape(p) for p in names["particles"] if p[-1] not in "'’")
    never = "|".join(names["never-names"])
    word = rf"(?!(?:{never})\b)(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\.[ ]?|[dD]['’])*[A-ZÀ-ÖØ-ÞĀ-Ž](?:[^\W\d_]|[’'\-])*(?<!['’]s)"
    name = rf"{word}(?:[ ](?:(?:{particles})[ ])*{word}){{0,3}}"
    return re.compile(rf"(?<!\w)(?:(?:{titles})(?:(?<=\.)[ \n]?|[ \n]))+(?P<name>{name})")


def _countries(reading: Reading, context: Context) -> Iterator[Mention]:
    for hit in _country_names(context.words.code).hits(reading.text):
        for name in hit.known:
            yield Mention(
                hit.start,
                hit.end,
                "placeName",
                local_pointer("place", name),
                _evidence("country", Certainty.HIGH),
            )


@cache
def _country_names(code: str) -> Gazetteer[str]:
    gazetteer: Gazetteer[str] = Gazetteer()
    for name in lexicon(code).countries:
        gazetteer.add([name], name)
    return gazetteer


def _datelines(letter: Letter, context: Context) -> Iterator[Mention]:
    """What a dateline says before and after the date is the place."""
    reading = corrected(letter)
    for dateline in letter.of("dateline"):
        text = letter.words(dateline)
        for start, end in _places(text, context.words):
            begin, stop = (_in_reading(reading, dateline.start + offset) for offset in (start, end))
            target = local_pointer("place", text[start:end])
            yield Mention(begin, stop, "placeName", target, _evidence("dateline", Certainty.MEDIUM))


def _places(text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a dateline that aren't its dates, without the words that join place and date."""
    before = "|".join(re.escape(word) for word in words.dates["before-date"])
    cut = 0
    for found in [*dating.find(text, words), None]:
        end = found.start if found else len(text)
        stretch = re.sub(rf"(?:[\s,;]+(?:{before}))?[\s,;.(]*$", "", text[cut:end], flags=re.IGNORECASE)
        lead = len(stretch) - len(stretch.lstrip(" \t\n,;.)–—-"))
        if (
            re.match(r"[^\W\d_]{2}|\d+\w*\s+[^\W\d_]{2}", stretch[lead:])
            and stretch[lead:][:1] == stretch[lead:][:1].upper()
        ):
            yield cut + lead, cut + len(stretch)
        cut = found.end if found else end
