"""The same name means the same referent within a letter, also when it is shortened or inflected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from epistola.encode.authority.register import Register
from epistola.encode.lexicon import Lexicon
from epistola.encode.names.listed import listed
from epistola.encode.names.parties import Parties, Party
from epistola.encode.names.personal import Name, personal_name
from epistola.encode.names.pointers import local_pointer, pointer
from epistola.encode.names.sexes import WOMAN, differ, sex
from epistola.encode.names.short import is_cut_short_for
from epistola.encode.names.words import folded_phrase

_phrase = lru_cache(maxsize=1 << 13)(folded_phrase)


@dataclass(slots=True)
class Referents:
    """Who and what the names of a letter mean; a key is the folded form of a name or of a part of it.

    A surname or forename that two persons of the letter share means neither of them, and what is said of a woman never
    means a man: “Mrs. Ames” beside John Ames is somebody of her own. `listed` has the pointers of the edition's persons
    by full name; what the letter itself says goes before.
    """

    words: Lexicon
    listed: Mapping[str, str] = field(default_factory=dict)
    _full: dict[str, str] = field(default_factory=dict)
    _parts: dict[str, set[str]] = field(default_factory=dict)
    _wives: dict[str, str] = field(default_factory=dict)
    _sexes: dict[str, str] = field(default_factory=dict)
    _forenames: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)

    def meet(self, name: Name, target: str, *, by_forename: bool = True) -> None:
        """Let a name, its surname or a part of it, and its forename mean `target`."""
        self._full.setdefault(_phrase(name.bare), target)
        self._sexes[target] = self._sexes.get(target) or name.sex
        self._forenames.setdefault(target, name.forename)
        keys = [*_estates(name.surname, self.words), *([name.forename] if by_forename else [])]
        for key in filter(None, keys):
            self._parts.setdefault(_phrase(key), set()).add(target)

    def person(self, text: str) -> str:
        """Return the pointer of the person that `text` names, titles and all; who isn't known yet is from now on."""
        if text not in self._seen:
            self._seen[text] = self._person(" ".join(text.split()))
        return self._seen[text]

    def _person(self, text: str) -> str:
        name = personal_name(text, self.words)
        if name is None:
            return local_pointer("person", text)
        if differ(name.sex, sex((), name.forename, self.words.code)):
            return self._wives.setdefault(_phrase(text), local_pointer("person", text))  # “Mrs. John Ames”
        for form in self._forms(name.bare):
            target = self._named(form)
            own = self._sexes.get(target or "", "")
            if target is not None and not differ(name.sex, own) and (own == WOMAN or not _is_a_lady(name, text)):
                if target not in self._sexes:  # an entry of the edition, named here for the first time
                    self.meet(name, target)
                return target
        if not (name.forename and name.surname):
            target = self._short(name, text)
            if target is not None:
                return target
        return self._introduce(name, text)

    def _short(self, name: Name, text: str) -> str | None:
        """Return whom a surname or a forename means, if that is one person of the letter who may be called so."""
        titled_woman = _is_a_lady(name, text)
        for form in self._forms(name.surname or name.forename):
            if titled_woman and _phrase(text) in self._wives:
                return self._wives[_phrase(text)]
            targets = self._parts.get(form, set())
            if titled_woman and any(self._sexes[target] != WOMAN for target in targets):
                continue  # his wife, or his sister
            targets = {target for target in targets if not differ(name.sex, self._sexes[target])}
            if len(targets) == 1:
                return next(iter(targets))
        return None

    def _named(self, form: str) -> str | None:
        return self._full.get(form, self.listed.get(form))

    def _introduce(self, name: Name, text: str) -> str:
        """Make somebody known: who has the initials and the surname of one known is that one."""
        namesakes = self._parts.get(_phrase(name.surname), set()) if name.surname else set()
        if name.forename and _has_initials(name):
            same = {t for t in namesakes if is_cut_short_for(name.forename, self._forenames[t])}
            if len(same) == 1:
                target = next(iter(same))
                self._full[_phrase(name.bare)] = target
                return target
        if namesakes and _is_a_lady(name, text):
            return self._wives.setdefault(_phrase(text), local_pointer("person", text))
        target = local_pointer("person", name.bare)
        self.meet(name, target)
        return target

    def other(self, kind: str, text: str) -> str:
        """Return the pointer of the place or organisation that `text` names."""
        plain = " ".join(text.split())
        form = f"{kind} {_phrase(plain)}"
        target = self._named(form)
        if target is None:
            target = self._full[form] = local_pointer(kind, plain)
        return target

    def _forms(self, name: str) -> Iterator[str]:
        """Yield the folded form of a name, and that without the ending of a genitive."""
        form = _phrase(name)
        yield form
        for ending in (" ' s", *self.words.names["genitive-endings"]):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                yield form[: -len(ending)]


def _is_a_lady(name: Name, text: str) -> bool:
    """Tell whether a woman is named by title and surname: if he is named too, she is his wife, or his sister."""
    return name.sex == WOMAN and not name.forename and name.bare != text


def _has_initials(name: Name) -> bool:
    return any(len(part.strip(".")) == 1 for part in name.forename.split())


@lru_cache(maxsize=1 << 12)
def _split(surname: str, particles: frozenset[str]) -> tuple[str, ...]:
    """Divide a surname before its particles: “d’Aubigny de Sers” has “d’Aubigny” and “de Sers”."""
    estates: list[list[str]] = [[]]
    for token in surname.split():
        begins = token.lower() in particles
        if begins and estates[-1] and estates[-1][-1].lower() not in particles:
            estates.append([])
        estates[-1].append(token)
    return tuple(" ".join(estate) for estate in estates)


def _estates(surname: str, words: Lexicon) -> list[str]:
    """Return what of a surname may stand for it: the whole, each estate, and these without particles."""
    particles = frozenset(words.names["particles"])
    found = dict.fromkeys([surname, *_split(surname, particles)])
    for form in list(found):
        bare = form
        while bare and (first := bare.split()[0].lower()) in particles and first != bare.lower():
            bare = bare.partition(" ")[2]
        glued = next((p for p in particles if p[-1] in "'’" and bare.lower().startswith(p)), "")
        found[bare[len(glued) :]] = None
    return [form for form in found if form]


def referents(who: Parties, register: Register, words: Lexicon, names: Iterable[str]) -> Referents:
    """Return the referents of a letter: its correspondents, the persons of the edition, and those of `names`."""
    known = Referents(words, listed(register).pointers)
    for party in (who.sender, who.addressee):
        if party is not None:
            _meet_party(known, party)
    for name in sorted(set(names), key=lambda text: _order(text, words)):
        known.person(name)
    return known


def _meet_party(known: Referents, party: Party) -> None:
    """Let the names of a correspondent mean them; the forename of one whom the letter doesn't name may be another's."""
    name = Name(party.name, party.forename, party.surname, party.sex)
    known.meet(name, pointer(party), by_forename=not party.is_conjectured)
    if party.called:
        known.meet(Name(party.called, "", ""), pointer(party))


def _order(text: str, words: Lexicon) -> tuple[object, ...]:
    """Full names come first, then men with titles, surnames with particles, other words, women with titles."""
    plain = " ".join(text.split())
    name = personal_name(plain, words)
    if name is None:
        return 5, len(text), text
    if name.forename and name.surname:
        return 0, -len(name.bare.split()), -len(text), text
    titled = name.bare != plain
    kind = 4 if titled and name.sex == WOMAN else 1 if titled else 2 if " " in name.bare else 3
    return kind, len(text), text
