r"""Epistola: from a transcribed letter to a scholarly digital edition.

    import epistola

    encoded = epistola.encode(b"Paris, le 29 Juin 1917.\n\nMon cher Ami, ...", "letter.txt")
    findings = list(epistola.validate(encoded.tei, "letter.xml"))
    page = epistola.transform(encoded.tei, "html")

Everything that is public is named in `__all__`; all else may change.
"""

from __future__ import annotations

from epistola.build import build
from epistola.config import Edition, load
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.encode import Encoded, Settings, encode, read_authority, read_sidecar
from epistola.errors import EpistolaError
from epistola.letter import Annotation, Evidence, Letter, Source
from epistola.schema import compile_odd
from epistola.transform import Output, cite, formats, run_stylesheet, transform
from epistola.validate import validate

__all__ = [
    "Annotation",
    "Diagnostic",
    "Edition",
    "Encoded",
    "EpistolaError",
    "Evidence",
    "Letter",
    "Output",
    "Place",
    "Settings",
    "Severity",
    "Source",
    "build",
    "cite",
    "compile_odd",
    "encode",
    "formats",
    "load",
    "read_authority",
    "read_sidecar",
    "run_stylesheet",
    "transform",
    "validate",
]
