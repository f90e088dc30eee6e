"""The files that a stylesheet is made of: its modules, and the data that they read while they are compiled.

`xsl:include` and `xsl:import` are followed from file to file. Of the functions that read a file (`doc`,
`unparsed-text` and the like) those count whose argument is written out; where it isn't, or where a folder is read, all
data files of that folder count, so that too much may be named, but never too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from epistola import xml
from epistola.names import XSLT_NS
from epistola.resources import stylesheets
from epistola.transform.formats import Format
from epistola.transform.modules import SCHEME

_INCLUDING: Final = tuple(f"{{{XSLT_NS}}}{name}" for name in ("include", "import"))
_READING: Final = re.compile(
    r"(?<![\w.-])(doc|document|json-doc|unparsed-text(?:-lines)?|(?:uri-)?collection)\(\s*(?:(['\"])([^'\"]*)\2)?"
)


def stylesheets_of(kind: Format) -> tuple[Path, ...]:
    """Return the entry files that may write a format: its own, and that of its family."""
    family = (stylesheets() / f"{kind.family}.xsl",) if kind.family else ()
    return kind.stylesheet, *family


def stylesheet_of_pieces(kind: Format) -> Path:
    """Return the entry file that makes what a format of many letters gathers of each."""
    return stylesheets() / f"{kind.gathers}.xsl"


def closure(*entries: Path) -> tuple[Path, ...]:
    """Return all files that the stylesheets `entries` are made of, themselves included, by name.

    Raises MarkupError or SurroundingsError for a module that can't be read.
    """
    found: dict[Path, None] = {}
    waiting = [path.resolve() for path in entries]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            waiting += _named(path, found)
    return tuple(sorted(found))


def _named(path: Path, found: dict[Path, None]) -> list[Path]:
    """Return the modules that a stylesheet names, and add the data that it reads to `found`."""
    modules: list[Path] = []
    for element in xml.parse(xml.read(path), str(path)).iter(etree.Element):
        if element.tag in _INCLUDING:
            modules.append(_beside(path, element.get("href", "")))
        for expression in (*map(str, element.attrib.values()), element.text or ""):
            found.update(dict.fromkeys(_data(path, expression)))
    return modules


def _data(path: Path, expression: str) -> Iterator[Path]:
    for function, _, name in _READING.findall(expression):
        target = _beside(path, name.partition("?")[0]) if name else path.parent
        if "collection" not in function and target.is_file():
            yield target
        else:
            folder = target if target.is_dir() else target.parent
            yield from (file.resolve() for file in folder.rglob("*") if file.is_file() and file.suffix != ".xsl")


def _beside(path: Path, href: str) -> Path:
    if href.startswith(SCHEME):
        return (stylesheets() / href.removeprefix(SCHEME)).resolve()
    return (path.parent / unquote(href)).resolve()
