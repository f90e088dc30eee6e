"""Whether a short name may be that of somebody whose full name is known: a part of it, cut short, or initials."""

from __future__ import annotations

import re
from typing import Final

from epistola.encode.names.personal import Name
from epistola.encode.names.sexes import differ
from epistola.encode.names.vocabulary import all_forenames
from epistola.encode.names.words import folded_words

_SHORTEST: Final = 4
_KEPT: Final = 0.6
_VOWELS: Final = frozenset("aeiouyаеёиоуыэюя")


def is_full(name: Name) -> bool:
    """Tell whether a name has a forename and a surname, neither of them cut short."""
    return bool(name.forename and name.surname) and not (_is_cut(name.forename.split()[0]) or _is_cut(name.surname))


def fits(short: Name, full: Name) -> bool:
    """Tell whether `short` may be the name of whom `full` names: in full, in part, shortened, or by initials."""
    if differ(short.sex, full.sex):
        return False
    if is_initials(short.bare):
        letters = [letter.lower() for letter in re.findall(r"[^\W\d_]", short.bare) if letter.isupper()]
        initials = [word[0] for word in _words(full.bare)]
        return letters == initials or (len(letters) == 1 and letters[0] in initials)
    if short.forename and short.surname:
        return _same_forename(short.forename, full.forename) and (
            _same_surname(short.surname, full.surname) or _is_contracted(short.surname, full.surname)
        )
    single = short.surname or short.forename
    return _same_surname(single, full.surname) or _same_forename(single, full.forename)


def is_same(one: Name, other: Name) -> bool:
    """Tell whether two full names are one, but for particles and forenames left out."""
    return is_full(one) and _same_surname(one.surname, other.surname) and _same_forename(one.forename, other.forename)


def is_initials(name: str) -> bool:
    """Tell whether a name is nothing but initials, with small particles or without: “A. S.”, “HvH”, “B.”."""
    if not re.fullmatch(r"[^\W\d_]\.?(?:[\s-]*[^\W\d_]\.?){0,3}", name):
        return False
    return bool(re.search(r"[.\s]", name) or name.isupper() or re.fullmatch(r"[A-ZÀ-Þ][dvz][A-ZÀ-Þ]", name))


def _is_cut(part: str) -> bool:
    """Tell whether a part of a name is cut short: “A.”, “Th”, “Schw”."""
    return part.endswith(".") or len(part) == 1 or _VOWELS.isdisjoint("".join(folded_words(part)))


def _same_surname(one: str, other: str) -> bool:
    """“Rumberg” is “von Rumberg”; “d’Aubigny” may be “d’Aubigny de Sers”, and so “Sers”."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    if _is_cut(one):
        return len(mine) == 1 and theirs[0].startswith(mine[0])
    return mine in (theirs[: len(mine)], theirs[-len(mine) :])


def _is_contracted(short: str, full: str) -> bool:
    """Tell whether a surname is written in haste, most of its letters in their order: “Rumbrg”, “Lindenb”."""
    mine, theirs = "".join(_words(short)), "".join(_words(full))
    if not _SHORTEST <= len(mine) < len(theirs) or len(mine) < len(theirs) * _KEPT or mine[:2] != theirs[:2]:
        return False
    rest = iter(theirs)
    return all(letter in rest for letter in mine)


def is_cut_short_for(initials: str, forename: str) -> bool:
    """Tell whether initials may be those of a forename: “T.” of “Thomas”, also where the forename isn't known."""
    return not forename or _same_forename(initials, forename)


def _same_forename(short: str, full: str) -> bool:
    """Tell whether a forename is another, a part of it or short for it: “Alb”, “P.”, “Henry”; not Paul for Paula."""
    theirs = iter(_words(full))
    return bool(_words(short)) and all(any(_is_short_for(word, other) for other in theirs) for word in _words(short))


def _is_short_for(word: str, other: str) -> bool:
    cut = _is_cut(word) or (len(word) >= _SHORTEST and word not in all_forenames())
    return other.startswith(word) if cut else other == word


def _words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, without small particles; what a hyphen joins is one word."""
    words = [word for word in re.split(r"[\s.]+|(?<=['’])", name) if word[:1].isupper()]
    return tuple("".join(folded_words(word)) for word in words)
