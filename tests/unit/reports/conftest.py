"""One list of findings for all reports."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from epistola.diagnostics import Diagnostic, Place, Severity

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <opner>Dear Mädchen &amp; 姉</opner>\t<p/>
</TEI>
"""
FINDINGS = (
    Diagnostic(
        "relaxng/unknown-element",
        Severity.ERROR,
        "There is no element <opner> in this schema.",
        Place("letters/a b.xml", 2, 3),
        "Did you mean <opener>?",
    ),
    Diagnostic(
        "house/no-sister",
        Severity.WARNING,
        "100 %: “姉”,\nnot: here",
        Place("letters/a b.xml", 2, 26),
        link="https://example.org/rules#sister",
    ),
    Diagnostic("fidelity/not-recorded", Severity.INFORMATION, "The header names no transcription.", Place("b.xml", 7)),
    Diagnostic("build/unreadable", Severity.ERROR, "A control\x08 & <sign>.", Place("")),
)


@pytest.fixture
def findings() -> tuple[Diagnostic, ...]:
    """An error, a warning, a remark, and an error without a file."""
    return FINDINGS


@pytest.fixture
def sources() -> Mapping[str, bytes]:
    """One of the two files, and one without findings."""
    return {"letters/a b.xml": LETTER.encode(), "c.xml": b"<TEI/>"}
