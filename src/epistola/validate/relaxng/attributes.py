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
# What the datatypes of XML Schema, part 2, want, in words; TEI uses these.
_DATATYPES: Final = {
    "date": "a day such as 1962-10-30",
    "gYear": "a year such as 1962",
    "gYearMonth": "a month such as 1962-10",
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
    node, element = fault.node, str(fault.node.tag)
    attribute = _culprit(case, fault)
    value = node.get(attribute, "")
    shown, place = attribute_name(attribute, node), case.document.place(node, attribute)
    known = case.vocabulary.attributes(element)
    if not known & {attribute, "*"}:
        names = sorted(map(attribute_name, known))
        hint = near(shown, names, "{}") or (f"{element_name(node)} may have {some(names)}." if names else "")
        sentence = f"{element_name(node)} can't have the attribute {shown}."
        yield case.finding("unknown-attribute", sentence, place, hint=hint)
    elif not (attribute == XML_ID and _NAME.fullmatch(value)):
        sentence = f"The attribute {shown} of {element_name(node)} can't have the value “{value}”."
        yield case.finding("wrong-value", sentence, place, hint=_expected(case, element, attribute, value))


def missing(case: Case, fault: Fault) -> Diagnostic:
    """Say which attributes an element must have and has not."""
    node = _named_in(fault)
    required = case.vocabulary.required(str(node.tag), "attribute")
    lacking = sorted(attribute for attribute in required if node.get(attribute) is None)
    if not lacking:
        sentence = f"The attributes of {element_name(node)} do not go together, or one is missing."
        return case.finding("missing-attribute", sentence, node)
    values, types = case.vocabulary.values(str(node.tag), lacking[0])
    hint = f"Its value can be {some(_quoted(values), _VALUES)}." if values and not types else ""
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


def _named_in(fault: Fault) -> etree._Element:
    """Return the element whose name stands in the words; libxml2's path can lead to its last descendant."""
    found = re.search(r"Element (\S+)", fault.words)
    around = (fault.node, *fault.node.iterancestors())
    return next((e for e in around if found and etree.QName(e).localname == found[1]), fault.node)


def _expected(case: Case, element: str, attribute: str, value: str) -> str:
    values, types = case.vocabulary.values(element, attribute)
    if values and not types:
        allowed = f"Allowed: {some(_quoted(values), _VALUES)}."
        return " ".join(filter(None, [near(value, values, "“{}”"), allowed]))
    words = [_DATATYPES[datatype] for datatype in types if datatype in _DATATYPES]
    return f"Expected: {joined(words, 'or')}." if words else ""


def _quoted(values: list[str]) -> list[str]:
    return [f"“{value}”" for value in values]
