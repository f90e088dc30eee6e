"""Where a text has names that the edition's authority files know, and who or what each may mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from epistola.encode.authority.register import Entry, Register
from epistola.encode.context import Context
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.gazetteer import Gazetteer, Hit
from epistola.encode.names.listed import sex_of
from epistola.encode.names.mentions import titled_from
from epistola.encode.names.parties import Parties
from epistola.encode.names.sexes import WOMAN, differ, sex
from epistola.encode.names.vocabulary import vocabulary
from epistola.encode.names.words import folded

KINDS: Final = ("person", "place", "org")


@dataclass(frozen=True, slots=True)
class Known:
    """A known name at a stretch of the text: what it may mean, and what speaks for it.

    `rule` is “name” for a full form, “surname” for the surname of one person, “inflected” for a form with an ending;
    `ordinary` says that the language uses the word otherwise, too.
    """

    start: int
    end: int
    meant: tuple[Entry, ...]
    rule: str
    ordinary: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """An entry, and whether the form is a full one of it, not a surname alone."""

    entry: Entry
    full: bool


def known_names(text: str, who: Parties, context: Context) -> tuple[Known, ...]:
    """Return the names; of several whom a surname can mean it is the correspondent, or the one named in full here.

    After the title of a woman no surname means a man (“Mrs. Ames” isn't John Ames), nor the other way round.
    """
    if not context.register.entries:
        return ()
    parties = [party for party in (who.sender, who.addressee) if party is not None]
    named = frozenset(one.entry for one in parties if one.entry and not one.is_conjectured)
    told = frozenset(one.entry for one in parties if one.entry and one.is_conjectured)
    return _known_names(text, named, told, context.register, context.words.code)


@lru_cache(maxsize=2)
def _known_names(
    text: str, correspondents: frozenset[Entry], conjectured: frozenset[Entry], register: Register, code: str
) -> tuple[Known, ...]:
    """Find them once for all who ask."""
    hits = [hit for gazetteer in _gazetteers(register, code) for hit in gazetteer.hits(text)]
    named = correspondents.union(hit.known[0].entry for hit in hits if len(hit.known) == 1 and hit.known[0].full)
    here = named | conjectured
    found: list[Known] = []
    for hit in hits:
        meant = _titled(hit, text, lexicon(code))
        if not meant:
            continue
        full = any(form.full for form in hit.known)
        if not full:
            meant = tuple(entry for entry in meant if entry in here) or meant
        rule = "inflected" if hit.inflected else "name" if full or meant[0] in named else "surname"
        ordinary = folded(text[hit.start : hit.end]) in vocabulary(code).ordinary
        found.append(Known(hit.start, hit.end, meant, rule, ordinary))
    return tuple(found)


def _titled(hit: Hit[_Form], text: str, words: Lexicon) -> tuple[Entry, ...]:
    """Return whom a name can mean, by the title before it if it is a single word."""
    meant = tuple(dict.fromkeys(form.entry for form in hit.known))
    if meant[0].kind != "person" or " " in text[hit.start : hit.end]:
        return meant
    begin = titled_from(text, hit.start, 0, words)
    said = sex(text[begin : hit.start].split(), "", words.code) if begin < hit.start else ""
    if said == WOMAN:
        return tuple(entry for entry in meant if sex_of(entry) == WOMAN)
    return tuple(entry for entry in meant if not differ(said, sex_of(entry)))


@lru_cache(maxsize=16)
def _gazetteers(register: Register, code: str) -> tuple[Gazetteer[_Form], ...]:
    """Make the gazetteers of persons, of places, of organisations."""
    endings = lexicon(code).names["genitive-endings"]
    made: list[Gazetteer[_Form]] = []
    for kind in KINDS:
        gazetteer: Gazetteer[_Form] = Gazetteer(tuple(endings))
        for entry in register.of(kind):
            gazetteer.add(entry.names, _Form(entry, full=True))
            gazetteer.add(sorted(set(entry.surnames) - set(entry.names)), _Form(entry, full=False))
        made.append(gazetteer)
    return tuple(made)
