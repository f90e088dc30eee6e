"""The XML of a schema: which elements and attributes it has, without annotations (RELAX NG, sections 3 to 4.4)."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from epistola import xml
from epistola.diagnostics import Place
from epistola.validate.relaxng.model import RNG, refuse

_COMMON: Final = frozenset(("ns", "datatypeLibrary"))
# The attributes of each element beside those that all have; a required one is marked.
_ATTRIBUTES: Final[dict[str, tuple[str, ...]]] = {
    "element": ("name",),
    "attribute": ("name",),
    "group": (),
    "interleave": (),
    "choice": (),
    "optional": (),
    "zeroOrMore": (),
    "oneOrMore": (),
    "list": (),
    "mixed": (),
    "ref": ("name!",),
    "parentRef": ("name!",),
    "empty": (),
    "value": ("type",),
    "data": ("type!",),
    "notAllowed": (),
    "externalRef": ("href!",),
    "grammar": (),
    "param": ("name!",),
    "except": (),
    "define": ("name!", "combine"),
    "start": ("combine",),
    "div": (),
    "include": ("href!",),
    "text": (),
    "name": (),
    "anyName": (),
    "nsName": (),
}
_WITH_TEXT: Final = frozenset(("name", "value", "param"))
_NAME: Final = re.compile(r"[^\W\d][\w.\-·]*")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^#]+")


def kind(element: etree._Element, file: str) -> str:
    """Return the local name of an element of RELAX NG; refuse any other."""
    name = etree.QName(element)
    if name.namespace != RNG or name.localname not in _ATTRIBUTES:
        sentence = f"<{name.localname}> is not an element of RELAX NG."
        hint = f'A schema in the XML syntax begins with <grammar xmlns="{RNG}">.'
        raise refuse("bad-schema", sentence, xml.place(element, file), hint)
    return name.localname


def check_attributes(element: etree._Element, file: str) -> None:
    """Refuse `element` when an attribute is unknown or missing; attributes in a namespace are annotations."""
    known = _ATTRIBUTES[kind(element, file)]
    for name in map(str, element.attrib):
        if not (name.startswith("{") or name in _COMMON or name in known or f"{name}!" in known):
            sentence = f"<{etree.QName(element).localname}> can't have the attribute “{name}”."
            raise refuse("bad-schema", sentence, xml.place(element, file))
    for name in known:
        if name.endswith("!") and element.get(name[:-1]) is None:
            sentence = f"<{etree.QName(element).localname}> lacks the attribute “{name[:-1]}”."
            raise refuse("bad-schema", sentence, xml.place(element, file))


def children(element: etree._Element, file: str) -> list[etree._Element]:
    """Return the child elements of RELAX NG; refuse text between them. Others are annotations (section 4.1)."""
    texts = [element.text, *(child.tail for child in element)]
    if any(text and text.strip(" \t\r\n") for text in texts):
        sentence = f"<{etree.QName(element).localname}> can't have text in it."
        raise refuse("bad-schema", sentence, xml.place(element, file))
    return [child for child in element.iterchildren(etree.Element) if etree.QName(child).namespace == RNG]


def nothing_in(element: etree._Element, file: str) -> None:
    """Refuse `element` when it isn't empty."""
    if children(element, file):
        sentence = f"<{etree.QName(element).localname}> can't have anything in it."
        raise refuse("bad-schema", sentence, xml.place(element, file))


def text(element: etree._Element, file: str) -> str:
    """Return the text of a name, value or param, as it stands; refuse elements in it."""
    if next(element.iterchildren(etree.Element), None) is not None:
        sentence = f"<{etree.QName(element).localname}> can have text only."
        raise refuse("bad-schema", sentence, xml.place(element, file))
    return "".join(filter(None, [element.text, *(child.tail for child in element)]))


def trimmed(element: etree._Element, attribute: str) -> str:
    """Return an attribute without white space around it (section 4.2)."""
    return (element.get(attribute) or "").strip(" \t\r\n")


def name(element: etree._Element, file: str) -> str:
    """Return the attribute `name` of a reference or definition."""
    check_attributes(element, file)
    return checked(trimmed(element, "name"), xml.place(element, file))


def checked(local: str, place: Place) -> str:
    """Return `local`; refuse what is no name without a colon (Namespaces in XML 1.0, section 3)."""
    if not _NAME.fullmatch(local):
        raise refuse("bad-schema", f"“{local}” is not a name.", place)
    return local


def library(address: str, place: Place) -> str:
    """Return the address of a library of datatypes; refuse what can't be one (section 3)."""
    if address and not _URI.fullmatch(address):
        raise refuse("bad-schema", f"The datatypeLibrary “{address}” is not an absolute address.", place)
    return address
