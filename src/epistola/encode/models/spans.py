"""What a model says are names in a text, and whether that can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A name from `start` to `end` of a text: its kind (person, place, org, work), and what the model called that."""

    start: int
    end: int
    kind: str
    label: str


def is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text can be a name: whole words of one paragraph, with a capital or a digit."""
    if not 0 <= start < end <= len(text):
        return False
    words = text[start:end]
    return (
        words == words.strip()
        and not re.search(r"\n\s*\n", words)
        and any(sign.isupper() for sign in words)
        and not (start and text[start - 1].isalnum() and words[0].isalnum())
        and not (end < len(text) and text[end].isalnum() and words[-1].isalnum())
    )


def pieces(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces of at most `longest` characters with their offsets, cut at paragraphs, lines, blanks."""
    start = 0
    while start < len(text):
        end = min(len(text), start + longest)
        if end < len(text):
            cuts = (text.rfind(sign, start + longest // 2, end) for sign in ("\n\n", "\n", " "))
            end = next((cut for cut in cuts if cut > start), end)
        yield start, text[start:end]
        start = end
