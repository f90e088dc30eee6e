"""From a violation to a diagnostic: its place, a sentence, and a hint how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.validate.document import Document
from epistola.validate.relaxng.habits import attribute_meant, element_meant
from epistola.validate.relaxng.violations import Fault, Violation
from epistola.validate.relaxng.vocabulary import Vocabulary
from epistola.validate.relaxng.wanted import allowed_values
from epistola.validate.wording import SHOWN, attribute_name, element_name, joined, local, near, some

# How many parents of an element are named, and how much of a text is quoted.
_PARENTS: Final = 5
# An element or attribute that has no more of these is peculiar to them, so that it is likely to be meant there.
_FEW_PARENTS: Final = 2
_FEW_BEARERS: Final = 30
# An element stands nearly everywhere that can stand in this part of the elements in which any one can stand.
_NEARLY_ALL: Final = 0.85
_QUOTED: Final = 40


# What most letters have, for a document that has little yet.
_USUAL: Final = frozenset(
    (
        *("body", "div", "p", "opener", "dateline", "salute", "closer", "signed", "postscript", "head", "address"),
        *("persName", "placeName", "orgName", "date", "hi", "note", "quote", "list", "item", "title", "publisher"),
        *("correspAction", "correspDesc", "fileDesc", "titleStmt", "publicationStmt", "sourceDesc", "text"),
    )
)


class Messages:
    """Makes the diagnostics for one document, which was judged by the schema with `vocabulary`."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.vocabulary = vocabulary

    def diagnostic(self, violation: Violation) -> Diagnostic:
        """Say what `violation` is, and where."""
        message = _Message(self, violation)
        sentence, hint = message.words()
        code = f"relaxng/{violation.fault}"
        return Diagnostic(code, Severity.ERROR, sentence, message.place(), hint.replace("….", "…"))

    def listed(self, names: Iterable[str], around: str = "", shown: int = SHOWN) -> str:
        """List elements, no more than a reader takes in, the likely ones first.

        These are the ones that the document has elsewhere in elements called `around`, then those that can stand in
        few others, such as <row>, then the ones that the document has at all, or that most letters have. Those that
        can stand nearly everywhere, such as <anchor>, are left out when there are others.
        """
        inside, uses, parents = self._inside(around), self._used[""], self.vocabulary.parents
        known = sorted(
            names, key=lambda n: (-inside[n], len(parents(n)) > _FEW_PARENTS, -uses[n], local(n) not in _USUAL, n)
        )
        likely = [name for name in known if inside[name] or len(parents(name)) < self._everywhere]
        return _tags(likely or known, shown, more=len(likely) < len(known))

    def parents(self, name: str) -> str:
        """List the elements in which an element called `name` may stand, those where the document has it first."""
        uses = self._used[""]
        known = self.vocabulary.parents(name)
        return _tags(sorted(known, key=lambda p: (-self._inside(p)[name], -uses[p], p)), _PARENTS)

    def listed_attributes(self, names: Iterable[str], node: etree._Element) -> str:
        """List attributes of `node` in the same way: used on its like, then peculiar to few elements, then the rest."""
        uses = self._attributes.get(str(node.tag), Counter())
        bearers = self.vocabulary.bearers
        known = sorted(names, key=lambda name: (-uses[name], len(bearers.get(name, ())) > _FEW_BEARERS, name))
        return some(list(dict.fromkeys(attribute_name(name, node) for name in known)))

    def elements_with(self, attribute: str) -> str:
        """List elements that may have `attribute`; "" when only a wildcard allows it, or none does."""
        uses = self._used[""]
        return _tags(sorted(self.vocabulary.bearers.get(attribute, ()), key=lambda name: (-uses[name], name)), _PARENTS)

    @cached_property
    def _everywhere(self) -> float:
        """In how many elements one can stand that stands nearly everywhere."""
        most = max((len(self.vocabulary.parents(name)) for name in self.vocabulary.elements), default=0)
        return max(_FEW_BEARERS, most * _NEARLY_ALL)

    @cached_property
    def _attributes(self) -> dict[str, Counter[str]]:
        """How often the elements of each name have each attribute."""
        found: dict[str, Counter[str]] = {}
        for element in self.document.elements():
            found.setdefault(str(element.tag), Counter()).update(map(str, element.attrib))
        return found

    def _inside(self, parent: str) -> Counter[str]:
        return self._used.get(parent, Counter()) if parent else Counter()

    @cached_property
    def _used(self) -> dict[str, Counter[str]]:
        """How often each element stands in each other; under "" how often at all."""
        found: dict[str, Counter[str]] = {"": Counter()}
        for element in self.document.elements():
            parent = element.getparent()
            found[""][str(element.tag)] += 1
            if parent is not None:
                found.setdefault(str(parent.tag), Counter())[str(element.tag)] += 1
        return found


class _Message:
    def __init__(self, all_: Messages, violation: Violation) -> None:
        self._document = all_.document
        self._vocabulary = all_.vocabulary
        self._all = all_
        self._it = violation
        self._node = violation.node
        self._parent = violation.node.getparent()
        self._shown = element_name(violation.node)

    def place(self) -> Place:
        """Return where the mistake begins."""
        if self._it.fault is Fault.TEXT:
            text = self._text()
            lead = len(text) - len(text.lstrip())
            owner = self._node if self._it.after is None else self._it.after
            return self._document.places.of_text(owner, lead, tail=self._it.after is not None)
        return self._document.place(self._node, self._it.attribute)

    def words(self) -> tuple[str, str]:
        """Return a sentence and a hint; the hint can be empty."""
        say: dict[Fault, Callable[[], tuple[str, str]]] = {
            Fault.UNKNOWN_ELEMENT: self._unknown,
            Fault.MISPLACED_ELEMENT: self._misplaced,
            Fault.EARLY_ELEMENT: self._early,
            Fault.INCOMPLETE: self._incomplete,
            Fault.TEXT: self._stray_text,
            Fault.CONTENT: self._content,
            Fault.ATTRIBUTE: self._unknown_attribute,
            Fault.MISSING_ATTRIBUTE: self._missing_attribute,
            Fault.VALUE: self._value,
        }
        return say[self._it.fault]() if self._it.fault in say else (self._it.sentence, "")

    def _unknown(self) -> tuple[str, str]:
        name = etree.QName(self._node).localname
        everywhere = [*map(local, self._vocabulary.elements)]
        if name in everywhere:
            return self._wrong_namespace()
        here = [*map(local, self._it.expected.names)]
        hint = element_meant(name, everywhere) or near(name, here, "<{}>") or near(name, everywhere, "<{}>")
        return f"There is no element {self._shown} in this schema.", hint or self._allowed_here()

    def _wrong_namespace(self) -> tuple[str, str]:
        name = etree.QName(self._node).localname
        right = next(known for known in self._vocabulary.elements if local(known) == name)
        found, wanted = etree.QName(self._node).namespace, etree.QName(right).namespace
        has = f"in the namespace “{found}”" if found else "in no namespace"
        sentence = f"{self._shown} is {has}; the schema has it {f'in “{wanted}”' if wanted else 'in none'}."
        return sentence, f'Write xmlns="{wanted or ""}" on the outermost element, and no other xmlns inside.'

    def _misplaced(self) -> tuple[str, str]:
        if self._is_stranger() and etree.QName(self._node).localname in map(local, self._it.expected.names):
            return self._wrong_namespace()
        if self._parent is None:
            hint = element_meant(etree.QName(self._node).localname, [*map(local, self._it.expected.names)])
            return f"{self._shown} can't be the outermost element by this schema.", hint or self._allowed_here()
        around = element_name(self._parent)
        if str(self._node.tag) in self._vocabulary.children(str(self._parent.tag)):
            before = next(self._node.itersiblings(etree.Element, preceding=True), None)
            after = f", after {element_name(before)}" if before is not None else ""
            hint = self._allowed_here() or f"It comes too early, too late or too often; nothing may follow in {around}."
            return f"{self._shown} can stand in {around}, but not here{after}.", hint
        if self._node.tag == self._parent.tag:
            return f"{self._shown} can't stand in {around}.", f"End the first {around} before the second begins."
        parents = self._all.parents(str(self._node.tag))
        elsewhere = f"{self._shown} may stand in {parents}." if parents else ""
        return f"{self._shown} can't stand in {around}.", " ".join(filter(None, [elsewhere, self._allowed_here()]))

    def _is_stranger(self) -> bool:
        """Tell whether the schema knows the element by a wildcard only."""
        return str(self._node.tag) not in self._vocabulary.elements

    def _early(self) -> tuple[str, str]:
        around = "The document" if self._parent is None else element_name(self._parent)
        missing = self._missing()
        if missing:
            return f"{around} lacks the required {missing}.", f"It must come before {self._shown}."
        return f"{self._shown} can stand in {around}, but something must come before it.", self._allowed_here()

    def _incomplete(self) -> tuple[str, str]:
        missing = self._missing()
        allowed = self._all.listed(self._it.expected.names, str(self._node.tag))
        if missing:
            return f"{self._shown} lacks the required {missing}.", ""
        if not len(self._node) and not (self._node.text or "").strip():
            return f"{self._shown} is empty, but must have content.", f"In it may stand {allowed}." if allowed else ""
        hint = f"What may come next: {allowed}." if allowed else ""
        return f"{self._shown} is incomplete: an element that must come after the last one is missing.", hint

    def _stray_text(self) -> tuple[str, str]:
        words = " ".join(self._text().split())
        quoted = f"“{words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''}”"
        names = self._it.expected.names
        allowed = self._all.listed(names & self._vocabulary.with_text or names, str(self._node.tag), 4)
        if allowed:
            one = len(names) == 1
            hint = f"Put it into {allowed if one else f'an element that may stand here, such as {allowed}'}."
        elif self._vocabulary.children(str(self._node.tag)):
            hint = f"Nothing may stand here in {self._shown}."
        else:
            hint = f"{self._shown} is always empty."
        return f"Text can't stand directly in {self._shown}: {quoted}.", hint

    def _content(self) -> tuple[str, str]:
        value = " ".join(self._it.value.split())
        sentence = f"{self._shown} can't have the content “{value}”." if value else f"{self._shown} can't be empty."
        return sentence, allowed_values(self._it.expected, value)

    def _unknown_attribute(self) -> tuple[str, str]:
        shown = attribute_name(self._it.attribute, self._node)
        names = sorted(attribute_name(name, self._node) for name in self._it.expected.names)
        hint = attribute_meant(shown, names) or near(shown, names, "{}") or self._other_attributes()
        return f"{self._shown} can't have the attribute {shown}.", hint

    def _other_attributes(self) -> str:
        elsewhere = self._all.elements_with(self._it.attribute)
        possible = self._all.listed_attributes(self._it.expected.names, self._node)
        return " ".join(
            [
                *([f"It may stand on {elsewhere}."] if elsewhere else []),
                *([f"{self._shown} may have {possible}."] if possible else []),
            ]
        )

    def _missing_attribute(self) -> tuple[str, str]:
        lacking = sorted(self._it.expected.missing)
        if not lacking:
            possible = self._all.listed_attributes(self._it.expected.names, self._node)
            hint = f"It may have {possible}." if possible else ""
            return f"{self._shown} lacks an attribute that it must have.", hint
        names = [attribute_name(name, self._node) for name in lacking]
        if len(names) > 1:
            return f"{self._shown} lacks the required attributes {joined(names)}.", ""
        values, types = self._vocabulary.values(str(self._node.tag), lacking[0])
        listed = some([f"“{value}”" for value in values], word="or")
        hint = f"Its value can be {listed}." if values and not types else ""
        return f"{self._shown} lacks the required attribute {names[0]}.", hint

    def _value(self) -> tuple[str, str]:
        it = self._it
        shown = attribute_name(it.attribute, self._node)
        value = " ".join(it.value.split())
        wrong = f"can't have the value “{value}”" if value else "can't be empty"
        return f"The attribute {shown} of {self._shown} {wrong}.", allowed_values(it.expected, value)

    def _missing(self) -> str:
        return joined([f"<{local(name)}>" for name in sorted(self._it.expected.missing)])

    def _allowed_here(self) -> str:
        expected = self._it.expected
        listed = self._all.listed(expected.names, "" if self._parent is None else str(self._parent.tag))
        if listed:
            return f"Allowed here: {listed}."
        if expected.open:
            return ""
        around = "" if self._parent is None else element_name(self._parent)
        if expected.text:
            return f"Allowed here: text without elements in {around}."
        return f"Nothing more may stand in {around}." if expected.end and around else ""

    def _text(self) -> str:
        return (self._node.text if self._it.after is None else self._it.after.tail) or ""


def _tags(names: list[str], shown: int, more: bool = False) -> str:
    """List elements; `more` says that there are others."""
    tags = [f"<{local(name)}>" for name in names]
    return f"{', '.join(tags[:shown])}, …" if more else some(tags, shown)
