"""Fidelity: what differs between a letter and its transcription is found at its first character."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.diagnostics import Diagnostic, Place
from epistola.validate.checks.fidelity import check
from epistola.validate.document import Document
from epistola.xml import escape, refused_character

WORDS = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: refused_character(c) is None))


def found(
    folder: Path | None, text: str, source: bytes | None = None, *, file: str = "x.txt", sha256: str | None = None
) -> list[Diagnostic]:
    """Check a letter whose content is `text` (it begins in line 3, column 1) against a transcription."""
    if source is not None and folder is not None:
        (folder / file).write_bytes(source)
        sha256 = sha256 or hashlib.sha256(source).hexdigest()
    recorded = f'<idno type="file">{file}</idno><idno type="sha256">{sha256}</idno>' if file else ""
    document = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><sourceDesc><bibl>{recorded}</bibl></sourceDesc>'
        f"<correspDesc/></teiHeader>\n<text><body>\n{text}</body></text></TEI>"
    )
    return list(check(Document(document.encode(), "x.xml", sources=folder)))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("<p>He sat down.</p>", "He sat down."),
        ("<p>He</p>\n  <p>sat</p>", "He\n\nsat\n"),
        ("<p>He <choice><sic>sat</sic><corr>set</corr></choice></p>", "He sat"),
        ("<p><choice><reg>you</reg><orig>yow</orig></choice></p>", "yow"),
        ("<p><choice><expan>Mister</expan><abbr>Mr</abbr></choice></p>", "Mr"),
        ("<p><choice><unclear>a</unclear><unclear>b</unclear></choice></p>", "a"),
        ("<p><choice><sic><hi>sat</hi> up</sic><corr>set</corr></choice></p>", "sat up"),
        ("<p>a <supplied>the </supplied>b</p>", "a b"),
        ("<p>M<ex>iste</ex>r</p><p><expan>D<ex>octo</ex>r</expan></p>", "Mr\nDr"),
        ("<p>a<note resp='#ed'>An editor says.</note> b<note>in the margin</note></p>", "a b in the margin"),
        ("<p>a<note type='editorial'>An editor says.</note></p>", "a"),
        ("<p><app><lem>a</lem><rdg>b</rdg></app><del>c</del><add>d</add><surplus>e</surplus></p>", "acde"),
        ("<figure><figDesc>A seal</figDesc><head>Seal</head></figure>", "Seal"),
        ("<p>a<!-- no --><?no no?>b<![CDATA[<c>]]></p>", "ab<c>"),
        ("<p>line<lb/>end</p>", "line\nend"),
        ('<p xml:space="preserve">a  b\nc</p>\n', "a  b\nc\n"),
        ('<div xml:space="preserve"><p>a</p>\n<p xml:space="default"> b </p></div>', "a\nb"),
    ],
)
def test_the_source_reading_equals_the_transcription(tmp_path: Path, text: str, source: str) -> None:
    assert found(tmp_path, text, source.encode()) == []


@pytest.mark.parametrize("source", [b"\xef\xbb\xbfa\nb", b"a\r\nb", b"a\rb"])
def test_the_transcription_is_read_as_the_encoder_reads_it(tmp_path: Path, source: bytes) -> None:
    assert found(tmp_path, '<p xml:space="preserve">a\nb</p>', source) == []


def test_the_first_difference_is_shown_in_both(tmp_path: Path) -> None:
    (diagnostic,) = found(tmp_path, "<p>Dear <hi>Sir</hi>,</p>\n<p>He <hi>set</hi> up.</p>", b"Dear Sir,\nHe sat up.\n")
    assert (diagnostic.code, diagnostic.place) == ("fidelity/text-differs", Place("x.xml", 4, 12))
    assert "x.txt:2:5 has “Dear Sir, He s⟦a⟧t up.”, the letter “Dear Sir, He s⟦e⟧t up.”" in diagnostic.message


def test_a_difference_after_references_and_cdata_is_at_its_place(tmp_path: Path) -> None:
    (diagnostic,) = found(tmp_path, "<p>a &amp; &#x62;<![CDATA[c&d]]>!</p>", b"a & bc&d?")
    assert diagnostic.place == Place("x.xml", 3, 33)


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("<p>Dear Sir</p>", "Dear Sir, yours", "“Dear Sir⟦,⟧ yours”, the letter “Dear Sir” and then ends"),
        ("<p>Dear Sir, yours</p>", "Dear Sir", "has “Dear Sir” and then ends, the letter “Dear Sir⟦,⟧ yours”"),
        ("", "Dear", "has “⟦D⟧ear”, the letter “” and then ends"),
    ],
)
def test_a_text_that_ends_early_is_said(tmp_path: Path, text: str, source: str, words: str) -> None:
    (diagnostic,) = found(tmp_path, text, source.encode())
    assert diagnostic.code == "fidelity/text-differs"
    assert words in diagnostic.message


def test_white_space_that_is_preserved_must_be_the_same(tmp_path: Path) -> None:
    (diagnostic,) = found(tmp_path, '<p xml:space="preserve">a <hi>b</hi>  c</p>', b"a b c")
    assert (diagnostic.code, diagnostic.place) == ("fidelity/space-differs", Place("x.xml", 3, 38))
    assert "x.txt:1:5 has “a b ⟦c⟧”, the letter “a b ⟦ ⟧c”" in diagnostic.message


def test_a_changed_transcription_is_said_though_the_text_is_the_same(tmp_path: Path) -> None:
    (diagnostic,) = found(tmp_path, "<p>a</p>", b"a\n\n", sha256="0" * 64)
    assert diagnostic.code == "fidelity/source-changed"


def test_the_checksum_can_be_written_in_capitals(tmp_path: Path) -> None:
    assert found(tmp_path, "<p>a</p>", b"a", sha256=hashlib.sha256(b"a").hexdigest().upper()) == []


@pytest.mark.parametrize(
    ("file", "source", "slug"),
    [
        ("x.txt", None, "source-missing"),
        ("x.txt", b"\xff", "source-unreadable"),
        ("../x.txt", b"a", "outside"),
        ("/etc/hostname", None, "outside"),
    ],
)
def test_a_transcription_that_cannot_be_read_is_said(
    tmp_path: Path, file: str, source: bytes | None, slug: str
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (diagnostic,) = found(folder, "<p>a</p>", source, file=file)
    assert diagnostic.code == f"fidelity/{slug}"


def test_a_letter_that_names_no_transcription_is_said(tmp_path: Path) -> None:
    (diagnostic,) = found(tmp_path, "<p>a</p>", file="")
    assert diagnostic.code == "fidelity/not-recorded"


def test_without_the_folder_nothing_is_compared() -> None:
    assert found(None, "<p>a</p>", file="nowhere.txt") == []


def test_a_text_of_a_thousand_levels_is_compared(tmp_path: Path) -> None:
    assert found(tmp_path, "<hi>" * 1500 + "a" + "</hi>" * 1500, b"a") == []


@settings(max_examples=60, deadline=None)
@given(text=WORDS.filter(str.strip), offset=st.integers(0, 1000))
def test_any_changed_character_is_found(tmp_path_factory: pytest.TempPathFactory, text: str, offset: int) -> None:
    folder = tmp_path_factory.mktemp("sources")
    clean = text.replace("\r", "\n").removeprefix("\ufeff")
    offset %= len(clean) or 1
    same = found(folder, f"<p>{escape(clean)}</p>", clean.encode())
    assert same == []
    if clean and not clean[offset].isspace():
        changed = clean[:offset] + ("x" if clean[offset] != "x" else "y") + clean[offset + 1 :]
        assert [d.code for d in found(folder, f"<p>{escape(changed)}</p>", clean.encode())] == ["fidelity/text-differs"]
