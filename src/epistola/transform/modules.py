"""Stylesheets of an edition that build on those of Epistola, whose modules they call `epistola:lib/record.xsl`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lxml import etree

from epistola.errors import SettingsError
from epistola.resources import stylesheets

SCHEME: Final = "epistola:"
_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_INCLUDING: Final = tuple(f"{{http://www.w3.org/1999/XSL/Transform}}{name}" for name in ("include", "import"))


def with_modules(stylesheet: etree._Element, path: Path) -> str:
    """Return a stylesheet with the addresses of the modules that it names, and with its own."""
    for element in stylesheet.iter(*_INCLUDING):
        href = element.get("href", "")
        if href.startswith(SCHEME):
            line = element.sourceline if isinstance(element.sourceline, int) else None
            element.set("href", _module(href.removeprefix(SCHEME), path, line))
    if stylesheet.get(_XML_BASE) is None:
        stylesheet.set(_XML_BASE, path.resolve().as_uri())
    return etree.tostring(stylesheet, encoding="unicode", with_tail=False)


def _module(name: str, path: Path, line: int | None) -> str:
    folder = stylesheets().resolve()
    module = (folder / name).resolve()
    if not module.is_file() or not module.is_relative_to(folder):
        raise SettingsError(
            f"Epistola has no module “{name}”.",
            code="transform/unknown-module",
            file=str(path),
            line=line,
            hint="The modules are the files below xslt/lib and xslt/html, such as epistola:lib/record.xsl.",
        )
    return module.as_uri()
