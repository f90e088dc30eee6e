"""Who wrote to whom in the letters of an edition, how often, and by what names: as their headers say it.

`described` reads the header of one letter (`correspDesc`, TEI Guidelines 2.4.6); `correspondence` counts what many
say. What is kept of a letter is only these counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from epistola.encode.names.words import folded_phrase
from epistola.names import NAMESPACES, tei

# Who stands in the header because of what was learnt is no reason to learn it again.
PROPOSED_BY: Final = "epistola.correspondents"

_PARTS: Final = (tei("forename"), tei("nameLink"), tei("surname"))
_LIFE: Final = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$")


@dataclass(frozen=True, slots=True, order=True)
class Correspondent:
    """Somebody who wrote letters or was written to: the name, forename first, and `@ref` ("" without one)."""

    name: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """Who wrote a letter and to whom, as its header says; empty where it names nobody."""

    senders: tuple[Correspondent, ...] = ()
    addressees: tuple[Correspondent, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A letter to learn from: its header, and how its own words call the sender and the addressee ("" for nohow)."""

    header: Described
    sender: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Correspondence:
    """How many letters who wrote to whom, and how often a short name meant whom.

    `letters` has pairs of numbers of `persons`: sender and addressee. `forms` has folded names that aren't full ones,
    and how many letters call which person so. Two tables are equal only when they are the same.
    """

    persons: tuple[Correspondent, ...] = ()
    letters: Mapping[tuple[int, int], int] = field(default_factory=dict)
    forms: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads; equal tables give equal values."""
        return {
            "persons": [[person.name, person.ref] for person in self.persons],
            "letters": [[*pair, count] for pair, count in sorted(self.letters.items())],
            "forms": {form: sorted(map(list, meant.items())) for form, meant in sorted(self.forms.items())},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Correspondence:
        """Read a table; raise ValueError, KeyError or TypeError for what is none."""
        persons = tuple(Correspondent(str(name), str(ref)) for name, ref in data["persons"])
        letters = {(int(sender), int(addressee)): int(count) for sender, addressee, count in data["letters"]}
        forms = {str(form): {int(who): int(count) for who, count in meant} for form, meant in data["forms"].items()}
        numbers = {number for pair in letters for number in pair} | {who for meant in forms.values() for who in meant}
        if not numbers <= set(range(len(persons))):
            raise ValueError("a correspondent without a name")
        return cls(persons, letters, forms)


NO_CORRESPONDENCE: Final = Correspondence()
UNDESCRIBED: Final = Described()


def described(root: etree._Element) -> Described:
    """Read the first description of a correspondence in a document."""
    description = root.find(".//tei:correspDesc", NAMESPACES)
    if description is None:
        return UNDESCRIBED
    return Described(_named(description, "sent"), _named(description, "received"))


def _named(description: etree._Element, action: str) -> tuple[Correspondent, ...]:
    names = description.iterfind(f"tei:correspAction[@type='{action}']/tei:persName", NAMESPACES)
    return tuple(dict.fromkeys(filter(None, map(_correspondent, names))))


def _correspondent(node: etree._Element) -> Correspondent | None:
    if node.get("cert") == "unknown" or node.get("resp", "").lstrip("#") == PROPOSED_BY:
        return None
    parts = list(node.iter(*_PARTS))
    if any(part.tag == _PARTS[0] for part in parts) and any(part.tag == _PARTS[2] for part in parts):
        name = " ".join(_text(part) for wanted in _PARTS for part in parts if part.tag == wanted)
        name = re.sub(r"(?<=['’]) ", "", name)
    else:
        name = forename_first(_text(node))
    return Correspondent(name, node.get("ref", "").split(" ")[0]) if name else None


def forename_first(name: str) -> str:
    """Turn “Surname, Forename” round; years of life in brackets are left out."""
    name = _LIFE.sub("", name).strip()
    surname, _, forename = (part.strip() for part in name.partition(","))
    return f"{forename} {surname}" if surname and forename and "," not in forename else name


def _text(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def correspondence(letters: Iterable[Exchange]) -> Correspondence:
    """Count who wrote to whom; a letter of two persons to one counts once for each of them.

    Persons are told apart by `@ref`; who has none is the one person with one who has the same name.
    """
    read = tuple(letters)
    everybody = [who for one in read for who in (*one.header.senders, *one.header.addressees)]
    numbers, persons = _persons(everybody)
    pairs: Counter[tuple[int, int]] = Counter()
    forms: dict[str, Counter[int]] = {}
    for one in read:
        senders, addressees = ([numbers[who] for who in side] for side in (one.header.senders, one.header.addressees))
        pairs.update((sender, addressee) for sender in senders for addressee in addressees)
        for form, side in ((one.sender, senders), (one.addressee, addressees)):
            if form and len(side) == 1:
                forms.setdefault(folded_phrase(form), Counter())[side[0]] += 1
    return Correspondence(persons, dict(sorted(pairs.items())), {form: dict(forms[form]) for form in sorted(forms)})


def _persons(named: Sequence[Correspondent]) -> tuple[dict[Correspondent, int], tuple[Correspondent, ...]]:
    """Give each person a number, and the name that most letters have."""
    refs: dict[str, set[str]] = {}
    for who in named:
        if _leads_out(who.ref):
            refs.setdefault(folded_phrase(who.name), set()).add(who.ref)
    keys: dict[Correspondent, str] = {}
    for who in named:
        form = folded_phrase(who.name)
        known = sorted(refs.get(form, ()))
        keys[who] = who.ref if _leads_out(who.ref) else known[0] if len(known) == 1 else f" {form}"
    names: dict[str, Counter[str]] = {}
    for who in named:
        names.setdefault(keys[who], Counter())[who.name] += 1
    order = {key: number for number, key in enumerate(sorted(names))}
    persons = tuple(
        Correspondent(min(names[key], key=lambda name: (-names[key][name], name)), key if key[0] != " " else "")
        for key in order
    )
    return {who: order[key] for who, key in keys.items()}, persons


def _leads_out(ref: str) -> bool:
    """Tell whether `@ref` means the same in all letters, and not an entry of the letter's own lists."""
    return bool(ref) and not ref.startswith("#")
