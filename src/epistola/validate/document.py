"""`Document`: a TEI document as the engines and the checks see it."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import etree

from epistola import saxon, xml
from epistola.diagnostics import Place
from epistola.names import TEI_NS, XML_ID
from epistola.validate.places import Places


class Document:
    """A document and what surrounds it.

    `tree` is the parsed document, `data` its bytes, `name` what messages call it; `base` is the folder in which
    relative pointers resolve, `sources` the folder of the transcriptions. Either folder is None when unknown.
    """

    def __init__(self, data: bytes, name: str, *, base: Path | None = None, sources: Path | None = None) -> None:
        """Parse `data`; raise MarkupError for what isn't well-formed."""
        self.data = data
        self.name = name
        self.base = base
        self.sources = sources
        self.tree: etree._ElementTree = xml.parse(data, name)

    @property
    def root(self) -> etree._Element:
        """The outermost element."""
        return self.tree.getroot()

    @property
    def is_tei(self) -> bool:
        """Whether the outermost element is one of TEI."""
        return etree.QName(self.root).namespace == TEI_NS

    @property
    def encoding(self) -> str:
        """The encoding of the bytes: a byte order mark counts more than the declaration, as for the parser."""
        if self.data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return "utf-16"
        declared = (self.tree.docinfo.encoding or "utf-8").lower()
        return "utf-8" if declared in ("ascii", "us-ascii") or self.data.startswith(BOM_UTF8) else declared

    @cached_property
    def places(self) -> Places:
        """Where the nodes of the tree stand in the bytes."""
        return Places(self.tree, self.data, self.encoding, self.name)

    @cached_property
    def identifiers(self) -> dict[str, etree._Element]:
        """The first element that bears each `xml:id`."""
        found: dict[str, etree._Element] = {}
        for element in self.elements():
            identifier = element.get(XML_ID)
            if identifier is not None:
                found.setdefault(identifier, element)
        return found

    @cached_property
    def for_saxon(self) -> saxon.Document:
        """The document for stylesheets, in UTF-8 without a byte order mark."""
        if self.encoding == "utf-8" and not self.data.startswith(BOM_UTF8):
            return saxon.Document(self.data)
        return saxon.Document(etree.tostring(self.tree, encoding="UTF-8", xml_declaration=True))

    def elements(self) -> Iterator[etree._Element]:
        """Yield all elements in the order of the document."""
        return self.root.iter(etree.Element)

    def place(self, node: etree._Element, attribute: str = "") -> Place:
        """Return where `node` begins, or its attribute (in Clark notation)."""
        return self.places.of(node, attribute)
