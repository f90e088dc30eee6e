"""Packages that only some features need: asked for when they are wanted, and named when they are missing."""

from __future__ import annotations

import importlib.util

from epistola.errors import SurroundingsError


def need(extra: str, *packages: str) -> None:
    """Raise SurroundingsError, with the command that installs them, when one of `packages` isn't there.

    `extra` is the name under which `pyproject.toml` groups them.
    """
    missing = [package for package in packages if importlib.util.find_spec(package) is None]
    if missing:
        raise SurroundingsError(
            f"This needs {'packages that are' if len(missing) > 1 else 'a package that is'} not installed: "
            f"{', '.join(missing)}.",
            code="extras/not-installed",
            hint=f"Install what belongs to it: pip install 'epistola[{extra}]'.",
        )
