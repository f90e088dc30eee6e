"""Sentences about elements and text that stand where the schema doesn't have them, or that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.validate.document import Document
from epistola.validate.relaxng.case import Case
from epistola.validate.relaxng.faults import Fault
from epistola.validate.wording import element_name, joined, local, near

# What editors who know HTML write first.
_HTML: Final = {
    "a": '<ref target="…">',
    "b": '<hi rend="bold">',
    "blockquote": "<quote>",
    "br": "<lb/>",
    "em": "<emph>",
    "i": '<hi rend="italic">',
    "img": '<graphic url="…"/>',
    "li": "<item>",
    "ol": "<list>",
    "small": '<hi rend="small">',
    "strong": '<hi rend="bold">',
    "sub": '<hi rend="subscript">',
    "sup": '<hi rend="superscript">',
    "td": "<cell>",
    "tr": "<row>",
    "u": '<hi rend="underline">',
    "ul": "<list>",
    **{f"h{level}": "<head>" for level in range(1, 7)},
}


def unexpected(case: Case, node: etree._Element) -> Diagnostic:
    """Say why the element `node` can't stand where it does."""
    parent = node.getparent()
    name, shown = str(node.tag), element_name(node)
    if name not in case.vocabulary.elements:
        return _unknown(case, node, parent)
    if parent is None:
        return case.finding("wrong-root", f"{shown} can't be the outermost element by this schema.", node)
    if name not in case.vocabulary.children(str(parent.tag)):
        return _misplaced(case, node, parent)
    missing = _missing(case, parent)
    if missing:
        sentence = f"{element_name(parent)} lacks the required {missing}."
        return case.finding("missing-element", sentence, node, hint=f"It was missed when {shown} was met.")
    before = next(node.itersiblings(etree.Element, preceding=True), None)
    after = f", after {element_name(before)}" if before is not None else ""
    sentence = f"{shown} can stand in {element_name(parent)}, but not here{after}."
    hint = "It comes too early, too late or too often; see the order of elements that the schema asks for."
    return case.finding("out-of-order", sentence, node, hint=hint)


def incomplete(case: Case, node: etree._Element) -> Diagnostic:
    """Say what is missing at the end of the element `node`."""
    shown = element_name(node)
    missing = _missing(case, node)
    if missing:
        return case.finding("missing-element", f"{shown} lacks the required {missing}.", node)
    allowed = case.listed(case.vocabulary.children(str(node.tag)))
    hint = f"In it may stand {allowed}." if allowed else ""
    if not len(node) and not (node.text or "").strip():
        return case.finding("incomplete", f"{shown} is empty, but must have content.", node, hint=hint)
    sentence = f"{shown} is incomplete: an element that must come after the last one is missing."
    return case.finding("incomplete", sentence, node, hint=hint)


def stray_text(case: Case, node: etree._Element) -> Diagnostic:
    """Say that text stands directly in `node`, which has elements only or nothing."""
    words, place = _stray(case.document, node)
    allowed = case.listed(case.vocabulary.children(str(node.tag)), 4)
    if allowed:
        hint = f"Put it into an element that may stand here, such as {allowed}."
    else:
        hint = f"{element_name(node)} is always empty."
    sentence = f"Text can't stand directly in {element_name(node)}: {words}."
    return case.finding("text-not-allowed", sentence, place, hint=hint)


def examined(case: Case, node: etree._Element) -> Iterator[Diagnostic]:
    """Yield that `node` can't stand in its parent, if the vocabulary can tell."""
    parent = node.getparent()
    known = case.vocabulary.children(str(parent.tag)) if parent is not None else frozenset()
    if not known & {str(node.tag), "*"}:
        yield unexpected(case, node)


def unclear(case: Case, node: etree._Element) -> Diagnostic:
    """Say that the content of `node` is wrong, when no more is known."""
    sentence = f"Something in {element_name(node)} is not as the schema asks for."
    hint = "Compare the order of its elements, and the values of their attributes, with the schema."
    return case.finding("invalid", sentence, node, hint=hint)


def terse(document: Document, fault: Fault) -> Diagnostic:
    """Repeat libxml2's words, for kinds of faults and of schemas about which no more is known."""
    sentence = f"{element_name(fault.node)} is not valid: {fault.words}."
    return Diagnostic("relaxng/invalid", Severity.ERROR, sentence, document.place(fault.node))


def _unknown(case: Case, node: etree._Element, parent: etree._Element | None) -> Diagnostic:
    name = etree.QName(node).localname
    namesake = next((known for known in case.vocabulary.elements if local(known) == name), None)
    if namesake is not None:
        return _wrong_namespace(case, node, namesake)
    here = case.vocabulary.children(str(parent.tag)) if parent is not None else ()
    everywhere = [*map(local, case.vocabulary.elements)]
    hint = _instead_of_html(name, everywhere) or near(name, map(local, here), "<{}>") or near(name, everywhere, "<{}>")
    return case.finding("unknown-element", f"There is no element {element_name(node)} in this schema.", node, hint=hint)


def _instead_of_html(name: str, known: list[str]) -> str:
    """Name the element of TEI that means what the element `name` means in HTML; "" when the schema has it not."""
    instead = _HTML.get(name.lower(), "")
    return f"In TEI this is {instead}." if set(re.findall(r"^<(\w+)", instead)) & set(known) else ""


def _wrong_namespace(case: Case, node: etree._Element, right: str) -> Diagnostic:
    found, wanted = etree.QName(node).namespace, etree.QName(right).namespace
    has = f"in the namespace “{found}”" if found else "in no namespace"
    expected = f"in “{wanted}”" if wanted else "in none"
    sentence = f"{element_name(node)} is {has}; the schema has it {expected}."
    hint = f'Write xmlns="{wanted or ""}" on the outermost element, and no other xmlns inside.'
    return case.finding("wrong-namespace", sentence, node, hint=hint)


def _misplaced(case: Case, node: etree._Element, parent: etree._Element) -> Diagnostic:
    children = case.listed(case.vocabulary.children(str(parent.tag)), 5)
    parents = case.listed(case.vocabulary.parents(str(node.tag)), 5)
    shown, around = element_name(node), element_name(parent)
    here = f"In {around} may stand {children}." if children else f"{around} has no elements in it."
    hint = f"{here} {shown} may stand in {parents}." if parents else here
    return case.finding("misplaced-element", f"{shown} can't stand in {around}.", node, hint=hint)


def _missing(case: Case, parent: etree._Element) -> str:
    """Name the elements that `parent` must have and has not; "" when there are none."""
    required = case.vocabulary.required(str(parent.tag), "element")
    present = {str(child.tag) for child in parent.iterchildren(etree.Element)}
    return joined([f"<{local(name)}>" for name in sorted(required - present)])


def _stray(document: Document, node: etree._Element) -> tuple[str, Place]:
    """Return the first text that stands directly in `node`, quoted, and its place."""
    pieces = [(node, False, node.text), *((child, True, child.tail) for child in node)]
    for owner, tail, text in pieces:
        if text and text.strip():
            lead = len(text) - len(text.lstrip())
            place = document.places.of_text(owner, lead, tail=tail)
            words = " ".join(text.split())
            return f"“{words[:40]}{'…' if len(words) > 40 else ''}”", place
    return "white space", document.place(node)
