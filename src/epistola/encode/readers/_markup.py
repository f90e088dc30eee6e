"""XML within a source: read safely, of the right kind, and not deeper than a program can walk."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from epistola.errors import MarkupError, SourceError
from epistola.xml import parse

DEEPEST = 200


def parsed(data: bytes, name: str, form: str, part: str = "") -> etree._Element:
    """Return the root of an XML document, or of the `part` of a package; comments and instructions are left out.

    Raises SourceError for what isn't well-formed, has a DOCTYPE, or is nested more than 200 deep.
    """
    try:
        root = parse(data, name).getroot()
    except MarkupError as error:
        raise SourceError(
            f"In {part}: {error.message}" if part else error.message,
            code=f"{form}/{error.code.removeprefix('xml/')}",
            file=name,
            line=None if part else error.line,
            column=None if part else error.column,
            hint="The file is damaged; save or export it anew." if part else error.hint,
        ) from None
    if _depth(root) > DEEPEST:
        raise SourceError(
            f"The XML is nested more than {DEEPEST} elements deep.",
            code=f"{form}/too-deep",
            file=name,
            hint="No letter is; export it anew from the program that wrote it.",
        )
    return root


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for a comment or an instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the child elements, or those with one of these local names."""
    for child in element:
        if isinstance(child.tag, str) and (not names or local(child) in names):
            yield child


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
