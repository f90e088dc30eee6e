"""For code scanning: SARIF 2.1.0 (OASIS Standard, 27 March 2020), as GitHub and other services read it.

Columns are counted in Unicode code points, which the log says (`columnKind`). File names that are relative stay
so, written as URI references; what reads the log resolves them against the root of the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from epistola.diagnostics import Diagnostic, Severity

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What is an address for sure (RFC 3986 has more): a log with anything else in helpUri is refused by its readers.
_ADDRESS: Final = re.compile(
    r"https?://[a-z0-9.-]+(:[0-9]{1,4})?(/(%[0-9a-f]{2}|[a-z0-9._~!$&'()*+,;=:@/-])*)?"
    r"(\?[a-z0-9._~!$&'()*+,;=:@/?-]*)?(#[a-z0-9._~!$&'()*+,;=:@/?-]*)?",
    re.IGNORECASE,
)


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> str:
    """Return a SARIF log of one run."""
    rules = sorted({diagnostic.code for diagnostic in diagnostics})
    links = {diagnostic.code: diagnostic.link for diagnostic in diagnostics if _ADDRESS.fullmatch(diagnostic.link)}
    driver = {
        "name": "Epistola",
        "version": version("epistola"),
        "rules": [{"id": code, **({"helpUri": links[code]} if code in links else {})} for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, rules.index(diagnostic.code)) for diagnostic in diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    words = " ".join(filter(None, [diagnostic.message, diagnostic.hint]))
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": words},
    }
    if diagnostic.place.file:
        result["locations"] = [{"physicalLocation": _location(diagnostic)}]
    return result


def _location(diagnostic: Diagnostic) -> dict[str, Any]:
    place = diagnostic.place
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        location["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return location


def _uri(file: str) -> str:
    """Write a file name as a URI reference (RFC 3986)."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
