"""The characters of the text are composed (Unicode normalization form C), and none of them is a stray control.

Two ways to write the same letter (`é` as one character or as two) make searching and comparing fail; W3C and TEI
(Guidelines, chapter vi) recommend form C. Control characters between U+007F and U+009F, and a byte order mark in
the middle, come from a wrong conversion.

Fires: `e` followed by U+0301 in the text; U+0092 where an apostrophe was meant.
Silent: `é`; marks that have no composed form.

Codes: `characters/not-composed`, `characters/stray`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Severity
from epistola.validate.document import Document

STRAY: Final = re.compile("[\x7f-\x84\x86-\x9f\ufeff]")
# What begins a reference to a character, or one of those in UTF-8.
_SUSPICIOUS: Final = re.compile(rb"&#|\x7f|\xc2[\x80-\x9f]|\xef\xbb\xbf")


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield one finding for each piece of text with such a character."""
    if document.is_utf_8 and _are_in_order(document.data):
        return
    whole = "".join(map(str, document.root.itertext()))
    if unicodedata.is_normalized("NFC", whole) and not STRAY.search(whole):
        return
    for element in document.root.iter():
        pieces = ((element.text if isinstance(element.tag, str) else None, False), (element.tail, True))
        for text, tail in pieces:
            if text:
                yield from _judge(document, element, text, tail)


def _are_in_order(data: bytes) -> bool:
    """Tell quickly whether nothing is wrong in `data`, nor then in any piece of it; False may mean: not known."""
    if _SUSPICIOUS.search(data):
        return False
    return data.isascii() or unicodedata.is_normalized("NFC", data.decode())


def _judge(document: Document, element: etree._Element, text: str, tail: bool) -> Iterator[Diagnostic]:
    stray = STRAY.search(text)
    if stray:
        sentence = f"The control character U+{ord(stray[0]):04X} stands in the text."
        hint = "Look at the source; often an apostrophe or a dash was converted wrongly."
        place = document.places.of_text(element, stray.start(), tail=tail)
        yield Diagnostic("characters/stray", Severity.WARNING, sentence, place, hint)
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        offset = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed))
        yield Diagnostic(
            "characters/not-composed",
            Severity.WARNING,
            "A character is written as a letter and a mark; as one character it is found more easily.",
            document.places.of_text(element, offset, tail=tail),
            "epistola validate --fix composes it, without changing the words.",
        )
