"""Mechanical mistakes mended in the bytes of a document; the words of the letter stay as they are.

Mended are characters that XML can't carry (they are taken out), characters that are not composed (Unicode
normalization form C, in the text only, since names of files stand in attributes), and a letter that doesn't say its
language though its header names exactly one. All else stays byte for byte. A change counts only if the document
has the same elements and the same words afterwards, and its comparison with the transcription comes out as before.

Codes: `fixes/refused`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import MarkupError
from epistola.names import tei
from epistola.validate.checks import fidelity, languages
from epistola.validate.document import Document
from epistola.xml import escape_attribute

_REFUSED: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE: Final = re.compile(r"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[eEfF])|0*(?:[0-8]|1[124-9]|2\d|3[01]));")
_MARKUP: Final = re.compile(
    r"""(<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</[^>]*+>|<[^!?/](?:[^>"']++|"[^"]*+"|'[^']*+')*+>|&[^;]*;)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes of a document, what was mended in it, and what couldn't be."""

    content: bytes
    mended: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def fix(data: bytes, name: str, *, base: Path | None = None, sources: Path | None = None) -> Fixed:
    """Mend `data`, the document that messages call `name`; what can't be read, or isn't UTF-8, stays as it is."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Fixed(data)
    mended: list[str] = []
    plain = _REFERENCE.sub("", _REFUSED.sub("", text))
    if plain != text:
        mended.append("took out characters that XML can't carry")
    try:
        before = Document(plain.encode(), name, base=base, sources=sources)
    except MarkupError:
        return Fixed(data)
    if before.encoding != "utf-8":
        return Fixed(data)
    composed = _composed(plain)
    if composed != plain:
        mended.append("composed characters")
    spoken = _with_language(Document(composed.encode(), name), composed)
    if spoken != composed:
        mended.append("said the language of the letter")
    if not mended:
        return Fixed(data)
    after = Document(spoken.encode(), name, base=base, sources=sources)
    if not _same(before, after):
        return Fixed(data, (), (_refused(before),))
    return Fixed(after.data, tuple(mended))


def _composed(text: str) -> str:
    """Compose the text between tags; a mark right after a tag or a reference has no letter to go to."""
    pieces = _MARKUP.split(text)
    return "".join(p if i % 2 else unicodedata.normalize("NFC", p) for i, p in enumerate(pieces))


def _with_language(document: Document, text: str) -> str:
    missing = any(found.code == "languages/missing" for found in languages.check(document))
    stated = {e.get("ident", "") for e in document.root.iterfind(f".//{tei('langUsage')}/{tei('language')}")}
    element = document.root.find(tei("text"))
    extent = document.places.offsets(element) if element is not None else None
    if not missing or extent is None or len(stated) != 1 or not (tag := stated.pop()):
        return text
    offset = extent[0] + len(text) - len(text.removeprefix("\ufeff"))
    name = re.compile(r"<[^\s/>]+").match(text, offset)
    if name is None:
        return text
    return f'{text[: name.end()]} xml:lang="{escape_attribute(tag)}"{text[name.end() :]}'


def _same(before: Document, after: Document) -> bool:
    """Tell whether both have the same elements, the same words, and the same fidelity to the transcription."""
    return (
        [element.tag for element in before.root.iter()] == [element.tag for element in after.root.iter()]
        and _words(before) == _words(after)
        and [d.code for d in fidelity.check(before)] == [d.code for d in fidelity.check(after)]
    )


def _words(document: Document) -> list[str]:
    texts = (str(text) for text in document.root.itertext())
    return [unicodedata.normalize("NFC", text) for text in texts]


def _refused(document: Document) -> Diagnostic:
    return Diagnostic(
        "fixes/refused",
        Severity.WARNING,
        "This can't be mended without a difference from the transcription, so nothing was changed.",
        document.place(document.root),
        "Mend it by hand, in the transcription too, or leave it.",
    )
