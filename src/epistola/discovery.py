"""Finding what a room holds: the modules of its folder and of its entry-point group.

Adding a feature is adding a file. Packages of others reach the same doors through entry points
named like the folder (`epistola.annotators`, `epistola.reports` …).
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_ABOUT_PACKAGES: Final = (".dist-info", ".egg-info")


@cache
def modules(package: ModuleType, group: str = "") -> Mapping[str, ModuleType]:
    """Return the modules of `package` and of the entry-point `group`, by name, in the order of their names.

    A module whose name begins with an underscore is private to the package. An entry point of the same
    name as one of our modules takes its place: an installed package is the user's decision. What is installed
    doesn't change while a process runs, so that it is looked up once.
    """
    found = {
        info.name: importlib.import_module(f"{package.__name__}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith("_")
    }
    for point in _entry_points(group) if group else ():
        found[point.name] = point.load()
    return MappingProxyType(dict(sorted(found.items())))


@cache
def module(package: ModuleType, name: str, group: str = "") -> ModuleType:
    """Return one of `modules` without importing the others; raise KeyError when there is none of that name."""
    if any(point.name == name for point in _entry_points(group)) or name.startswith("_"):
        return modules(package, group)[name]
    try:
        return importlib.import_module(f"{package.__name__}.{name}")
    except ModuleNotFoundError:
        raise KeyError(name) from None


def _entry_points(group: str) -> Iterable[EntryPoint]:
    """Return the entry points of `group`.

    The library that reads them takes longer to import than a letter to validate; so it is asked only when something
    that is installed mentions the group, or lies where that can't be told.
    """
    if not _is_strange() and not any(group.encode() in text for text in _declarations(tuple(sys.path))):
        return ()
    from importlib.metadata import entry_points

    return entry_points(group=group)


def _is_strange() -> bool:
    """Tell whether packages may be installed otherwise than in folders: in archives, or by a finder of their own."""
    finders = (finder for finder in sys.meta_path if finder is not PathFinder)
    return any(os.path.isfile(place) for place in sys.path) or any(  # noqa: PTH113 - they are strings
        hasattr(finder, "find_distributions") for finder in finders
    )


@cache
def _declarations(path: tuple[str, ...]) -> tuple[bytes, ...]:
    """Return the files in which installed packages declare entry points."""
    return tuple(text for folder in path for text in _declared_in(folder))


def _declared_in(folder: str) -> Iterator[bytes]:
    try:
        places = [place.path for place in os.scandir(folder or ".") if place.name.endswith(_ABOUT_PACKAGES)]
    except OSError:
        return
    for place in places:
        with suppress(OSError), open(f"{place}/entry_points.txt", "rb") as file:  # noqa: PTH123 - there are hundreds
            yield file.read()
