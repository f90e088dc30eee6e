"""For programs: one JSON object; `version` changes when the form does.

    {"version": 1, "diagnostics": [{"code": "relaxng/unknown-element", "severity": "error", "message": "…",
     "file": "x.xml", "line": 12, "column": 5, "hint": "…", "link": ""}]}

Lines and columns count from 1, columns in Unicode code points; 0 means that the number isn't known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from epistola.diagnostics import Diagnostic

VERSION = 1


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> str:
    """Return the findings as JSON (RFC 8259)."""
    report = {"version": VERSION, "diagnostics": [_finding(diagnostic) for diagnostic in diagnostics]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "hint": diagnostic.hint,
        "link": diagnostic.link,
    }
