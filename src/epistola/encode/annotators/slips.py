"""Suspected errors of transcription: remarks with a proposed reading, never markup.

Looked for are: a name that differs by a letter or two from one that the edition or the letter knows; a hyphen between
a pronoun and the word after it; a frequent word in which a letter is misread (n as ri, m as rn, h as li, e as c), or
one that the letter has rightly elsewhere; a word that its neighbours show to be another; words that stand twice, run
together or are divided; a capital within a word; a bracket without a partner.

Fires: “we-believe” is proposed to be “we believe”, “tlie” to be “the”, “sat forth” to be “set forth”.
Doesn't: “world-wide” has a hyphen of its own; “corn” isn't misread; “shew” and “giebt” are older spellings.
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
from epistola.encode.slips.blanks import doubled, parted, run_together
from epistola.encode.slips.brackets import unpaired
from epistola.encode.slips.confusions import confused
from epistola.encode.slips.misreadings import misread, misread_figures
from epistola.encode.slips.slip import Slip
from epistola.encode.spans import meets, united
from epistola.letter import Annotation, Letter, Remark

NEEDS = ("structure", "corrections")
GIVES = ("slips",)
RESPONSIBILITY = "errors of transcription suspected by software"

_FIGURE = re.compile(r"[01]")
_WORD = re.compile(r"[^\W_]+")
# What one misreading makes of one word is one finding: a text that is read badly throughout needs no more.
_MOST_ALIKE = 3


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield a remark for each suspected slip that the editor hasn't corrected."""
    decided = united((a.start, a.end) for a in letter.of("choice", "gap", "unclear", "supplied", "sic"))
    seen: dict[tuple[str, str], int] = {}
    end = 0
    for slip in sorted(_suspected(letter, context), key=lambda slip: (slip.start, -slip.end)):
        if slip.start < end or meets(decided, slip.start, slip.end):
            continue
        end = slip.end
        alike = (letter.text[slip.start : slip.end], slip.reading)
        seen[alike] = seen.get(alike, 0) + 1
        if seen[alike] <= _MOST_ALIKE:
            yield _remark(letter.text[slip.start : slip.end], slip)
    yield from (
        Remark(
            offset,
            offset + 1,
            "no-partner",
            Severity.INFORMATION,
            f"The bracket {letter.text[offset]} has no partner.",
            "Check the transcription.",
        )
        for offset in unpaired(letter.text)
        if not meets(decided, offset, offset + 1)
    )


def _remark(words: str, slip: Slip) -> Remark:
    words = " ".join(words.split())
    return Remark(
        slip.start,
        slip.end,
        "suspected",
        Severity.INFORMATION,
        f"“{words}” may be a slip for “{slip.reading}”: {slip.why}.",
        f'If so, say in the sidecar: [[corrections]] sic = "{words}", corr = "{slip.reading}".',
    )


def _suspected(letter: Letter, context: Context) -> Iterator[Slip]:
    text, code = words_of(letter.text), context.words.code
    yield from _names(letter, context)
    yield from _hyphens(letter, context)
    yield from misread(text, code)
    yield from misread_figures(_words_with_figures(letter.text), code)
    yield from confused(text, code)
    yield from doubled(text, code)
    yield from run_together(text, code)
    yield from parted(text, code)


def _words_with_figures(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words with a figure among their letters; figures are soon found, and most have none beside them."""
    end = 0
    for figure in _FIGURE.finditer(text):
        at = figure.start()
        if at >= end and (text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha()):
            while at > end and text[at - 1].isalnum():
                at -= 1
            word = _WORD.match(text, at)
            end = word.end() if word else end
            if word and not word[0].isdigit():
                yield at, word[0]


def _names(letter: Letter, context: Context) -> Iterator[Slip]:
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
            why = "that is how the name is spelt elsewhere"
            yield Slip(words.starts[number], words.ends[number], nearest, why)


def _hyphens(letter: Letter, context: Context) -> Iterator[Slip]:
    pattern = _joined_pronoun(context.words.code)
    words = words_of(letter.text)
    # The folded form of a hyphen is nothing.
    for number in words.having({""}) if pattern else ():
        match = pattern.match(letter.text, words.starts[number - 1]) if pattern and number else None
        if match:
            why = "a pronoun is not joined to the word after it"
            yield Slip(match.start(), match.end(), f"{match[1]} {match[2]}", why)


@cache
def _joined_pronoun(code: str) -> re.Pattern[str] | None:
    pronouns = "|".join(lexicon(code).errors["pronouns"])
    pattern = rf"(?<![\w-])({pronouns})-([^\W\d_]{{3,}})(?![\w-])"
    return re.compile(pattern, re.IGNORECASE) if pronouns else None
