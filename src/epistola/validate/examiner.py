"""`Examiner`: what the validation of many documents has in common, looked up once.

Which schemas count, which checks there are and which rules they replace is the same for all letters of a run. An
examiner knows it, and takes one document after the other; it belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from lxml import etree

from epistola import discovery
from epistola.diagnostics import Diagnostic, Place, Severity, from_error
from epistola.errors import MarkupError
from epistola.names import TEI_NS
from epistola.validate import checks, choice
from epistola.validate.corpus import LATER, Facts, collect
from epistola.validate.document import Document
from epistola.validate.suppression import suppress

Engine: TypeAlias = Callable[[Document], Iterator[Diagnostic]]

_WRONG_VALUE: Final = "relaxng/wrong-value"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one document, and the facts to compare with those of others (`Corpus`)."""

    diagnostics: tuple[Diagnostic, ...]
    facts: Facts = ()


class Examiner:
    """Validates documents by the same schemas and rules."""

    def __init__(
        self,
        *,
        schemas: Sequence[Path | str] | None = None,
        rules: Sequence[Path] = (),
        sources: Path | None = None,
        catalogs: Sequence[Path] = (),
    ) -> None:
        """Know `schemas`, `rules`, `sources` and `catalogs` as `validate` does; raise what it raises."""
        self._told = None if schemas is None else choice.named(schemas, catalogs)
        self._own = choice.own()
        self._rules = choice.named(rules)
        self._sources = sources
        self._catalogs = catalogs
        self._checks = [m for m in discovery.modules(checks, "epistola.checks").values() if hasattr(m, "check")]
        self._replaced = frozenset(code for module in self._checks for code in getattr(module, "REPLACES", ()))
        self._engines: dict[Path, Engine] = {}
        self._folders: dict[Path, Path] = {}

    def examine(self, data: bytes, name: str, base: Path | None = None) -> Examined:
        """Validate the document `data`, which messages call `name`, in the folder `base`, and collect its facts."""
        try:
            document = Document(data, name, base=base, sources=self._sources)
        except MarkupError as error:
            return Examined((from_error(error),))
        if base is not None:
            document.folder = self._folder(base)
        told = self._told
        asked, remarks = choice.followed(document, self._catalogs) if told is None else (told, ())
        if not asked and told is None:
            if not document.is_tei:
                return Examined((_not_tei(document),))
            asked = self._own
        found = [*remarks, *self._found(document, (*asked, *self._rules))]
        told_of = sorted(suppress(document, found, later=LATER), key=lambda d: (d.place.line, d.place.column))
        return Examined(tuple(told_of), collect(document))

    def _folder(self, base: Path) -> Path:
        if base not in self._folders:
            self._folders[base] = base.resolve()
        return self._folders[base]

    def _found(self, document: Document, schemas: Sequence[Path]) -> Iterator[Diagnostic]:
        """Yield what grammars, rules and checks find; what a check says better than a rule, the check says.

        Where a grammar refused the value of an attribute, no check needs to say so again.
        """
        refused: set[Place] = set()
        for schema in schemas:
            engine = self._engines.get(schema)
            if engine is None:
                engine = self._engines[schema] = _ENGINES[schema.suffix.lower()](schema, self._replaced)
            for diagnostic in engine(document):
                if diagnostic.code not in self._replaced:
                    yield diagnostic
                if diagnostic.code == _WRONG_VALUE:
                    refused.add(diagnostic.place)
        for module in self._checks:
            for diagnostic in module.check(document):
                if diagnostic.place not in refused:
                    yield diagnostic


# An engine is imported when a schema of its kind is to be used: XML Schema's takes longer than most letters.
def _relaxng(schema: Path, replaced: frozenset[str]) -> Engine:
    from epistola.validate import relaxng

    return relaxng.engine(schema)


def _xsd(schema: Path, replaced: frozenset[str]) -> Engine:
    from epistola.validate import xsd

    return lambda document: xsd.check(document, schema)


def _schematron(schema: Path, replaced: frozenset[str]) -> Engine:
    from epistola.validate import schematron

    return schematron.engine(schema, without=replaced)


_ENGINES: Final = {".rng": _relaxng, ".xsd": _xsd, ".sch": _schematron}


def _not_tei(document: Document) -> Diagnostic:
    root = etree.QName(document.root)
    if root.localname in ("TEI", "TEI.2", "teiCorpus"):
        namespace = f"in the namespace “{root.namespace}”" if root.namespace else "in no namespace"
        sentence = f"The outermost element <{root.localname}> is {namespace}, so this is not TEI P5."
    else:
        sentence = f"This is not a TEI letter: its outermost element is <{root.localname}>."
    hint = f'A letter in TEI begins with <TEI xmlns="{TEI_NS}">.'
    return Diagnostic("validate/not-tei", Severity.ERROR, sentence, document.place(document.root), hint)
