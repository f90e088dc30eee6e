"""`Diagnostic`: the one currency in which all stages say what they found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from epistola.errors import EpistolaError


class Severity(StrEnum):
    """How much a finding weighs; the three roles that ISO Schematron users know."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file by name, line and column counted from 1 in code points; 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __reduce__(self) -> tuple[type[Place], tuple[str, int, int]]:
        """Pickle in a tenth of the time that a frozen dataclass takes: each letter has several, between processes."""
        return Place, (self.file, self.line, self.column)

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals understand it."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` is `file/slug`: the module, rule or schema that speaks, and its own name for the finding.
    `hint` says how to mend it; `link` names a page that explains it. Both may be empty.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    link: str = ""


def from_error(error: EpistolaError, file: str = "") -> Diagnostic:
    """Turn an exception into the diagnostic that a batch keeps in the place of the failed letter."""
    place = Place(error.file or file, error.line or 0, error.column or 0)
    return Diagnostic(error.code, Severity.ERROR, error.message, place, error.hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether anything in `diagnostics` is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
