"""Plain text in UTF-8.

A byte order mark is taken off, and line ends are made line feeds (as every XML parser does, XML 1.0, section 2.11);
both is noted in the source. Anything else is kept as it is.
"""

from __future__ import annotations

import hashlib

from epistola.encode.readers import Transcription
from epistola.errors import SourceError
from epistola.letter import Source
from epistola.xml import refused_character

SUFFIXES = (".txt",)

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive, as .docx and .odt are",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a compressed file (gzip)",
}


def read(data: bytes, name: str) -> Transcription:
    """Return the text of `data` and its provenance.

    Raises SourceError for what is binary, not UTF-8, empty, or has characters that XML can't carry.
    """
    _refuse_binary(data, name)
    text = _decoded(data, name)
    notes = []
    encoding = "UTF-8"
    if text.startswith("\ufeff"):
        text, encoding = text[1:], "UTF-8 with byte order mark"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append("The line ends of the source, which have carriage returns, are line feeds here.")
    if not text.strip():
        raise SourceError(
            "The file is empty, or has nothing but white space.",
            code="txt/empty",
            file=name,
            hint="Put the transcription of the letter into it, or remove it.",
        )
    _refuse_control_characters(text, name)
    source = Source(name, "text/plain", encoding, hashlib.sha256(data).hexdigest(), tuple(notes))
    return Transcription(text, source, "txt")


def _refuse_binary(data: bytes, name: str) -> None:
    kind = next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), "")
    if not kind and b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "binary data"
    if kind:
        raise SourceError(
            f"The file is not plain text but {kind}.",
            code="txt/binary",
            file=name,
            hint="Save the transcription as plain text in UTF-8.",
        )


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise SourceError(
            f"The file is not in UTF-8: byte {data[error.start]:#04x} in line {line} begins no character.",
            code="txt/not-utf-8",
            file=name,
            line=line,
            column=column,
            hint=f"Save it as UTF-8{_guess(data)}; nothing is guessed, since a wrong guess changes the text.",
        ) from None


def _guess(data: bytes) -> str:
    """Name the encoding that is likely, for the hint only."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " (it seems to be UTF-16: iconv -f UTF-16 -t UTF-8)"
    return " (older files are often in Windows-1252: iconv -f WINDOWS-1252 -t UTF-8)"


def _refuse_control_characters(text: str, name: str) -> None:
    offset = refused_character(text)
    if offset is not None:
        line = text.count("\n", 0, offset) + 1
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        raise SourceError(
            f"Line {line} has the control character U+{ord(text[offset]):04X}, which XML can't carry.",
            code="txt/control-character",
            file=name,
            line=line,
            column=column,
            hint="Remove it from the transcription; a form feed (U+000C) stands where a page ended.",
        )
