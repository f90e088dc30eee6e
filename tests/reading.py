"""What the text of a TEI document is: an independent telling of the rule that the outputs follow.

It is written for clearness, not for speed, and shares nothing with the stylesheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import lxml.html
from lxml import etree

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_REGISTERS: Final = {TEI + name for name in ("listPerson", "listPlace", "listOrg", "listEvent", "listBibl")}
_KINDS: Final = {
    str(kind.get("name")): {TEI + name for name in (kind.text or "").split()}
    for kind in etree.parse(Path(__file__).resolve().parents[1] / "xslt/lib/elements.xml").getroot()
}
_BLOCKS: Final = _KINDS["structure"] | _KINDS["group"] | _KINDS["note"]
# What a choice has for the other reading, and what the corrected one leaves out wherever it stands.
_OTHER: Final = {"source": {"corr", "reg", "expan"}, "corrected": {"sic", "orig", "abbr"}}
_GONE: Final = {"source": set[str](), "corrected": {"del", "surplus"}}


def text_of(document: bytes) -> etree._Element:
    text = etree.fromstring(document).find(TEI + "text")
    assert text is not None
    return text


def stands(element: etree._Element, reading: str) -> bool:
    """Tell whether an element is part of a reading, as far as itself and its parent say."""
    return is_chosen(element, reading) and not is_variant(element)


def is_variant(element: etree._Element) -> bool:
    """Tell whether it is another witness that has this: the text has the lemma, or else the first reading."""
    parent = element.getparent()
    variants = {TEI + "rdg", TEI + "rdgGrp"}
    if parent is None or element.tag not in variants:
        return False
    before = any(other.tag in variants for other in element.itersiblings(preceding=True))
    return before or parent.find(TEI + "lem") is not None


def is_chosen(element: etree._Element, reading: str) -> bool:
    """Tell whether an element is of this reading, and not of the other one."""
    parent = element.getparent()
    name = etree.QName(element).localname
    if parent is not None and parent.tag == TEI + "choice":
        return name not in _OTHER[reading]
    return name not in _GONE[reading]


def is_remark(note: etree._Element) -> bool:
    """Tell whether a note belongs to a point of the text, and doesn't stand among its blocks as one of them."""
    parent = note.getparent()
    return (
        note.tag == TEI + "note"
        and parent is not None
        and parent.tag not in _BLOCKS
        and note.get("type") not in {"foliation", "pagination"}
    )


def keeps_space(element: etree._Element) -> bool:
    said = (outer.get(_SPACE) for outer in (element, *element.iterancestors()))
    return next((value for value in said if value), "") == "preserve"


def words(element: etree._Element, reading: str = "source", *, with_remarks: bool = False) -> Iterator[str]:
    """Yield the text in this reading, without registers; with remarks, notes and gaps as the plain text shows them."""
    if element.tag in _REGISTERS and any(outer.tag == TEI + "back" for outer in element.iterancestors()):
        return
    if element.tag == TEI + "gap":
        yield from ["[…]"] if with_remarks and not keeps_space(element) else []
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and stands(child, reading):
            if not is_remark(child) or (with_remarks and keeps_space(child)):
                yield from words(child, reading, with_remarks=with_remarks)
            elif with_remarks:
                yield from ("[", *words(child, reading, with_remarks=True), "]")
        yield child.tail or ""


def remarks(text: etree._Element, reading: str = "source") -> list[str]:
    """Return the words of each note that belongs to a point of this reading."""
    standing = (note for note in text.iter(TEI + "note") if is_remark(note))
    return [
        squeezed("".join(words(note, reading)))
        for note in standing
        if all(is_chosen(outer, reading) for outer in (note, *note.iterancestors()))
    ]


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\r\n]", "", text)


def shown(page: lxml.html.HtmlElement, xpath: str, reading: str = "source") -> str:
    """Return the words of a page that are the letter's: no marks, no paragraph numbers, one reading."""
    other = {"source": "in-corrected", "corrected": "in-source"}[reading]
    pieces = []
    for part in page.xpath(xpath):
        for name in ("mark", "para-number", other):
            for added in part.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
                added.drop_tree()
        pieces.append(str(part.text_content()))
    return squeezed("".join(pieces))
