"""From names that nobody has identified to entries that an editor may want: one for all forms of a name.

Within a letter, forms that lead to one entry of the letter's own list are one. Between letters, equal names are one
(but for case and accents); a surname alone, or one with initials, belongs to the one person of the letters whom it
fits, and stays apart where it fits several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from epistola.encode.authority.entries import Draft, entry, free, slug
from epistola.encode.authority.letters import Sighting
from epistola.encode.authority.likeness import index, key, near
from epistola.encode.authority.register import Entry, Register
from epistola.encode.lexicon import Lexicon
from epistola.encode.names.words import folded
from epistola.encode.tei.markup import Element, element

_CONTEXTS = 5
_KINDS = ("person", "place", "org")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that is in no authority file: its forms with the preferred one first, where it stands, what is near.

    `listed` are the entries that have this very name: then nothing needs to be added, but the letters don't point to
    them. `alike` are entries with a near name.
    """

    kind: str
    forms: tuple[str, ...]
    sightings: tuple[Sighting, ...]
    listed: tuple[Entry, ...]
    alike: tuple[Entry, ...]

    @property
    def letters(self) -> int:
        """The number of letters that have the name."""
        return len({sighting.letter for sighting in self.sightings})


def proposals(sightings: Iterable[Sighting], register: Register) -> tuple[Proposal, ...]:
    """Group the sightings: persons, places, organisations; those in most letters first, then the most frequent."""
    known = index(register.entries)
    made: list[Proposal] = []
    for group in _joined(_units(sightings)):
        kind, forms = group[0].kind, _forms(group)
        alike = near(kind, forms, known)
        keys = {key(form) for form in forms}
        listed = tuple(e for e in alike if keys & {key(name) for name in (*e.names, *e.surnames)})
        made.append(Proposal(kind, forms, group, listed, tuple(e for e in alike if e not in listed)))
    return tuple(sorted(made, key=_rank))


def document(found: Sequence[Proposal], words: Lexicon, taken: Iterable[str]) -> Iterator[Element]:
    """Yield the lists of the entries to propose, each with notes that say where the name stands."""
    used = set(taken)
    for kind, name in zip(_KINDS, ("listPerson", "listPlace", "listOrg"), strict=True):
        entries = []
        for proposal in found:
            if proposal.kind == kind and not proposal.listed:
                draft = Draft(kind, proposal.forms)
                identifier = free(slug(draft, words), used)
                used.add(identifier)
                entries.append(entry(draft, identifier, words, *_notes(proposal)))
        if entries:
            yield element(name, *entries)


def quoted(sighting: Sighting) -> str:
    """Write a name with the words around it."""
    return " ".join(filter(None, ("…", sighting.before, f"[{sighting.words}]", sighting.after, "…")))


def _rank(proposal: Proposal) -> tuple[int, int, int, str]:
    return _KINDS.index(proposal.kind), -proposal.letters, -len(proposal.sightings), proposal.forms[0]


def _notes(proposal: Proposal) -> Iterator[Element]:
    for sighting in proposal.sightings[:_CONTEXTS]:
        yield element("note", f"{sighting.letter}, line {sighting.line}: {quoted(sighting)}", type="context")
    for other in proposal.alike:
        yield element("note", f"Is it {other.name} ({other.pointer})?", type="alike")


def _units(sightings: Iterable[Sighting]) -> list[tuple[Sighting, ...]]:
    """Collect what leads to one entry of a letter's own list, and what leads nowhere, by its form."""
    units: dict[tuple[str, str, str], list[Sighting]] = {}
    for one in sightings:
        place = (one.kind, one.letter, one.pointer) if one.pointer else (one.kind, "", key(one.name))
        units.setdefault(place, []).append(one)
    return [tuple(unit) for unit in units.values()]


def _joined(units: Iterable[tuple[Sighting, ...]]) -> Iterator[tuple[Sighting, ...]]:
    """Join units whose fullest names are the same, then those that fit one person only."""
    groups: dict[tuple[str, str], tuple[Sighting, ...]] = {}
    for unit in units:
        place = unit[0].kind, key(_forms(unit)[0])
        groups[place] = groups.get(place, ()) + unit
    full: dict[str, list[list[Sighting]]] = {}
    short: list[tuple[Sighting, ...]] = []
    for group in groups.values():
        if _is_full(_fullest(group)):
            full.setdefault(key(_fullest(group).surname), []).append(list(group))
        else:
            short.append(group)
    whole = {surname: [_fullest(group) for group in found] for surname, found in full.items()}
    for group in short:
        name = _fullest(group)
        surname = key(name.surname)
        fitting = [number for number, person in enumerate(whole.get(surname, ())) if _fits(name, person)]
        if len(fitting) == 1:
            full[surname][fitting[0]] += group
        else:
            yield group
    yield from (tuple(group) for found in full.values() for group in found)


def _fullest(group: Sequence[Sighting]) -> Sighting:
    return max(group, key=lambda one: (len(one.name.split()), len(one.name), one.name))


def _is_full(name: Sighting) -> bool:
    """Tell whether a name is that of a person with surname and a forename that is more than initials."""
    return name.kind == "person" and bool(name.surname) and any(len(g.strip(".")) > 1 for g in name.forename.split())


def _fits(short: Sighting, full: Sighting) -> bool:
    """Tell whether a name with the same surname, alone or with initials, can be that of a person named in full."""
    if short.kind != "person" or not short.surname:
        return False
    given = [folded(word)[:1] for word in short.forename.split()]
    return given == [folded(word)[:1] for word in full.forename.split()][: len(given)]


def _forms(group: Sequence[Sighting]) -> tuple[str, ...]:
    """Return the forms of a name, but for case and accents, the fullest first, then the most frequent."""
    count = Counter(one.name for one in group)
    seen: dict[str, str] = {}
    for form in sorted(count, key=lambda form: (-count[form], form)):
        seen.setdefault(key(form), form)
    first = _fullest(group).name
    rest = [form for form in seen.values() if key(form) != key(first)]
    return (seen[key(first)], *rest)
