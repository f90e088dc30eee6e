"""An edition in one file, taken apart: each of its letters as a TEI document of its own.

    <teiCorpus>   its TEI elements, at any depth (TEI P5, chapter 15.1)
    <group>       the texts in it, at any depth (chapter 4.3.1)
    <div>         the outermost ones of type "letter" or "document", where there are at least two

A letter keeps its own header where it has one. Otherwise it gets the header of the volume, in which its heading is the
title and the volume's title that of the series; what names the volume itself (identifiers, authors, other letters'
descriptions) is left out. Register entries and surfaces to which it points come with it. What points to another letter
of the volume points to its document then (`volume-l2.xml`), as if that lay beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Final

from lxml import etree

from epistola import xml
from epistola.names import TEI_NS, XML_ID, XML_LANG, tei

_KINDS: Final = frozenset({"letter", "document"})
_POINTING: Final = ("ref", "key", "corresp", "target", "facs", "who", "resp")
# What a register holds (TEI P5, chapter 13), and the list that an entry stands in.
_LISTS: Final = {
    tei("person"): "listPerson",
    tei("personGrp"): "listPerson",
    tei("place"): "listPlace",
    tei("org"): "listOrg",
    tei("event"): "listEvent",
    tei("bibl"): "listBibl",
    tei("biblStruct"): "listBibl",
}
_LEFT_OUT: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A letter of a volume: a name that can be that of a file, unique in the volume, and its TEI document."""

    name: str
    data: bytes


@lru_cache(maxsize=1)
def split(data: bytes, name: str = "") -> tuple[Part, ...]:
    """Return the letters of an edition in one file, in their order; none when it is a single document.

    Raises MarkupError when `data` is no XML that can be read; `name` is what messages call it.
    """
    root = xml.parse(data, name).getroot()
    letters = _letters(root)
    volume = _Volume(root, PurePath(name).stem, dict(zip(letters, _names(letters), strict=True)))
    return tuple(_part(letter, volume) for letter in letters)


def _letters(root: etree._Element) -> list[etree._Element]:
    documents = list(root.iter(tei("TEI")))
    if root.tag == tei("teiCorpus"):
        return documents
    texts = [text for group in root.iter(tei("group")) for text in group.iterchildren(tei("text"))]
    whole = [text for text in texts if text.find(tei("group")) is None]
    divisions = [div for div in root.iter(tei("div")) if div.get("type") in _KINDS and not _inside_another(div)]
    return whole or (divisions if len(divisions) > 1 else [])


def _inside_another(div: etree._Element) -> bool:
    return any(outer.get("type") in _KINDS for outer in div.iterancestors(tei("div")))


class _Volume:
    """What the letters of a volume have in common, found once for all of them; `stem` is the name of its file."""

    def __init__(self, root: etree._Element, stem: str, names: Mapping[etree._Element, str]) -> None:
        self.stem = stem
        self.names = names
        # In a corpus, letters may hold others; what is inside belongs to the innermost.
        self.letter_of = {
            str(element.get(XML_ID)): letter
            for letter in names
            for element in letter.iter("{*}*")
            if element.get(XML_ID)
        }
        self.header = root.find(tei("teiHeader"))
        self.language = root.get(XML_LANG)
        self.by_id: Mapping[str, etree._Element] = {
            str(element.get(XML_ID)): element for element in root.iter(*_LISTS, tei("surface")) if element.get(XML_ID)
        }
        described = self.header.iter(tei("correspDesc")) if self.header is not None else ()
        self.descriptions = {pointer: element for element in described for pointer in _pointers(element)}

    def elsewhere(self, pointer: str, letter: etree._Element) -> str:
        """Return where a pointer in a letter leads, once the letters are documents of their own."""
        file, _, identifier = pointer.partition("#")
        other = self.letter_of.get(identifier) if not file or PurePath(file).stem == self.stem else None
        if other is None or other is letter:
            return pointer
        place = "" if other.get(XML_ID) == identifier else f"#{identifier}"
        return f"{self.stem}-{self.names[other]}.xml{place}"

    def entries(self, letter: etree._Element) -> list[etree._Element]:
        """Return the entries and surfaces to which something in the letter points, and that lie outside of it."""
        wanted = dict.fromkeys(pointer for element in letter.iter("{*}*") for pointer in _pointers(element))
        found = (self.by_id[pointer] for pointer in wanted if pointer in self.by_id)
        return [entry for entry in found if letter not in entry.iterancestors()]


def _pointers(element: etree._Element) -> Iterator[str]:
    for attribute in _POINTING:
        for pointer in element.get(attribute, "").split():
            yield pointer.rpartition("#")[2].rpartition(":")[2]


def _names(letters: Iterable[etree._Element]) -> Iterator[str]:
    """Name the letters: by their identifiers as far as these can be names of files, each another way."""
    names: set[str] = set()
    for number, letter in enumerate(letters, 1):
        name = _LEFT_OUT.sub("-", letter.get(XML_ID) or "").strip("-.") or f"letter-{number}"
        while name.lower() in names:
            name = f"{name}-{number}"
        names.add(name.lower())
        yield name


def _part(letter: etree._Element, volume: _Volume) -> Part:
    own = letter.get(XML_ID) or volume.names[letter]
    entries = volume.entries(letter)
    document = _document_of_corpus(letter, volume) if letter.tag == tei("TEI") else _document(letter, own, volume)
    _add_entries(document, entries)
    for pointing in document.iter(tei("ref"), tei("ptr")):
        if pointing.get("target"):
            words = (volume.elsewhere(pointer, letter) for pointer in pointing.get("target", "").split())
            pointing.set("target", " ".join(words))
    return Part(volume.names[letter], etree.tostring(document, encoding="UTF-8", xml_declaration=True))


def _document_of_corpus(letter: etree._Element, volume: _Volume) -> etree._Element:
    """Copy a TEI with its own header; how pointers are read may stand in the header of the corpus only."""
    document = _copy(letter)
    header = document.find(tei("teiHeader"))
    encoding = volume.header.find(tei("encodingDesc")) if volume.header is not None else None
    if header is not None and encoding is not None and header.find(tei("encodingDesc")) is None:
        position = next((place for place, part in enumerate(header, 1) if part.tag == tei("fileDesc")), 0)
        header.insert(position, _copy(encoding))
    return document


def _document(letter: etree._Element, own: str, volume: _Volume) -> etree._Element:
    """Make a TEI of a text or a division."""
    document = etree.fromstring(f'<TEI xmlns="{TEI_NS}"/>')
    document.set(XML_ID, own)
    if volume.language:
        document.set(XML_LANG, volume.language)
    document.append(_header(letter, own, volume))
    copied = _copy(letter)
    copied.attrib.pop(XML_ID, "")
    if letter.tag == tei("text"):
        document.append(copied)
        return document
    text = etree.SubElement(document, tei("text"))
    language = next((str(outer.get(XML_LANG)) for outer in letter.iterancestors() if outer.get(XML_LANG)), None)
    if language:
        text.set(XML_LANG, language)
    etree.SubElement(text, tei("body")).append(copied)
    return document


def _header(letter: etree._Element, own: str, volume: _Volume) -> etree._Element:
    if volume.header is None:
        return etree.Element(tei("teiHeader"))
    header = _copy(volume.header)
    _set_titles(header, letter)
    for parent, gone in (("titleStmt", "author"), ("publicationStmt", "idno")):
        for element in header.findall(f"{tei('fileDesc')}/{tei(parent)}//{tei(gone)}"):
            _remove(element)
    described = volume.descriptions.get(own)
    for element in list(header.iter(tei("correspDesc"))):
        if described is None or list(_pointers(element)) != list(_pointers(described)):
            _remove(element)
    return header


def _set_titles(header: etree._Element, letter: etree._Element) -> None:
    """Make the heading of the letter its title, and the title of the volume that of the series."""
    statement = header.find(f"{tei('fileDesc')}/{tei('titleStmt')}")
    if statement is None:
        return
    titles = statement.findall(tei("title"))
    first = next((title for title in titles if title.get("type") in {"complete", "full", "main"}), None)
    series = titles[0] if first is None and titles else first
    for title in titles:
        if title is not series:
            _remove(title)
    if series is not None:
        series.attrib.pop("type", "")
        series.set("level", "s")
    heading = letter.find(f".//{tei('head')}")
    if heading is not None:
        title = etree.Element(tei("title"), {"level": "a"})
        title.extend(deepcopy(part) for part in heading)
        title.text = heading.text
        for part in title.iter():
            part.attrib.pop(XML_ID, "")
        statement.insert(0, title)


def _add_entries(document: etree._Element, entries: Iterable[etree._Element]) -> None:
    """Add entries as standOff, by their kinds, and surfaces as facsimile; copies of what lies in the volume."""
    stand_off, facsimile = etree.Element(tei("standOff")), etree.Element(tei("facsimile"))
    for entry in entries:
        if entry.tag == tei("surface"):
            facsimile.append(_copy(entry))
            continue
        kind = tei(_LISTS[str(entry.tag)])
        found = stand_off.find(kind)
        (etree.SubElement(stand_off, kind) if found is None else found).append(_copy(entry))
    position = 1 if document.find(tei("teiHeader")) is not None else 0
    for addition in (stand_off, facsimile):
        if len(addition):
            document.insert(position, addition)


def _copy(element: etree._Element) -> etree._Element:
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _remove(element: etree._Element) -> None:
    """Remove an element whose tail is layout only."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
