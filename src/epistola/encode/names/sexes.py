"""What titles and forenames say of whether a man or a woman is meant: “Mrs. Ames” isn't John Ames."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from epistola.encode.lexicon import languages, lexicon
from epistola.encode.names.words import folded_phrase

WOMAN: Final = "f"
MAN: Final = "m"


def sex(titles: Iterable[str], forename: str, code: str) -> str:
    """Return WOMAN or MAN by the titles before a name, or else by the forename; "" where neither tells."""
    known = _titles(code)
    said = next((known[form] for title in titles if (form := _form(title)) in known), "")
    return said or _of_forename(forename)


def differ(one: str, other: str) -> bool:
    """Tell whether two are known to be a man and a woman."""
    return bool(one and other) and one != other


def _of_forename(forename: str) -> str:
    first = folded_phrase(forename.split()[0]).split(" ")[0] if forename.split() else ""
    women, men = _forenames("forenames-of-women"), _forenames("forenames-of-men")
    if first in women or first in men:
        return "" if first in women and first in men else WOMAN if first in women else MAN
    if first not in _forenames("forenames"):
        return ""
    return WOMAN if first.endswith(("a", "а", "я")) else MAN


def _form(title: str) -> str:
    return folded_phrase(title.rstrip("."))


@cache
def _titles(code: str) -> dict[str, str]:
    names = lexicon(code).names
    men = {_form(title): MAN for title in names["titles-of-men"]}
    return men | {_form(title): WOMAN for title in names["titles-of-women"]}


@cache
def _forenames(key: str) -> frozenset[str]:
    """Return the folded forenames of all languages, as letters name people of all countries."""
    return frozenset(folded_phrase(name) for code in languages() for name in lexicon(code).names[key])
