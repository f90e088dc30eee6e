"""Whether what was generated from an ODD is still what the ODD says."""

from __future__ import annotations

from pathlib import Path

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.schema.compiler import compile_odd

_HINT = "Run `epistola schema build` and commit what it writes; generated files are never edited."


def check(odd: Path, folder: Path, p5: Path | None = None) -> list[Diagnostic]:
    """Compile `odd` and name each file in `folder` that differs from the result, or isn't there."""
    found = []
    for name, content in compile_odd(odd, p5).files().items():
        path = folder / name
        if not path.is_file():
            found.append(_stale(path, "missing", f"The file {name} was never made from {odd.name}."))
        elif path.read_bytes() != content:
            found.append(_stale(path, "stale", f"The file {name} isn't what {odd.name} gives today."))
    return found


def _stale(path: Path, slug: str, message: str) -> Diagnostic:
    return Diagnostic(f"schema/{slug}", Severity.ERROR, message, Place(str(path)), _HINT)
