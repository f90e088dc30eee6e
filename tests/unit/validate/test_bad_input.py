"""Documents that mean harm or are broken: a verdict or a clear sentence, in bounded time and memory."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from epistola.validate import validate

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa">' + "".join(
    f'<!ENTITY {c} "{f"&{b};" * 20}">' for b, c in zip("abcdefgh", "bcdefghi", strict=True)
)
SECONDS = 30


def codes(data: bytes, base: Path | None = None) -> list[str]:
    begun = time.monotonic()
    found = [diagnostic.code for diagnostic in validate(data, "x.xml", base=base)]
    assert time.monotonic() - begun < SECONDS
    return found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f"{BOMB}]><TEI {NS}>&i;</TEI>".encode(), "xml/not-well-formed"),
        (f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI {NS}>&x;</TEI>'.encode(), "xml/doctype"),
        (f'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/x.dtd"><TEI {NS}/>'.encode(), "xml/doctype"),
        (f'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]><TEI {NS}/>'.encode(), "xml/doctype"),
        (b"", "xml/not-well-formed"),
        (b"Dear Anna,", "xml/not-well-formed"),
        (b"\x89PNG\r\n\x1a\n\0\0", "xml/not-well-formed"),
        (f"<TEI {NS}><p>Gr\xfc\xdfe</p></TEI>".encode("latin-1"), "xml/not-well-formed"),
        (f'<?xml version="1.0" encoding="x-none"?><TEI {NS}/>'.encode(), "xml/not-well-formed"),
        (f"<TEI {NS}><p>cut".encode(), "xml/not-well-formed"),
        (f"<TEI {NS}><p>\0</p></TEI>".encode(), "xml/not-well-formed"),
        (
            f'<!DOCTYPE a [<!ENTITY a "{"a" * 50_000}">]><TEI {NS}>{"&a;" * 50_000}</TEI>'.encode(),
            "xml/not-well-formed",
        ),
        (f'<!DOCTYPE a [<!ENTITY a "&b;"><!ENTITY b "&a;">]><TEI {NS}>&a;</TEI>'.encode(), "xml/not-well-formed"),
        (f'<?xml version="1.0" encoding="UTF-16"?><TEI {NS}><p>ü</p></TEI>'.encode(), "xml/not-well-formed"),
        (f"<TEI {NS}><p>ü</p></TEI>".encode("utf-16-le"), "xml/not-well-formed"),
        (f"<TEI {NS}><p>Grü".encode()[:-1], "xml/not-well-formed"),
        (f"<TEI {NS}><p>ü</p></TEI>".encode("utf-16")[:-3], "xml/not-well-formed"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "xml/not-well-formed"),
        (b"<a b='" + b"<" * 1_000_000, "xml/not-well-formed"),
        (
            f"<TEI {NS} ".encode() + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"><p></TEI>",
            "xml/not-well-formed",
        ),
    ],
)
def test_what_cannot_be_read_gives_one_finding(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_an_inclusion_of_another_file_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    body = f'<TEI {NS}><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/></TEI>'
    found = list(validate(body.encode(), "x.xml", base=tmp_path))
    assert found
    assert not any("secret words" in str(diagnostic) for diagnostic in found)


def test_a_file_of_the_system_is_not_included() -> None:
    body = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    found = list(validate(f"<TEI {NS}>{body}</TEI>".encode(), "x.xml", base=Path("/etc")))
    assert "relaxng/unknown-element" in [diagnostic.code for diagnostic in found]
    assert not any("root:" in f"{diagnostic.message} {diagnostic.hint}" for diagnostic in found)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_are_read_and_their_places_are_right(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    declared = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
    text = f'{mark}<?xml version="1.0" encoding="{declared}"?>\n<TEI {NS}><p>ü</p>\n<p corresp="#lost"/></TEI>'
    found = [d for d in validate(text.encode(encoding), "x.xml") if d.code == "pointers/no-target"]
    assert [(d.place.line, d.place.column) for d in found] == [(3, 4)]


def test_one_very_long_line_is_judged_in_bounded_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = f"<TEI {NS}><text><body><p>".encode() + b"word " * 4_000_000 + b"</p></body></text></TEI>"
    assert codes(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000  # KiB: fifty times the document


def test_instructions_by_the_thousand_take_no_time() -> None:
    data = f"<TEI {NS}>{'<?epistola ignore a/b?>' * 2_000}<p/></TEI>".encode()
    assert "suppression/unused" in codes(data)
