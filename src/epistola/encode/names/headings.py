"""Who writes to whom by the first lines of a letter: “Letter from X to Y”, “12. To Y”, the dedication “for Y”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from epistola.encode import dating
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.personal import name_parts, personal_name
from epistola.encode.names.vocabulary import vocabulary
from epistola.encode.names.words import folded_phrase

_LONGEST: Final = 60


def from_to(heading: str, words: Lexicon) -> Iterator[tuple[str, str]]:
    """Read “from X to Y” in a heading that calls itself a letter, or has a date, or has nothing but the two names.

    Where no word stands before the sender (“X to Y”), only names count: “REPORT to the BOARD” is a title.
    """
    first = re.match(r"\W*([^\W\d_]+)\s*", heading)
    kind = first.end() if first is not None and first[1].lower() in words.structure["headings"] else 0
    for pattern, begins in _patterns(words.code):
        found = pattern.search(heading)
        if found is None:
            continue
        addressee = found["addressee"]
        sender = heading[kind : found.end("sender")] if found.start("sender") < kind else found["sender"]
        named = is_a_name(addressee, words) and (is_a_name(sender, words) or (kind > 0 and not sender))
        named = named and not any(_shouts(name, words) for name in (sender, addressee) if name)
        dated = not _is_answer(sender, addressee, words) and any(dating.find(heading, words))
        if (named or not begins) and (kind or dated or (named and found[0] == heading)):
            yield sender, addressee
        return


def _is_answer(sender: str, addressee: str, words: Lexicon) -> bool:
    """Tell whether a heading speaks of letters rather than of persons: “Reply to your letter of …”."""
    said = {word.lower() for word in (*sender.split(), *addressee.split())}
    return bool(said & {*words.structure["second-person"], *words.structure["headings"]})


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Turn “from {sender} to {addressee}” into a pattern; a name goes up to a comma, a bracket or the end.

    With it comes whether it begins with the sender.
    """
    made = []
    for pattern in lexicon(code).correspondents["patterns"]:
        escaped = re.escape(pattern)
        for role in ("sender", "addressee"):
            escaped = escaped.replace(re.escape(f"{{{role}}}"), rf"(?P<{role}>[^\W\d_].*?)")
        ends = r"(?=\s*(?:,|;|\.?$|\n|\[|\(\d|[-–—]\s|\d))"
        whole = re.compile(rf"(?:^|\b){escaped}{ends}".replace(r"\ ", r"\s+"), re.IGNORECASE)
        made.append((whole, pattern.startswith("{sender}")))
    return tuple(made)


def directed(heading: str, words: Lexicon) -> str:
    """Return who is named by a heading that is a number and “To …”: “12. An Charlotte von Stein”."""
    found = re.match(r"\W*(?:(?:N[°ro]*\.?\s*)?\d+\w?[.:)]*\s+)?([^\W\d_]+)\s+([^\n]{3,60}?)\W*$", heading)
    if found is None or found[1].lower() not in prepositions(words.code):
        return ""
    return found[2] if is_a_name(found[2], words) and not _shouts(found[2], words) else ""


def _shouts(text: str, words: Lexicon) -> bool:
    """Tell whether words are in capitals and may be any words, as in titles of newspapers: no forename begins them."""
    known = vocabulary(words.code)
    first = folded_phrase(text.split()[0].strip("."))
    titled = {"roleName"} & {part.element for part in name_parts(text, words)}
    return text.isupper() and len(text.split()) > 1 and first not in known.forenames and not titled


def dedicated(line: str, words: Lexicon) -> str:
    """Return to whom something is dedicated: “für Anna Moser”, “Meinem lieben Freunde Otto”; "" if to nobody.

    A single word has to be a forename, or to follow a word of affection: in some languages any noun has a capital.
    """
    first, *rest = line.split() or [""]
    if first.lower() not in words.correspondents["dedications"] or len(line) > _LONGEST:
        return ""
    particles = {*words.names["particles"], *words.names["articles"]}
    before = [t for t in rest if (t[0].islower() and t.lower() not in particles) or is_never(t, words)]
    name = rest[len(before) :]
    if rest[: len(before)] != before or not is_a_name(" ".join(name), words):
        return ""
    known = vocabulary(words.code)
    forenamed = folded_phrase(name[0].strip(".,")) in known.forenames
    ordinary = any(folded_phrase(token.strip(".,")) in known.ordinary for token in name)
    return " ".join(name) if forenamed or (before and len(name) < 3 and not ordinary) else ""


def is_never(token: str, words: Lexicon) -> bool:
    """Tell whether a word with a capital is known to be no name (“Freund”), also with the ending of a case."""
    bare = token.strip(".,")
    return any(form in words.names["never-names"] for form in (bare, bare.removesuffix("e"), bare.removesuffix("en")))


@cache
def prepositions(code: str) -> frozenset[str]:
    """Return the words before an addressee, such as “to”."""
    patterns = lexicon(code).correspondents["patterns"]
    return frozenset(words[-1] for pattern in patterns if (words := pattern.partition("{addressee}")[0].split()))


def is_a_name(text: str, words: Lexicon) -> bool:
    """Tell whether each word is part of a name, and none a pronoun or the name of a letter."""
    tokens = text.strip(" .,").split()
    never = {*words.structure["second-person"], *words.structure["headings"], *words.names["articles"]}
    small = {*words.names["particles"], *(title.lower() for title in words.names["titles"])}
    return (
        1 <= len(tokens) <= 7
        and not any(token.lower() in never for token in tokens)
        and all(token[0].isupper() or token.lower() in small for token in tokens)
        and personal_name(text, words) is not None
    )
