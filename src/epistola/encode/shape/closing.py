"""How a letter ends: closing formula, signatures, address, date, and postscripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from epistola.encode import dating
from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.formulas import (
    beginning,
    ends_like_a_formula,
    is_address,
    is_form_of_address,
    is_marked_signature,
    is_signature,
    is_valediction,
    lists_enclosures,
)
from epistola.encode.shape.greeting import is_date, is_dateline, is_plain_dateline
from epistola.encode.shape.layout import Line, Part
from epistola.encode.shape.signing import (
    MOST_LINES,
    behind_formula,
    below_signature,
    in_blocks,
    is_office,
    is_sent_to,
    name_apart,
    names_apart,
    signed,
)

_LONGEST_LINE = 110
_MOST_CLOSING_LINES = 14
_LONGEST_SHORT_LINE = 40
_LONGEST_OWNED = 5
_EARLY = 3


def closing(lines: Sequence[Line], words: Lexicon) -> tuple[Part, ...]:
    """Return the parts after the last paragraph, in order; they cover the last lines without a gap.

    The elements are `salute` (the closing formula), `signed`, `address`, `dateline` and `postscript`.
    """
    body, announced = _announced(lines, words)
    body, postscripts = _postscripts(body, words)
    closer = [piece for part in _closer(body, words) for piece in _signed_below(part, words)]
    end = sum(line.start < closer[0].start for line in body) if closer else len(body)
    return (*_dated_above(body[:end], words, closed=bool(closer)), *closer, *postscripts, *announced)


def _signed_below(part: Part, words: Lexicon) -> Iterator[Part]:
    """Divide a note below the signature that somebody signs, too, before its formula and signature."""
    if part.element == "postscript" and part.lines[0].block != part.lines[-1].block:
        last = _closer(part.lines, words, alone=False)
        if any(piece.element == "signed" for piece in last):
            yield Part("postscript", tuple(line for line in part.lines if line.start < last[0].start))
            for piece in last:
                yield from _signed_below(piece, words)
            return
    yield part


def _dated_above(lines: Sequence[Line], words: Lexicon, *, closed: bool) -> list[Part]:
    """A last line that dates the letter, as “Written at Norwich, 5 May” does, or any dateline over what closes it."""
    if len(lines) < 2:
        return []
    line, above = lines[-1], lines[-2]
    said = len(line.text) <= _LONGEST_LINE and beginning("dated-at", words.code).match(line.text) is not None
    dated = said and (line.block != above.block or above.ends_a_sentence) and any(dating.find(line.text, words))
    apart = closed and line.block != above.block and is_plain_dateline(line, words)
    return [Part("dateline", (line,))] if dated or apart else []


def _announced(lines: Sequence[Line], words: Lexicon) -> tuple[Sequence[Line], list[Part]]:
    """Cut off a last block that says what is enclosed: it stands below all else, like a postscript."""
    block = in_blocks(lines[-_MOST_CLOSING_LINES:])[-1]
    if len(lines) > len(block) and lists_enclosures(block, words):
        return lines[: len(lines) - len(block)], [Part("postscript", block)]
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
        block = _closing_block(lines, words, alone=alone)
        if block or not alone:
            return block
        formula = _formula_amidst(lines, words)
    if formula is None:
        return _signature_only(lines, words)
    formula = _led_to(lines, formula, words)
    lines = [*lines[:formula], *names_apart(lines[formula:], words)]
    name = _signature_after(lines, formula, words)
    if name is None:
        end = _end_of_formula(lines, formula, words)
        return [Part("salute", tuple(lines[formula:end])), *below_signature(lines[end - 1 :], words)]
    begin = name
    while begin > formula + 1 and is_office(lines[begin - 1], words) and lines[begin - 1].block == lines[name].block:
        begin -= 1
    first, *rest = signed(lines[name:], words)
    return [*_greeting(lines[formula:begin], words), Part("signed", (*lines[begin:name], *first.lines)), *rest]


def _greeting(lines: Sequence[Line], words: Lexicon) -> Iterator[Part]:
    """Yield the formula before a signature, and the date that may stand in it."""
    for dated, group in groupby(lines, key=lambda line: is_dateline(line, words)):
        yield Part("dateline" if dated else "salute", tuple(group))


def _led_to(lines: Sequence[Line], formula: int, words: Lexicon) -> int:
    """Return where a formula begins that goes over several blocks: “I have the honour to be, / Sir, / Your servant”."""
    number = formula
    while number > 1 and is_form_of_address(lines[number - 1].text, words):
        number -= 1
    before = lines[number - 1]
    leads = number < formula and is_valediction(before, words) and not before.ends_a_sentence
    return number - 1 if leads and number > 1 else formula


def _signature_after(lines: Sequence[Line], formula: int, words: Lexicon) -> int | None:
    """Return the number of the line that is the signature; what follows an address is none."""
    for number in range(formula, len(lines)):
        line = lines[number]
        if number > formula and is_address(line, words):
            return number if _signs_with_title(lines, number, words) else None
        if is_valediction(line, words) or _is_office_of(lines, number, words):
            continue
        if is_signature(line, words):
            return number
        before = lines[number - 1]
        goes_on = number + 1 < len(lines) and lines[number + 1].block == line.block
        if (
            number > formula
            and not (goes_on and (is_signature(lines[number + 1], words) or is_valediction(lines[number + 1], words)))
            and _is_short_name(line)
            and before.block == line.block
            and _calls_yours(before.text, words)
        ):
            return number
    return None


def _is_office_of(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    """Tell whether the line is the office of who signs in the next line: “Le Secrétaire, / A. Dumont”."""
    below = lines[number + 1] if number + 1 < len(lines) else None
    if below is None or below.block != lines[number].block or not is_office(lines[number], words):
        return False
    return is_signature(below, words) and not is_office(below, words)


def _signs_with_title(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    """Tell whether a line like “Frau Auguste Weber” ends the block of the formula, and so is no address but signs."""
    alone = number + 1 == len(lines) or lines[number + 1].block != lines[number].block
    return alone and lines[number - 1].block == lines[number].block and is_signature(lines[number], words)


def _is_short_name(line: Line) -> bool:
    """Tell whether the line is one word without a capital, as who signs with a few letters may write it."""
    return line.text.strip(" .").isalpha() and len(line.text) <= 8


def _calls_yours(text: str, words: Lexicon) -> bool:
    return text.lower().strip(" ,.").rpartition(" ")[2] in words.structure["second-person"]


def _end_of_formula(lines: Sequence[Line], formula: int, words: Lexicon) -> int:
    """Return the number of the line after a formula that nobody signed: another block, or an address, begins."""
    own = takewhile(lambda line: line.block == lines[formula].block and not is_address(line, words), lines[formula:])
    return formula + max(1, len(list(own)))


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
    stacked = max(len(before.text), len(line.text)) <= _LONGEST_SHORT_LINE
    fresh = before.block != line.block or before.ends_a_sentence or stacked or _is_small(lines, number)
    if not fresh or not is_valediction(line, words) or _is_statement(line.text, words):
        return False
    return _leads_to_the_end(lines, number, words) and not _is_said(lines, number, words)


def _is_statement(text: str, words: Lexicon) -> bool:
    """Tell whether what begins like a formula says something else: “Ihr Brief ist am Montag angekommen.”."""
    if text.endswith("?"):
        return True
    said = text.split()
    owned = said[0].lower() in words.structure["second-person"]
    return owned and len(said) > _LONGEST_OWNED and not text.endswith(",") and not ends_like_a_formula(text, words)


def _is_said(lines: Sequence[Line], number: int, words: Lexicon) -> bool:
    """Tell whether the line is a sentence on which others follow: “Your brother came. / He brought it.”."""
    below = lines[number + 1] if number + 1 < len(lines) else None
    if not lines[number].ends_a_sentence or below is None or below.block != lines[number].block:
        return False
    return below.ends_a_sentence and not is_valediction(below, words) and not is_signature(below, words)


def _leads_to_the_end(lines: Sequence[Line], formula: int, words: Lexicon) -> bool:
    """Tell whether a signature follows soon, or nothing but short lines, so that this isn't a paragraph."""
    for line in lines[formula + 1 : formula + 7]:
        if is_signature(line, words):
            return True
        if len(line.text) > _LONGEST_LINE:
            return False
    return formula + 3 >= len(lines)


def _is_small(lines: Sequence[Line], number: int) -> bool:
    """Tell whether the block of this line is a small one of short lines, between blank lines."""
    if lines[0].block == lines[-1].block:
        return False
    reach = MOST_LINES
    near = lines[max(0, number - reach) : number + reach + 1]
    block = [line for line in near if line.block == lines[number].block]
    return len(block) <= reach and all(len(line.text) <= _LONGEST_LINE for line in block)


def _beginning_of_block(lines: Sequence[Line], number: int) -> int:
    """A small block that holds the closing formula is the closing formula, but for the end of a wrapped paragraph."""
    if not _is_small(lines, number):
        return number
    first = next(i for i, line in enumerate(lines) if line.block == lines[number].block)
    ends = (i for i in range(number - 1, first, -1) if _ends_a_paragraph(lines[i - 1], lines[i]))
    return next((i + 1 for i in ends), first) or 1


def _ends_a_paragraph(above: Line, line: Line) -> bool:
    """Tell whether a sentence that began in a long line above ends in this line."""
    return line.ends_a_sentence and not above.ends_a_sentence and len(above.text) > _LONGEST_SHORT_LINE


def _closing_block(lines: Sequence[Line], words: Lexicon, *, alone: bool) -> list[Part]:
    """A last block that is a signature over an address, an address alone, or words that run into a signature.

    Words run into it when the line before has not ended: “Wie immer verharrend Ihr / Felix”. Below the block there
    may be the date.
    """
    blocks = in_blocks(lines[-3 * MOST_LINES :])
    below: list[Part] = []
    if len(blocks) > 2 and all(is_date(line, words) for line in blocks[-1]):
        below = [Part("dateline", blocks.pop())]
    if len(blocks) < 2 or len(blocks[-1]) > MOST_LINES:
        return []
    before, block = blocks[-2][-1], blocks[-1]
    if any(len(line.text) > _LONGEST_LINE for line in block):
        return []
    if is_sent_to(block, words):
        above = lines[: len(lines) - len(block) - sum(len(part.lines) for part in below)]
        inner = _closer(above, words, alone=alone)
        return [*inner, Part("address", block), *below]
    single = len(block) == 1 and (not below or ends_like_a_formula(before.text, words))
    addressed = len(block) > 1 and is_address(block[1], words)
    if len(block) == 2 and is_office(block[0], words) and is_signature(block[1], words):
        return [Part("signed", block), *below]
    if is_marked_signature(block[0], words) or (is_signature(block[0], words) and (single or addressed)):
        return [*signed(block, words), *below]
    if len(block) > 1 and is_signature(block[-1], words) and not _goes_on(block[-2], words):
        return [Part("salute", block[:-1]), Part("signed", block[-1:]), *below]
    return []


def _goes_on(line: Line, words: Lexicon) -> bool:
    """Tell whether what stands below the line belongs to its sentence (“… the letter of the / Colonel”), or to none."""
    last = line.text.split()[-1].lower()
    names = words.names
    leads = {*names["articles"], *names["particles"], *names["place-prepositions"], *names["determiners"]}
    return line.ends_a_sentence or (last in leads and last not in words.structure["second-person"])


def _signature_only(lines: Sequence[Line], words: Lexicon) -> list[Part]:
    """A name alone in the last line, or behind the end of a formula in it: “Your aff. friend, Emily”."""
    if len(lines) < 2:
        return []
    last = lines[-1]
    if len(lines) > 2 and is_date(last, words) and ends_like_a_formula(lines[-3].text, words):
        above = _signature_only(lines[:-1], words)
        return [*above, Part("dateline", (last,))] if above else []
    fresh = last.block != lines[-2].block or lines[-2].ends_a_sentence
    pieces = name_apart(last, words) if fresh else behind_formula(last, words)
    if len(pieces) == 2:
        return [Part("salute", pieces[:1]), Part("signed", pieces[1:])]
    if _ends_telegram(lines) or (is_signature(last, words) and not _ends_wrapped(lines[-2], last, words)):
        return [Part("signed", (last,))]
    return []


def _ends_wrapped(above: Line, last: Line, words: Lexicon) -> bool:
    """Tell whether the last line is the end of a sentence that a long line above begins."""
    if last.text.split()[0] in words.names["forenames"]:
        return False
    unfinished = above.block == last.block and not above.ends_a_sentence and len(above.text) > _LONGEST_SHORT_LINE
    return unfinished and not above.text.endswith(",") and not ends_like_a_formula(above.text, words)


def _ends_telegram(lines: Sequence[Line]) -> bool:
    """Tell whether the last line is the name below a telegram, whose lines end with “=”: “weber +”."""
    marked = sum(line.text.endswith("=") for line in lines)
    return marked > 1 and re.fullmatch(r"=?\s*[^\W\d_]+(?:\s[^\W\d_]+){0,2}\.?\s*[+=]*", lines[-1].text) is not None
