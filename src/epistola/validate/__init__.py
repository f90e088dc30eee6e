"""Validation: a document in, diagnostics out. Grammar first, then Schematron, then the checks of `checks/`.

A document that isn't well-formed or isn't TEI gives that one diagnostic. All engines have one signature,
`check(document, schema) -> Iterator[Diagnostic]`, and are chosen by the suffix of the schema.
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
from epistola.validate import checks, choice, relaxng, schematron, xsd
from epistola.validate.corpus import LATER, Corpus, Facts, collect
from epistola.validate.document import Document
from epistola.validate.suppression import suppress

__all__ = ["Corpus", "Document", "Examined", "examine", "validate"]

Engine: TypeAlias = Callable[[Document, Path], Iterator[Diagnostic]]

_ENGINES: Final[dict[str, Engine]] = {
    ".rng": relaxng.check,
    ".xsd": xsd.check,
    ".sch": schematron.check,
}
_WRONG_VALUE: Final = f"relaxng/{relaxng.Fault.VALUE}"


def validate(
    data: bytes,
    name: str,
    *,
    schemas: Sequence[Path | str] | None = None,
    rules: Sequence[Path] = (),
    base: Path | None = None,
    sources: Path | None = None,
    catalogs: Sequence[Path] = (),
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the document `data`, which messages call `name`, in the order of its lines.

    `schemas` are files in RELAX NG (.rng), XML Schema (.xsd) or Schematron (.sch), or names as `choice` knows them;
    None means those that the document asks for, or else Epistola's own. `rules` are further Schematron files. Relative
    pointers resolve in the folder `base`, and transcriptions are looked for in the folder `sources`; without a folder,
    what needs it isn't checked. `catalogs` are XML catalogs. What only a comparison with other documents can tell
    isn't said here; `examine` prepares for it.
    Raises SettingsError or SurroundingsError when a schema can't be used or read.
    """
    yield from examine(
        data, name, schemas=schemas, rules=rules, base=base, sources=sources, catalogs=catalogs
    ).diagnostics


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one document, and the facts to compare with those of others (`Corpus`)."""

    diagnostics: tuple[Diagnostic, ...]
    facts: Facts = ()


def examine(
    data: bytes,
    name: str,
    *,
    schemas: Sequence[Path | str] | None = None,
    rules: Sequence[Path] = (),
    base: Path | None = None,
    sources: Path | None = None,
    catalogs: Sequence[Path] = (),
) -> Examined:
    """Validate as `validate` does, and collect what is needed to compare the document with others."""
    told = None if schemas is None else choice.named(schemas, catalogs)
    further = choice.named(rules)
    try:
        document = Document(data, name, base=base, sources=sources)
    except MarkupError as error:
        return Examined((from_error(error),))
    asked, remarks = choice.followed(document, catalogs) if told is None else (told, ())
    if not asked and not document.is_tei and told is None:
        return Examined((_not_tei(document),))
    used = (*(asked if asked or told is not None else choice.own()), *further)
    found = suppress(document, [*remarks, *_found(document, used)], later=LATER)
    ordered = sorted(found, key=lambda diagnostic: (diagnostic.place.line, diagnostic.place.column))
    return Examined(tuple(ordered), collect(document))


def _found(document: Document, schemas: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yield what grammars, rules and checks find; what a check says better than a rule, the check says.

    Where a grammar refused the value of an attribute, no check needs to say so again.
    """
    checked = [m for m in discovery.modules(checks, "epistola.checks").values() if hasattr(m, "check")]
    replaced = {code for module in checked for code in getattr(module, "REPLACES", ())}
    refused: set[Place] = set()
    for schema in schemas:
        for diagnostic in _ENGINES[schema.suffix.lower()](document, schema):
            if diagnostic.code not in replaced:
                yield diagnostic
            if diagnostic.code == _WRONG_VALUE:
                refused.add(diagnostic.place)
    for module in checked:
        for diagnostic in module.check(document):
            if diagnostic.place not in refused:
                yield diagnostic


def _not_tei(document: Document) -> Diagnostic:
    root = etree.QName(document.root)
    if root.localname in ("TEI", "TEI.2", "teiCorpus"):
        namespace = f"in the namespace “{root.namespace}”" if root.namespace else "in no namespace"
        sentence = f"The outermost element <{root.localname}> is {namespace}, so this is not TEI P5."
    else:
        sentence = f"This is not a TEI letter: its outermost element is <{root.localname}>."
    hint = f'A letter in TEI begins with <TEI xmlns="{TEI_NS}">.'
    return Diagnostic("validate/not-tei", Severity.ERROR, sentence, document.place(document.root), hint)
