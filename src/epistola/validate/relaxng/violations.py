"""`Violation`: one mistake of a document, as data and as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

from epistola.names import XML_NS
from epistola.validate.relaxng.names import local_name, namespace

_SHOWN: Final = 8


class Fault(StrEnum):
    """The kinds of mistakes. Jing's words for each stand beside it."""

    UNKNOWN_ELEMENT = "unknown-element"  # element … not allowed anywhere
    MISPLACED_ELEMENT = "misplaced-element"  # element … not allowed here
    EARLY_ELEMENT = "early-element"  # element … not allowed yet [; missing required element …]
    INCOMPLETE = "incomplete"  # element … incomplete [; missing required element …]
    TEXT = "text-not-allowed"  # text not allowed here
    CONTENT = "wrong-content"  # character content of element … invalid; empty content for element … not allowed
    ATTRIBUTE = "unknown-attribute"  # attribute … not allowed here; found attribute …, but no attributes allowed here
    MISSING_ATTRIBUTE = "missing-attribute"  # element … missing required attribute …
    VALUE = "wrong-value"  # value of attribute … is invalid
    DUPLICATE_IDENTIFIER = "duplicate-identifier"  # ID … has already been defined
    DANGLING_REFERENCE = "dangling-reference"  # IDREF … without matching ID
    IDENTIFIER = "wrong-identifier"  # value of attribute of type ID … contained no tokens, or multiple
    NOTHING_ALLOWED = "nothing-allowed"  # schema does not allow anything


@dataclass(frozen=True, slots=True)
class Expected:
    """What could have stood there.

    `names` are elements or attributes, of which `missing` are required, `open` says that there are others that the
    schema doesn't name, `text` and `end` that text and the end of the element were allowed, `values` are values that
    would do, `types` names of datatypes, and `patterns` regular expressions that such texts fit.
    """

    names: frozenset[str] = frozenset()
    open: bool = False
    text: bool = False
    end: bool = False
    values: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Violation:
    """One mistake.

    `node` is the element that it is about: for a misplaced element that element, for text the element that the text
    stands in. `line` counts from 1, 0 is unknown. `after` is the node that misplaced text follows, if any.
    `attribute` and `value` belong to mistakes in attributes and data. `echo` says that the mistake is most likely a
    consequence of one that was reported before.
    """

    fault: Fault
    node: etree._Element
    line: int
    attribute: str = ""
    value: str = ""
    expected: Expected = Expected()
    after: etree._Element | None = None
    echo: bool = False

    @property
    def sentence(self) -> str:
        """Say in a plain sentence what is wrong."""
        words = _Words(self)
        return " ".join(filter(None, [words.complaint(), words.expectation()]))


class _Words:
    """Words for one violation; names have the prefixes that are declared at its node."""

    def __init__(self, violation: Violation) -> None:
        self._it = violation
        nsmap = violation.node.nsmap
        self._prefixes = {ns: prefix for prefix, ns in reversed(list(nsmap.items()))} | {XML_NS: "xml"}
        self._default = nsmap.get(None)

    def complaint(self) -> str:
        it, element = self._it, self._element(str(self._it.node.tag))
        attribute = self._attribute(it.attribute)
        parent = it.node.getparent()
        inside = f" in {self._element(str(parent.tag))}" if parent is not None else ""
        match it.fault:
            case Fault.UNKNOWN_ELEMENT:
                return f"The schema knows no element {element}."
            case Fault.MISPLACED_ELEMENT:
                return f"{element} is not allowed here{inside}."
            case Fault.EARLY_ELEMENT:
                return f"{element} is not allowed yet{inside}; {self._lacking('before it')}."
            case Fault.INCOMPLETE:
                return f"{element} is incomplete; {self._lacking('in it')}."
            case Fault.TEXT:
                return f"Text is not allowed here in {element}."
            case Fault.CONTENT:
                return f"{element} can't have the content “{it.value}”." if it.value else f"{element} can't be empty."
            case Fault.ATTRIBUTE:
                return f"{element} can't have the attribute {attribute}."
            case Fault.MISSING_ATTRIBUTE:
                return f"{element} lacks {self._lacking_attributes()}."
            case Fault.VALUE:
                return f"The attribute {attribute} of {element} can't have the value “{it.value}”."
            case Fault.DUPLICATE_IDENTIFIER:
                return f"The identifier “{it.value}” is given to another element before."
            case Fault.DANGLING_REFERENCE:
                return f"The attribute {attribute} of {element} refers to “{it.value}”, and nothing is called that."
            case Fault.IDENTIFIER:
                return f"The attribute {attribute} of {element} must be one name, not “{it.value}”."
        return "The schema allows no document at all."

    def expectation(self) -> str:
        """List what was allowed; "" when that is not known or would not help."""
        expected = self._it.expected
        attributes = self._it.fault in (Fault.ATTRIBUTE, Fault.MISSING_ATTRIBUTE)
        show = self._attribute if attributes else self._element
        items = [show(name) for name in sorted(expected.names, key=local_name)]
        items += [f"“{value}”" for value in expected.values] + [f"a value of the type {t}" for t in expected.types]
        items += ["text"] if expected.text and not attributes else []
        items += ["other names"] if expected.open else []
        items += ["the end of the element"] if expected.end and items else []
        if not items:
            return "Nothing is allowed here." if self._it.fault is Fault.MISPLACED_ELEMENT else ""
        shown = items if len(items) <= _SHOWN else [*items[:_SHOWN], "…"]
        return f"Allowed: {', '.join(shown)}."

    def _lacking(self, where: str) -> str:
        names = [self._element(name) for name in sorted(self._it.expected.missing)]
        return f"{' and '.join(names)} must come {where}" if names else f"something must come {where}"

    def _lacking_attributes(self) -> str:
        names = [self._attribute(name) for name in sorted(self._it.expected.missing)]
        if not names:
            return "one or more required attributes"
        return f"the required attribute{'s' if len(names) > 1 else ''} {' and '.join(names)}"

    def _element(self, name: str) -> str:
        ns = namespace(name)
        if ns == (self._default or ""):
            return f"<{local_name(name)}>"
        if self._prefixes.get(ns):
            return f"<{self._prefixes[ns]}:{local_name(name)}>"
        return f"<{local_name(name)}> of {f'the namespace “{ns}”' if ns else 'no namespace'}"

    def _attribute(self, name: str) -> str:
        ns = namespace(name)
        prefix = self._prefixes.get(ns) if ns else None
        return f"@{prefix}:{local_name(name)}" if prefix else f"@{local_name(name)}"
