"""For programs that read Jing's messages: one line for each finding, and nothing when there is none.

    /letters/x.xml:12:5: error: There is no element <opner> in this schema. [relaxng/unknown-element]

A document that isn't well-formed has `fatal:`, as Jing says it. Files are named in full, as Jing names them.
The column is that of the beginning of the tag or attribute, where Jing gives the end of the tag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from epistola.diagnostics import Diagnostic


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> str:
    """Return one line for each finding; a remark, which Jing doesn't know, has the word `information`."""
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    file = Path(place.file)
    name = str(file.absolute()) if file.is_file() else place.file
    numbers = [str(max(number, 1)) for number in (place.line, place.column)] if place.line else []
    words = " ".join(f"{diagnostic.message} {diagnostic.hint} [{diagnostic.code}]".split())
    weight = "fatal" if diagnostic.code.startswith("xml/") else str(diagnostic.severity)
    return f"{':'.join(filter(None, [name, *numbers]))}: {weight}: {words}"
