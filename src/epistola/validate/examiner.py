"""`Examiner`: what the validation of many documents has in common, looked up once.

Which schemas count, which checks there are and which rules they replace is the same for all letters of a run. An
examiner knows it, and takes one document after the other, or some at once; it belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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

Engine: TypeAlias = Callable[[Sequence[Document]], Sequence[Sequence[Diagnostic]]]
"""What a schema finds in each of several documents."""
Input: TypeAlias = tuple[bytes, str, Path | None]
"""A document, what messages call it, and the folder in which its relative pointers resolve."""

_WRONG_VALUE: Final = "relaxng/wrong-value"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one document, and the facts to compare with those of others (`Corpus`)."""

    diagnostics: tuple[Diagnostic, ...]
    facts: Facts = ()


@dataclass(frozen=True, slots=True)
class _Begun:
    """A document that was read, the schemas that judge it, and what is found so far: remarks, and by schema."""

    document: Document
    schemas: tuple[Path, ...]
    remarks: tuple[Diagnostic, ...]
    found: dict[Path, Sequence[Diagnostic]]


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
        return self.examine_all([(data, name, base)])[0]

    def examine_all(self, inputs: Iterable[Input]) -> list[Examined]:
        """Do as `examine` does for some documents, which are in memory together.

        Each schema takes all of them in a row: small letters take a third less time so, since the memory that an engine
        works on stays near the processor.
        """
        done: dict[int, Examined] = {}
        begun: dict[int, _Begun] = {}
        asked: dict[Path, list[int]] = {}
        for number, one in enumerate(inputs):
            before = self._begin(*one)
            if isinstance(before, Examined):
                done[number] = before
                continue
            begun[number] = before
            for schema in before.schemas:
                asked.setdefault(schema, []).append(number)
        for schema, numbers in asked.items():
            findings = self._engine(schema)([begun[number].document for number in numbers])
            for number, found in zip(numbers, findings, strict=True):
                begun[number].found[schema] = found
        done.update((number, self._end(before)) for number, before in begun.items())
        return [done[number] for number in sorted(done)]

    def _begin(self, data: bytes, name: str, base: Path | None) -> _Begun | Examined:
        """Read a document and find out by which schemas it is judged."""
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
        return _Begun(document, (*asked, *self._rules), remarks, {})

    def _end(self, begun: _Begun) -> Examined:
        document = begun.document
        found = [*begun.remarks, *self._found(begun)]
        told_of = sorted(suppress(document, found, later=LATER), key=lambda d: (d.place.line, d.place.column))
        return Examined(tuple(told_of), collect(document))

    def _folder(self, base: Path) -> Path:
        if base not in self._folders:
            self._folders[base] = base.resolve()
        return self._folders[base]

    def _engine(self, schema: Path) -> Engine:
        engine = self._engines.get(schema)
        if engine is None:
            engine = self._engines[schema] = _ENGINES[schema.suffix.lower()](schema, self._replaced)
        return engine

    def _found(self, begun: _Begun) -> Iterator[Diagnostic]:
        """Yield what grammars, rules and checks find; what a check says better than a rule, the check says.

        Where a grammar refused the value of an attribute, no check needs to say so again.
        """
        refused: set[Place] = set()
        for schema in begun.schemas:
            for diagnostic in begun.found[schema]:
                if diagnostic.code not in self._replaced:
                    yield diagnostic
                if diagnostic.code == _WRONG_VALUE:
                    refused.add(diagnostic.place)
        for module in self._checks:
            for diagnostic in module.check(begun.document):
                if diagnostic.place not in refused:
                    yield diagnostic


# An engine is imported when a schema of its kind is to be used: XML Schema's takes longer than most letters.
def _relaxng(schema: Path, replaced: frozenset[str]) -> Engine:
    from epistola.validate import relaxng

    return _one_by_one(relaxng.engine(schema))


def _xsd(schema: Path, replaced: frozenset[str]) -> Engine:
    from epistola.validate import xsd

    return _one_by_one(lambda document: xsd.check(document, schema))


def _schematron(schema: Path, replaced: frozenset[str]) -> Engine:
    from epistola.validate import schematron

    return schematron.engine(schema, without=replaced)


def _one_by_one(check: Callable[[Document], Iterable[Diagnostic]]) -> Engine:
    return lambda documents: [list(check(document)) for document in documents]


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
