import hashlib

import pytest

from epistola.encode.readers.txt import read
from epistola.errors import SourceError


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(data, "letter.txt")
    assert caught.value.file == "letter.txt"
    assert caught.value.hint
    return caught.value


def test_the_text_is_what_the_bytes_say_and_the_source_says_where_it_is_from() -> None:
    data = "Grüße, 😀\n\tund zwei  Blanks \n".encode()

    text, source = read(data, "letter.txt")

    assert text == "Grüße, 😀\n\tund zwei  Blanks \n"
    assert (source.name, source.media_type, source.encoding) == ("letter.txt", "text/plain", "UTF-8")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.notes == ()


def test_a_byte_order_mark_is_taken_off_and_named() -> None:
    text, source = read(b"\xef\xbb\xbfDear Tom", "letter.txt")

    assert text == "Dear Tom"
    assert source.encoding == "UTF-8 with byte order mark"


def test_a_mark_of_byte_order_within_the_text_stays() -> None:
    assert read("Dear \ufeffTom".encode(), "letter.txt")[0] == "Dear \ufeffTom"


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_line_ends_with_carriage_returns_are_unified_and_that_is_noted(ends: bytes) -> None:
    text, source = read(ends.join([b"one", b"two", b""]), "letter.txt")

    assert text == "one\ntwo\n"
    assert len(source.notes) == 1
    assert "carriage returns" in source.notes[0]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", "\u00a0\u2028".encode()])
def test_a_file_with_nothing_to_read_is_refused(data: bytes) -> None:
    assert refusal(data).code == "txt/empty"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Word document"),
        (b"{\\rtf1 Dear", "an RTF document"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"Dear\0Tom", "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, kind: str) -> None:
    error = refusal(data)

    assert error.code == "txt/binary"
    assert kind in error.message


@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        ("Grüße".encode("latin-1"), 1, 3, "0xfc"),
        ("Dear\nTom, caf\u00e9".encode("cp1252"), 2, 9, "0xe9"),
        ("Dear \u201cTom\u201d".encode("cp1252"), 1, 6, "0x93"),
        (b"Dear \xc3", 1, 6, "0xc3"),
        (b"Dear \xed\xa0\x80", 1, 6, "0xed"),
        (b"Dear \xc0\xaf", 1, 6, "0xc0"),
    ],
)
def test_what_is_not_utf_8_is_refused_with_its_place(data: bytes, line: int, column: int, says: str) -> None:
    error = refusal(data)

    assert error.code == "txt/not-utf-8"
    assert (error.line, error.column) == (line, column)
    assert says in error.message
    assert "iconv" in error.hint


@pytest.mark.parametrize("code", ["utf-16", "utf-16-be"])
def test_utf_16_is_recognised_where_it_says_so(code: str) -> None:
    data = ("\ufeff" if code == "utf-16-be" else "").encode(code) + "Dear Tom".encode(code)

    assert "UTF-16" in refusal(data).hint


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x0c", "\x1b", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_carry_is_refused_with_its_place(character: str) -> None:
    error = refusal(f"Dear Tom,\nab{character}c\n".encode())

    assert error.code == "txt/control-character"
    assert (error.line, error.column) == (2, 3)
    assert f"U+{ord(character):04X}" in error.message


@pytest.mark.parametrize("character", ["\t", "\u0085", "\u00ad", "\u2028", "\u200b", "\ue000", "\U0010ffff"])
def test_any_other_character_is_kept(character: str) -> None:
    assert read(f"Dear{character}Tom".encode(), "letter.txt")[0] == f"Dear{character}Tom"
