"""The persons of the authority files by their names, made once for all letters of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from epistola.encode.authority.register import Entry, Register
from epistola.encode.lexicon import lexicon
from epistola.encode.names.personal import personal_name
from epistola.encode.names.sexes import sex
from epistola.encode.names.words import folded_phrase

# Forenames are those of all languages, whichever asks.
_ANY: Final = "en"


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries by full name and by surname, in the order of the lists.

    `pointers` are by the folded form of a full name; one that two entries have points to neither.
    """

    named: Mapping[str, tuple[Entry, ...]]
    surnamed: Mapping[str, tuple[Entry, ...]]
    pointers: Mapping[str, str]


@lru_cache(maxsize=4)
def listed(register: Register) -> Listed:
    """Return the persons of `register`."""
    persons = tuple(register.of("person"))
    folded: dict[str, set[str]] = {}
    for entry in persons:
        for name in entry.names:
            folded.setdefault(folded_phrase(name), set()).add(entry.pointer)
    pointers = {form: next(iter(meant)) for form, meant in folded.items() if len(meant) == 1}
    return Listed(
        _by((name, entry) for entry in persons for name in dict.fromkeys(entry.names)),
        _by((surname, entry) for entry in persons for surname in dict.fromkeys(entry.surnames)),
        pointers,
    )


@lru_cache(maxsize=1 << 12)
def sex_of(entry: Entry) -> str:
    """Return what the forenames of an entry say of the sex of the person (`sexes`); "" where they say nothing."""
    first = entry.forenames[0] if entry.forenames else ""
    name = personal_name(entry.name, lexicon(_ANY))
    return sex((), first or (name.forename if name else ""), _ANY)


def _by(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}
