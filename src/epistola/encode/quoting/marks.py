"""Pairing quotation marks within a block of text.

A mark opens or closes by what stands beside it; a straight one with blanks on both sides, as French typists have it, by
whether one is open. Apostrophes, inches and seconds, the marks that stand for “ditto”, and those repeated at the
beginning of each line of a quotation are told apart.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

# What closes what. Typewriters have two commas, two apostrophes, two accents or two angle brackets for one mark.
CLOSES: Final = {
    "“": frozenset({"”", "“", "''"}),
    "”": frozenset({"”"}),
    "„": frozenset({"“", "”", "''", "``", '"'}),
    ",,": frozenset({"“", "”", "''", "``", '"'}),
    "``": frozenset({"''", "``", "”"}),
    "''": frozenset({"''"}),
    "«": frozenset({"»"}),
    "»": frozenset({"«"}),
    "<<": frozenset({">>"}),
    ">>": frozenset({"<<"}),
    "‹": frozenset({"›"}),
    "›": frozenset({"‹"}),
    "‚": frozenset({"‘", "’", "'"}),
    "‘": frozenset({"’", "'"}),
    '"': frozenset({'"'}),
    "'": frozenset({"'"}),
    "’": frozenset({"’"}),
}
# What closes nothing but single quotations is an apostrophe when it is alone.
_CLOSERS: Final = frozenset.union(*CLOSES.values()) - {"'", "’", "‘", "``"}
_GUILLEMETS: Final = frozenset({"«", "»", "‹", "›", "<<", ">>"})
_SINGLE: Final = frozenset({"'", "’", "‘"})
_STRAIGHT: Final = frozenset({'"', "''"})
_PLAIN: Final = frozenset({'"', "''", ",,", "``"})
_SPACED: Final = re.compile(r"[ \t\u00a0]+[^\W\d_]")
_NUMBER_AFTER: Final = re.compile(r"\s{0,3}\d")
_NUMBER_BEFORE: Final = re.compile(r"\d\s?$")
_EITHER: Final = frozenset({'"', "'", "’", "“", "‘", "''"})
_BEFORE: Final = frozenset("([{—–-/\"'’“„«»‚‘:")
_AFTER: Final = frozenset(".,;:!?)]}…—–-»”’")
_NEVER_FIRST: Final = frozenset(".,;:!?)]}")
_MARK: Final = re.compile(r",,|<<|>>|''|``|[“”„«»‚‘’‹›\"']")
_MARK_OF_LINE: Final = re.compile(rf"(?<=\n)(?:{_MARK.pattern})")
_WORD: Final = re.compile(r"[^\W\d_]+")
# A plural's apostrophe and the end of a quotation look alike: dogs’ and ‘dogs’.
_MAY_BE_PLURAL: Final = re.compile(r"[sxzßSXZ]")
_FURTHER_END: Final = re.compile(r"(?<=[\w.,;:!?…])['’](?![\w'’])")
_FAR: Final = 300
_MOST_OPEN: Final = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation with its marks, and the lengths of these."""

    start: int
    end: int
    opens: int = 1
    closes: int = 1


@dataclass(slots=True)
class Marks:
    """The quotation marks of a block: the pairs, what opens without a partner, and what closes without one."""

    pairs: list[Pair]
    openers: list[int]
    closers: list[int]


def paired(text: str, start: int, end: int, contracted: frozenset[str]) -> Marks:
    """Pair the quotation marks of a block; `contracted` are words that an apostrophe begins (’tis)."""
    stack: list[re.Match[str]] = []
    found = Marks([], [], [])
    repeated = _repeated(text, start, end)
    for mark in _MARK.finditer(text, start, end):
        token = mark[0]
        before = text[mark.start() - 1 : mark.start()] if mark.start() > start else ""
        after = text[mark.end() : mark.end() + 1] if mark.end() < end else ""
        if token in _SINGLE and before.isalpha() and after.isalpha():
            continue  # an apostrophe
        # Further back than a few marks without a partner no quotation has begun that this one could end.
        recent = range(len(stack) - 1, max(-1, len(stack) - 1 - _MOST_OPEN), -1)
        opener = next((place for place in recent if token in CLOSES[stack[place][0]]), None)
        is_open = any(stack[place][0] == token for place in recent)
        if token in repeated and is_open and _opens(mark, before, after, contracted, text):
            continue
        if opener is not None and _closes(mark, before, after, end, text, is_open=is_open):
            first = stack[opener]
            found.pairs.append(Pair(first.start(), mark.end(), len(first[0]), len(token)))
            del stack[opener:]
        elif _opens(mark, before, after, contracted, text):
            stack.append(mark)
        elif _closes_alone(mark, before, after, end, text):
            found.closers.append(mark.start())
    found.openers += [mark.start() for mark in stack if mark[0] not in _SINGLE]
    return found


def _closes_alone(mark: re.Match[str], before: str, after: str, end: int, text: str) -> bool:
    """Tell whether a mark would close something, if it were open; beside numbers it means inches or “ditto”."""
    if _NUMBER_BEFORE.search(text, max(0, mark.start() - 2), mark.start()) or _NUMBER_AFTER.match(text, mark.end()):
        return False
    return mark[0] in _CLOSERS and _closes(mark, before, after, end, text, is_open=False)


def _repeated(text: str, start: int, end: int) -> frozenset[str]:
    """Return the marks that two or more lines of the block begin with: they go on with a quotation that is open."""
    lines = Counter(mark[0] for mark in _MARK_OF_LINE.finditer(text, start, end))
    return frozenset(mark for mark, count in lines.items() if count > 1)


def _opens(mark: re.Match[str], before: str, after: str, contracted: frozenset[str], text: str) -> bool:
    token = mark[0]
    at_beginning = not before or before.isspace() or before in _BEFORE
    if not after or (token in _SINGLE and after.isdigit()):
        return False
    if after.isspace():
        # A blank after « is French usage, and so it is on typewriters; at the beginning of a line " means “ditto”, and
        # beside numbers.
        spaced = token in _STRAIGHT and (not before or before in " \t\u00a0") and _SPACED.match(text, mark.end())
        return after != "\n" and (token in _GUILLEMETS or bool(spaced))
    if token in _SINGLE:
        word = _WORD.match(text, mark.end())
        return at_beginning and not (word and word[0].lower() in contracted)
    if token in _STRAIGHT and after.isalpha():
        # A typist's blank may be missing: Merci."In arduis", civilisation"Après moi.
        at_beginning = at_beginning or before in ".,;!?…)" or (before.isalpha() and after.isupper())
    if token in _PLAIN:
        return at_beginning and after not in _NEVER_FIRST
    return not token.startswith("”") and not (after.isdigit() and before.isalpha())


def _closes(mark: re.Match[str], before: str, after: str, end: int, text: str, *, is_open: bool) -> bool:
    token = mark[0]
    if not before:
        return False
    if token in _STRAIGHT:
        if before == "\n" and not is_open:
            return False
        ends = not after or after.isspace() or after in _AFTER
        return ends if before.isspace() else ends or is_open
    if before.isspace() and token in _EITHER and after and not after.isspace():
        return False
    if token not in _SINGLE:
        return True
    # Between two letters a single mark is an apostrophe.
    if after.isalnum():
        return False
    if _MAY_BE_PLURAL.fullmatch(before) and after.isspace():
        return _FURTHER_END.search(text, mark.end(), min(end, mark.end() + _FAR)) is None
    return True
