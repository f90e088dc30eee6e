"""Reading name classes from a schema (RELAX NG, sections 4.8 to 4.10, 4.12 and 4.16)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from epistola import xml
from epistola.diagnostics import Place
from epistola.validate.relaxng import syntax
from epistola.validate.relaxng.model import refuse
from epistola.validate.relaxng.names import AnyName, Either, NameClass, NsName, clark, namespace

_XMLNS: Final = "http://www.w3.org/2000/xmlns"


def element_names(element: etree._Element, file: str, ns: str) -> tuple[NameClass, list[etree._Element]]:
    """Return the names that an element pattern takes, and its children that are patterns."""
    return _names(element, file, ns, ns)


def attribute_names(element: etree._Element, file: str, ns: str) -> tuple[NameClass, list[etree._Element]]:
    """Return the names that an attribute pattern takes, and its children that are patterns.

    A name given by the attribute `name` is in no namespace unless `ns` stands beside it (section 4.8).
    """
    names, rest = _names(element, file, ns, element.get("ns", ""))
    place = xml.place(element, file)
    _check_declarations(names, place)
    return names, rest


def _names(element: etree._Element, file: str, ns: str, own: str) -> tuple[NameClass, list[etree._Element]]:
    children = syntax.children(element, file)
    given = element.get("name")
    if given is not None:
        return _qualified(given, element, own, xml.place(element, file)), children
    if not children:
        sentence = f"<{etree.QName(element).localname}> doesn't say its name."
        raise refuse("bad-schema", sentence, xml.place(element, file))
    return _class(children[0], file, ns), children[1:]


def _qualified(text: str, element: etree._Element, ns: str, place: Place) -> str:
    """Return the name `text`, its prefix, if it has one, replaced by the namespace (section 4.10)."""
    prefix, colon, local = text.strip(" \t\r\n").rpartition(":")
    if colon:
        if prefix not in element.nsmap and prefix != "xml":
            raise refuse("bad-schema", f"The prefix “{prefix}” is not declared.", place)
        ns = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else element.nsmap[prefix]
    return clark(ns, syntax.checked(local, place))


def _class(element: etree._Element, file: str, around: str) -> NameClass:
    syntax.check_attributes(element, file)
    ns = element.get("ns", around)
    place = xml.place(element, file)
    match syntax.kind(element, file):
        case "name":
            return _qualified(syntax.text(element, file), element, ns, place)
        case "anyName":
            return AnyName(_exception(element, file, ns, (AnyName,)))
        case "nsName":
            return NsName(ns, _exception(element, file, ns, (AnyName, NsName)))
        case "choice":
            return _either(element, file, ns)
        case other:
            raise refuse("bad-schema", f"<{other}> can't stand where a name is expected.", place)


def _either(element: etree._Element, file: str, ns: str) -> NameClass:
    parts = tuple(_class(child, file, ns) for child in syntax.children(element, file))
    if not parts:
        sentence = f"<{etree.QName(element).localname}> names nothing."
        raise refuse("bad-schema", sentence, xml.place(element, file))
    return parts[0] if len(parts) == 1 else Either(parts)


def _exception(element: etree._Element, file: str, ns: str, without: tuple[type, ...]) -> NameClass | None:
    """Read the <except> of an anyName or nsName, which can't have such as `without` in it (section 4.16)."""
    children = syntax.children(element, file)
    if not children:
        return None
    place = xml.place(element, file)
    if len(children) > 1 or syntax.kind(children[0], file) != "except":
        raise refuse("bad-schema", f"<{etree.QName(element).localname}> takes one <except> only.", place)
    syntax.check_attributes(children[0], file)
    names = _either(children[0], file, children[0].get("ns", ns))
    if any(isinstance(part, without) for part in _parts(names)):
        sentence = f"The <except> of <{etree.QName(element).localname}> can't have anyName or the like in it."
        raise refuse("bad-name-class", sentence, place)
    return names


def _parts(names: NameClass) -> tuple[NameClass, ...]:
    if isinstance(names, Either):
        return tuple(inner for part in names.parts for inner in _parts(part))
    return (names,)


def _check_declarations(names: NameClass, place: Place) -> None:
    """Refuse attributes that would be namespace declarations (section 4.16)."""
    for part in _parts(names):
        if part == "xmlns":
            raise refuse("bad-name-class", "An attribute can't be called xmlns.", place)
        ns = part.ns if isinstance(part, NsName) else namespace(part) if isinstance(part, str) else ""
        if ns == _XMLNS:
            raise refuse("bad-name-class", f"An attribute can't be in the namespace {_XMLNS}.", place)
