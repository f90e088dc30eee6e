"""Findings that are known and to be mended later: a file of them, against which only new ones are told.

A finding is known by its code, its file and its sentence, not by its line, so that a line that is added above makes
no old finding new. Two of the same sentence in one file are known twice. The file is JSON, sorted, for keeping with
the letters:

    {"version": 1, "findings": [{"code": "…", "file": "…", "message": "…", "count": 1}]}

Codes: `baseline/unusable`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Final, TypeAlias

from epistola import xml
from epistola.diagnostics import Diagnostic
from epistola.errors import SettingsError

Known: TypeAlias = Counter[tuple[str, str, str]]

VERSION: Final = 1
_LINE: Final = re.compile(r"\bline \d+|:\d+(:\d+)?")


def key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """Return what a finding is known by; lines that its sentence names don't count."""
    file = PurePath(diagnostic.place.file).as_posix()
    return diagnostic.code, file, _LINE.sub("", diagnostic.message)


def written(diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return the file that makes all of these known."""
    counted = sorted(Counter(map(key, diagnostics)).items())
    findings = [{"code": c, "file": f, "message": m, "count": number} for (c, f, m), number in counted]
    return (json.dumps({"version": VERSION, "findings": findings}, ensure_ascii=False, indent=2) + "\n").encode()


def read(path: Path) -> Known:
    """Return what a file makes known; raise SettingsError when it isn't such a file."""
    try:
        content = json.loads(xml.read(path))
        if content["version"] != VERSION:
            raise ValueError
        return Counter({(f["code"], f["file"], f["message"]): int(f["count"]) for f in content["findings"]})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SettingsError(
            "This is not a file of known findings.",
            code="baseline/unusable",
            file=str(path),
            hint=f"Write it anew: epistola validate PATH --write-baseline {path}",
        ) from None


def unknown(diagnostics: Iterable[Diagnostic], known: Known) -> Iterator[Diagnostic]:
    """Yield the findings that aren't in `known`, as often as they are more than known."""
    left = known.copy()
    for diagnostic in diagnostics:
        if left[key(diagnostic)] > 0:
            left[key(diagnostic)] -= 1
        else:
            yield diagnostic
