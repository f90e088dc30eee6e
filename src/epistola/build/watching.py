"""Watching an edition (extra `epistola[watch]`): build it, and again whenever something of it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from epistola.config import FILE_NAME, Edition
from epistola.extras import need


def changes(edition: Edition, stop: Any = None) -> Iterator[tuple[Path, ...]]:
    """Yield the files that changed, again and again, until `stop` (a `threading.Event`) is set.

    Raises SurroundingsError when watchfiles isn't installed.
    """
    need("watch", "watchfiles")
    watchfiles: Any = import_module("watchfiles")
    folders = [path for path in _watched(edition) if path.exists()]
    for found in watchfiles.watch(*folders, watch_filter=_filter(edition), stop_event=stop, raise_interrupt=True):
        yield tuple(sorted({Path(path) for _, path in found}))


def _watched(edition: Edition) -> tuple[Path, ...]:
    folders = (edition.sources, edition.tei, edition.authority, edition.rules)
    model = (edition.model,) if edition.model is not None else ()
    return (edition.root / FILE_NAME, *folders, *model)


def _filter(edition: Edition) -> Callable[[Any, str], bool]:
    """Leave out what the build writes for itself: outputs, and files that begin with a point."""
    output = edition.output.resolve()

    def wanted(change: Any, name: str) -> bool:
        path = Path(name)
        return not path.name.startswith(".") and not path.is_relative_to(output)

    return wanted
