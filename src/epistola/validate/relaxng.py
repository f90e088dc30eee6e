"""Validation by RELAX NG: libxml2's verdict in sentences of our own, with hints read off the schema.

libxml2 says of each mistake where it is and of which kind, in few words, and repeats itself on the elements
around it. Here each mistake gives one diagnostic. What is allowed, required or similar is looked up in the schema
(`vocabulary`), and left out where that can't be known.

Codes: `relaxng/wrong-root`, `relaxng/wrong-namespace`, `relaxng/unknown-element`, `relaxng/misplaced-element`,
`relaxng/out-of-order`, `relaxng/missing-element`, `relaxng/incomplete`, `relaxng/text-not-allowed`,
`relaxng/unknown-attribute`, `relaxng/missing-attribute`, `relaxng/wrong-value`, `relaxng/invalid`.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

from epistola import xml
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import MarkupError, SettingsError
from epistola.names import XML_ID, XML_NS
from epistola.validate.document import Document
from epistola.validate.vocabulary import Vocabulary

_ATTRIBUTE_KINDS: Final = ("INVALIDATTR", "ATTRVALID", "EXTRAATTR", "ATTREMPTY", "ATTRNAME")
_SHOWN: Final = 8
_NAME: Final = re.compile(r"[^\W\d][\w.\-·]*")
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


def check(document: Document, schema: Path) -> Iterator[Diagnostic]:
    """Yield what is invalid in `document` by `schema`, a RELAX NG schema in the XML syntax.

    Raises SettingsError when `schema` is not one that can be used.
    """
    grammar = _load(schema.resolve(), schema.stat().st_mtime_ns)
    if grammar.engine.validate(document.tree):
        return
    judge = _Judge(document, grammar.vocabulary)
    for fault in _independent(document, grammar.engine.error_log):
        yield from judge.say(fault)


@dataclass(frozen=True, slots=True)
class _Grammar:
    engine: etree.RelaxNG
    vocabulary: Vocabulary | None


@lru_cache(maxsize=8)
def _load(schema: Path, changed: int) -> _Grammar:
    """Compile `schema`; `changed`, its time of change, makes an edited schema be read anew."""
    try:
        tree = xml.parse(xml.read(schema), str(schema))
        return _Grammar(etree.RelaxNG(etree.parse(str(schema))), Vocabulary.read(tree.getroot()))
    except (MarkupError, etree.LxmlError) as error:
        raise SettingsError(
            f"The RELAX NG schema can't be used: {error}.".replace("..", "."),
            code="relaxng/unusable-schema",
            file=str(schema),
            line=error.line if isinstance(error, MarkupError) else None,
            hint="It must be a RELAX NG schema in the XML syntax (.rng).",
        ) from None


@dataclass(frozen=True, slots=True)
class _Fault:
    """One entry of libxml2's log: its kind without the common prefix, its words, the node it is about."""

    kind: str
    words: str
    node: etree._Element
    line: int


def _independent(document: Document, log: Iterable[etree._LogEntry]) -> Iterator[_Fault]:
    """Yield the entries that aren't echoes of another: one for each element, none for what is around it."""
    faults = [
        _Fault(e.type_name.removeprefix("RELAXNG_ERR_"), e.message, _node(document, e.path or ""), e.line) for e in log
    ]
    content = [fault for fault in faults if fault.kind not in _ATTRIBUTE_KINDS]
    around = {ancestor for fault in faults for ancestor in fault.node.iterancestors()}
    first: dict[etree._Element, _Fault] = {}
    for fault in content:
        first.setdefault(fault.node, fault)
    for fault in faults:
        if fault.kind in _ATTRIBUTE_KINDS or (first[fault.node] is fault and not _is_echo(fault, around)):
            yield fault


def _is_echo(fault: _Fault, around: set[etree._Element]) -> bool:
    return fault.node in around and fault.kind in ("EXTRACONTENT", "CONTENTVALID", "INTEREXTRA", "ELEMWRONG")


def _node(document: Document, path: str) -> etree._Element:
    """Follow a path of libxml2: `*[2]` is the second child element, `a:b[2]` the second of that name."""
    node: etree._Element | None = None
    for name, number in re.findall(r"/([^/\[]+)(?:\[(\d+)\])?", path):
        children = [document.root] if node is None else list(node.iterchildren(etree.Element))
        named = [c for c in children if name in ("*", _prefixed(c))]
        index = int(number or 1) - 1
        if index >= len(named):
            break
        node = named[index]
    return document.root if node is None else node


def _prefixed(node: etree._Element) -> str:
    local = etree.QName(node).localname
    return f"{node.prefix}:{local}" if node.prefix else local


def _named_in(fault: _Fault) -> etree._Element:
    """Return the element whose name stands in the words; libxml2's path can lead to its last descendant."""
    found = re.search(r"Element (\S+)", fault.words)
    around = (fault.node, *fault.node.iterancestors())
    return next((e for e in around if found and etree.QName(e).localname == found[1]), fault.node)


class _Judge:
    """Turns the faults of one document into diagnostics."""

    def __init__(self, document: Document, vocabulary: Vocabulary | None) -> None:
        self.document = document
        self.vocabulary = vocabulary

    def say(self, fault: _Fault) -> Iterator[Diagnostic]:
        """Yield the diagnostic for `fault`; none when another check says it better."""
        match fault.kind:
            case "ELEMWRONG" | "ELEMWRONGNS" | "ELEMNAME" | "EXTRACONTENT" | "ELEMNOTEMPTY":
                yield self._element(fault)
            case "NOELEM" | "CONTENTVALID":
                yield self._incomplete(fault)
            case "TEXTWRONG":
                yield self._text(fault)
            case "INVALIDATTR" | "EXTRAATTR":
                yield from self._attribute(fault)
            case "ATTRVALID":
                yield self._missing_attribute(fault)
            case _:
                yield self._plain(fault)

    def _element(self, fault: _Fault) -> Diagnostic:
        node, parent = fault.node, fault.node.getparent()
        name, shown = _clark(node), _shown(node)
        if self.vocabulary is None:
            where = f" in {_shown(parent)}" if parent is not None else ""
            return self._make("misplaced-element", f"{shown} can't stand here{where}.", node)
        if parent is None:
            return self._root(node, shown)
        if name not in self.vocabulary.elements:
            return self._unknown(node, parent)
        if name not in self.vocabulary.children(_clark(parent)):
            return self._misplaced(node, parent)
        missing = self._missing(parent)
        if missing:
            sentence = f"{_shown(parent)} lacks the required {missing}."
            return self._make("missing-element", sentence, node, hint=f"It was missed when {shown} was met.")
        before = next(node.itersiblings(etree.Element, preceding=True), None)
        after = f", after {_shown(before)}" if before is not None else ""
        sentence = f"{shown} can stand in {_shown(parent)}, but not here{after}."
        hint = "It comes too early, too late or too often; see the order of elements that the schema asks for."
        return self._make("out-of-order", sentence, node, hint=hint)

    def _misplaced(self, node: etree._Element, parent: etree._Element) -> Diagnostic:
        assert self.vocabulary is not None  # noqa: S101 - the caller has looked
        children = self._listed(self.vocabulary.children(_clark(parent)), 5)
        parents = self._listed(self.vocabulary.parents(_clark(node)), 5)
        here = f"In {_shown(parent)} may stand {children}." if children else f"{_shown(parent)} is always empty."
        hint = f"{here} {_shown(node)} may stand in {parents}." if parents else here
        return self._make("misplaced-element", f"{_shown(node)} can't stand in {_shown(parent)}.", node, hint=hint)

    def _root(self, node: etree._Element, shown: str) -> Diagnostic:
        assert self.vocabulary is not None  # noqa: S101 - the caller has looked
        local = etree.QName(node).localname
        other = next((n for n in self.vocabulary.elements if _local(n) == local and n != node.tag), None)
        if other is not None and node.tag not in self.vocabulary.elements:
            return self._namespace(node, other)
        return self._make("wrong-root", f"{shown} can't be the outermost element of a document of this schema.", node)

    def _unknown(self, node: etree._Element, parent: etree._Element) -> Diagnostic:
        assert self.vocabulary is not None  # noqa: S101 - the caller has looked
        local = etree.QName(node).localname
        namesake = next((n for n in self.vocabulary.elements if _local(n) == local), None)
        if namesake is not None:
            return self._namespace(node, namesake)
        here = {_local(n) for n in self.vocabulary.children(_clark(parent))}
        anywhere = {_local(n) for n in self.vocabulary.elements}
        hint = _near(local, here, "<{}>") or _near(local, anywhere, "<{}>")
        return self._make("unknown-element", f"There is no element {_shown(node)} in this schema.", node, hint=hint)

    def _namespace(self, node: etree._Element, right: str) -> Diagnostic:
        found = etree.QName(node).namespace
        wanted = etree.QName(right).namespace
        has = f"in the namespace “{found}”" if found else "in no namespace"
        sentence = f"{_shown(node)} is {has}; the schema has it in “{wanted}”."
        hint = f'Write xmlns="{wanted}" on the outermost element, and no other xmlns inside.'
        return self._make("wrong-namespace", sentence, node, hint=hint)

    def _incomplete(self, fault: _Fault) -> Diagnostic:
        node = fault.node
        missing = self._missing(node)
        if missing:
            return self._make("missing-element", f"{_shown(node)} lacks the required {missing}.", node)
        allowed = self._listed(self.vocabulary.children(_clark(node))) if self.vocabulary else ""
        if not len(node) and not (node.text or "").strip():
            sentence = f"{_shown(node)} is empty, but must have content."
        else:
            sentence = f"{_shown(node)} is incomplete: an element that must come after the last one is missing."
        return self._make("incomplete", sentence, node, hint=f"In it may stand {allowed}." if allowed else "")

    def _text(self, fault: _Fault) -> Diagnostic:
        node = fault.node
        words, place = self._stray(node)
        allowed = self.vocabulary.children(_clark(node)) if self.vocabulary else frozenset()
        hint = f"Put it into an element that may stand here, such as {self._listed(allowed, 4)}." if allowed else ""
        if not allowed and self.vocabulary:
            hint = f"{_shown(node)} is always empty."
        sentence = f"Text can't stand directly in {_shown(node)}: {words}."
        return self._make("text-not-allowed", sentence, node, hint=hint, place=place)

    def _stray(self, node: etree._Element) -> tuple[str, Place]:
        """Return the first text that stands directly in `node`, quoted, and its place."""
        pieces = [(node, False, node.text), *((child, True, child.tail) for child in node)]
        for owner, tail, text in pieces:
            if text and text.strip():
                lead = len(text) - len(text.lstrip())
                place = self.document.places.of_text(owner, lead, tail=tail)
                words = " ".join(text.split())
                return f"“{words[:40]}{'…' if len(words) > 40 else ''}”", place
        return "white space", self.document.place(node)

    def _attribute(self, fault: _Fault) -> Iterator[Diagnostic]:
        found = re.search(r"attribute (\S+)", fault.words)
        local = found[1] if found else ""
        node, element = fault.node, _clark(fault.node)
        attribute = self._culprit(node, local)
        value = node.get(attribute, "")
        shown = _attribute_name(attribute, node)
        if self.vocabulary is None:
            sentence = f"The attribute {shown} of {_shown(node)} is not allowed, or not with the value “{value}”."
            yield self._make("wrong-value", sentence, node, attribute)
        elif attribute not in self.vocabulary.attributes(element) and "*" not in self.vocabulary.attributes(element):
            names = {_attribute_name(n) for n in self.vocabulary.attributes(element)}
            hint = _near(shown, names, "{}") or f"{_shown(node)} may have {_some(sorted(names))}."
            yield self._make(
                "unknown-attribute", f"{_shown(node)} can't have the attribute {shown}.", node, attribute, hint
            )
        elif not (attribute == XML_ID and _NAME.fullmatch(value)):  # a duplicate is said by checks/identifiers
            sentence = f"The attribute {shown} of {_shown(node)} can't have the value “{value}”."
            yield self._make("wrong-value", sentence, node, attribute, self._expected(element, attribute, value))

    def _culprit(self, node: etree._Element, local: str) -> str:
        """Return the attribute that libxml2 means by its local name, one that the schema refuses if it can."""
        same = [str(a) for a in node.attrib if _local(str(a)) == local]
        allowed = self.vocabulary.attributes(_clark(node)) if self.vocabulary else frozenset()
        refused = [a for a in same if a not in allowed]
        return (refused or same or [local])[0]

    def _expected(self, element: str, attribute: str, value: str) -> str:
        assert self.vocabulary is not None  # noqa: S101 - the caller has looked
        values, types = self.vocabulary.values(element, attribute)
        words = [_DATATYPES[t] for t in types if t in _DATATYPES]
        if values and not types:
            near = _near(value, values, "“{}”")
            allowed = f"Allowed: {_some([f'“{v}”' for v in values], 20)}."
            return " ".join(filter(None, [near, allowed]))
        return f"Expected: {_sentence(words, 'or')}." if words else ""

    def _missing_attribute(self, fault: _Fault) -> Diagnostic:
        node = _named_in(fault)
        element = _clark(node)
        required = self.vocabulary.required(element, "attribute") if self.vocabulary else frozenset()
        missing = sorted(a for a in required if node.get(a) is None)
        if not missing:
            return self._make(
                "invalid", f"The attributes of {_shown(node)} do not go together, or one is missing.", node
            )
        assert self.vocabulary is not None  # noqa: S101 - else nothing would be required
        values, types = self.vocabulary.values(element, missing[0])
        hint = f"Its value: {_some([f'“{v}”' for v in values], 20)}." if values and not types else ""
        names = _sentence([_attribute_name(a) for a in missing])
        plural = "s" if len(missing) > 1 else ""
        return self._make(
            "missing-attribute", f"{_shown(node)} lacks the required attribute{plural} {names}.", node, hint=hint
        )

    def _plain(self, fault: _Fault) -> Diagnostic:
        sentence = f"{_shown(fault.node)} is not valid: {fault.words}."
        return self._make("invalid", sentence, fault.node)

    def _missing(self, parent: etree._Element) -> str:
        """Name the elements that `parent` must have and has not; "" when there are none."""
        required = self.vocabulary.required(_clark(parent), "element") if self.vocabulary else frozenset()
        present = {_clark(child) for child in parent.iterchildren(etree.Element)}
        return _sentence([f"<{_local(n)}>" for n in sorted(required - present)])

    def _listed(self, names: Iterable[str], shown: int = _SHOWN) -> str:
        """List `names`, those that the document uses most first; no more than a reader takes in."""
        known = sorted({n for n in names if n != "*"}, key=lambda n: (-self._used[n], n))
        return _some([f"<{_local(n)}>" for n in known], shown)

    @cached_property
    def _used(self) -> Counter[str]:
        return Counter(_clark(element) for element in self.document.elements())

    def _make(
        self,
        slug: str,
        sentence: str,
        node: etree._Element,
        attribute: str = "",
        hint: str = "",
        place: Place | None = None,
    ) -> Diagnostic:
        where = place or self.document.place(node, attribute)
        return Diagnostic(f"relaxng/{slug}", Severity.ERROR, sentence, where, hint)


def _clark(node: etree._Element) -> str:
    return str(node.tag)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _shown(node: etree._Element) -> str:
    return f"<{_prefixed(node)}>"


def _attribute_name(name: str, node: etree._Element | None = None) -> str:
    """Write the attribute `name` with the prefix that `node` has for its namespace."""
    namespace = name[1:].partition("}")[0] if name.startswith("{") else ""
    prefixes = {uri: prefix for prefix, uri in node.nsmap.items()} if node is not None else {}
    prefix = "xml" if namespace == XML_NS else prefixes.get(namespace)
    return f"@{prefix}:{_local(name)}" if namespace and prefix else f"@{_local(name)}"


def _near(wrong: str, known: Iterable[str], form: str) -> str:
    """Ask whether a similar name was meant; "" when nothing is similar. Case doesn't count in likeness."""
    by_lower = {name.lower(): name for name in sorted(known)}
    similar = [by_lower[n] for n in difflib.get_close_matches(wrong.lower(), by_lower, n=3, cutoff=0.7)]
    return f"Did you mean {_sentence([form.format(name) for name in similar], 'or')}?" if similar else ""


def _some(items: list[str], shown: int = _SHOWN) -> str:
    """List `items`, or as many as `shown` with a sign that there are more."""
    return _sentence(items) if len(items) <= shown else f"{', '.join(items[:shown])}, …"


def _sentence(items: list[str], word: str = "and") -> str:
    """Join `items` as one does in a sentence."""
    return f" {word} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
