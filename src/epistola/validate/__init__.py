"""Validation: a document in, diagnostics out. Grammar first, then Schematron, then the checks of `checks/`.

A document that isn't well-formed or isn't TEI gives that one diagnostic. All engines have one signature,
`check(document, schema) -> Iterator[Diagnostic]`, and are chosen by the suffix of the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from lxml import etree

from epistola import discovery, resources
from epistola.diagnostics import Diagnostic, Severity, from_error
from epistola.errors import MarkupError, SettingsError, SurroundingsError
from epistola.names import TEI_NS
from epistola.validate import checks, relaxng, schematron, xsd
from epistola.validate.document import Document

__all__ = ["Document", "validate"]

Engine: TypeAlias = Callable[[Document, Path], Iterator[Diagnostic]]

_ENGINES: Final[dict[str, Engine]] = {
    ".rng": relaxng.check,
    ".xsd": xsd.check,
    ".sch": schematron.check,
}


def validate(
    data: bytes,
    name: str,
    *,
    schemas: Sequence[Path | str] | None = None,
    rules: Sequence[Path] = (),
    base: Path | None = None,
    sources: Path | None = None,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the document `data`, which messages call `name`, in the order of its lines.

    `schemas` are files in RELAX NG (.rng), XML Schema (.xsd) or Schematron (.sch); None means Epistola's own
    grammar and rules. `rules` are further Schematron files. Relative pointers resolve in the folder `base`, and
    transcriptions are looked for in the folder `sources`; without a folder, what needs it isn't checked.
    Raises SettingsError or SurroundingsError when a schema can't be used or read.
    """
    chosen = _own() if schemas is None else [Path(schema) for schema in schemas]
    engines = [(_engine(schema), schema) for schema in (*chosen, *rules)]
    try:
        document = Document(data, name, base=base, sources=sources)
    except MarkupError as error:
        yield from_error(error)
        return
    if schemas is None and not document.is_tei:
        yield _not_tei(document)
        return
    checked = discovery.modules(checks, "epistola.checks").values()
    replaced = {code for module in checked for code in getattr(module, "REPLACES", ())}
    found = [d for check, schema in engines for d in check(document, schema) if d.code not in replaced]
    found += [d for module in checked for d in module.check(document)]
    yield from sorted(found, key=lambda diagnostic: (diagnostic.place.line, diagnostic.place.column))


def _own() -> list[Path]:
    """Return the schemas that come with Epistola."""
    generated = resources.schemas() / "generated"
    return [generated / "epistola.rng", generated / "epistola.sch"]


def _engine(schema: Path) -> Engine:
    if schema.suffix.lower() not in _ENGINES:
        raise SettingsError(
            f"“{schema}” is not a schema that can be used here.",
            code="validate/unknown-schema",
            hint=f"Give a file whose name ends in {', '.join(_ENGINES)}.",
        )
    if not schema.is_file():
        raise SurroundingsError(
            "There is no schema of this name.",
            code="validate/no-schema",
            file=str(schema),
            hint="Check the path.",
        )
    return _ENGINES[schema.suffix.lower()]


def _not_tei(document: Document) -> Diagnostic:
    root = etree.QName(document.root)
    if root.localname in ("TEI", "TEI.2", "teiCorpus"):
        namespace = f"in the namespace “{root.namespace}”" if root.namespace else "in no namespace"
        sentence = f"The outermost element <{root.localname}> is {namespace}, so this is not TEI P5."
    else:
        sentence = f"This is not a TEI letter: its outermost element is <{root.localname}>."
    hint = f'A letter in TEI begins with <TEI xmlns="{TEI_NS}">.'
    return Diagnostic("validate/not-tei", Severity.ERROR, sentence, document.place(document.root), hint)
