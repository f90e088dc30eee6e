"""Validation: a document in, diagnostics out. Grammar first, then Schematron, then the checks of `checks/`.

A document that isn't well-formed or isn't TEI gives that one diagnostic. An engine is a function from a document to
diagnostics, made for a schema (`engine(schema)` in `relaxng` and `schematron`) and chosen by the suffix of its file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from epistola.diagnostics import Diagnostic
from epistola.validate.corpus import Corpus
from epistola.validate.document import Document
from epistola.validate.examiner import Examined, Examiner

__all__ = ["Corpus", "Document", "Examined", "Examiner", "examine", "validate"]


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
    isn't said here; `examine` prepares for it. For many documents, an `Examiner` is quicker.
    Raises SettingsError or SurroundingsError when a schema can't be used or read.
    """
    yield from examine(
        data, name, schemas=schemas, rules=rules, base=base, sources=sources, catalogs=catalogs
    ).diagnostics


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
    return Examiner(schemas=schemas, rules=rules, sources=sources, catalogs=catalogs).examine(data, name, base)
