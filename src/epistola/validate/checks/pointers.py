"""Each pointer of the document leads somewhere (TEI Guidelines, chapter 16.2; prefixDef: 16.2.3).

A pointer is a value of an attribute of the datatype teidata.pointer, such as `ref`, `resp` or `target`.

- `#letter`: an element with that `xml:id` stands in the document.
- `person:dupont`: a `prefixDef` declares the prefix; its `matchPattern` fits what follows, and the address that
  `replacementPattern` makes of it leads somewhere. Where several declarations fit, one that does is enough.
- `authority/persons.xml#dupont`: the file is there, in the folder of the document or below, and has the element.
- `https://…` and other registered schemes are left alone: this check never asks the network.

Files are looked for only if it is known in which folder the document stands.

Fires: `<persName resp="#nobody">` where nothing has the identifier `nobody`.
Silent: `<ref target="https://example.org/">`.

Codes: `pointers/no-target`, `pointers/undeclared-prefix`, `pointers/no-match`,
`pointers/bad-pattern`, `pointers/no-file`, `pointers/no-target-in-file`, `pointers/outside`,
`pointers/unreadable-file`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag

from lxml import etree

from epistola import xml
from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import EpistolaError
from epistola.names import TEI_NS, XML_ID
from epistola.validate.addresses import DEPTH, SCHEME, base_path, groups, replaced
from epistola.validate.document import Document
from epistola.validate.wording import attribute_name, element_name, near

# Attributes of the datatype teidata.pointer in TEI P5 4.9.0; these have it on every element that bears them …
_ATTRIBUTES: Final = """
    adj adjFrom adjTo ana calendar change children code copyOf corresp datcat datingMethod datingPoint decls
    domains edRef end exclude fVal facs feats filter follow fromUnit given hand inst lemmaRef mergedIn mutual
    next nymRef origin parent parts perf period prev property ref rendition replyTo resp sameAs scribeRef
    scriptRef select since source spanTo synch target targetDatcat targetEnd toUnit toWhom unitRef uri url
    valueDatcat who wit
"""
# … and these on some elements only; elsewhere they are dates, numbers or words.
_ON_ELEMENTS: Final = {
    "active": "relation",
    "class": "msContents msItem msItemStruct",
    "from": "app arc rt span",
    "new": "handShift",
    "passive": "relation",
    "require": "lem rdg rdgGrp",
    "scheme": "catRef classCode keywords locus locusGrp occupation socecStatus",
    "start": "annotationBlock binaryObject ellipsis gap incident kinesic line media path pause post surface u vocal "
    "writing zone",
    "to": "app arc rt span",
    "value": "eLeaf eTree iNode leaf node root triangle",
    "where": "conversion event",
}
# Schemes of the IANA registry that editions use, and some that are in use without being registered.
_PUBLIC: Final = """
    about ark blob cid data doi ftp geo git hdl http https info ipfs isbn magnet mailto mid news nntp oai orcid
    sftp ssh tag tel urn view-source ws wss
"""
_EVERYWHERE: Final = frozenset(_ATTRIBUTES.split())
_ON: Final = {attribute: frozenset(elements.split()) for attribute, elements in _ON_ELEMENTS.items()}
_SOMEWHERE: Final = _EVERYWHERE.union(_ON)
_SCHEMES: Final = frozenset(_PUBLIC.split())
_SHORTHAND: Final = re.compile(r"[^\s()#]+")
_QUESTIONS: Final = 100

REPLACES: Final = ("epistola/pointer-resolves", "epistola/prefix-declared")


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield one finding for each pointer that leads nowhere."""
    targets = _Targets(document)
    for attribute, element, value in pointing(document):
        for pointer in value.split():
            fault = targets.fault(pointer, element)
            if fault is not None:
                yield fault.at(document, element, attribute)


def pointing(document: Document) -> Iterator[tuple[str, etree._Element, str]]:
    """Yield the attributes of the datatype, in the order of the document, but not those that lead to the web."""
    asked = [
        (number, name, element, value)
        for name in _SOMEWHERE.intersection(document.attributes)
        for number, element, value in document.pointers(name)
    ]
    for _, name, element, value in sorted(asked):
        if _is_pointer(element, name):
            yield name, element, value


def _is_pointer(element: etree._Element, attribute: str) -> bool:
    name = etree.QName(element)
    return name.namespace == TEI_NS and (attribute in _EVERYWHERE or name.localname in _ON[attribute])


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a pointer leads nowhere."""

    slug: str
    sentence: str
    hint: str

    def at(self, document: Document, element: etree._Element, attribute: str) -> Diagnostic:
        """Make the finding about `attribute` of `element`."""
        place = document.place(element, attribute)
        where = f"{attribute_name(attribute, element)} of {element_name(element)}"
        return Diagnostic(f"pointers/{self.slug}", Severity.ERROR, f"{where}: {self.sentence}", place, self.hint)


class _Targets:
    """What the pointers of one document can lead to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._prefixes = document.prefixes
        self._asked = 0

    def fault(self, pointer: str, element: etree._Element, depth: int = 0) -> _Fault | None:
        """Say why `pointer`, which stands on `element`, leads nowhere; None when it leads somewhere."""
        if pointer.startswith("#"):
            return self._within(pointer[1:])
        scheme = SCHEME.fullmatch(pointer)
        if scheme is None:
            return self._file(pointer, element)
        if scheme[1] in self._prefixes and depth < DEPTH:
            return self._private(scheme[1], scheme[2], depth)
        if scheme[1].lower() in _SCHEMES:
            return None
        if scheme[1].lower() == "file":
            return _outside(pointer)
        return _Fault(
            "undeclared-prefix",
            f"the prefix “{scheme[1]}:” of “{pointer}” is not declared in this document.",
            self._near(scheme[1], self._prefixes, "“{}:”")
            or f"Declare it in the header: encodingDesc/listPrefixDef/prefixDef[@ident='{scheme[1]}'].",
        )

    def _within(self, identifier: str) -> _Fault | None:
        known = self.document.identifiers
        if not identifier or identifier in known or not _SHORTHAND.fullmatch(identifier):
            return None
        return _Fault(
            "no-target",
            f"“#{identifier}” leads nowhere: no element of this document has the xml:id “{identifier}”.",
            self._near(identifier, known, "#{}")
            or "Correct the pointer, or give the element that is meant this xml:id.",
        )

    def _private(self, prefix: str, rest: str, depth: int) -> _Fault | None:
        """Follow a private address by each declaration of its prefix; the first fault counts if none leads on."""
        faults: list[_Fault] = []
        for declaration in self._prefixes[prefix]:
            pattern, replacement = declaration.get("matchPattern", ""), declaration.get("replacementPattern", "")
            try:
                found = groups(pattern, rest)
            except ValueError as error:
                return _Fault(
                    "bad-pattern",
                    f"the matchPattern “{pattern}” for “{prefix}:” is not a regular expression: {error}.",
                    "Mend the pattern in the prefixDef of the header.",
                )
            if found is None:
                continue
            fault = self.fault(replaced(replacement, found), declaration, depth + 1)
            if fault is None:
                return None
            faults.append(
                replace(fault, sentence=f"“{prefix}:{rest}” means “{replaced(replacement, found)}”; {fault.sentence}")
            )
        if faults:
            return faults[0]
        return _Fault(
            "no-match",
            f"“{prefix}:{rest}” has a form that no declaration of the prefix “{prefix}:” allows.",
            f"matchPattern allows: {', '.join(p.get('matchPattern', '') for p in self._prefixes[prefix])}.",
        )

    def _file(self, pointer: str, element: etree._Element) -> _Fault | None:
        folder, base = self.document.folder, base_path(element)
        if folder is None or base is None:
            return None
        address, identifier = urldefrag(pointer)
        path = (folder / base / unquote(address.partition("?")[0])).resolve()
        if not path.is_relative_to(folder):
            return _outside(pointer)
        shown = path.relative_to(folder).as_posix()
        if not path.exists():
            siblings = _names_in(path.parent, path.parent.stat().st_mtime_ns) if path.parent.is_dir() else ()
            meant = f"Did you mean #{pointer}?" if pointer in self.document.identifiers else ""
            return _Fault(
                "no-file",
                f"the file “{shown}” does not exist.",
                meant or self._near(path.name, siblings, "{}") or f"It was looked for in the folder {folder}.",
            )
        if not identifier or path.suffix.lower() != ".xml" or not _SHORTHAND.fullmatch(identifier):
            return None
        return _in_file(path, shown, identifier)

    def _near(self, wrong: str, known: Iterable[str], form: str) -> str:
        """Ask whether a similar name was meant; not without end, since each question compares with every name."""
        self._asked += 1
        return near(wrong, known, form) if self._asked <= _QUESTIONS else ""


def _in_file(path: Path, shown: str, identifier: str) -> _Fault | None:
    try:
        known = _identifiers(path, path.stat().st_mtime_ns)
    except EpistolaError as error:
        return _Fault("unreadable-file", f"the file “{shown}” can't be read: {error.message}", error.hint)
    if identifier in known:
        return None
    return _Fault(
        "no-target-in-file",
        f"the file “{shown}” has no element with the xml:id “{identifier}”.",
        near(identifier, known, "{}") or f"Add an entry with that xml:id to {shown}, or correct the pointer.",
    )


@lru_cache(maxsize=8)
def _names_in(folder: Path, changed: int) -> frozenset[str]:
    """Return the names of the files in the folder; `changed`, its time of change, makes it be read anew."""
    return frozenset(other.name for other in folder.iterdir())


@lru_cache(maxsize=64)
def _identifiers(path: Path, changed: int) -> frozenset[str]:
    """Return the identifiers in the file; `changed`, its time of change, makes an edited file be read anew."""
    tree = xml.parse(xml.read(path), str(path))
    return frozenset(i for e in tree.iter(etree.Element) if (i := e.get(XML_ID)) is not None)


def _outside(pointer: str) -> _Fault:
    return _Fault(
        "outside",
        f"“{pointer}” leads out of the folder of the edition; it was not followed.",
        "Use a path inside the folder, or an address on the web.",
    )
