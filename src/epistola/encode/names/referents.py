"""The same name means the same referent within a letter, also when it is shortened or inflected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from epistola.encode.authority.register import Register
from epistola.encode.lexicon import Lexicon
from epistola.encode.names.listed import listed
from epistola.encode.names.parties import Parties
from epistola.encode.names.personal import Name, personal_name
from epistola.encode.names.pointers import local_pointer, pointer
from epistola.encode.names.words import folded_phrase

_phrase = lru_cache(maxsize=1 << 13)(folded_phrase)


@dataclass(slots=True)
class Referents:
    """Who and what the names of a letter mean; a key is the folded form of a name or of a part of it.

    A surname or forename that two persons of the letter share means neither of them. `listed` has the pointers of
    the edition's persons by full name; what the letter itself says goes before.
    """

    words: Lexicon
    listed: Mapping[str, str] = field(default_factory=dict)
    _full: dict[str, str] = field(default_factory=dict)
    _parts: dict[str, set[str]] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)

    def know(self, keys: Iterable[str], target: str) -> None:
        """Let each of `keys` mean `target`, and each of them inflected."""
        for key in keys:
            if key:
                self._parts.setdefault(_phrase(key), set()).add(target)

    def person(self, text: str) -> str:
        """Return the pointer of the person that `text` names; one that isn't known yet is from now on."""
        if text in self._seen:
            return self._seen[text]
        self._seen[text] = self._person(text)
        return self._seen[text]

    def _person(self, text: str) -> str:
        name = personal_name(" ".join(text.split()), self.words)
        if name is None:
            return local_pointer("person", text)
        for form in _forms(name.bare):
            target = self._named(form)
            if target is not None:
                return target
        if not (name.forename and name.surname):
            for form in _forms(name.surname or name.forename):
                targets = self._parts.get(form, set())
                if len(targets) == 1:
                    return next(iter(targets))
        return self._introduce(name)

    def _named(self, form: str) -> str | None:
        return self._full.get(form, self.listed.get(form))

    def _introduce(self, name: Name) -> str:
        same = self._parts.get(_phrase(name.surname), set()) if name.surname and _is_initials(name) else set()
        target = next(iter(same)) if len(same) == 1 else local_pointer("person", name.bare)
        self._full[_phrase(name.bare)] = target
        self.know((name.surname, name.forename), target)
        return target

    def other(self, kind: str, text: str) -> str:
        """Return the pointer of the place or organisation that `text` names."""
        plain = " ".join(text.split())
        form = f"{kind} {_phrase(plain)}"
        target = self._named(form)
        if target is None:
            target = self._full[form] = local_pointer(kind, plain)
        return target


def _is_initials(name: Name) -> bool:
    return all(len(part.strip(".")) == 1 for part in name.forename.split())


def _forms(name: str) -> Iterator[str]:
    """Yield the folded form of a name, and that without the ending of a genitive."""
    form = _phrase(name)
    yield form
    for ending in (" ' s", " s", "'s", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            yield form[: -len(ending)]


def referents(who: Parties, register: Register, words: Lexicon, names: Iterable[str]) -> Referents:
    """Return the referents of a letter: its correspondents, the persons of the edition, and those of `names`."""
    known = Referents(words, listed(register).pointers)
    for party in (who.sender, who.addressee):
        if party is not None:
            known._full[_phrase(party.name)] = pointer(party)
            known.know(
                (party.surname, party.surname.split()[-1] if party.surname else "", party.forename), pointer(party)
            )
    for name in sorted(set(names), key=lambda text: (-len(text.split()), -len(text), text)):
        known.person(name)
    return known
