"""How a letter ends: closing formula, signature, address, date, postscripts, and what is enclosed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.shape.layout import Line
from epistola.encode.shape.opening import Part, is_dateline

_LONGEST_FORMULA = 75
_LONGEST_LINE = 110
_MOST_CLOSING_LINES = 14
_MOST_LINES_OF_A_FORMULA = 5


def closing(lines: Sequence[Line], words: Lexicon) -> tuple[Part, ...]:
    """Return the parts after the last paragraph, in order; they cover the last lines without a gap.

    The elements are `salute` (the closing formula), `signed`, `address`, `dateline` and `postscript`.
    """
    body, postscripts = _postscripts(lines, words)
    return (*_closer(body, words), *postscripts)


def begins_enclosure(line: Line, words: Lexicon) -> bool:
    """Tell whether the line is the heading of something enclosed with the letter."""
    found = _beginning("enclosures", words.code).match(line.text) if len(line.text) <= 60 else None
    return found is not None and not announces_enclosures(line, words)


def announces_enclosures(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says that there are enclosures, and how many, as in “2 enclosures”."""
    found = _beginning("enclosures", words.code).match(line.text)
    return found is not None and bool(re.match(r"\W*\d", found[0])) and not line.text[found.end() :].strip(" .)")


def is_valediction(line: Line, words: Lexicon) -> bool:
    """Tell whether the line begins like a closing formula."""
    return len(line.text) <= _LONGEST_FORMULA and bool(_beginning("valedictions", words.code).match(line.text))


def is_signature(line: Line, words: Lexicon) -> bool:
    """Tell whether the line can be a name and nothing else."""
    text = line.text.strip(" .,=+-–—")
    tokens = text.split()
    if (
        not 1 <= len(tokens) <= 6
        or len(text) > 50
        or re.search(r"[?!;:\d]", text.replace("Sgd:", "").replace("Sgd :", ""))
    ):
        return False
    particles = words.names["particles"]
    capitals = [t for t in tokens if t[:1].isupper() or t.startswith(tuple(p for p in particles if p[-1] in "'’"))]
    others = [t for t in tokens if t not in capitals and t.lower() not in particles]
    return bool(capitals) and len(others) <= (1 if len(tokens) > 3 else 0)


@cache
def _beginning(key: str, code: str) -> re.Pattern[str]:
    phrases = sorted(lexicon(code).structure[key], key=len, reverse=True)
    return re.compile(rf"\W{{0,2}}(?:\d{{1,2}}\s)?(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def _postscripts(lines: Sequence[Line], words: Lexicon) -> tuple[Sequence[Line], list[Part]]:
    """Cut off what begins with “P.S.” or the like and goes on to the end."""
    marker = _beginning("postscripts", words.code)
    earliest = max(1, len(lines) // 3)
    begin = next((i for i in range(earliest, len(lines)) if marker.match(lines[i].text)), None)
    if begin is None:
        return lines, []
    starts = [i for i in range(begin, len(lines)) if marker.match(lines[i].text)]
    last = _closer(lines[starts[-1] :], words, alone=False)
    ends = [*starts[1:], len(lines) - sum(len(part.lines) for part in last)]
    parts = [Part("postscript", tuple(lines[a:b])) for a, b in zip(starts, ends, strict=True)]
    return lines[:begin], [*parts, *last]


def _closer(lines: Sequence[Line], words: Lexicon, *, alone: bool = True) -> list[Part]:
    """Return what closes `lines`: a formula and what follows, a signature over an address, or a name `alone`."""
    formula = _formula(lines, words)
    if formula is None:
        return _closing_block(lines, words) or (_signature_only(lines, words) if alone else [])
    lines = [*lines[:formula], *(part for line in lines[formula:] for part in _without_name(line, words))]
    signed = next(
        (
            i
            for i in range(formula, len(lines))
            if is_signature(lines[i], words) and not is_valediction(lines[i], words)
        ),
        None,
    )
    if signed is None:
        end = next((i for i in range(formula, len(lines)) if lines[i].block != lines[formula].block), len(lines))
        return [Part("salute", tuple(lines[formula:end])), *_below(lines[end:], words)]
    greeting = [Part("salute", tuple(lines[formula:signed]))] if formula < signed else []
    return [*greeting, Part("signed", (lines[signed],)), *_below_signature(lines[signed:], words)]


def _without_name(line: Line, words: Lexicon) -> tuple[Line, ...]:
    """Divide a line that is a formula and a name (“Dein Emil”, “Love, Tom”) before the name.

    The name has to follow a word for “your” or a comma: in “In alter Liebe” a noun follows.
    """
    cut = 0
    while found := _beginning("valedictions", words.code).match(line.text, cut):
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
    block = [line for line in lines if line.block == lines[number].block]
    whole = len({line.block for line in lines}) == 1
    return not whole and len(block) <= _MOST_LINES_OF_A_FORMULA and all(len(b.text) <= _LONGEST_LINE for b in block)


def _beginning_of_block(lines: Sequence[Line], number: int) -> int:
    """A small block that holds the closing formula is the closing formula."""
    if not _is_small(lines, number):
        return number
    return next(i for i, line in enumerate(lines) if line.block == lines[number].block) or 1


def _closing_block(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """A last block that is a signature over an address, an address alone, or words that run into a signature.

    Words run into it when the line before has not ended: “Wie immer verharrend Ihr / Felix”.
    """
    blocks = _blocks(lines)
    block = blocks[-1] if len(blocks) > 1 else ()
    if not block or len(block) > _MOST_LINES_OF_A_FORMULA or any(len(line.text) > _LONGEST_LINE for line in block):
        return []
    address = _beginning("addresses", words.code)
    if address.match(block[0].text):
        return [Part("address", block)]
    if is_signature(block[0], words) and (len(block) == 1 or address.match(block[1].text)):
        return [Part("signed", block[:1]), *_below_signature(block, words)]
    if len(block) > 1 and is_signature(block[-1], words) and not block[-2].ends_a_sentence:
        return [Part("salute", block[:-1]), Part("signed", block[-1:])]
    return []


def _signature_only(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """A name alone in the last line, without a formula before it."""
    if len(lines) > 1 and is_signature(lines[-1], words):
        return [Part("signed", (lines[-1],))]
    return []


def _below_signature(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """What follows a signature: lines close to it are an address or belong to it; the rest stands apart."""
    close = tuple(line for line in lines[1:] if line.block == lines[0].block)
    rest = lines[1 + len(close) :]
    if not close:
        return _below(rest, words)
    if all(is_dateline(line, words) for line in close):
        return [Part("dateline", close), *_below(rest, words)]
    return [Part("address", close), *_below(rest, words)]


def _below(rest: Sequence[Line], words: Lexicon) -> list[Part]:
    """What stands apart below the signature: dates and addresses; all else is a postscript."""
    return [Part(_kind_below(block, words), block) for block in _blocks(rest)]


def _kind_below(block: Sequence[Line], words: Lexicon) -> str:
    if all(is_dateline(line, words) for line in block):
        return "dateline"
    short = len(block) <= _MOST_LINES_OF_A_FORMULA and all(len(line.text) <= _LONGEST_FORMULA for line in block)
    return "address" if short and _beginning("addresses", words.code).match(block[0].text) else "postscript"


def _blocks(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    return [tuple(group) for _, group in groupby(lines, key=lambda line: line.block)]
