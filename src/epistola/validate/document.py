"""`Document`: a TEI document as the engines and the checks see it."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from lxml import etree

from epistola import xml
from epistola.diagnostics import Place
from epistola.names import TEI_NS, XML_ID, tei

if TYPE_CHECKING:
    from epistola import saxon
    from epistola.validate.places import Places

Attribute: TypeAlias = tuple[int, etree._Element, str]
"""A number that gives the order in the document, the element, and the value."""

# Encodings in which the names of TEI are the bytes of ASCII.
_LIKE_ASCII: Final = frozenset(("utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"))
_ON_THE_WEB: Final = re.compile(r"https?://\S*\s*").fullmatch
_DESCRIPTION: Final = tei("correspDesc")
_IN_TEI: Final = f"{{{TEI_NS}}}"


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
        self._pointers: dict[str, list[Attribute]] = {}

    @property
    def root(self) -> etree._Element:
        """The outermost element."""
        return self.tree.getroot()

    @property
    def is_tei(self) -> bool:
        """Whether the outermost element is one of TEI."""
        return str(self.root.tag).startswith(_IN_TEI)

    @cached_property
    def encoding(self) -> str:
        """The encoding of the bytes: a byte order mark counts more than the declaration, as for the parser."""
        if self.data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return "utf-16"
        declared = (self.tree.docinfo.encoding or "utf-8").lower()
        return "utf-8" if declared in ("ascii", "us-ascii") or self.data.startswith(BOM_UTF8) else declared

    @cached_property
    def folder(self) -> Path | None:
        """The folder `base` with all links followed."""
        return None if self.base is None else self.base.resolve()

    @cached_property
    def path(self) -> str:
        """The absolute path of the document, or its name where its folder isn't known."""
        return os.path.join(self.folder, os.path.basename(self.name)) if self.folder else self.name  # noqa: PTH118, PTH119

    def mentions(self, *names: bytes) -> bool:
        """Tell whether one of `names` may stand in the document; what is not mentioned need not be looked for.

        The name of an element, an attribute or an instruction stands in the bytes as it is, since a DOCTYPE is refused;
        so the answer no is certain, and in an encoding that may write it otherwise the answer is yes.
        """
        if not self._is_like_ascii:
            return True
        for name in names:  # noqa: SIM110 - any() takes twice as long
            if name in self.data:
                return True
        return False

    @cached_property
    def _is_like_ascii(self) -> bool:
        return self.encoding in _LIKE_ASCII and b"\0" not in self.data

    @cached_property
    def places(self) -> Places:
        """Where the nodes of the tree stand in the bytes."""
        from epistola.validate.places import Places  # not needed while nothing is wrong

        return Places(self.tree, self.data, self.encoding, self.name)

    @cached_property
    def is_utf_8(self) -> bool:
        """Whether the bytes are in UTF-8 for certain."""
        return self._is_like_ascii and self.encoding == "utf-8"

    @cached_property
    def identifiers(self) -> dict[str, etree._Element]:
        """The first element that bears each `xml:id`."""
        found: dict[str, etree._Element] = {}
        for _, element, value in self.attributes.get(XML_ID, ()):
            found.setdefault(value, element)
        return found

    @cached_property
    def attributes(self) -> dict[str, list[Attribute]]:
        """The attributes of the document by their names, in the order of the document."""
        found: dict[str, list[Attribute]] = {}
        number = 0
        for element in self.root.iter("*"):
            for name, value in cast("list[tuple[str, str]]", element.items()):
                number += 1
                of_name = found.get(name)
                if of_name is None:
                    found[name] = [(number, element, value)]
                else:
                    of_name.append((number, element, value))
        return found

    @cached_property
    def described(self) -> etree._Element | None:
        """The first `correspDesc`; None where no letter is described."""
        return next(self.root.iter(_DESCRIPTION), None)

    @cached_property
    def prefixes(self) -> dict[str, list[etree._Element]]:
        """The declarations (`prefixDef`) of each private prefix."""
        found: dict[str, list[etree._Element]] = {}
        if self.mentions(b"prefixDef"):
            for declaration in self.root.iter(tei("prefixDef")):
                found.setdefault(declaration.get("ident", ""), []).append(declaration)
        return found

    @cached_property
    def for_saxon(self) -> saxon.Document:
        """The document for stylesheets, in UTF-8 without a byte order mark."""
        from epistola import saxon  # not needed where no rules are run

        if self.encoding == "utf-8" and not self.data.startswith(BOM_UTF8):
            return saxon.Document(self.data)
        return saxon.Document(etree.tostring(self.tree, encoding="UTF-8", xml_declaration=True))

    def elements(self) -> Iterator[etree._Element]:
        """Yield all elements in the order of the document."""
        return self.root.iter(etree.Element)

    def pointers(self, attribute: str) -> list[Attribute]:
        """Return the attributes of that name, but those that are one address of the web, by no prefix of the document.

        The list is shared, and not to be changed.
        """
        found = self._pointers.get(attribute)
        if found is None:
            found = self.attributes.get(attribute, [])
            if not self.prefixes:
                found = [one for one in found if _ON_THE_WEB(one[2]) is None]
            self._pointers[attribute] = found
        return found

    def select(self, path: etree.XPath) -> list[etree._Element]:
        """Return the nodes that `path`, which must be one to nodes, finds in the document."""
        return cast("list[etree._Element]", path(self.root))

    def place(self, node: etree._Element, attribute: str = "") -> Place:
        """Return where `node` begins, or its attribute (in Clark notation)."""
        return self.places.of(node, attribute)
