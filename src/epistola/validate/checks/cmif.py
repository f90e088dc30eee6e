"""A file in the Correspondence Metadata Interchange format keeps the rules of the format beyond its grammar.

A file is CMIF when it describes letters in `correspDesc` and has nothing to read in its `text` (the format is
defined by the TEI Correspondence SIG, https://github.com/TEI-Correspondence-SIG/CMIF). Of the rules:

- the file says who made it and where it is: an `editor`, an `idno` of the type url in `publicationStmt`;
- its licence is one that lets others take the metadata: CC BY 4.0, or freer;
- each edition is a `bibl` of the type print, online or hybrid with an `xml:id`, and `source` of each letter names one;
- a letter is found in it by `key` (its number) or `ref` (its address);
- each letter has one action of the type sent and one of the type received at most, one at least, and the names in them
  have a `ref` to an authority file on the web.

Fires: `<correspDesc source="#x">` where nothing of the kind is among the editions.
Silent: any letter with a text.

Codes: `cmif/no-editor`, `cmif/no-address`, `cmif/no-licence`, `cmif/edition-type`, `cmif/edition-identifier`,
`cmif/no-source`, `cmif/no-number`, `cmif/actions`, `cmif/not-identified`, `cmif/no-address-of-name`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Severity
from epistola.names import XML_ID, tei
from epistola.validate.document import Document
from epistola.validate.wording import element_name

_FREE: Final = re.compile(r"https?://creativecommons\.org/(licenses/by/4\.0|publicdomain/zero/1\.0)(/.*)?")
_WEB: Final = re.compile(r"https?://\S+")
_NAMES: Final = (tei("persName"), tei("orgName"), tei("placeName"))
_TEXT: Final = tei("text")
_TYPES: Final = ("print", "online", "hybrid")


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield what the format doesn't allow; nothing for any other document."""
    if is_cmif(document):
        yield from _header(document)
        editions = yield from _editions(document)
        for letter in document.root.iter(tei("correspDesc")):
            yield from _letter(document, letter, editions)


def is_cmif(document: Document) -> bool:
    """Tell whether the document is metadata of letters and nothing else."""
    text = next(document.root.iterchildren(_TEXT), None)
    if not document.is_tei or text is None or document.described is None:
        return False
    return not any(str(words).strip() for words in text.itertext())


def _header(document: Document) -> Iterator[Diagnostic]:
    root = document.root
    if root.find(f".//{tei('titleStmt')}/{tei('editor')}") is None:
        yield _found(document, "no-editor", "titleStmt", "Nobody is named who made this file.", "Add an editor.")
    address = root.find(f".//{tei('publicationStmt')}/{tei('idno')}[@type='url']")
    if address is None or not _WEB.fullmatch("".join(map(str, address.itertext())).strip()):
        hint = 'Add <idno type="url"> with the address of the file to publicationStmt.'
        yield _found(document, "no-address", "publicationStmt", "Nothing says where this file is on the web.", hint)
    licences = [licence.get("target", "") for licence in root.iter(tei("licence"))]
    if not any(_FREE.fullmatch(licence) for licence in licences):
        sentence = "The metadata are not under a licence that the format allows."
        hint = "Add a licence with the target https://creativecommons.org/licenses/by/4.0/."
        yield _found(document, "no-licence", "publicationStmt", sentence, hint)


def _found(document: Document, slug: str, element: str, sentence: str, hint: str) -> Diagnostic:
    found = document.root.find(f".//{tei(element)}")
    place = document.place(document.root if found is None else found)
    return Diagnostic(f"cmif/{slug}", Severity.ERROR, sentence, place, hint)


def _editions(document: Document) -> Generator[Diagnostic, None, set[str]]:
    """Yield what is wrong with the editions, and return their identifiers."""
    known: set[str] = set()
    for edition in document.root.iterfind(f".//{tei('sourceDesc')}/{tei('bibl')}"):
        identifier = edition.get(XML_ID)
        if edition.get("type") not in _TYPES:
            sentence = f"The type of an edition is {', '.join(_TYPES[:-1])} or {_TYPES[-1]}."
            hint = "Correct @type of this bibl."
            yield Diagnostic("cmif/edition-type", Severity.ERROR, sentence, document.place(edition, "type"), hint)
        if identifier is None:
            sentence = "This edition has no xml:id, so no letter can name it as its source."
            hint = "Give it one."
            yield Diagnostic("cmif/edition-identifier", Severity.ERROR, sentence, document.place(edition), hint)
        else:
            known.add(f"#{identifier}")
    return known


def _letter(document: Document, letter: etree._Element, editions: set[str]) -> Iterator[Diagnostic]:
    sources = letter.get("source", "").split()
    if not sources or not editions.issuperset(sources):
        sentence = "The source of this letter is not one of the editions of the file."
        hint = "Write @source with # and the xml:id of a bibl in sourceDesc."
        yield Diagnostic("cmif/no-source", Severity.ERROR, sentence, document.place(letter, "source"), hint)
    if not (letter.get("key") or letter.get("ref")):
        sentence = "Nothing says under which number or address the letter is found in its edition."
        hint = "Add @key (the number) or @ref (the address)."
        yield Diagnostic("cmif/no-number", Severity.WARNING, sentence, document.place(letter), hint)
    types = [action.get("type") for action in letter.iterchildren(tei("correspAction"))]
    if not types or len(types) != len(set(types)) or not {"sent", "received"}.issuperset(types):
        sentence = "A letter has one action of the type “sent”, one of the type “received”, or both, and no other."
        hint = "Correct the correspAction elements; several senders stand in one action."
        yield Diagnostic("cmif/actions", Severity.ERROR, sentence, document.place(letter), hint)
    for name in letter.iter(*_NAMES):
        yield from _name(document, name)


def _name(document: Document, name: etree._Element) -> Iterator[Diagnostic]:
    ref = name.get("ref")
    if ref is None:
        sentence = f"{element_name(name)} does not say who or what is meant."
        hint = "Add @ref with the address in an authority file, such as GND, VIAF, Wikidata or GeoNames, if it has one."
        yield Diagnostic("cmif/not-identified", Severity.INFORMATION, sentence, document.place(name), hint)
    elif not all(_WEB.fullmatch(address) for address in ref.split()) or not ref.strip():
        sentence = f"@ref of {element_name(name)} is not an address on the web: “{ref}”."
        hint = "Write the full address, which others can follow without this file."
        yield Diagnostic("cmif/no-address-of-name", Severity.ERROR, sentence, document.place(name, "ref"), hint)
