"""Schematron's inclusions: one schema from the files that it is spread over.

`include` is replaced by the element that its `href` leads to, `extends` with `href` by the content of that element
(ISO/IEC 19757-3:2020, clauses 5.4.4 and 5.5.13), `xsl:include` and `xsl:import` by the declarations of that
stylesheet. Addresses are relative to the file in which they stand, and lead to files only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag

from lxml import etree

from epistola import xml
from epistola.errors import SettingsError
from epistola.names import SCHEMATRON_NS, XML_ID, XSLT_NS

_OF_CONTENT: Final = ((SCHEMATRON_NS, "extends"), (XSLT_NS, "include"), (XSLT_NS, "import"))
_DEPTH: Final = 20


def assemble(schema: Path) -> bytes:
    """Return `schema` with everything that it includes, as UTF-8.

    Raises SettingsError for an inclusion that leads nowhere or round in circles, or a file that isn't Schematron;
    MarkupError and SurroundingsError for a file that can't be read.
    """
    root = xml.parse(xml.read(schema), str(schema)).getroot()
    if root.tag != f"{{{SCHEMATRON_NS}}}schema":
        raise _error(f"The outermost element is <{etree.QName(root).localname}>, not the schema of Schematron.", schema)
    _resolve(root, schema, _DEPTH)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _resolve(root: etree._Element, file: Path, depth: int) -> None:
    """Put what is included in the place of each inclusion below `root`, which stands in `file`."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        href = element.get("href")
        if href is None:
            continue
        if (name.namespace, name.localname) == (SCHEMATRON_NS, "include"):
            _replace(element, [_target(element, href, file, depth)])
        elif (name.namespace, name.localname) in _OF_CONTENT:
            _replace(element, list(_target(element, href, file, depth)))


def _target(element: etree._Element, href: str, file: Path, depth: int) -> etree._Element:
    """Return the element that `href` leads to, with its own inclusions resolved."""
    address, identifier = urldefrag(href)
    path = (file.parent / unquote(address)).resolve() if address else file
    line = element.sourceline if isinstance(element.sourceline, int) else None
    if not path.is_file():
        raise _error(f"The file “{href}”, which is included here, does not exist.", file, line)
    if not depth:
        raise _error(f"The file “{href}” includes itself.", file, line)
    root = xml.parse(xml.read(path), str(path)).getroot()
    found = root if not identifier else _identified(root, identifier)
    if found is None:
        raise _error(f"The file “{path.name}” has no element with the identifier “{identifier}”.", file, line)
    _resolve(found, path, depth - 1)
    return found


def _identified(root: etree._Element, identifier: str) -> etree._Element | None:
    elements = root.iter(etree.Element)
    return next((e for e in elements if identifier in (e.get("id"), e.get(XML_ID))), None)


def _replace(element: etree._Element, others: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    tail = element.tail
    for offset, other in enumerate(others):
        parent.insert(index + offset, other)
    element.tail = None
    parent.remove(element)
    if others and tail:
        others[-1].tail = tail


def _error(sentence: str, file: Path, line: int | None = None) -> SettingsError:
    return SettingsError(
        f"The Schematron schema can't be used: {sentence}",
        code="schematron/unusable-schema",
        file=str(file),
        line=line,
        hint="Correct the schema; its rules were not run.",
    )
