"""Mending: what is mechanical is mended, all else stays byte for byte, and the words never change."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.validate import Document
from epistola.validate.checks import characters
from epistola.validate.fixes import fix

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEAD = '<teiHeader><langUsage><language ident="fr"/></langUsage><correspDesc/>{}</teiHeader>'


def letter(text: str, header: str = "", attributes: str = ' xml:lang="fr"') -> str:
    return f"<TEI {NS}>{HEAD.format(header)}<text{attributes}>{text}</text></TEI>"


def mended(document: str) -> tuple[str, tuple[str, ...]]:
    fixed = fix(document.encode(), "x.xml")
    return fixed.content.decode(), fixed.mended


def test_characters_are_composed_in_the_text_and_not_in_attributes() -> None:
    before = letter('<p n="e\u0301">e\u0301te\u0301</p>')
    assert mended(before) == (before.replace(">e\u0301te\u0301<", ">été<"), ("composed characters",))


def test_a_mark_after_a_tag_does_not_eat_the_tag() -> None:
    before = letter("<p>\u0338</p>")
    assert mended(before) == (before, ())


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "&#1;", "&#x1F;", "&#0;", "&#xFFFF;"])
def test_a_character_that_xml_cannot_carry_is_taken_out(sign: str) -> None:
    assert mended(letter(f"<p>a{sign}b</p>"))[0] == letter("<p>ab</p>")


@pytest.mark.parametrize("sign", ["&#9;", "&#10;", "&#13;", "&#x20;", "&#128;", "\t"])
def test_a_character_that_xml_can_carry_stays(sign: str) -> None:
    assert mended(letter(f"<p>a{sign}b</p>")) == (letter(f"<p>a{sign}b</p>"), ())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_one_language_of_the_header_is_said_of_the_text(mark: str) -> None:
    before = mark + letter("<p>a</p>", attributes='\n n="1"')
    assert mended(before)[0] == before.replace("<text\n", '<text xml:lang="fr"\n')


def test_of_two_languages_none_is_chosen() -> None:
    before = letter("<p>a</p>", '<langUsage><language ident="de"/></langUsage>', attributes="")
    assert mended(before) == (before, ())


def test_nothing_is_mended_against_the_transcription(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("e\u0301te\u0301", encoding="utf-8")
    header = '<sourceDesc><bibl><idno type="file">x.txt</idno></bibl></sourceDesc>'
    before = letter("<p>e\u0301te\u0301</p>", header).encode()
    fixed = fix(before, "x.xml", sources=tmp_path)
    assert (fixed.content, fixed.mended) == (before, ())
    assert [d.code for d in fixed.diagnostics] == ["fixes/refused"]


@pytest.mark.parametrize("data", [b"<a>", b"\xff\xfe", "<?xml version='1.0' encoding='latin-1'?><a>é</a>".encode()])
def test_what_cannot_be_read_stays_as_it_is(data: bytes) -> None:
    assert fix(data, "x.xml").content == data


@given(st.text(alphabet="ae\u0301\u0338\u0308\n \x01<>&;é", max_size=20))
def test_the_words_stay_and_mending_again_changes_nothing(words: str) -> None:
    text = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    once = fix(letter(f"<p>{text}</p>").encode(), "x.xml").content
    assert fix(once, "x.xml").content == once
    found = "".join(map(str, Document(once, "x.xml").root.itertext()))
    assert unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", words.replace("\x01", ""))


def test_stray_characters_are_found_at_their_place() -> None:
    document = Document(letter("<p>a</p>\nl\x92e\u0301t").encode(), "x.xml")
    found = list(characters.check(document))
    assert [(d.code, d.place.line, d.place.column) for d in found] == [
        ("characters/stray", 2, 2),
        ("characters/not-composed", 2, 3),
    ]
    assert list(characters.check(Document(letter("<p>été</p>").encode(), "x.xml"))) == []
