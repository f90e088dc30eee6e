"""Letters with a mistake or two: what editors, scripts and bad luck do to TEI."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from lxml import etree

_TEI = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NAMES = (
    *("p", "div", "head", "opener", "closer", "salute", "persName", "titleStmt", "date", "hi", "lb", "pb", "note"),
    *("correspDesc", "correspAction", "list", "item", "teiHeader", "text", "body", "TEI", "egXML", "persname", "Foo"),
)
_ATTRIBUTES = ("when", "type", "rend", "ref", "n", "cert", "target", "notBefore", "foo", _XML_ID, "{urn:x}a", "who")
_VALUES = ("1962-13-40", "1962-10-30", "", " ", "high", "#x", "a b", "x y", "1:2", "%", "true", "5", "-1", "É", "2000")

Mutation = Callable[[etree._Element, random.Random], None]


def mutants(data: bytes, number: int, seed: int) -> Iterator[bytes]:
    """Yield `number` documents made of the document `data`, with one to three mistakes each."""
    chance = random.Random(seed)
    for _ in range(number):
        root = etree.fromstring(data)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            elements = list(root.iter(etree.Element))
            chance.choice(_MUTATIONS)(chance.choice(elements), chance)
        yield etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)


def _rename(element: etree._Element, chance: random.Random) -> None:
    namespace = chance.choice((_TEI,) * 8 + ("urn:x", "http://www.tei-c.org/ns/Examples"))
    element.tag = f"{{{namespace}}}{chance.choice(_NAMES)}"


def _misspell(element: etree._Element, chance: random.Random) -> None:
    local = etree.QName(element).localname
    place = chance.randrange(len(local))
    element.tag = f"{{{_TEI}}}{local[:place]}{chance.choice('abcxyz')}{local[place + 1 :]}"


def _delete(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: etree._Element, chance: random.Random) -> None:
    if element.getparent() is not None:
        copy = etree.fromstring(etree.tostring(element, with_tail=False))
        element.addnext(copy)


def _swap(element: etree._Element, chance: random.Random) -> None:
    following = element.getnext()
    if following is not None:
        element.getparent().insert(element.getparent().index(element), following)  # type: ignore[union-attr]


def _move(element: etree._Element, chance: random.Random) -> None:
    root = element.getroottree().getroot()
    inside = set(element.iter())
    others = [other for other in root.iter(etree.Element) if other not in inside]
    if others:
        target = chance.choice(others)
        target.insert(chance.randint(0, len(target)), element)


def _insert(element: etree._Element, chance: random.Random) -> None:
    child = etree.Element(f"{{{_TEI}}}{chance.choice(_NAMES)}")
    child.text = chance.choice((None, "x", " "))
    element.insert(chance.randint(0, len(element)), child)


def _unwrap(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _wrap(element: etree._Element, chance: random.Random) -> None:
    around = etree.Element(f"{{{_TEI}}}{chance.choice(_NAMES)}")
    if element.getparent() is not None:
        element.addprevious(around)
        around.append(element)


def _write(element: etree._Element, chance: random.Random) -> None:
    text = chance.choice(("x", " stray words ", "\n  on a line\n of its own\n", "\t", "é"))
    if chance.random() < 0.5:
        element.text = (element.text or "") + text
    elif element.getparent() is not None:
        element.tail = text + (element.tail or "")


def _erase(element: etree._Element, chance: random.Random) -> None:
    element.text = chance.choice((None, " "))


def _set(element: etree._Element, chance: random.Random) -> None:
    element.set(chance.choice(_ATTRIBUTES), chance.choice(_VALUES))


def _change(element: etree._Element, chance: random.Random) -> None:
    if element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(_VALUES))


def _drop(element: etree._Element, chance: random.Random) -> None:
    if element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]


def _identify(element: etree._Element, chance: random.Random) -> None:
    found = [e.get(_XML_ID) for e in element.getroottree().iter(etree.Element) if e.get(_XML_ID)]
    element.set(_XML_ID, chance.choice([*filter(None, found), "new"]))


def _comment(element: etree._Element, chance: random.Random) -> None:
    element.insert(0, chance.choice((etree.Comment("a > b"), etree.ProcessingInstruction("x", "y <z>"))))


_MUTATIONS: tuple[Mutation, ...] = (
    *(_rename, _misspell, _delete, _double, _swap, _move, _insert, _unwrap, _wrap, _write, _erase, _set, _change),
    *(_drop, _identify, _comment),
)
