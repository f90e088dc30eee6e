r"""Epistola: from a transcribed letter to a scholarly digital edition.

    import epistola

    encoded = epistola.encode(b"Paris, le 29 Juin 1917.\n\nMon cher Ami, ...", "letter.txt")
    findings = list(epistola.validate(encoded.tei, "letter.xml"))
    page = epistola.transform(encoded.tei, "html")

Everything that is public is named in `__all__`; all else may change. What is named there is imported when it is
first asked for (PEP 562), so that a command which validates doesn't wait for what encodes.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from epistola.build import build
    from epistola.config import Edition, load
    from epistola.diagnostics import Diagnostic, Place, Severity
    from epistola.encode import Encoded, Settings, encode, read_authority, read_sidecar
    from epistola.errors import EpistolaError
    from epistola.letter import Annotation, Evidence, Letter, Source
    from epistola.schema import compile_odd
    from epistola.transform import Output, cite, run_stylesheet, transform
    from epistola.transform.formats import formats
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

_HOMES: Final = {
    "build": ("build",),
    "config": ("Edition", "load"),
    "diagnostics": ("Diagnostic", "Place", "Severity"),
    "encode": ("Encoded", "Settings", "encode", "read_authority", "read_sidecar"),
    "errors": ("EpistolaError",),
    "letter": ("Annotation", "Evidence", "Letter", "Source"),
    "schema": ("compile_odd",),
    "transform": ("Output", "cite", "formats", "run_stylesheet", "transform"),
    "validate": ("validate",),
}
_MODULE_OF: Final = {name: f"{__name__}.{module}" for module, names in _HOMES.items() for name in names}


class _Face(ModuleType):
    """A package in which a name of `__all__` means what is public, also where a folder has the same name."""

    def __getattr__(self, name: str) -> Any:
        """Import what is public when it is first asked for."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(_MODULE_OF[name]), name)
        super().__setattr__(name, found)
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        """Keep the import of the folder `validate` from standing in the way of the function."""
        if not (name in _MODULE_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """Name what is public, too, though it isn't imported yet."""
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Face
