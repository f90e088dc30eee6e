"""Each `xml:id` stands once in a file (XML 1.0, section 3.3.1, validity constraint "ID"; xml:id 1.0, section 4).

Fires at the second of two elements with the same identifier:

    <p xml:id="p1">…</p> <p xml:id="p1">…</p>

Silent when every identifier is different; upper and lower case count as different.

Codes: `identifiers/duplicate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from epistola.diagnostics import Diagnostic, Severity
from epistola.names import XML_ID
from epistola.validate.document import Document

REPLACES: Final = ("epistola/identifier-unique",)


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield one finding for each repetition of an identifier."""
    for _, element, identifier in document.attributes.get(XML_ID, ()):
        if document.identifiers[identifier] is element:
            continue
        first = document.place(document.identifiers[identifier])
        yield Diagnostic(
            "identifiers/duplicate",
            Severity.ERROR,
            f"The identifier “{identifier}” is used twice; the first time in line {first.line}.",
            document.place(element, XML_ID),
            hint="Give one of the two another xml:id, and see to the pointers that mean it.",
        )
