"""Findings that an editor has seen and wants to hear no more of, by a processing instruction in the document.

    <?epistola ignore lives/after-death?>       what follows: the next element with all that is in it
    <?epistola ignore pointers/* dates/x?>      several codes; * stands for any name

Before the outermost element it covers the whole document; where no element follows, the rest of its parent. An
instruction that nothing was found for is a remark, so that it goes when its reason has gone.

Codes: `suppression/unused`, `suppression/not-understood`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.validate.document import Document

_MARK: Final = b"<?epistola"
_INSTRUCTIONS: Final = etree.XPath("/processing-instruction('epistola') | //processing-instruction('epistola')")
_NEVER: Final = ("xml/", "suppression/")


@dataclass(frozen=True, slots=True)
class Region:
    """From where to where in a file the findings of a code are left out; `place` is that of the instruction."""

    file: str
    pattern: str
    first: tuple[int, int]
    last: tuple[int, int] | None
    place: Place

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether `diagnostic` is to be left out. Where a column isn't known, the line decides."""
        place = diagnostic.place
        if place.file != self.file or not fnmatchcase(diagnostic.code, self.pattern):
            return False
        if self.last is None:
            return True
        where = (place.line, place.column or self.first[1])
        return self.first <= where < self.last


def regions(document: Document) -> tuple[Region, ...]:
    """Return what the instructions of the document cover."""
    if not document.mentions(_MARK):
        return ()
    return tuple(region for node, codes in _instructions(document) for region in _cover(document, node, codes))


def ignored(diagnostic: Diagnostic, known: Collection[Region]) -> bool:
    """Tell whether one of the regions covers `diagnostic`."""
    return not diagnostic.code.startswith(_NEVER) and any(region.covers(diagnostic) for region in known)


def suppress(document: Document, found: Collection[Diagnostic], later: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what isn't covered, then what is to be said of the instructions themselves.

    Codes that begin with one of `later` may be found only when other documents are known.
    """
    if not document.mentions(_MARK):
        yield from found
        return
    known = regions(document)
    used: set[Region] = set()
    for diagnostic in found:
        covering = [region for region in known if ignored(diagnostic, (region,))]
        used.update(covering)
        if not covering:
            yield diagnostic
    for region in known:
        if region not in used and not region.pattern.startswith(tuple(later)):
            sentence = f"Nothing of the code “{region.pattern}” was found here, so nothing is to be ignored."
            hint = "Remove the instruction."
            yield Diagnostic("suppression/unused", Severity.INFORMATION, sentence, region.place, hint)
    yield from _not_understood(document)


def _not_understood(document: Document) -> Iterator[Diagnostic]:
    for node in document.select(_INSTRUCTIONS):
        words = (node.text or "").split()
        if len(words) < 2 or words[0] != "ignore" or not all("/" in word for word in words[1:]):
            sentence = f"The instruction <?epistola {node.text or ''}?> is not understood."
            hint = "Write <?epistola ignore CODE?>, with one or more of the codes that stand after each finding."
            yield Diagnostic("suppression/not-understood", Severity.WARNING, sentence, document.place(node), hint)


def _instructions(document: Document) -> Iterator[tuple[etree._Element, list[str]]]:
    for node in document.select(_INSTRUCTIONS):
        words = (node.text or "").split()
        if words[:1] == ["ignore"]:
            yield node, [word for word in words[1:] if "/" in word]


def _cover(document: Document, node: etree._Element, codes: list[str]) -> Iterator[Region]:
    place = document.place(node)
    parent = node.getparent()
    first, last = (0, 0), None
    if parent is not None:
        following = next(node.itersiblings(etree.Element), None)
        begin, end = document.places.extent(following if following is not None else parent)
        begin = begin if following is not None else place
        first, last = (begin.line, begin.column), (end.line, end.column)
    for code in codes:
        yield Region(document.name, code, first, last, place)
