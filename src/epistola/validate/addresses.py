"""Where a pointer of a document leads: which file, and which element in it (TEI Guidelines, chapter 16.2).

Only what lies in the folder of the document or below is a file here; nothing asks the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final
from urllib.parse import unquote, urldefrag

from lxml import etree

from epistola.names import XML_NS
from epistola.validate.document import Document

SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
DEPTH: Final = 5
_BASE: Final = f"{{{XML_NS}}}base"


def resolve(document: Document, pointer: str, element: etree._Element, depth: int = DEPTH) -> Iterator[tuple[str, str]]:
    """Yield the address and the identifier of each place that `pointer`, which stands on `element`, can mean.

    The address is "" for the document itself, the absolute path of a file, or an address of the web as it stands.
    """
    if pointer.startswith("#"):
        yield "", pointer[1:]
        return
    scheme = SCHEME.fullmatch(pointer)
    if scheme is None:
        yield from _file(document, pointer, element)
        return
    declared = False
    for declaration in document.prefixes.get(scheme[1], ()) if depth else ():
        declared = True
        try:
            found = groups(declaration.get("matchPattern", ""), scheme[2])
        except ValueError:
            continue
        if found is not None:
            address = replaced(declaration.get("replacementPattern", ""), found)
            yield from resolve(document, address, declaration, depth - 1)
    if not declared and scheme[1].lower() in ("http", "https", "urn"):
        yield pointer, ""


def _file(document: Document, pointer: str, element: etree._Element) -> Iterator[tuple[str, str]]:
    folder = document.folder
    base = base_path(element)
    if folder is None or base is None or not pointer:
        return
    address, identifier = urldefrag(pointer)
    path = (folder / base / unquote(address.partition("?")[0])).resolve()
    if path.is_relative_to(folder):
        yield str(path), identifier


def groups(pattern: str, text: str) -> tuple[str, ...] | None:
    """Return what the groups of `pattern` (prefixDef/@matchPattern) took when all of `text` fits it, else None.

    A group that took nothing is "". The time grows as the text does, whatever the pattern: documents can mean harm.
    Raises ValueError, with the reason, for what is no regular expression.
    """
    found = _compiled(pattern).fullmatch(text)
    return None if found is None else tuple(group or "" for group in found.groups())


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    import re2  # few documents declare prefixes

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else "?"
        raise ValueError(reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)) from None


def replaced(replacement: str, taken: tuple[str, ...]) -> str:
    """Put what the groups took for $1 … $9 (TEI Guidelines, prefixDef/@replacementPattern)."""
    return re.sub(r"\$([1-9])", lambda m: taken[int(m[1]) - 1] if int(m[1]) <= len(taken) else "", replacement)


def base_path(element: etree._Element) -> str | None:
    """Return the folder that `xml:base` sets for `element`, relative to the document's; None if elsewhere."""
    bases = [e.get(_BASE, "") for e in (element, *element.iterancestors()) if e.get(_BASE)]
    if any(SCHEME.fullmatch(base) for base in bases):
        return None
    return "".join(base[: base.rfind("/") + 1] for base in reversed(bases))
