"""For people: each finding with the line that it is about, and a summary at the end.

    letters/x.xml:12:5: error: There is no element <opner> in this schema. [relaxng/unknown-element]
        <opner>Dear Madam</opner>
        ^
      hint: Did you mean <opener>?

    1 error in 1 file.

A line longer than 100 characters is cut around the column, with … where something was left out.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from epistola.diagnostics import Diagnostic, Place, Severity

_WIDTH: Final = 100
_BEFORE: Final = 60
_DECLARATION: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']"""
)


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> str:
    """Return the findings and the summary; "No findings." when there are none."""
    lines = _Lines(sources)
    findings = ["\n".join(_finding(diagnostic, lines)) for diagnostic in diagnostics]
    return "\n".join([*findings, *([""] if findings else []), summary(diagnostics), ""])


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the last line of the report: how many findings of each severity, in how many files."""
    if not diagnostics:
        return "No findings."
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
    files = len({diagnostic.place.file for diagnostic in diagnostics} - {""})
    where = f" in {files} file{'s' if files > 1 else ''}" if files else ""
    return f"{', '.join(parts)}{where}."


def excerpt(place: Place, line: str) -> Iterator[str]:
    """Yield the line as far as it can be shown, and a caret under the column if that is known."""
    if not 0 < place.column <= len(line) + 1:
        yield _visible(line[:_WIDTH] + ("…" if len(line) > _WIDTH else ""))
        return
    start = max(0, min(place.column - 1 - _BEFORE, len(line) - _WIDTH)) if len(line) > _WIDTH else 0
    before = _visible(("…" if start else "") + line[start : place.column - 1])
    after = _visible(line[place.column - 1 : start + _WIDTH]) + ("…" if len(line) > start + _WIDTH else "")
    indent = len(before) - len(before.lstrip())
    yield before[indent:] + after
    yield " " * _columns(before[indent:]) + "^"


def _finding(diagnostic: Diagnostic, lines: _Lines) -> Iterator[str]:
    place = diagnostic.place
    where = f"{place}: " if place.file else ""
    yield _one_line(f"{where}{diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]")
    line = lines.get(place)
    if line.strip():
        yield from (f"    {shown}" for shown in excerpt(place, line))
    if diagnostic.hint:
        yield _one_line(f"  hint: {diagnostic.hint}")
    if diagnostic.link:
        yield _one_line(f"  see: {diagnostic.link}")


class _Lines:
    """The lines of the files, each file decoded when it is first asked for."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        self._sources = sources
        self._lines: dict[str, list[str]] = {}

    def get(self, place: Place) -> str:
        """Return the line of `place`; "" when the file or the line isn't known."""
        if place.file not in self._lines:
            self._lines[place.file] = _decoded(self._sources.get(place.file, b"")).split("\n")
        lines = self._lines[place.file]
        return lines[place.line - 1].rstrip("\r") if 0 < place.line <= len(lines) else ""


def _decoded(data: bytes) -> str:
    """Decode a file as a parser of XML does (XML 1.0, appendix F); what isn't so is shown as far as it can be."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    declared = _DECLARATION.match(data)
    try:
        text = data.decode(declared[1].decode("ascii") if declared else "utf-8", errors="replace")
    except (LookupError, UnicodeError):  # some codecs of Python know no replacement
        text = data.decode("utf-8", errors="replace")
    return text.removeprefix("\ufeff")


def _one_line(text: str) -> str:
    return _visible(text.replace("\n", " "))


def _visible(text: str) -> str:
    """Replace what would move the cursor: a tab by a blank, other control characters by a mark."""
    return "".join(" " if c == "\t" else "\N{REPLACEMENT CHARACTER}" if _is_control(c) else c for c in text)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def _columns(text: str) -> int:
    """Return how many columns a terminal gives `text`: none to combining marks, two to wide characters."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _count(number: int, severity: Severity) -> str:
    word = "remark" if severity is Severity.INFORMATION else severity
    plural = "s" if number > 1 else ""
    return f"{number} {word}{plural}"
