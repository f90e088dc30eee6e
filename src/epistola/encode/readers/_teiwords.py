"""What a reader of TEI has to know of its elements and attributes (TEI P5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from epistola.encode.readers._writer import Attributes
from epistola.letter import Certainty
from epistola.names import TEI_NS, XML_LANG


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Points without text.
POINTS: Final = frozenset({"lb", "pb", "cb", "gb", "milestone", "gap", "space", "handShift", "ptr"})

# How many lines below the text before it a block begins.
BLOCKS: Final = {
    **dict.fromkeys(_names("div p ab head opener closer postscript argument epigraph trailer list table lg figure "
                    "floatingText body"), 2),
    **dict.fromkeys(_names("byline dateline salute signed address addrLine item label row l fw"), 1),
}  # fmt: skip

# What makes the structure of a letter its encoder's: with one of these, or several divisions, it is kept as it is.
STRUCTURE: Final = _names(
    "opener closer salute signed dateline postscript address argument epigraph trailer byline list table lg l "
    "floatingText sp"
)

# What is meant by what the source has, in `choice` (3.5.1, 3.5.2, 3.6.5).
MEANT: Final = {"sic": "corr", "abbr": "expan", "orig": "reg"}

# What an editor says, and no text of the letter.
EDITORIAL: Final = frozenset({"rdg", "rdgGrp", "desc", "figDesc", "certainty", "interp", "interpGrp", "witDetail"})

# Without their `choice` these would be taken for a reading that the source hasn't.
ALONE: Final = frozenset({"corr", "reg", "expan"})

# Elements that say nothing without an attribute.
BARE: Final = frozenset({"c", "w", "pc", "g", "s", "seg", "hi", "phr", "span"})

# Elements that say nothing without this attribute.
NEEDED: Final = {"rs": "type", "ref": "target"}

# The kinds of divisions and of references that the schema of the edition knows (schema/epistola.odd).
_DIVISIONS: Final = _names(
    "letter enclosure envelope endorsement postcard telegram draft copy part introduction commentary notes index"
)
_REFERENCES: Final = ("person", "place", "org", "event", "work", "object")
_POINTERS: Final = _names(
    "who hand facs corresp synch sameAs copyOf next prev exclude select ana change source wit target ref spanTo new "
    "scribeRef rendition calendar period scheme inst decls where mutual active passive location"
)
_NEVER: Final = frozenset({"resp", "cert", "part", "id", "space", "base", "instant", "default"})
_KNOWN_SCHEMES: Final = _names("http https mailto urn file ftp doi tel data info geo ark hdl cid tag")


def attributes(element: etree._Element) -> Attributes:
    """Return the attributes of an element that make sense without the document around it.

    A pointer to something in the old document, or with a prefix that its header explained, leads nowhere now; where it
    said which person or place is meant, it is kept as `@key`.
    """
    kept: list[tuple[str, str]] = []
    for attribute, value in element.attrib.items():
        key, text = str(attribute), " ".join(str(value).split())
        if key == XML_LANG and text:
            kept.append(("xml:lang", text))
        elif key.startswith("{") or key in _NEVER or not text:
            continue
        elif key not in _POINTERS or all(map(_leads_somewhere, text.split())):
            kept.append((key, text))
        elif key == "ref" and element.get("key") is None:
            kept.append(("key", text.lstrip("#")))
    return tuple(_with_known_type(name(element), kept))


def _with_known_type(kind: str, said: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield attributes, a type of the old document's own put into `@subtype`, or as that which it names."""
    for key, value in said:
        if key != "type" or kind not in ("div", "rs") or value in (_DIVISIONS if kind == "div" else _REFERENCES):
            yield key, value
        elif kind == "div":
            yield "type", "part"
            if "subtype" not in dict(said):
                yield "subtype", value
        else:
            yield from (("type", known) for known in _REFERENCES if known in value.lower())


def certainty(element: etree._Element) -> Certainty:
    """Return how sure the encoder was."""
    said = element.get("cert", "")
    return Certainty(said) if said in ("high", "medium", "low") else Certainty.HIGH


def name(element: etree._Element) -> str:
    """Return the name of a TEI element, "" for anything else."""
    if not isinstance(element.tag, str) or etree.QName(element).namespace != TEI_NS:
        return ""
    return etree.QName(element).localname


def is_mixed(element: etree._Element) -> bool:
    """Tell whether an element has words of its own beside its child elements."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def words(element: etree._Element) -> str:
    """Return all text of an element as one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def _leads_somewhere(pointer: str) -> bool:
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", pointer)
    return scheme[1] in _KNOWN_SCHEMES if scheme else False
