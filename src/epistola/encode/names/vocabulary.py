"""What the rules know beforehand: names, heads of names and ordinary words of a language, ready to be looked up.

The words of a language are those of its data file. Countries come from the Unicode CLDR, towns from GeoNames.
Forenames and surnames of all languages are known in each, since letters name people of all countries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from epistola.encode.lexicon import Lexicon, languages, lexicon
from epistola.encode.names.gazette import Gazette, filed, listed
from epistola.encode.names.words import folded, folded_phrase, spellings


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language in folded form; tuples are endings, or phrases in the order in which they are tried."""

    code: str
    forenames: frozenset[str]
    surnames: frozenset[str]
    own_surnames: frozenset[str]
    titles: Gazette
    personal_titles: frozenset[str]
    well_known: Gazette
    particles: frozenset[str]
    places: Gazette
    towns: Gazette
    unlikely_places: frozenset[str]
    place_prepositions: frozenset[str]
    articles: frozenset[str]
    organisations: Gazette
    organisation_heads: frozenset[str]
    newspapers: Gazette
    ordinary: frozenset[str]
    nouns_have_capitals: bool
    noun_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    name_contexts: frozenset[str]
    verbs_after_names: frozenset[str]
    joints: frozenset[str]
    determiners: frozenset[str]
    postscripts: Gazette


@cache
def vocabulary(code: str) -> Vocabulary:
    """Return the vocabulary of a language; `code` is one of `languages()`."""
    words = lexicon(code)
    names = words.names
    return Vocabulary(
        code=code,
        forenames=all_forenames(),
        surnames=frozenset().union(*_surnames().values()),
        own_surnames=_surnames().get(code, frozenset()),
        titles=_gazette({"title": [title.rstrip(".") for title in names["titles"]]}),
        personal_titles=_folded(title.rstrip(".") for title in names["personal-titles"]),
        well_known=_gazette({"person": names["well-known-persons"]}),
        particles=_folded(particle.rstrip("'’") for particle in names["particles"]),
        places=_gazette({"region": names["places"], "country": words.countries}),
        towns=towns(),
        unlikely_places=_folded(names["unlikely-places"]),
        place_prepositions=_folded(names["place-prepositions"]),
        articles=_folded(names["articles"]),
        organisations=_gazette({"organisation": names["organisations"]}),
        organisation_heads=_folded(names["organisation-heads"]),
        newspapers=_gazette({"newspaper": names["newspapers"]}),
        ordinary=_ordinary(words),
        nouns_have_capitals=bool(names["nouns"]),
        noun_endings=_noun_endings(words),
        place_endings=tuple(map(folded, names["place-endings"])),
        name_contexts=_folded(names["name-contexts"]),
        verbs_after_names=_folded(names["verbs-after-names"]),
        joints=_folded(names["joints"]),
        determiners=_folded(names["determiners"]),
        postscripts=_gazette({"postscript": words.structure["postscripts"]}),
    )


@cache
def towns() -> Gazette:
    """Return the towns of GeoNames, each with the class of the largest town of that name."""
    data = files("epistola.encode").joinpath("data", "geonames.txt").read_text(encoding="ascii")
    sections = (section.rstrip("\n").split("\n") for section in data.split("\n= ")[1:])
    return filed([(kind, names) for kind, *names in sections])


def _gazette(kinds: Mapping[str, Iterable[str]]) -> Gazette:
    phrases: dict[str, str] = {}
    for kind, names in kinds.items():
        for name in names:
            for spelling in spellings(name):
                phrases.setdefault(spelling, kind)
    return listed(phrases)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded_phrase(word) for word in words)


@cache
def all_forenames() -> frozenset[str]:
    """Return the folded forenames of all languages, as letters name people of all countries."""
    return frozenset(
        spelling for code in languages() for name in lexicon(code).names["forenames"] for spelling in spellings(name)
    )


@cache
def _surnames() -> Mapping[str, frozenset[str]]:
    """Return the frequent surnames of each language."""
    data = files("epistola.encode").joinpath("data", "surnames.txt").read_text(encoding="utf-8")
    sections = (section.split() for section in data.split("\n= ")[1:])
    return {language: frozenset(names) for language, *names in sections}


def _ordinary(words: Lexicon) -> frozenset[str]:
    """Collect the words that have a capital for other reasons than being a name."""
    names = words.names
    listed = [*names["capitalised"], *names["nouns"], *names["never-names"]]
    keys = ("salutations", "salutation-leads", "headings", "greeted-as")
    structure = [word for key in keys for word in words.structure[key]]
    dated = [*words.months, *words.weekdays]
    function = [*words.errors["function-words"], *words.errors["pronouns"], *words.structure["second-person"]]
    return _folded((*listed, *structure, *dated, *function))


def _noun_endings(words: Lexicon) -> tuple[str, ...]:
    """Collect the endings of nouns; in a language that makes compounds, nouns are endings of others."""
    names = words.names
    compounded = [noun for noun in map(folded, names["nouns"]) if len(noun) > 4]
    return tuple(dict.fromkeys((*map(folded, names["noun-endings"]), *compounded)))
