"""Validation by Schematron (ISO/IEC 19757-3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from epistola.diagnostics import Diagnostic
from epistola.validate.document import Document


def check(document: Document, schema: Path) -> Iterator[Diagnostic]:
    """Yield nothing yet."""
    yield from ()
