"""Finding what a room holds: the modules of its folder and of its entry-point group.

Adding a feature is adding a file. Packages of others reach the same doors through entry points
named like the folder (`epistola.annotators`, `epistola.reports` …).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType, ModuleType


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
    for point in entry_points(group=group) if group else ():
        found[point.name] = point.load()
    return MappingProxyType(dict(sorted(found.items())))
