"""Validation by an XML Schema (W3C XML Schema 1.0 and 1.1): the package xmlschema's findings as diagnostics.

A second opinion, and what some editors ask for: an XSD made from an ODD says less than its RELAX NG.

Codes: `xsd/invalid`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import xmlschema
from lxml import etree

from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import SettingsError
from epistola.validate.document import Document


def check(document: Document, schema: Path) -> Iterator[Diagnostic]:
    """Yield what is invalid in `document` by `schema`; raise SettingsError when `schema` can't be used."""
    for error in _load(schema.resolve(), schema.stat().st_mtime_ns).iter_errors(document.tree):
        node = error.elem if isinstance(error.elem, etree._Element) else document.root
        yield Diagnostic("xsd/invalid", Severity.ERROR, _sentence(error, node), document.place(node))


@lru_cache(maxsize=4)
def _load(schema: Path, changed: int) -> xmlschema.XMLSchema11:
    """Compile `schema`; `changed`, its time of change, makes an edited schema be read anew."""
    try:
        return xmlschema.XMLSchema11(str(schema), allow="sandbox", defuse="always")
    except (xmlschema.XMLSchemaException, etree.LxmlError, SyntaxError) as error:
        raise SettingsError(
            f"The XML Schema can't be used: {' '.join(str(error).split())}",
            code="xsd/unusable-schema",
            file=str(schema),
            hint="It must be a W3C XML Schema (.xsd); the files that it imports must lie in its folder.",
        ) from None


def _sentence(error: xmlschema.XMLSchemaValidationError, node: etree._Element) -> str:
    reason = " ".join((error.reason or "it does not follow the schema").split()).rstrip(".")
    return f"<{etree.QName(node).localname}> is not valid: {reason}."
