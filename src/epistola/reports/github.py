"""For GitHub Actions: workflow commands that become annotations in the changed files.

    ::error file=x.xml,line=12,col=5,title=relaxng/unknown-element::There is no element <opner> in this schema.

Escaping follows the Actions toolkit: %, CR and LF in messages; also : and , in properties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from epistola.diagnostics import Diagnostic, Severity

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> str:
    """Return one command a line; nothing when there are no findings."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    numbers = {"line": place.line, "col": place.column if place.line else 0}
    properties = {
        "file": place.file,
        **{name: str(number) for name, number in numbers.items() if number},
        "title": diagnostic.code,
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    link = diagnostic.link if diagnostic.link.startswith("http") else ""  # a page on this machine helps nobody there
    words = " ".join(filter(None, [diagnostic.message, diagnostic.hint, link]))
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
