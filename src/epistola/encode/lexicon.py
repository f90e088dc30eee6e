"""The words of a language: `data/CODE.toml` → `Lexicon`.

A language is a data file: what `data/` has a file for, Epistola can encode. Names of months, weekdays and
countries come from the Unicode CLDR through Babel and need not be repeated there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language calls things. `months` and `weekdays` map words in lower case to numbers from 1."""

    code: str
    name: str
    structure: Mapping[str, tuple[str, ...]]
    correspondents: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    quotations: Mapping[str, tuple[str, ...]]
    errors: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, Any]
    words: Mapping[str, str]
    months: Mapping[str, int]
    abbreviations: frozenset[str]
    weekdays: tuple[str, ...]
    countries: tuple[str, ...]

    @property
    def locale(self) -> Locale:
        """The locale of this language in CLDR."""
        return Locale.parse(self.code)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes (ISO 639-1) of the languages that have a data file."""
    found = files(__package__).joinpath("data").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in found if file.name.endswith(".toml")))


@cache
def lexicon(code: str) -> Lexicon:
    """Return the lexicon of a language; `code` is one of `languages()`."""
    data = tomllib.loads(files(__package__).joinpath("data", f"{code}.toml").read_text(encoding="utf-8"))
    locale = Locale.parse(code)
    months = _months(locale, data["dates"]["months"])
    return Lexicon(
        code=code,
        name=locale.english_name or code,
        structure=_tuples(data["structure"]),
        correspondents=_tuples(data["correspondents"]),
        names=_tuples(data["names"]),
        quotations=_tuples(data["quotations"]),
        errors=_tuples(data["errors"]),
        dates=data["dates"],
        words=data["words"],
        months=months,
        abbreviations=_abbreviations(locale, months),
        weekdays=_weekdays(locale, data["dates"]["weekdays"]),
        countries=_countries(locale),
    )


def _tuples(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in table.items()}


def _months(locale: Locale, further: Mapping[str, int]) -> dict[str, int]:
    """Collect the names of the months, full and abbreviated, without the full stop of an abbreviation."""
    names = dict(further)
    for context in locale.months.values():
        for width in ("wide", "abbreviated"):
            names |= {str(word).lower().rstrip("."): number for number, word in context[width].items()}
    return names


def _abbreviations(locale: Locale, months: Mapping[str, int]) -> frozenset[str]:
    """Tell the short forms of the months from the full names: what begins another, or is written like 9br and Decr."""
    full = {str(word).lower() for context in locale.months.values() for word in context["wide"].values()}
    # “Hornungs” is the genitive of a full name, and makes “Hornung” no short form.
    short = {
        word for word in months if any(name.startswith(word) and name not in (word, f"{word}s") for name in months)
    }  # fmt: skip
    short |= {word for word in months if re.search(r"\d|^x|[^aeiou]r$|[nrb]y$|gt$|pr?l$", word)}
    return frozenset(short - full)


def _weekdays(locale: Locale, further: list[str]) -> tuple[str, ...]:
    words = {str(word).capitalize() for context in locale.days.values() for word in context["wide"].values()}
    return tuple(sorted(words | set(further)))


def _countries(locale: Locale) -> tuple[str, ...]:
    """Collect the names that CLDR has for countries and continents, without its pseudo-territories."""
    pseudo = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    continents = {"002", "003", "005", "009", "013", "019", "029", "142", "150"}
    return tuple(
        sorted(
            str(name)
            for code, name in locale.territories.items()
            if code in continents or (len(code) == 2 and code not in pseudo)
        )
    )
