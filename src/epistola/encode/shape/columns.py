"""Lines with two parts of a letter side by side: salutation and date, date and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.formulas import is_signature, is_valediction
from epistola.encode.shape.greeting import is_dateline, is_salutation
from epistola.encode.shape.layout import Line

_GAP: Final = re.compile(r"[ \t]{4,}|\t[ \t]*")
_EDGE: Final = 6


def apart(lines: Sequence[Line], words: Lexicon) -> Sequence[Line]:
    """Return the lines, those near the beginning and the end divided where two parts of a letter stand side by side.

    One of them has to be a date, and the other a salutation, a closing formula or a signature.
    """
    if not any(_GAP.search(line.text) for line in (*lines[:_EDGE], *lines[-_EDGE:])):
        return lines
    near = {*range(_EDGE), *range(len(lines) - _EDGE, len(lines))}
    return [
        piece for number, line in enumerate(lines) for piece in (_divided(line, words) if number in near else (line,))
    ]


def _divided(line: Line, words: Lexicon) -> Iterator[Line]:
    gap = _GAP.search(line.text)
    if gap is not None:
        left = replace(line, end=line.start + gap.start(), text=line.text[: gap.start()])
        right = replace(line, start=line.start + gap.end(), text=line.text[gap.end() :])
        if any(is_dateline(a, words) and _opens_or_closes(b, words) for a, b in ((left, right), (right, left))):
            yield left
            yield right
            return
    yield line


def _opens_or_closes(line: Line, words: Lexicon) -> bool:
    return is_salutation(line, words) or is_valediction(line, words) or is_signature(line, words)
