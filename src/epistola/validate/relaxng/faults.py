"""What libxml2 found: its log, without the entries that only repeat another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from epistola.validate.document import Document
from epistola.validate.wording import prefixed

ATTRIBUTE_KINDS: Final = ("INVALIDATTR", "ATTRVALID", "EXTRAATTR")
_ECHOES: Final = ("EXTRACONTENT", "CONTENTVALID", "INTEREXTRA", "ELEMWRONG")


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry of the log: its kind without the common prefix, its words, and the node that it is about."""

    kind: str
    words: str
    node: etree._Element


def faults(document: Document, log: Iterable[etree._LogEntry]) -> Iterator[Fault]:
    """Yield the faults, one for the content of each element, and none for what is around a mistake."""
    found = [Fault(e.type_name.removeprefix("RELAXNG_ERR_"), e.message, _node(document, e.path or "")) for e in log]
    around = {ancestor for fault in found for ancestor in fault.node.iterancestors()}
    named = {fault.node for fault in found if fault.kind == "INVALIDATTR"}
    first: dict[etree._Element, Fault] = {}
    for fault in found:
        of_attribute = fault.kind in ATTRIBUTE_KINDS and (fault.kind != "ATTRVALID" or fault.node not in named)
        is_echo = fault.node in around and fault.kind in _ECHOES
        if of_attribute or (
            fault.kind not in ATTRIBUTE_KINDS and first.setdefault(fault.node, fault) is fault and not is_echo
        ):
            yield fault


def _node(document: Document, path: str) -> etree._Element:
    """Follow a path of libxml2: `*[2]` is the second child element, `a:b[2]` the second of that name."""
    node: etree._Element | None = None
    for name, number in re.findall(r"/([^/\[]+)(?:\[(\d+)\])?", path):
        children = [document.root] if node is None else list(node.iterchildren(etree.Element))
        named = [child for child in children if name in ("*", prefixed(child))]
        index = int(number or 1) - 1
        if index >= len(named):
            break
        node = named[index]
    return document.root if node is None else node
