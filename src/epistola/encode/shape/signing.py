"""Signatures: the names in the lines of a closer, the offices with them, and what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, takewhile

from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.formulas import (
    LONGEST_FORMULA,
    beginning,
    ends_like_a_formula,
    is_address,
    is_directed,
    is_signature,
    is_titled,
    is_valediction,
    phrases,
    signature_end,
    signature_mark,
)
from epistola.encode.shape.greeting import is_date, says_more
from epistola.encode.shape.layout import Line, Part

MOST_LINES = 5
_LONGEST_TRADE = 5
_EDGES = " \t.,=+–—-"


def signed(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """The signature with which `lines` begin, the offices below it, further signatures, and what follows them."""
    parts = [Part("signed", (lines[0],))]
    number = 1
    while number < len(lines) and lines[number].block == lines[0].block:
        line = lines[number]
        if is_office(line, words):
            parts[-1] = Part("signed", (*parts[-1].lines, line))
        elif _signs_too(line, words, below_office=len(parts[-1].lines) > 1):
            parts.append(Part("signed", (line,)))
        else:
            break
        number += 1
    return [*parts, *below_signature(lines[number - 1 :], words)]


def is_office(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says what the person above it is: “Secretary of State”, “Der Vorstand”."""
    if is_address(line, words) or len(line.text) > LONGEST_FORMULA or any(c.isdigit() for c in line.text):
        return False
    return bool(beginning("offices", words.code).match(line.text)) and not line.is_sentence


def name_signed(text: str, words: Lexicon) -> tuple[int, int]:
    """Return where in a signature the name stands: without “Signed”, an office over it, a trade behind it, “m. p.”."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    office = beginning("offices", words.code)
    line = next((one for one in lines if not office.match(one[0].strip())), lines[0])
    mark = signature_mark(words.code).match(line[0])
    start = mark.end() if mark else len(line[0]) - len(line[0].lstrip(_EDGES))
    aside = re.match(r"\([^()\n]{1,12}\)\s*(?=\S)", line[0][start:])  # “(Miss) Agnes Hale”
    start += aside.end() if aside else 0
    name, comma, trade = line[0][start:].partition(", ")
    name = name if comma and trade[:1].islower() else line[0][start:]
    bare = signature_end(words.code).sub("", name).rstrip(_EDGES)
    if re.search(r"(?<!\w)[^\W\d_]$", bare) and name[len(bare) :][:1] == ".":
        bare += "."  # the full stop of an initial belongs to it
    return line.start() + start, line.start() + start + len(bare)


def _signs_too(line: Line, words: Lexicon, *, below_office: bool) -> bool:
    """Tell whether the line is the full name of somebody else who signs: “Max Weber”, “E. Weber”.

    Below the office of who signed first it is; otherwise a forename or an initial has to say that it is no address.
    """
    if is_address(line, words) or is_valediction(line, words):
        return False
    name, _, trade = line.text.partition(", ")
    if trade[:1].islower() and len(trade.split()) <= _LONGEST_TRADE and not any(c.isdigit() for c in trade):
        return name.split()[0] in words.names["forenames"] and " " in name
    if not is_signature(line, words):
        return False
    first, *rest = line.text.replace(".", ". ").split()
    initial = len(first) == 2 and first.endswith(".")
    return bool(rest) and (below_office or initial or first in words.names["forenames"])


def below_signature(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """What follows a signature: lines close to it are an address or a date; a note, and the rest, stand apart."""
    close = tuple(takewhile(lambda line: line.block == lines[0].block and not _is_note(line, words), lines[1:]))
    rest = _below(lines[1 + len(close) :], words)
    if not close:
        return rest
    if any(is_date(line, words) for line in close) and not is_address(close[0], words):
        return [Part("dateline", close), *rest]
    return [Part("address", close), *rest]


def _is_note(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says something: “The books I shall send on Monday.”."""
    return line.ends_a_sentence and says_more(line.text, words)


def _below(rest: Sequence[Line], words: Lexicon) -> list[Part]:
    """What stands apart below the signature: dates and addresses; all else is one postscript."""
    parts: list[Part] = []
    for block in in_blocks(rest):
        kind = _kind_below(block, words)
        if parts and kind == parts[-1].element == "postscript":
            parts[-1] = Part(kind, (*parts[-1].lines, *block))
        else:
            parts.append(Part(kind, block))
    return parts


def _kind_below(block: Sequence[Line], words: Lexicon) -> str:
    short = len(block) <= MOST_LINES and all(len(line.text) <= LONGEST_FORMULA for line in block)
    dated = sum(is_date(line, words) for line in block)
    if dated == len(block) or (dated and len(block) == 2 and short):
        return "dateline"
    return "address" if short and is_sent_to(block, words) else "postscript"


def is_sent_to(block: Sequence[Line], words: Lexicon) -> bool:
    """Tell whether short lines say to whom the letter goes: “To the Honble. John Hancock”, “Mr. Reed, / Leeds”."""
    first = block[0]
    if is_address(first, words) or (len(block) > 1 and is_directed(f"{first.text} {block[1].text}", words)):
        return True
    if says_more(" ".join(line.text for line in block), words):
        return False
    whole = len(block) > 1 or "," in first.text
    return (whole and is_titled(first.text, words)) or is_directed(first.text, words)


def names_apart(lines: Sequence[Line], words: Lexicon) -> Iterator[Line]:
    """Yield the lines, divided before names; not before what a name in the next line is: “Dein Schwager / Josef”."""
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        pieces = name_apart(line, words)
        known = words.names["forenames"]
        is_kin = below is not None and below.block == line.block and below.text.split()[0].strip(",.") in known
        yield from (line,) if is_kin and pieces[-1].text.strip(",.") not in known else pieces


def name_apart(line: Line, words: Lexicon) -> tuple[Line, ...]:
    """Divide a line of the closer before the name in it, if there is one."""
    pieces = behind_formula(line, words)
    return pieces if len(pieces) > 1 else _behind_comma(line, words)


def behind_formula(line: Line, words: Lexicon) -> tuple[Line, ...]:
    """Divide a line that is a formula and a name (“Dein Emil”, “Love, Tom”) before the name.

    The name has to follow a word for “your” or a comma, or to be a known forename: in “In alter Liebe” a noun follows.
    """
    cut = 0
    while found := beginning("valedictions", words.code).match(line.text, cut):
        cut = found.end() + len(line.text[found.end() :]) - len(line.text[found.end() :].lstrip(" ,"))
    first = line.text.split()[0]
    if not cut and first.lower() in words.structure["second-person"]:
        cut = min(len(first) + 1, len(line.text))
    cut, is_kin = _behind_kin(line.text, cut, words)
    name = replace(line, start=line.start + cut, text=line.text[cut:])
    formula = line.text[:cut].rstrip()
    yours = formula.endswith(",") or formula.lower().rpartition(" ")[2] in words.structure["second-person"]
    yours = yours or is_kin or name.text.strip(" .") in words.names["forenames"]
    never = set(words.names["never-names"]) & set(name.text.split())
    if not formula or not yours or never or not name.text[:1].isupper() or not is_signature(name, words):
        return (line,)
    return replace(line, end=line.start + len(formula), text=formula), name


def _behind_kin(text: str, cut: int, words: Lexicon) -> tuple[int, bool]:
    """Go on behind what somebody is to the reader, if a name follows: “Dein | alter Freund und Vetter Karl”."""
    found = _kin(words.code).match(text, cut) if cut else None
    return (found.end(), True) if found else (cut, False)


@cache
def _kin(code: str) -> re.Pattern[str]:
    kin, you = phrases("signed-as", code), phrases("second-person", code)
    small = rf"(?:[^\W\d_A-ZÀ-Þ]+|(?i:{you}))[,.]?\s+"
    return re.compile(rf"(?:{small}){{0,5}}(?i:{kin}),?\s+(?:(?:{small}){{1,3}}(?i:{kin}),?\s+)?(?=[A-ZÀ-Þ])")


def _behind_comma(line: Line, words: Lexicon) -> tuple[Line, ...]:
    """Divide a line before the name behind its last comma, if what stands before it is the end of a formula."""
    formula, comma, rest = line.text.rpartition(",")
    cut = len(formula) + len(comma) + len(rest) - len(rest.lstrip())
    name = replace(line, start=line.start + cut, text=line.text[cut:])
    if not comma or len(line.text) > LONGEST_FORMULA or not ends_like_a_formula(formula, words):
        return (line,)
    if not is_signature(name, words) or is_valediction(name, words):
        return (line,)
    text = formula + comma
    return replace(line, end=line.start + len(text), text=text), name


def in_blocks(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Return the lines in the blocks that blank lines divide."""
    return [tuple(group) for _, group in groupby(lines, key=lambda line: line.block)]
