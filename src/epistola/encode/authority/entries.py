"""An entry of an authority file as TEI (Guidelines, 14.3.2 persons, 14.3.4 places, 14.3.3 organisations)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from epistola.encode.authority.register import KINDS
from epistola.encode.identifiers import token
from epistola.encode.lexicon import Lexicon
from epistola.encode.names.personal import name_parts
from epistola.encode.names.words import folded_words
from epistola.encode.tei.markup import Element, element
from epistola.errors import SettingsError

# What `idno/@type` says, by the host of the address.
_AUTHORITIES: Final[Mapping[str, str]] = {
    "wikidata.org": "Wikidata",
    "viaf.org": "VIAF",
    "d-nb.info": "GND",
    "sws.geonames.org": "GeoNames",
    "geonames.org": "GeoNames",
    "id.loc.gov": "LCNAF",
    "orcid.org": "ORCID",
    "isni.org": "ISNI",
    "catalogue.bnf.fr": "BnF",
    "data.bnf.fr": "BnF",
}
_DATE: Final = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be written: kind (person, place, org), names with the preferred one first, what else is known.

    The name of a person may be “Surname, Forename”. `identifiers` are addresses; `born` and `died` are dates of a
    person: `1850`, `1850-05`, `1850-05-01`, or two of them with a slash for the time between which it was.
    """

    kind: str
    names: tuple[str, ...]
    identifiers: tuple[str, ...] = ()
    born: str = ""
    died: str = ""


def slug(draft: Draft, words: Lexicon) -> str:
    """Return the identifier that is made of the preferred name: surname first, small letters without accents."""
    name = draft.names[0]
    if draft.kind == "person":
        pieces = _pieces(name, words)
        surname, given = ([t for e, t in pieces if e == wanted] for wanted in ("surname", "forename"))
        name = " ".join([*surname, *given]) or name
    made = "-".join(token(word) for word in folded_words(name) if word[0].isalnum())
    return made if re.match(r"[^\W\d]", made) else f"{draft.kind}-{made}".rstrip("-")


def free(wanted: str, taken: Collection[str]) -> str:
    """Return `wanted`, or with the first number from 2 that makes it unlike all in `taken`."""
    number, made = 1, wanted
    while made in taken:
        number += 1
        made = f"{wanted}-{number}"
    return made


def entry(draft: Draft, identifier: str, words: Lexicon, *notes: Element) -> Element:
    """Return the entry as an element; raise SettingsError for a date or an address that isn't one."""
    kind, name = KINDS[draft.kind]
    known = dict.fromkeys(" ".join(form.split()) for form in draft.names)
    names = [
        Element(name, {"type": "variant"} if number else {}, tuple(_name(draft.kind, form, words)))
        for number, form in enumerate(known)
    ]
    life = [_event(what, date) for what, date in (("birth", draft.born), ("death", draft.died)) if date]
    return element(kind, *names, *life, *map(idno, draft.identifiers), *notes, xml_id=identifier)


def idno(address: str) -> Element:
    """Return an address as `idno`, with the authority that it belongs to; raise SettingsError if it is none."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", address):
        raise SettingsError(
            f"“{address}” is not an address of the web.",
            code="authority/no-address",
            hint="Write the address by which the authority names the thing, such as https://d-nb.info/gnd/118540238.",
        )
    return element("idno", address, type=_AUTHORITIES.get(host, host))


def _name(kind: str, form: str, words: Lexicon) -> Iterator[Element | str]:
    for part, text in _pieces(form, words) if kind == "person" else [("", form)]:
        yield element(part, text) if part else text
    yield ""  # what holds text, be it none, is written on one line


def _pieces(form: str, words: Lexicon) -> list[tuple[str, str]]:
    """Take a name apart, “Surname, Forename” turned round: pairs of an element ("" for none) and its text."""
    surname, comma, given = (part.strip() for part in form.partition(","))
    if not (comma and surname and given):
        return _marked(form, words)
    pieces = _marked(surname, words)
    linked = [("surname" if part == "forename" else part, text) for part, text in pieces]
    return [("forename", given), ("", " "), *linked]


def _marked(form: str, words: Lexicon) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    last = 0
    for part in name_parts(form, words):
        pieces += [("", form[last : part.start]), (part.element, form[part.start : part.end])]
        last = part.end
    return [piece for piece in (*pieces, ("", form[last:])) if piece[1]]


def _event(name: str, date: str) -> Element:
    first, slash, last = date.partition("/")
    if not all(_DATE.fullmatch(day) for day in ((first, last) if slash else (first,))):
        raise SettingsError(
            f"“{date}” is not a date.",
            code="authority/no-date",
            hint="Write 1850, 1850-05 or 1850-05-01; or 1850/1852 for the time between which it was.",
        )
    return element(name, notBefore=first, notAfter=last) if slash else element(name, when=first)
