"""Validation by an XML Schema (W3C XML Schema 1.0 and 1.1): the package xmlschema's findings as diagnostics.

A second opinion, and what some editors ask for: an XSD made from an ODD says less than its RELAX NG.

Codes: `xsd/unexpected-element`, `xsd/incomplete`, `xsd/invalid`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import xmlschema
from lxml import etree

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SettingsError
from epistola.validate.document import Document
from epistola.validate.wording import element_name, local, some


def check(document: Document, schema: Path) -> Iterator[Diagnostic]:
    """Yield what is invalid in `document` by `schema`; raise SettingsError when `schema` can't be used."""
    for error in _load(schema.resolve(), schema.stat().st_mtime_ns).iter_errors(document.tree):
        yield _finding(document, error)


@lru_cache(maxsize=4)
def _load(schema: Path, changed: int) -> xmlschema.XMLSchema11:
    """Compile `schema`; `changed`, its time of change, makes an edited schema be read anew."""
    try:
        return xmlschema.XMLSchema11(str(schema), allow="local", defuse="always")
    except (xmlschema.XMLSchemaException, etree.LxmlError, SyntaxError) as error:
        raise SettingsError(
            f"The XML Schema can't be used: {' '.join(str(error).split())}",
            code="xsd/unusable-schema",
            file=str(schema),
            hint="It must be a W3C XML Schema (.xsd); what it imports must be files.",
        ) from None


def _finding(document: Document, error: xmlschema.XMLSchemaValidationError) -> Diagnostic:
    node = error.elem if isinstance(error.elem, etree._Element) else document.root
    if not isinstance(error, xmlschema.XMLSchemaChildrenValidationError):
        reason = " ".join((error.reason or "it does not follow the schema").split()).rstrip(".")
        return _error("invalid", f"{element_name(node)} is not valid: {reason}.", document.place(node))
    names = sorted({f"<{local(str(tag)).rpartition(':')[2]}>" for tag in error.expected_tags})
    hint = f"Expected: {some(names, word='or')}." if names else ""
    if error.index >= len(node):
        return _error("incomplete", f"The content of {element_name(node)} is not complete.", document.place(node), hint)
    child = node[error.index]
    sentence = f"{element_name(child)} can't stand here in {element_name(node)}."
    return _error("unexpected-element", sentence, document.place(child), hint)


def _error(slug: str, sentence: str, place: Place, hint: str = "") -> Diagnostic:
    return Diagnostic(f"xsd/{slug}", Severity.ERROR, sentence, place, hint)
