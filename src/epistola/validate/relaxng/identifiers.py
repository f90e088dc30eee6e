"""Identifiers of one document: each stands once, and what refers to one finds it (DTD Compatibility, section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from epistola.validate.relaxng import lexical
from epistola.validate.relaxng.identity import Identity
from epistola.validate.relaxng.violations import Fault, Violation

_BLANK: Final = " \t\r\n"


class Identifiers:
    """Collects what is identified and what is referred to; `types` says by which attributes."""

    def __init__(self, types: Identity) -> None:
        self.types = types
        self._seen: set[str] = set()
        self._references: list[Violation] = []

    def see(self, element: etree._Element, attribute: str, value: str, line: int) -> Iterator[Violation]:
        """Note the attribute of `element`; yield what is wrong with it."""
        type_ = self.types[str(element.tag), attribute]
        tokens = lexical.collapsed(value).split(" ") if value.strip(_BLANK) else []
        if not tokens or (type_ != "IDREFS" and len(tokens) > 1):
            yield Violation(Fault.IDENTIFIER, element, line, attribute, value)
        elif type_ != "ID":
            for token in tokens:
                self._references.append(Violation(Fault.DANGLING_REFERENCE, element, line, attribute, token))
        elif tokens[0] in self._seen:
            yield Violation(Fault.DUPLICATE_IDENTIFIER, element, line, attribute, tokens[0])
        else:
            self._seen.add(tokens[0])

    def dangling(self) -> Iterator[Violation]:
        """Yield the references that found nothing in the whole document."""
        for violation in self._references:
            if violation.value not in self._seen:
                yield violation
