"""What the rules propose as names in a letter: in its signatures and datelines, of its correspondents, in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from epistola.encode import dating
from epistola.encode.context import Context
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.clues import is_no_name
from epistola.encode.names.parties import Parties, Party, parties
from epistola.encode.names.personal import name_parts, personal_name
from epistola.encode.names.rules import Given, sighted
from epistola.encode.names.sightings import Page
from epistola.encode.reading import Reading, corrected
from epistola.encode.shape.signing import name_signed
from epistola.letter import Letter

# The parts of a letter in which no name goes on.
PARTS: Final = (
    "head", "argument", "opener", "dateline", "byline", "address", "addrLine", "salute", "p", "closer", "signed",
)  # fmt: skip


_TELLING: Final = frozenset({*PARTS, "postscript"})


@dataclass(frozen=True, slots=True)
class Proposals:
    """The text in which names were looked for, who writes to whom, and what was sighted."""

    reading: Reading
    who: Parties
    page: Page


def proposals(letter: Letter, context: Context) -> Proposals:
    """Look for names by rule; `letter` has its structure and corrections."""
    telling = tuple([a for a in letter.annotations if a.element in _TELLING or a.reading is not None])
    return _proposals(replace(letter, annotations=telling), parties(letter, context), context.words.code)


@lru_cache(maxsize=4)
def _proposals(letter: Letter, who: Parties, code: str) -> Proposals:
    """Look for them once for all who ask; `letter` has only those annotations that tell."""
    reading, words = corrected(letter), lexicon(code)
    given = (*_signatures(letter, reading, words), *_datelines(letter, reading, words))
    edges = frozenset(in_reading(reading, part.start) for part in letter.of(*PARTS, "postscript"))
    return Proposals(reading, who, sighted(reading.text, code, edges, given, _own(who)))


def proposals_in_note(note: Letter, who: Parties, words: Lexicon) -> Proposals:
    """Look for names by rule in a note on a letter between `who`; it has neither signatures nor datelines."""
    reading = corrected(note)
    return Proposals(reading, who, sighted(reading.text, words.code, frozenset(), (), _own(who)))


def in_reading(reading: Reading, offset: int) -> int:
    """Return where an offset of the source stands in the reading."""
    if len(reading.pieces) == 1:
        return offset
    number = bisect_right(reading.pieces, offset, key=lambda piece: piece[1]) - 1
    begins, source, is_correction = reading.pieces[number]
    moved = begins + offset - source
    return min(moved, reading.pieces[number + 1][0]) if is_correction else moved


def _own(who: Parties) -> tuple[str, ...]:
    return tuple(sorted({form for party in (who.sender, who.addressee) if party for form in _forms(party)}))


def _forms(party: Party) -> Iterator[str]:
    """Yield what a correspondent may be called: the full name, the surname, its last part, the forename."""
    last = re.split(r"[\s'’]", party.surname)[-1] if party.surname else ""
    yield from filter(None, (party.name, party.surname, party.forename, last if len(last) > 3 else ""))


def _signatures(letter: Letter, reading: Reading, words: Lexicon) -> Iterator[Given]:
    """A signature is a name, whatever form it has, but for an office above or below it, or alone."""
    for signed in letter.of("signed"):
        start, end = (signed.start + offset for offset in name_signed(letter.words(signed), words))
        name = letter.text[start:end]
        if personal_name(name, words) is not None and not is_no_name(name, words):
            yield in_reading(reading, start), in_reading(reading, end), "person", "signature"


def _datelines(letter: Letter, reading: Reading, words: Lexicon) -> Iterator[Given]:
    """What a dateline says before and after the date is the place."""
    for dateline in letter.of("dateline"):
        said = letter.words(dateline)
        for start, end in _places(said, words):
            begin, stop = (in_reading(reading, dateline.start + offset) for offset in (start, end))
            if _is_person(said[start:end], words):
                yield begin, stop, "person", "letterhead"
            else:
                yield begin, stop, "place", "dateline"


def _is_person(text: str, words: Lexicon) -> bool:
    """Tell whether what stands beside the date is the writer’s name, as on printed paper: “Dr. Arthur Weber 4. 10.”."""
    parts = [part.element for part in name_parts(text, words)] if "\n" not in text and len(text) <= 50 else []
    first = text.split()[0].rstrip(".")
    titled = parts[:1] == ["roleName"] and first in {title.rstrip(".") for title in words.names["personal-titles"]}
    return parts[-1:] == ["surname"] and "forename" in parts and (titled or first in words.names["forenames"])


def _places(text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a dateline that aren't its dates, without the words that join place and date."""
    before = "|".join(re.escape(word) for word in words.dates["before-date"])
    cut = 0
    for found in [*dating.find_in_dateline(text, words), None]:
        end = found.start if found else len(text)
        stretch = re.sub(rf"(?:[\s,;]+(?:{before}))?[\s,;.(]*$", "", text[cut:end], flags=re.IGNORECASE)
        lead = len(stretch) - len(stretch.lstrip(" \t\n,;.)–—-"))
        if (
            re.match(r"[^\W\d_]{2}|\d+\w*\s+[^\W\d_]{2}", stretch[lead:])
            and stretch[lead:][:1] == stretch[lead:][:1].upper()
            and not stretch.endswith(":")  # “Date: 5 May” names no place
        ):
            yield cut + lead, cut + len(stretch)
        cut = found.end if found else end
