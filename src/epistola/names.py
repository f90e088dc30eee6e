"""Namespaces, and the few TEI names that more than one module needs."""

from __future__ import annotations

from typing import Final

TEI_NS: Final = "http://www.tei-c.org/ns/1.0"
XML_NS: Final = "http://www.w3.org/XML/1998/namespace"
RELAXNG_NS: Final = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON_NS: Final = "http://purl.oclc.org/dsdl/schematron"
XSLT_NS: Final = "http://www.w3.org/1999/XSL/Transform"
EPISTOLA_NS: Final = "https://epistola.example/ns"

NAMESPACES: Final = {"tei": TEI_NS, "xml": XML_NS}

XML_ID: Final = f"{{{XML_NS}}}id"
XML_LANG: Final = f"{{{XML_NS}}}lang"
XML_SPACE: Final = f"{{{XML_NS}}}space"


def tei(name: str) -> str:
    """Give the TEI element or attribute `name` in Clark notation, as lxml wants it."""
    return f"{{{TEI_NS}}}{name}"
