"""`check`: validation of a document by RELAX NG, one diagnostic for each mistake.

Codes: `relaxng/unknown-element`, `relaxng/misplaced-element`, `relaxng/early-element`, `relaxng/incomplete`,
`relaxng/text-not-allowed`, `relaxng/wrong-content`, `relaxng/unknown-attribute`, `relaxng/missing-attribute`,
`relaxng/wrong-value`, `relaxng/duplicate-identifier`, `relaxng/dangling-reference`, `relaxng/wrong-identifier`,
`relaxng/nothing-allowed`; of schemas `relaxng/bad-schema`, `relaxng/bad-datatype`, `relaxng/bad-name-class`,
`relaxng/bad-reference`, `relaxng/deep-schema`, `relaxng/defined-twice`, `relaxng/duplicate-attribute`,
`relaxng/grouped-data`, `relaxng/identifier-type`, `relaxng/interleave-overlap`, `relaxng/missing-schema`,
`relaxng/no-override`, `relaxng/no-start`, `relaxng/open-attribute`, `relaxng/prohibited`,
`relaxng/recursive-definition`, `relaxng/recursive-file`, `relaxng/remote-schema`, `relaxng/repeated-data`,
`relaxng/schema-elsewhere`, `relaxng/undefined`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from lxml import etree

from epistola.diagnostics import Diagnostic
from epistola.errors import MarkupError, SettingsError
from epistola.names import XML_ID
from epistola.validate.document import Document
from epistola.validate.relaxng.schema import Schema, load
from epistola.validate.relaxng.violations import Fault, Violation

if TYPE_CHECKING:
    from epistola.validate.relaxng.vocabulary import Vocabulary


def check(document: Document, schema: Path) -> Iterator[Diagnostic]:
    """Return what is invalid in `document` by `schema`, a RELAX NG schema in the XML syntax.

    Raises SettingsError when `schema` is not one that can be used.
    """
    return engine(schema)(document)


def engine(schema: Path) -> Callable[[Document], Iterator[Diagnostic]]:
    """Return `check` for `schema` as it is now; what it returns belongs to this thread."""
    return partial(_judge, _load(schema.resolve(), schema.stat().st_mtime_ns, get_ident()))


def _judge(grammar: Schema, document: Document) -> Iterator[Diagnostic]:
    if grammar.accepts(document.root):
        return
    from epistola.validate.relaxng.messages import Messages  # not needed while letters are valid

    messages = Messages(document, grammar.vocabulary)
    before: Violation | None = None
    out_of_order: etree._Element | None = None
    for violation in grammar.judge(document.root):
        is_order = _is_order(violation, grammar.vocabulary)
        follows = is_order and out_of_order is not None and _previous(violation.node) is out_of_order
        if not violation.echo and not follows and not _is_said(violation, before):
            yield messages.diagnostic(violation)
        out_of_order = violation.node if is_order else out_of_order
        before = violation


def _is_order(violation: Violation, vocabulary: Vocabulary) -> bool:
    """Tell whether `violation` is about an element that can stand in its parent, but not there.

    When one element stands too early or too late, those right after it seem to do so, too; that is one mistake.
    """
    parent = violation.node.getparent()
    return violation.fault is Fault.EARLY_ELEMENT or (
        violation.fault is Fault.MISPLACED_ELEMENT
        and parent is not None
        and str(violation.node.tag) in vocabulary.children(str(parent.tag))
    )


def _previous(node: etree._Element) -> etree._Element | None:
    return next(node.itersiblings(etree.Element, preceding=True), None)


def _is_said(violation: Violation, before: Violation | None) -> bool:
    """Tell whether `violation` is said otherwise: by the check of identifiers, or by the violation `before` it."""
    if violation.fault is Fault.DUPLICATE_IDENTIFIER:
        return violation.attribute == XML_ID
    return (
        violation.fault is Fault.IDENTIFIER
        and before is not None
        and (before.node, before.attribute) == (violation.node, violation.attribute)
    )


@lru_cache(maxsize=8)
def _load(path: Path, changed: int, thread: int) -> Schema:
    """Load the schema `path`, anew when the time of its change is another, and for each thread.

    Identifiers are left to the check of identifiers when the schema gives an attribute several types of them.
    """
    try:
        try:
            return load(path)
        except SettingsError as error:
            if error.code != "relaxng/identifier-type":
                raise
            return load(path, identifiers=False)
    except MarkupError as error:
        raise SettingsError(
            f"The RELAX NG schema can't be used: {error.message}",
            code="relaxng/unusable-schema",
            file=error.file,
            line=error.line,
            column=error.column,
            hint="It must be a RELAX NG schema in the XML syntax (.rng).",
        ) from None
