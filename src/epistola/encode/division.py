"""A file with several letters → a transcription for each.

Letters are told apart by a form feed, by a line of signs (“* * *”, “-----”) over what begins like a letter, by a date
or heading with a salutation after the end of a letter; or by what the editor says that their first lines begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from epistola.encode.language import checked, detect
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.readers._plain import decoded
from epistola.encode.shape.greeting import greets, is_dateline, is_heading
from epistola.encode.shape.layout import Line, lines
from epistola.encode.shape.sections import further_letters
from epistola.errors import SourceError

SUFFIXES: Final = (".txt", ".md")

_DIVIDER: Final = re.compile(r"(?:[*=_~#–—-]\s*){3,}")
_OPENING: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One of the letters of a file: a name for it, its bytes, and the line of the file in which it begins."""

    name: str
    content: bytes
    line: int


def divide(data: bytes, name: str, *, marker: str = "", language: str | None = None) -> tuple[Part, ...]:
    """Divide the bytes of the text file `name`; `marker` is what the first line of each letter begins with.

    Every byte is in exactly one of the parts, but for what only divides them: form feeds, lines of signs.

    Raises SourceError for a file of another kind, for what can't be read as text, and where nothing divides.
    """
    if not name.lower().endswith(SUFFIXES):
        raise SourceError(
            "Only plain text and Markdown can be divided.",
            code="division/not-text",
            file=name,
            hint="Divide the letters where they were written, or save them as plain text in UTF-8.",
        )
    found = list(_pieces(data, name, marker, language))
    if len(found) < 2:
        raise SourceError(
            "Nothing in this file divides one letter from another.",
            code="division/one-letter",
            file=name,
            hint="Say what the first line of each letter begins with: --marker “Letter no.”.",
        )
    stem, suffix = Path(name).stem, Path(name).suffix
    width = len(str(len(found)))
    return tuple(
        Part(f"{stem}-{number:0{width}}{suffix}", content, line) for number, (content, line) in enumerate(found, 1)
    )


def _pieces(data: bytes, name: str, marker: str, language: str | None) -> Iterator[tuple[bytes, int]]:
    """Yield the bytes of each letter, and the line in which it begins."""
    line = 1
    for page in data.split(b"\f"):
        if page.strip():
            decoded(page, name, "txt")  # refuses what is no text
            text = page.decode()
            words = lexicon(checked(language or detect(text)))
            for start, end in _spans(text, words, marker):
                yield text[start:end].encode(), line + text.count("\n", 0, start)
        line += page.count(b"\n")


def _spans(text: str, words: Lexicon, marker: str) -> Iterator[tuple[int, int]]:
    """Yield where each letter begins and ends; what is between two of them only divides."""
    all_lines = lines(text)
    starts = [_line_start(text, all_lines[number].start) for number in _beginnings(all_lines, words, marker)]
    cuts = [(start, start) for start in starts]
    if not marker:
        cuts += [(_line_start(text, line.start), _line_end(text, line.end)) for line in _dividers(all_lines, words)]
    begin = 0
    for end, following in sorted(cuts):
        if text[begin:end].strip():
            yield begin, end
            begin = following
        elif following > end:
            begin = following
    if text[begin:].strip():
        yield begin, len(text)


def _beginnings(all_lines: tuple[Line, ...], words: Lexicon, marker: str) -> Iterator[int]:
    if not marker:
        yield from further_letters(all_lines, words)
        return
    for number, line in enumerate(all_lines):
        if line.text.casefold().startswith(marker.casefold()):
            yield number


def _dividers(all_lines: tuple[Line, ...], words: Lexicon) -> Iterator[Line]:
    """Yield the lines of signs under which a letter begins."""
    for number, line in enumerate(all_lines):
        if _DIVIDER.fullmatch(line.text) and any(
            is_dateline(one, words) or is_heading(one, words) or greets(one.text, words)
            for one in all_lines[number + 1 : number + 1 + _OPENING]
        ):
            yield line


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1
