"""Suspected errors of transcription: remarks with a proposed reading, never markup.

Three kinds are looked for: a name that differs by a letter or two from one that the edition or the letter knows;
a hyphen between a pronoun and the word after it; a word that a usual misreading of letters makes of a much more
frequent one (n read as ri, m as rn, h as li, d as cl).

Fires: “we-believe” is proposed to be “we believe”.
Doesn't: “world-wide” has a hyphen of its own; “corn” isn't misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.lexicon import lexicon
from epistola.encode.names.parties import parties
from epistola.encode.names.spellings import SHORTEST, spellings, spelt
from epistola.encode.names.words import words_of
from epistola.letter import Annotation, Letter, Remark

NEEDS = ("structure", "corrections")
GIVES = ("slips",)
RESPONSIBILITY = "errors of transcription suspected by software"

_MISREADINGS = (
    ("ri", "n"),
    ("rn", "m"),
    ("li", "h"),
    ("cl", "d"),
    ("ii", "n"),
    ("vv", "w"),
    ("tli", "th"),
    ("1", "l"),
    ("0", "o"),
)


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield a remark for each suspected slip that the editor hasn't corrected."""
    decided = list(letter.of("choice"))
    for start, end, reading, why in (
        *_names(letter, context),
        *_hyphens(letter, context),
        *_misread(letter, context),
    ):
        if not any(choice.start < end and start < choice.end for choice in decided):
            yield Remark(
                start,
                end,
                "suspected",
                Severity.INFORMATION,
                f"“{letter.text[start:end]}” may be a slip for “{reading}”: {why}.",
                f'If so, say in the sidecar: [[corrections]] sic = "{letter.text[start:end]}", corr = "{reading}".',
            )


def _names(letter: Letter, context: Context) -> Iterator[tuple[int, int, str, str]]:
    who = parties(letter, context)
    known = spellings(context.register)
    own = spelt(party.surname for party in (who.sender, who.addressee) if party is not None)
    words = words_of(letter.text)
    for number in words.capitals:
        word = words.words[number]
        if len(word) < SHORTEST or word.isupper() or known.has(word) or own.has(word):
            continue
        _, nearest = max(known.likest(word), own.likest(word))
        if nearest and not nearest.startswith(word):
            yield words.starts[number], words.ends[number], nearest, "that is how the name is spelt elsewhere"


def _hyphens(letter: Letter, context: Context) -> Iterator[tuple[int, int, str, str]]:
    pattern = _joined_pronoun(context.words.code)
    words = words_of(letter.text)
    # The folded form of a hyphen is nothing.
    for number in words.having({""}) if pattern else ():
        match = pattern.match(letter.text, words.starts[number - 1]) if pattern and number else None
        if match:
            yield match.start(), match.end(), f"{match[1]} {match[2]}", "a pronoun is not joined to the word after it"


@cache
def _joined_pronoun(code: str) -> re.Pattern[str] | None:
    pronouns = "|".join(lexicon(code).errors["pronouns"])
    pattern = rf"(?<![\w-])({pronouns})-([^\W\d_]{{3,}})(?![\w-])"
    return re.compile(pattern, re.IGNORECASE) if pronouns else None


def _misread(letter: Letter, context: Context) -> Iterator[tuple[int, int, str, str]]:
    misread = _misread_forms(context.words.code)
    if misread.keys().isdisjoint(re.findall(r"[^\W_]{3,}", letter.text)):
        return
    for match in re.finditer(r"(?<![\w-])[^\W_]{3,}(?![\w-])", letter.text):
        if match[0] in misread:
            meant, wrong, right = misread[match[0]]
            yield match.start(), match.end(), meant, f"“{right}” is easily misread as “{wrong}”"


@cache
def _misread_forms(code: str) -> dict[str, tuple[str, str, str]]:
    """Map each form that a misreading makes of a frequent word to that word and what was misread for what."""
    frequent = lexicon(code).errors["function-words"]
    forms = {
        f"{word[:at]}{wrong}{word[at + len(right) :]}": (word, wrong, right)
        for word in frequent
        for wrong, right in _MISREADINGS
        for at in range(len(word))
        if word.startswith(right, at)
    }
    return {form: found for form, found in forms.items() if form not in frequent}
