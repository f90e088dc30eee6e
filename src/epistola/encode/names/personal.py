"""The parts of a person's name: role names, forenames, name links, surname (TEI Guidelines, 14.2.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.sexes import sex

_BRACKETED = re.compile(r"\(([^\W\d_][^()\d]*)\)\s*$")
# Hasty signatures run together (HermannBahr), but Mc, Mac, De and the like belong to the capital after them. So do
# typists' initials (E.Weber).
_TOKEN = re.compile(
    r"[^\s,](?:(?!(?<=(?<!\w)[A-ZÀ-Þ]\.)[A-ZÀ-Þ])(?!(?<!\b[MDLV]c)(?<!\bMac)(?<!\b[DL][aeu])(?<!\bVan)(?<=[a-zß-ÿ])[A-ZÀ-Þ])[^\s,])*"
)


@dataclass(frozen=True, slots=True)
class NamePart:
    """A stretch of a name and the TEI element that it is; offsets count from the beginning of the name."""

    element: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `bare` is the name without role names; `surname` may be "" when only a forename is said.

    `sex` is what titles and forename say of it (`sexes`); it doesn't count when names are compared.
    """

    bare: str
    forename: str
    surname: str
    sex: str = field(default="", compare=False)


def personal_name(text: str, words: Lexicon) -> Name | None:
    """Read `text` as the name of a person; None when there is no name in it.

    “the Under Secretary of the Treasury (Volcker)” is Volcker: a name in brackets after an office is the name.
    """
    return _personal_name(text, words.code)


@lru_cache(maxsize=1 << 13)
def _personal_name(text: str, code: str) -> Name | None:
    words = lexicon(code)
    bracketed = _BRACKETED.search(text)
    text = bracketed[1] if bracketed else text
    text = re.sub(r"^\W+|[\s,;:!?*+=–—-]+$|(?<=[^\W\d_]{3})\.$", "", text.strip())
    parts = name_parts(text, words)
    forename = " ".join(text[p.start : p.end] for p in parts if p.element == "forename")
    links = [text[p.start : p.end] for p in parts if p.element == "nameLink"]
    surname = " ".join(text[p.start : p.end] for p in parts if p.element == "surname")
    if not forename and not surname:
        return None
    first = next(p for p in parts if p.element != "roleName")
    bare = text[first.start : parts[-1].end].replace(f"{forename}{surname}", f"{forename} {surname}".strip())
    roles = [text[p.start : p.end] for p in parts if p.element == "roleName"]
    single = surname if not (forename or roles or links) else forename
    return Name(bare, forename, _linked(links, surname), sex(roles, single, code))


def _linked(links: list[str], surname: str) -> str:
    """Join a name link and a surname: d' and l' stand close."""
    return "".join(link if link[-1] in "'’" else f"{link} " for link in links) + surname if links else surname


def name_parts(text: str, words: Lexicon, *, single: str = "surname") -> list[NamePart]:
    """Take a name apart; a name of one word is what `single` says ("" for no part), unless a role stands before it."""
    return list(_parts(text, words.code, single))


@lru_cache(maxsize=1 << 13)
def _parts(text: str, code: str, single: str) -> tuple[NamePart, ...]:
    return tuple(_taken_apart(text, lexicon(code), single))


def _taken_apart(text: str, words: Lexicon, single: str) -> list[NamePart]:
    parts: list[NamePart] = []
    rest = 0
    while found := _title(words.code).match(text, rest):
        parts.append(NamePart("roleName", found.start(1), found.end(1)))
        rest = found.end()
    if parts and (domain := _domain(text, rest, words)):
        parts[-1] = NamePart("roleName", parts[-1].start, domain)
        rest = domain
    tokens = [m.span() for m in _TOKEN.finditer(text, rest) if _is_name(m[0], words)]
    while len(tokens) > 1 and text[slice(*tokens[0])].rstrip(".") in {t.rstrip(".") for t in words.names["titles"]}:
        parts.append(NamePart("roleName", *tokens.pop(0)))
    if all(text[a:b].lower() in words.names["particles"] or _is_cut_title(text[a:b], words) for a, b in tokens):
        return []
    link = next((i for i, (a, b) in enumerate(tokens) if _particle(text[a:b], words)), None)
    if link is not None and link < len(tokens) - 1:
        parts += [NamePart("forename", *span) for span in tokens[:link]]
        return parts + _with_link(text, tokens[link:], words)
    glued = _glued(text[tokens[-1][0] : tokens[-1][1]], words)
    if glued:
        parts += [NamePart("forename", *span) for span in tokens[:-1]]
        start, end = tokens[-1]
        return [*parts, NamePart("nameLink", start, start + glued), NamePart("surname", start + glued, end)]
    if len(tokens) == 1:
        title = text[parts[-1].start : parts[-1].end] if parts else ""
        named_first = is_forename_after(title, text[slice(*tokens[0])], words)
        part = single if not parts else "forename" if named_first else "surname"
        return [*parts, NamePart(part, *tokens[0])] if part else parts
    last = "forename" if text[slice(*tokens[-1])].lower().endswith(words.names["patronymic-endings"]) else "surname"
    return [*parts, *(NamePart("forename", *span) for span in tokens[:-1]), NamePart(last, *tokens[-1])]


def is_forename_after(title: str, word: str, words: Lexicon) -> bool:
    """Tell whether a single word after a title or a word of kin is a forename: “Uncle Henry”, “my brother Charles”."""
    forenames, titles = _forenames(words.code)
    return word in forenames and title.casefold() in titles


@cache
def _forenames(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the forenames that a language has, and after what they stand alone."""
    names = lexicon(code).names
    forenames = (*names["forenames"], *names["forenames-of-women"], *names["forenames-of-men"])
    return frozenset(forenames), frozenset(title.casefold() for title in names["titles-of-forenames"])


def _domain(text: str, start: int, words: Lexicon) -> int:
    """Return where the domain of an office ends that begins at `start`: “of Agriculture”, “des Affaires étrangères”.

    What follows it is the name: a forename or initials and on, or the last word; 0 without a domain.
    """
    links = "|".join(re.escape(link) for link in words.names["office-links"])
    found = re.compile(rf"(?:{links})(?:(?<=['’])|\s+)(?=\S)", re.IGNORECASE).match(text, start) if links else None
    office = text[:start].split()[-1:]
    if found is None or not office or office[0].lower() not in words.structure["offices"]:
        return 0
    tokens = [m.span() for m in _TOKEN.finditer(text, found.end()) if _is_name(m[0], words)]
    named = [text[a:b] for a, b in tokens]
    if len(tokens) < 2 or text[tokens[0][0] : tokens[-1][1]] in words.countries:
        return tokens[-1][1] if tokens else 0
    last = next((n for n, name in enumerate(named) if n and _begins_a_name(name, words)), len(tokens) - 1)
    while last > 1 and named[last - 1].lower() in words.names["particles"]:
        last -= 1
    return tokens[last - 1][1] + len(text[tokens[last - 1][1] : tokens[last][0]].rstrip())


def _begins_a_name(token: str, words: Lexicon) -> bool:
    initial = len(token) == 2 and token.endswith(".")
    return initial or token in words.names["forenames"] or token in words.names["titles"]


def _is_cut_title(token: str, words: Lexicon) -> bool:
    """Tell whether a word is a title cut short (“Dr.”), which by itself names nobody, as a title in full may do."""
    cut = {title.rstrip(".") for title in words.names["titles"] if title.endswith(".")}
    return len(token) > 1 and token.rstrip(".") in cut


def _with_link(text: str, tokens: list[tuple[int, int]], words: Lexicon) -> list[NamePart]:
    """Mark the particles at the beginning as name links and all that follows as one surname."""
    links = 0
    while links < len(tokens) - 1 and text[slice(*tokens[links])].lower() in words.names["particles"]:
        links += 1
    marked = [NamePart("nameLink", *span) for span in tokens[:links]]
    start, end = tokens[links][0], tokens[-1][1]
    glued = _glued(text[start:end], words)
    if glued:
        marked.append(NamePart("nameLink", start, start + glued))
    return [*marked, NamePart("surname", start + glued, end)]


def _particle(token: str, words: Lexicon) -> bool:
    return token.lower() in words.names["particles"] or bool(_glued(token, words))


def _glued(token: str, words: Lexicon) -> int:
    """Return the length of a particle with an apostrophe at the beginning: 2 for d’Alembert."""
    prefixes = [p for p in words.names["particles"] if p[-1] in "'’"]
    return next((len(p) for p in prefixes if token.lower().startswith(p) and token[len(p) : len(p) + 1].isupper()), 0)


def _is_name(token: str, words: Lexicon) -> bool:
    """Tell whether a token can be part of a name: a capital, a particle, no number, no pronoun."""
    bare = token.strip(".’'")
    if token.lower() in words.names["particles"] or _glued(token, words):
        return True
    never = bare in words.names["never-names"] and not (len(bare) == 1 and token[1:2] == ".")  # “I. B.” isn't “I”
    return bool(bare) and bare[0].isupper() and not never and not re.search(r"\d", token)


@cache
def _title(code: str) -> re.Pattern[str]:
    names = lexicon(code).names
    titles = "|".join(re.escape(title) for title in sorted(names["titles"], key=len, reverse=True))
    articles = "|".join(re.escape(article) for article in names["articles"])
    return re.compile(rf"(?:(?:{articles})\s+)?({titles})(?:(?<=\.)\s*|\s+)(?=\S)", re.IGNORECASE)
