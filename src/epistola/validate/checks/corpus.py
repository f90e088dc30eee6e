"""What identifies a document or an entry does so in the whole corpus.

Three things are compared across the files that are validated together: the `xml:id` of the outermost element, the
`idno` in `publicationStmt`, and, among files that aren't letters, the `xml:id` of persons, places and organisations.
Inside letters, identifiers such as `p1` may come back in every file.

Fires: two letters with the same `xml:id` on their `TEI`.
Silent: two letters with a paragraph `p1` each; a file that is named twice.

Codes: `corpus/duplicate-identifier`, `corpus/duplicate-number`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from epistola import xml
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.names import XML_ID, tei
from epistola.validate.document import Document
from epistola.validate.wording import content

_ENTRIES: Final = tuple(map(tei, ("person", "personGrp", "place", "org")))
_WAY: Final = tuple(map(tei, ("teiHeader", "fileDesc", "publicationStmt")))
_NUMBER: Final = tei("idno")


@dataclass(frozen=True, slots=True)
class Facts:
    """The file, and what identifies something in it: of which kind, what, and where."""

    path: str
    identifiers: tuple[tuple[str, str, Place], ...]

    def __reduce__(self) -> tuple[type[Facts], tuple[Any, ...]]:
        """Pickle quickly: each letter has them, between processes."""
        return Facts, (self.path, self.identifiers)


def collect(document: Document) -> Facts | None:
    """Return what identifies the document and its entries; None if it isn't TEI."""
    root = document.root
    if not document.is_tei:
        return None
    found: list[tuple[str, str, Place]] = []
    if root.get(XML_ID):
        found.append(("identifier", root.get(XML_ID, ""), xml.place(root, document.name)))
    for idno in _numbers(root):
        words = " ".join(content(idno).split())
        if words:
            found.append(("number", f"{idno.get('type', '')}:{words}".lstrip(":"), xml.place(idno, document.name)))
    if document.described is None:
        entries = (entry for entry in root.iter(*_ENTRIES) if entry.get(XML_ID))
        found += [("entry", entry.get(XML_ID, ""), xml.place(entry, document.name)) for entry in entries]
    return Facts(document.path, tuple(found))


def _numbers(root: etree._Element) -> Iterator[etree._Element]:
    """Yield each `idno` of the publication."""
    around = [root]
    for name in _WAY:
        around = [child for one in around for child in one.iterchildren(name)]
    for statement in around:
        yield from statement.iter(_NUMBER)


def compare(facts: Iterable[Facts]) -> Iterator[Diagnostic]:
    """Yield one finding for each identifier that another file has already."""
    first: dict[tuple[str, str], tuple[str, Place]] = {}
    for document in facts:
        for kind, identifier, place in document.identifiers:
            path, known = first.setdefault((kind, identifier), (document.path, place))
            if path != document.path:
                yield _repeated(kind, identifier, place, known)


def _repeated(kind: str, identifier: str, place: Place, known: Place) -> Diagnostic:
    slug = "duplicate-number" if kind == "number" else "duplicate-identifier"
    noun = {"identifier": "identifier of the document", "number": "number of the publication", "entry": "identifier"}
    return Diagnostic(
        f"corpus/{slug}",
        Severity.ERROR,
        f"The {noun[kind]} “{identifier}” is also that of {known}.",
        place,
        hint="Give one of the two another, and see to the pointers that mean it.",
    )
