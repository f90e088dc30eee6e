"""Text in UTF-8: bytes → characters, with what had to be done to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from epistola.encode.readers._writer import refuse_empty
from epistola.errors import SourceError
from epistola.xml import refused_character

_SIGNATURES: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive, as .docx and .odt are",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a compressed file (gzip)",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without byte order mark and carriage returns; its encoding, and notes on what was changed."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decoded(data: bytes, name: str, form: str) -> Decoded:
    """Return the text of `data`.

    Raises SourceError for what is binary, not UTF-8, empty, or has characters that XML can't carry.
    """
    _refuse_binary(data, name, form)
    text = _characters(data, name, form)
    notes: tuple[str, ...] = ()
    encoding = "UTF-8"
    if text.startswith("\ufeff"):
        text, encoding = text[1:], "UTF-8 with byte order mark"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes = ("The line ends of the source, which have carriage returns, are line feeds here.",)
    refuse_empty(text, name, form)
    _refuse_control_characters(text, name, form)
    return Decoded(text, encoding, notes)


def _refuse_binary(data: bytes, name: str, form: str) -> None:
    kind = next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), "")
    if not kind and b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "binary data"
    if kind:
        raise SourceError(
            f"The file is not plain text but {kind}.",
            code=f"{form}/binary",
            file=name,
            hint="Save the transcription as plain text in UTF-8.",
        )


def _characters(data: bytes, name: str, form: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise SourceError(
            f"The file is not in UTF-8: byte {data[error.start]:#04x} in line {line} begins no character.",
            code=f"{form}/not-utf-8",
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


def _refuse_control_characters(text: str, name: str, form: str) -> None:
    offset = refused_character(text)
    if offset is not None:
        line = text.count("\n", 0, offset) + 1
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        raise SourceError(
            f"Line {line} has the control character U+{ord(text[offset]):04X}, which XML can't carry.",
            code=f"{form}/control-character",
            file=name,
            line=line,
            column=column,
            hint="Remove it from the transcription; a form feed (U+000C) stands where a page ended.",
        )
