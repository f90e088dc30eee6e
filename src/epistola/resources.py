"""Where things are: stylesheets and schemas (in a checkout beside `src`, in a wheel inside the package), caches."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = _PACKAGE.parent.parent


def _folder(in_wheel: str, in_checkout: str) -> Path:
    """Prefer what travels inside the package; a checkout installed for development has only the other."""
    inside = _PACKAGE / in_wheel
    return inside if inside.is_dir() else _CHECKOUT / in_checkout


def stylesheets() -> Path:
    """Return the folder of the XSLT packages and modules."""
    return _folder("xslt", "xslt")


def schemas() -> Path:
    """Return the folder of `epistola.odd`, `generated/` and `rules/`."""
    return _folder("schemas", "schema")


def cache(name: str) -> Path:
    """Return the folder for what can be had again (XDG Base Directory Specification on Unix); it may not exist yet."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "epistola" / name
