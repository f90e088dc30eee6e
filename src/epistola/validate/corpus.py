"""What is wrong only between documents: facts are collected from each, and compared when all are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from epistola import discovery
from epistola.diagnostics import Diagnostic
from epistola.validate import checks
from epistola.validate.document import Document
from epistola.validate.suppression import Region, ignored, regions

LATER: Final = ("answers/", "corpus/")
Facts: TypeAlias = tuple[tuple[str, Any], ...]


def collect(document: Document) -> Facts:
    """Return the facts of a document that must be compared with others, each with the name of its check."""
    found = [(name, fact) for name, module in _modules() if (fact := module.collect(document)) is not None]
    return (*found, *(("", region) for region in regions(document)))


class Corpus:
    """The facts of the documents that were seen so far."""

    def __init__(self) -> None:
        """Begin without any."""
        self._facts: dict[str, list[Any]] = {}
        self._regions: dict[str, list[Region]] = {}

    def add(self, facts: Facts) -> None:
        """Keep the facts of one more document."""
        for name, fact in facts:
            if isinstance(fact, Region):
                self._regions.setdefault(fact.file, []).append(fact)
            else:
                self._facts.setdefault(name, []).append(fact)

    def compare(self) -> Iterator[Diagnostic]:
        """Yield what is wrong between the documents, by file and line."""
        found = [d for name, module in _modules() for d in module.compare(self._facts.get(name, ()))]
        for diagnostic in sorted(found, key=lambda diagnostic: diagnostic.place):
            if not ignored(diagnostic, self._regions.get(diagnostic.place.file, ())):
                yield diagnostic


def _modules() -> Iterator[tuple[str, Any]]:
    for name, module in discovery.modules(checks, "epistola.checks").items():
        if hasattr(module, "compare"):
            yield name, module
