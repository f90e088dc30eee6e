"""How a letter ends: closing formula, signatures, address, date, and postscripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.formulas import (
    LONGEST_FORMULA,
    announces_enclosures,
    beginning,
    ends_like_a_formula,
    is_address,
    is_marked_signature,
    is_signature,
    is_valediction,
)
from epistola.encode.shape.layout import Line
from epistola.encode.shape.opening import Part, is_dateline

_LONGEST_LINE = 110
_MOST_CLOSING_LINES = 14
_MOST_LINES_OF_A_FORMULA = 5
_EARLY = 3


def closing(lines: Sequence[Line], words: Lexicon) -> tuple[Part, ...]:
    """Return the parts after the last paragraph, in order; they cover the last lines without a gap.

    The elements are `salute` (the closing formula), `signed`, `address`, `dateline` and `postscript`.
    """
    body, announced = _announced(lines, words)
    body, postscripts = _postscripts(body, words)
    return (*_closer(body, words), *postscripts, *announced)


def _announced(lines: Sequence[Line], words: Lexicon) -> tuple[Sequence[Line], list[Part]]:
    """Cut off a last line that says that there are enclosures: it stands below all else, like a postscript."""
    last = lines[-1]
    if len(lines) > 1 and last.block != lines[-2].block and announces_enclosures(last, words):
        return lines[:-1], [Part("postscript", (last,))]
    return lines, []


def _postscripts(lines: Sequence[Line], words: Lexicon) -> tuple[Sequence[Line], list[Part]]:
    """Cut off what begins with “P.S.” or the like and goes on to the end; also where its date stands before it."""
    marker = beginning("postscripts", words.code)
    starts = [i for i in range(1, len(lines)) if marker.match(lines[i].text)]
    early = [i for i in starts if i < len(lines) // 3]
    # Further up only below the end of a letter; the first few tell.
    first = next((i for i in early[:_EARLY] if _closer(lines[:i], words)), len(lines) // 3)
    starts = [i for i in starts if i >= first]
    if not starts:
        return lines, []
    last = _closer(lines[starts[-1] :], words, alone=False)
    ends = [*starts[1:], len(lines) - sum(len(part.lines) for part in last)]
    before = lines[starts[0] - 1]
    if starts[0] > 1 and before.block == lines[starts[0]].block and is_dateline(before, words):
        starts[0] -= 1
    parts = [Part("postscript", tuple(lines[a:b])) for a, b in zip(starts, ends, strict=True)]
    return lines[: starts[0]], [*parts, *last]


def _closer(lines: Sequence[Line], words: Lexicon, *, alone: bool = True) -> list[Part]:
    """Return what closes `lines`: a formula and what follows, a signature over an address, or a name `alone`."""
    formula = _formula(lines, words)
    if formula is None:
        block = _closing_block(lines, words)
        if block or not alone:
            return block
        formula = _formula_amidst(lines, words)
    if formula is None:
        return _signature_only(lines, words)
    lines = [*lines[:formula], *(part for line in lines[formula:] for part in _without_name(line, words))]
    signed = _signature_after(lines, formula, words)
    if signed is None:
        end = _end_of_formula(lines, formula, words)
        return [Part("salute", tuple(lines[formula:end])), *_below_signature(lines[end - 1 :], words)]
    greeting = [Part("salute", tuple(lines[formula:signed]))] if formula < signed else []
    return [*greeting, *_signed(lines[signed:], words)]


def _signature_after(lines: Sequence[Line], formula: int, words: Lexicon) -> int | None:
    """Return the number of the line that is the signature; what follows an address is none."""
    for number in range(formula, len(lines)):
        line = lines[number]
        if number > formula and is_address(line, words):
            return None
        if is_valediction(line, words):
            continue
        if is_signature(line, words):
            return number
        before = lines[number - 1]
        if (
            number > formula
            and _is_short_name(line)
            and before.block == line.block
            and _calls_yours(before.text, words)
        ):
            return number
    return None


def _is_short_name(line: Line) -> bool:
    """Tell whether the line is one word without a capital, as who signs with a few letters may write it."""
    return line.text.strip(" .").isalpha() and len(line.text) <= 8


def _calls_yours(text: str, words: Lexicon) -> bool:
    return text.lower().strip(" ,.").rpartition(" ")[2] in words.structure["second-person"]


def _end_of_formula(lines: Sequence[Line], formula: int, words: Lexicon) -> int:
    """Return the number of the line after a formula that nobody signed: another block, or an address, begins."""
    own = takewhile(lambda line: line.block == lines[formula].block and not is_address(line, words), lines[formula:])
    return formula + max(1, len(list(own)))


def _without_name(line: Line, words: Lexicon) -> tuple[Line, ...]:
    """Divide a line that is a formula and a name (“Dein Emil”, “Love, Tom”) before the name.

    The name has to follow a word for “your” or a comma: in “In alter Liebe” a noun follows.
    """
    cut = 0
    while found := beginning("valedictions", words.code).match(line.text, cut):
        cut = found.end() + len(line.text[found.end() :]) - len(line.text[found.end() :].lstrip(" ,"))
    name = replace(line, start=line.start + cut, text=line.text[cut:])
    formula = line.text[:cut].rstrip()
    yours = formula.endswith(",") or formula.lower().rpartition(" ")[2] in words.structure["second-person"]
    never = set(words.names["never-names"]) & set(name.text.split())
    if not formula or not yours or never or not name.text[:1].isupper() or not is_signature(name, words):
        return (line,)
    return replace(line, end=line.start + len(formula), text=formula), name


def _formula(lines: Sequence[Line], words: Lexicon) -> int | None:
    """Return the number of the line in which the closing formula begins, or None.

    A formula in the block of the signature is preferred to one that stands by itself before it.
    """
    earliest = max(1, len(lines) - _MOST_CLOSING_LINES)
    found = [number for number in range(earliest, len(lines)) if _may_be_formula(lines, number, words)]
    if not found:
        return None
    signed = (line.block for line in lines[found[0] :] if is_signature(line, words) and not is_valediction(line, words))
    block = next(signed, lines[found[0]].block)
    return _beginning_of_block(lines, next((n for n in found if lines[n].block == block), found[0]))


def _formula_amidst(lines: Sequence[Line], words: Lexicon) -> int | None:
    """Return where the last formula with its signature stands, however much was added below it, or None."""
    for number in range(len(lines) - 2, len(lines) // 4, -1):
        line, below = lines[number], lines[number + 1]
        if below.block != line.block or not is_signature(below, words) or is_valediction(below, words):
            continue
        if _is_small(lines, number) and (is_valediction(line, words) or ends_like_a_formula(line.text, words)):
            return _beginning_of_block(lines, number)
    return None


def _may_be_formula(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    line, before = lines[number], lines[number - 1]
    fresh = before.block != line.block or before.ends_a_sentence or _is_small(lines, number)
    return fresh and is_valediction(line, words) and _leads_to_the_end(lines, number, words)


def _leads_to_the_end(lines: Sequence[Line], formula: int, words: Lexicon) -> bool:
    """Tell whether a signature follows soon, or nothing but short lines, so that this isn't a paragraph."""
    for line in lines[formula + 1 : formula + 5]:
        if is_signature(line, words):
            return True
        if len(line.text) > _LONGEST_LINE:
            return False
    return formula + 3 >= len(lines)


def _is_small(lines: Sequence[Line], number: int) -> bool:
    """Tell whether the block of this line is a small one of short lines, between blank lines."""
    if lines[0].block == lines[-1].block:
        return False
    reach = _MOST_LINES_OF_A_FORMULA
    near = lines[max(0, number - reach) : number + reach + 1]
    block = [line for line in near if line.block == lines[number].block]
    return len(block) <= reach and all(len(line.text) <= _LONGEST_LINE for line in block)


def _beginning_of_block(lines: Sequence[Line], number: int) -> int:
    """A small block that holds the closing formula is the closing formula."""
    if not _is_small(lines, number):
        return number
    return next(i for i, line in enumerate(lines) if line.block == lines[number].block) or 1


def _closing_block(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """A last block that is a signature over an address, an address alone, or words that run into a signature.

    Words run into it when the line before has not ended: “Wie immer verharrend Ihr / Felix”. Below the block there
    may be the date.
    """
    blocks = _blocks(lines[-3 * _MOST_LINES_OF_A_FORMULA :])
    below: list[Part] = []
    if len(blocks) > 2 and all(is_dateline(line, words) for line in blocks[-1]):
        below = [Part("dateline", blocks.pop())]
    if len(blocks) < 2 or len(blocks[-1]) > _MOST_LINES_OF_A_FORMULA:
        return []
    before, block = blocks[-2][-1], blocks[-1]
    if any(len(line.text) > _LONGEST_LINE for line in block):
        return []
    if is_address(block[0], words):
        return [Part("address", block), *below]
    alone = len(block) == 1 and (not below or ends_like_a_formula(before.text, words))
    addressed = len(block) > 1 and is_address(block[1], words)
    if is_marked_signature(block[0], words) or (is_signature(block[0], words) and (alone or addressed)):
        return [*_signed(block, words), *below]
    if len(block) > 1 and is_signature(block[-1], words) and not block[-2].ends_a_sentence:
        return [Part("salute", block[:-1]), Part("signed", block[-1:]), *below]
    return []


def _signature_only(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """A name alone in the last line, without a formula before it."""
    if len(lines) > 1 and is_signature(lines[-1], words):
        return [Part("signed", (lines[-1],))]
    return []


def _signed(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """The signature with which `lines` begin, the offices below it, further signatures, and what follows them."""
    parts = [Part("signed", (lines[0],))]
    number = 1
    while number < len(lines) and lines[number].block == lines[0].block:
        line = lines[number]
        if _is_office(line, words):
            parts[-1] = Part("signed", (*parts[-1].lines, line))
        elif _signs_too(line, words, below_office=len(parts[-1].lines) > 1):
            parts.append(Part("signed", (line,)))
        else:
            break
        number += 1
    return [*parts, *_below_signature(lines[number - 1 :], words)]


def _is_office(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says what the person above it is: “Secretary of State”, “Der Vorstand”."""
    if is_address(line, words) or len(line.text) > LONGEST_FORMULA or any(c.isdigit() for c in line.text):
        return False
    return bool(beginning("offices", words.code).match(line.text)) and not line.is_sentence


def _signs_too(line: Line, words: Lexicon, *, below_office: bool) -> bool:
    """Tell whether the line is the full name of somebody else who signs: “Max Weber”, “E. Weber”.

    Below the office of who signed first it is; otherwise a forename or an initial has to say that it is no address.
    """
    if is_address(line, words) or not is_signature(line, words) or is_valediction(line, words):
        return False
    first, *rest = line.text.replace(".", ". ").split()
    initial = len(first) == 2 and first.endswith(".")
    return bool(rest) and (below_office or initial or first in words.names["forenames"])


def _below_signature(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """What follows a signature: lines close to it are an address or belong to it; the rest stands apart."""
    close = tuple(line for line in lines[1:] if line.block == lines[0].block)
    rest = lines[1 + len(close) :]
    if not close:
        return _below(rest, words)
    if any(is_dateline(line, words) for line in close) and not is_address(close[0], words):
        return [Part("dateline", close), *_below(rest, words)]
    return [Part("address", close), *_below(rest, words)]


def _below(rest: Sequence[Line], words: Lexicon) -> list[Part]:
    """What stands apart below the signature: dates and addresses; all else is one postscript."""
    parts: list[Part] = []
    for block in _blocks(rest):
        kind = _kind_below(block, words)
        if parts and kind == parts[-1].element == "postscript":
            parts[-1] = Part(kind, (*parts[-1].lines, *block))
        else:
            parts.append(Part(kind, block))
    return parts


def _kind_below(block: Sequence[Line], words: Lexicon) -> str:
    short = len(block) <= _MOST_LINES_OF_A_FORMULA and all(len(line.text) <= LONGEST_FORMULA for line in block)
    dated = sum(is_dateline(line, words) for line in block)
    if dated == len(block) or (dated and len(block) == 2 and short):
        return "dateline"
    return "address" if short and is_address(block[0], words) else "postscript"


def _blocks(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    return [tuple(group) for _, group in groupby(lines, key=lambda line: line.block)]
