"""What may be the same: names that differ by a letter, entries that stand twice.

Names are compared in their folded form, word by word in any order, so that “Moser, Anna” is “Anna Moser”. Two names are
near when one letter taken out of one of them, or of both, makes them equal: a letter more, less, or another. So near
names are found in time that grows with the number of names, not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final, TypeAlias

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.encode.authority.register import Entry, Register
from epistola.encode.names.words import folded_words

# Shorter names are near to too many others.
_SHORTEST: Final = 5

Index: TypeAlias = Mapping[tuple[str, str], tuple[Entry, ...]]


def key(name: str) -> str:
    """Return the form by which a name is compared: its words folded, in alphabetical order."""
    return " ".join(sorted(_words(name)))


def neighbourhood(form: str) -> frozenset[str]:
    """Return `form` and what is left of it without any one letter; near forms have one of them in common."""
    if len(form) < _SHORTEST:
        return frozenset({form})
    return frozenset({form, *(form[:n] + form[n + 1 :] for n in range(len(form)) if form[n] != " ")})


def index(entries: Iterable[Entry]) -> Index:
    """Return the entries by their kind and the neighbourhoods of their names."""
    found: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in entries:
        for name in entry.names:
            for form in neighbourhood(key(name)):
                found.setdefault((entry.kind, form), {})[entry.pointer] = entry
    return {place: tuple(group.values()) for place, group in found.items()}


def near(kind: str, names: Iterable[str], known: Index) -> tuple[Entry, ...]:
    """Return the entries of `known` that have a name near to one of `names`, by their pointers."""
    around = {form for name in names for form in neighbourhood(key(name))}
    found = {entry.pointer: entry for form in around for entry in known.get((kind, form), ())}
    return tuple(found[pointer] for pointer in sorted(found))


def duplicates(register: Register) -> Iterator[Diagnostic]:
    """Yield a warning for each two entries of a kind that may be one: by identifier, by name, by a near name.

    For persons, initials count as the forenames that they begin (“A. Moser”, “Anna Moser”).
    """
    told: set[tuple[str, str]] = set()
    for kind in ("person", "place", "org"):
        entries = tuple(register.of(kind))
        for reason, pairs in _reasons(entries):
            for one, other in pairs:
                if (one.pointer, other.pointer) not in told:
                    told.add((one.pointer, other.pointer))
                    yield _duplicate(one, other, reason)


def _reasons(entries: tuple[Entry, ...]) -> Iterator[tuple[str, Iterator[tuple[Entry, Entry]]]]:
    yield "they have the same identifier", _pairs(entries, lambda e: (i.rstrip("/") for i in e.identifiers))
    yield "they have the same name", _pairs(entries, lambda e: map(key, e.names))
    yield "their names differ by a letter", _pairs(entries, _around)
    persons = [entry for entry in entries if entry.kind == "person"]
    pairs = _pairs(persons, lambda e: filter(None, map(_initialled, e.names)))
    yield "their initials agree", (pair for pair in pairs if any(_is_initialled(n) for e in pair for n in e.names))


def _pairs(entries: Iterable[Entry], forms: Callable[[Entry], Iterable[str]]) -> Iterator[tuple[Entry, Entry]]:
    """Yield each two entries that have a form in common, in the order of the entries."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for form in dict.fromkeys(forms(entry)):
            groups.setdefault(form, []).append(entry)
    for group in groups.values():
        yield from combinations(group, 2)


def _around(entry: Entry) -> Iterator[str]:
    return (form for name in entry.names for form in neighbourhood(key(name)))


def _words(name: str) -> list[str]:
    return [word for word in folded_words(name) if word[0].isalnum()]


def _initialled(name: str) -> str:
    """“Anna Moser” → “a moser”; "" for a name of one word."""
    words = _words(name)
    return " ".join([*(word[0] for word in words[:-1]), words[-1]]) if len(words) > 1 else ""


def _is_initialled(name: str) -> bool:
    words = _words(name)
    return len(words) > 1 and all(len(word) == 1 for word in words[:-1])


def _duplicate(one: Entry, other: Entry, reason: str) -> Diagnostic:
    return Diagnostic(
        "authority/duplicate",
        Severity.WARNING,
        f"{other.name} ({other.pointer}) may be {one.name} ({one.pointer}): {reason}.",
        Place(other.file, other.line),
        "If they are one, move what the one says to the other, and let the letters point to that; nothing was changed.",
    )
