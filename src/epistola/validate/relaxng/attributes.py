"""Sentences about attributes that the schema doesn't have, that are missing, or whose value is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic
from epistola.names import XML_ID
from epistola.validate.relaxng.case import Case
from epistola.validate.relaxng.faults import Fault
from epistola.validate.wording import attribute_name, element_name, joined, local, near, some

_NAME: Final = re.compile(r"[^\W\d][\w.\-·]*")
_VALUES: Final = 20
_TYPES: Final = 3
# What the datatypes of XML Schema, part 2, want, in words, the likely ones first; TEI uses these.
_DATATYPES: Final = {
    "date": "a day such as 1962-10-30",
    "gYearMonth": "a month such as 1962-10",
    "gYear": "a year such as 1962",
    "gMonthDay": "a day of any year such as --10-30",
    "gDay": "a day of any month such as ---30",
    "gMonth": "a month of any year such as --10",
    "time": "a time such as 18:30:00",
    "dateTime": "a day and time such as 1962-10-30T18:30:00",
    "anyURI": "an address without spaces",
    "ID": "a name that begins with a letter and has no spaces",
    "NCName": "a name that begins with a letter and has no spaces or colons",
    "Name": "a name that begins with a letter and has no spaces",
    "NMTOKEN": "a word without spaces",
    "language": "a language such as en, de or fr-CA",
    "boolean": "true or false",
    "nonNegativeInteger": "a number such as 0, 1, 2",
    "positiveInteger": "a number such as 1, 2, 3",
    "integer": "a whole number",
    "decimal": "a number such as 1.5",
    "double": "a number",
    "duration": "a duration such as P1D",
}


def refused(case: Case, fault: Fault) -> Iterator[Diagnostic]:
    """Yield why an attribute was refused: its name or its value. A duplicate identifier is the business of a check."""
    node = fault.node
    attribute = _culprit(case, fault)
    if not _known(case, node, attribute):
        yield _unknown(case, node, attribute)
    elif not (attribute == XML_ID and _NAME.fullmatch(node.get(attribute, ""))):
        yield _wrong_value(case, node, attribute)


def failed(case: Case, fault: Fault) -> Iterator[Diagnostic]:
    """Yield what is wrong with the attributes of an element, of which libxml2 says no more than that."""
    nodes = _meant(case, fault)
    found = [diagnostic for node in nodes for diagnostic in examined(case, node)]
    if not found:
        sentence = f"The attributes of {element_name(nodes[0])} do not go together, or one is missing."
        found = [case.finding("missing-attribute", sentence, nodes[0])]
    yield from found


def _meant(case: Case, fault: Fault) -> list[etree._Element]:
    """Return the element that the words name, found by the path, or all of the name: libxml2's path can be lost."""
    found = re.search(r"Element (\S+)", fault.words)
    name = found[1] if found else ""
    around = [node for node in (fault.node, *fault.node.iterancestors()) if etree.QName(node).localname == name]
    everywhere = (element for element in case.document.elements() if etree.QName(element).localname == name)
    return around[:1] or list(everywhere) or [fault.node]


def examined(case: Case, node: etree._Element) -> Iterator[Diagnostic]:
    """Yield what the vocabulary can tell to be wrong with the attributes of `node`."""
    element = str(node.tag)
    lacking = sorted(a for a in case.vocabulary.required(element, "attribute") if node.get(a) is None)
    if lacking:
        yield _missing(case, node, lacking)
    for attribute, value in node.attrib.items():
        name = str(attribute)
        values, types = case.vocabulary.values(element, name)
        if not _known(case, node, name):
            yield _unknown(case, node, name)
        elif values and not types and " ".join(str(value).split()) not in values:
            yield _wrong_value(case, node, name)


def _known(case: Case, node: etree._Element, attribute: str) -> bool:
    return bool(case.vocabulary.attributes(str(node.tag)) & {attribute, "*"})


def _unknown(case: Case, node: etree._Element, attribute: str) -> Diagnostic:
    shown = attribute_name(attribute, node)
    names = sorted(map(attribute_name, case.vocabulary.attributes(str(node.tag))))
    hint = near(shown, names, "{}") or (f"{element_name(node)} may have {some(names)}." if names else "")
    sentence = f"{element_name(node)} can't have the attribute {shown}."
    return case.finding("unknown-attribute", sentence, case.document.place(node, attribute), hint=hint)


def _wrong_value(case: Case, node: etree._Element, attribute: str) -> Diagnostic:
    value = node.get(attribute, "")
    sentence = (
        f"The attribute {attribute_name(attribute, node)} of {element_name(node)} can't have the value “{value}”."
    )
    hint = _expected(case, str(node.tag), attribute, value)
    return case.finding("wrong-value", sentence, case.document.place(node, attribute), hint=hint)


def _missing(case: Case, node: etree._Element, lacking: list[str]) -> Diagnostic:
    values, types = case.vocabulary.values(str(node.tag), lacking[0])
    hint = f"Its value can be {some(_quoted(values), _VALUES, 'or')}." if values and not types else ""
    names = joined([attribute_name(attribute, node) for attribute in lacking])
    plural = "s" if len(lacking) > 1 else ""
    sentence = f"{element_name(node)} lacks the required attribute{plural} {names}."
    return case.finding("missing-attribute", sentence, node, hint=hint)


def _culprit(case: Case, fault: Fault) -> str:
    """Return the attribute that libxml2 means by its local name, one that the schema refuses if it can be."""
    found = re.search(r"attribute (\S+)", fault.words)
    name = found[1] if found else ""
    same = [str(attribute) for attribute in fault.node.attrib if local(str(attribute)) == name]
    known = case.vocabulary.attributes(str(fault.node.tag))
    return next(iter([attribute for attribute in same if attribute not in known] or same), name)


def _expected(case: Case, element: str, attribute: str, value: str) -> str:
    """Say which values are allowed, as far as that can be said in a few words."""
    values, types = case.vocabulary.values(element, attribute)
    words = [described for datatype, described in _DATATYPES.items() if datatype in types]
    if values:
        allowed = f"Allowed: {some([*_quoted(values[:_VALUES]), *words], _VALUES, 'or')}."
        return " ".join(filter(None, [near(value, values, "“{}”"), allowed]))
    return f"Expected: {some(words, _TYPES, 'or')}." if words else ""


def _quoted(values: list[str]) -> list[str]:
    return [f"“{value}”" for value in values]
