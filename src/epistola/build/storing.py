"""Findings and facts as text, for the state, and back.

Only frozen records that checks and diagnostics define come back as what they were; nothing that the state says can
make anything else, so that a state from a stranger is no danger.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, Final

from epistola import discovery
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.validate import checks
from epistola.validate.corpus import Facts

_OURS: Final = ("epistola.diagnostics", "epistola.validate.")


def findings_to_text(found: Iterable[Diagnostic]) -> str:
    """Write findings down; nothing for none."""
    rows = [
        [d.code, d.severity.value, d.message, d.place.file, d.place.line, d.place.column, d.hint, d.link] for d in found
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def findings_from_text(text: str) -> tuple[Diagnostic, ...]:
    """Read findings that were written down."""
    return tuple(
        Diagnostic(code, Severity(severity), message, Place(file, line, column), hint, link)
        for code, severity, message, file, line, column, hint, link in (json.loads(text) if text else ())
    )


def facts_to_text(facts: Facts) -> str:
    """Write the facts of a document down. Raises TypeError for a fact that can't be written (of somebody's check)."""
    return json.dumps(_plain(facts), ensure_ascii=False, separators=(",", ":")) if facts else ""


def facts_from_text(text: str) -> Facts:
    """Read facts that were written down; raise ValueError for what is no fact."""
    found: Facts = _restored(json.loads(text)) if text else ()
    return found


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        parts = [_plain(getattr(value, field.name)) for field in fields(value)]
        return {"of": [kind.__module__, kind.__qualname__], "is": parts}
    raise TypeError(f"{type(value).__name__} can't be kept")


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restored(part) for part in value)
    if isinstance(value, dict):
        module, name = value["of"]
        return _record(module, name)(*(_restored(part) for part in value["is"]))
    return value


def _record(module: str, name: str) -> Any:
    known = {found.__name__ for found in discovery.modules(checks, "epistola.checks").values()}
    kind = getattr(sys.modules.get(module), name, None) if module in known or module.startswith(_OURS) else None
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise ValueError(f"{module}.{name} is no record")
    return kind
