"""Validation by RELAX NG: libxml2's verdict in sentences of our own, with hints read off the schema.

libxml2 says of each mistake where it is and of which kind, in few words, and repeats itself on the elements
around it. Here each mistake gives one diagnostic. What is allowed, required or similar is looked up in the schema
(`vocabulary`), and left out where that can't be known.

Codes: `relaxng/wrong-root`, `relaxng/wrong-namespace`, `relaxng/unknown-element`, `relaxng/misplaced-element`,
`relaxng/out-of-order`, `relaxng/missing-element`, `relaxng/incomplete`, `relaxng/text-not-allowed`,
`relaxng/unknown-attribute`, `relaxng/missing-attribute`, `relaxng/wrong-value`, `relaxng/invalid`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from epistola import xml
from epistola.diagnostics import Diagnostic
from epistola.errors import MarkupError, SettingsError
from epistola.validate.document import Document
from epistola.validate.relaxng import attributes, content
from epistola.validate.relaxng.case import Case
from epistola.validate.relaxng.faults import Fault, faults
from epistola.validate.relaxng.vocabulary import Vocabulary


def check(document: Document, schema: Path) -> Iterator[Diagnostic]:
    """Yield what is invalid in `document` by `schema`, a RELAX NG schema in the XML syntax.

    Raises SettingsError when `schema` is not one that can be used.
    """
    grammar = _load(schema.resolve(), schema.stat().st_mtime_ns)
    if grammar.engine.validate(document.tree):
        return
    found = faults(document, grammar.engine.error_log)
    if grammar.vocabulary is None:
        yield from (content.terse(document, fault) for fault in found)
        return
    judged = Case(document, grammar.vocabulary)
    for fault in found:
        yield from _say(judged, fault)


def _say(judged: Case, fault: Fault) -> Iterator[Diagnostic]:
    """Yield the diagnostic for `fault`; none when a check says it better."""
    match fault.kind:
        case "ELEMWRONG" | "ELEMWRONGNS" | "ELEMNAME":
            yield content.unexpected(judged, fault.node)
        case "EXTRACONTENT":
            yield from _inside(judged, fault)
        case "NOELEM" | "CONTENTVALID":
            yield content.incomplete(judged, fault.node)
        case "TEXTWRONG":
            yield content.stray_text(judged, fault.node)
        case "INVALIDATTR" | "EXTRAATTR":
            yield from attributes.refused(judged, fault)
        case "ATTRVALID":
            yield from attributes.failed(judged, fault)
        case _:
            yield content.terse(judged.document, fault)


def _inside(judged: Case, fault: Fault) -> Iterator[Diagnostic]:
    """Yield what is wrong in an element of which libxml2 says only from where on its content doesn't fit.

    So it does for patterns that it can't make deterministic; where it points may be in order. What the vocabulary
    can tell is said of each place, else no more than that something is wrong.
    """
    named = re.search(r"Element (\S+)", fault.words)
    around = (fault.node, *fault.node.iterancestors())
    node = next((e for e in around if named and etree.QName(e).localname == named[1]), fault.node)
    found = [
        diagnostic
        for child in node.iterdescendants(etree.Element)
        for diagnostic in (*content.examined(judged, child), *attributes.examined(judged, child))
    ]
    yield from found or [content.unclear(judged, node)]


@dataclass(frozen=True, slots=True)
class _Grammar:
    engine: etree.RelaxNG
    vocabulary: Vocabulary | None


@lru_cache(maxsize=8)
def _load(schema: Path, changed: int) -> _Grammar:
    """Compile `schema`; `changed`, its time of change, makes an edited schema be read anew."""
    try:
        tree = xml.parse(xml.read(schema), str(schema))
        return _Grammar(etree.RelaxNG(etree.parse(str(schema))), Vocabulary.read(tree.getroot()))
    except (MarkupError, etree.LxmlError) as error:
        raise SettingsError(
            f"The RELAX NG schema can't be used: {str(error).rstrip('.')}.",
            code="relaxng/unusable-schema",
            file=str(schema),
            line=error.line if isinstance(error, MarkupError) else None,
            hint="It must be a RELAX NG schema in the XML syntax (.rng).",
        ) from None
