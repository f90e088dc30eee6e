"""Reading XML from strangers: what is refused and where, and what is written so that it reads back the same."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from epistola import xml
from epistola.diagnostics import Place
from epistola.errors import MarkupError, SurroundingsError

CARRIED = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: xml.refused_character(c) is None))


def entities(levels: int) -> str:
    each = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(levels))
    return f'<!DOCTYPE a [<!ENTITY e0 "ha">{each}]>'


def test_a_document_is_parsed_with_its_lines() -> None:
    tree = xml.parse(b"<a>\n<b/></a>", "x.xml")
    assert xml.place(tree.getroot()[0], "x.xml") == Place("x.xml", 2)


def test_an_error_of_syntax_has_its_line_and_column_and_says_them_once() -> None:
    with pytest.raises(MarkupError) as error:
        xml.parse(b"<a>\n  <b></c>\n</a>", "x.xml")
    found = error.value
    assert (found.code, found.file, found.line) == ("xml/not-well-formed", "x.xml", 2)
    assert found.column is not None
    assert "column" not in found.message


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"Dear Madam",
        b"\x00\x01",
        b"<a>" + "ä".encode("latin-1") + b"</a>",
        b"<a>&auml;</a>",
        b"<a>\x08</a>",
        b"<a><b></a>",
        b'<?xml version="1.0" encoding="UTF-8"?>' + "<a/>".encode("utf-16"),
    ],
)
def test_what_is_not_well_formed_is_refused(document: bytes) -> None:
    with pytest.raises(MarkupError) as error:
        xml.parse(document, "x.xml")
    assert error.value.code == "xml/not-well-formed"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("<a><b></a>", "<b>, opened in line 1, is closed by </a>."),
        ("<a>x & y</a>", "an & stands alone; as a character it is written &amp;."),
        ("<a>x < y</a>", "a < does not begin a tag; as a character it is written &lt;."),
        ("<a>x&nbsp;y</a>", "the entity &nbsp; is not known; write the character itself."),
        ("<a b=“c”/>", "the value of an attribute must stand in straight quotation marks."),
        ("<a b></a>", 'the attribute @b has no value, such as b="…".'),
        ("<a b='x'c='y'/>", "an attribute has no value, or no space before it."),
        ("<a b='1' b='2'/>", "the attribute @b stands twice in one tag."),
        ("<a b='<'/>", "a < stands in an attribute; maybe a quotation mark is missing."),
        ("<a><b</a>", "the name of an attribute is expected; perhaps a > is missing."),
        ("<a><!-- b -- c --></a>", "two hyphens stand within a comment."),
        ("<a><!-- b </a>", "a comment is not closed by -->."),
        ("<a><![CDATA[ x </a>", "a CDATA section is not closed by ]]>."),
        ("<a>]]></a>", "]]> stands in the text, where it is written ]]&gt;."),
        ("<a>&#0;</a>", "the reference &#0; means a character that XML can't carry."),
        ("<a p:b='c'/>", "the prefix p: of @p:b is not declared by xmlns:p."),
        ("<p:a/>", "the prefix p: of <p:a> is not declared by xmlns:p."),
        (" <?xml version='1.0'?><a/>", "something stands before the XML declaration."),
        ("<a/><b/>", "something follows after the outermost element."),
    ],
)
def test_the_usual_mistakes_are_said_in_words_for_editors(document: str, words: str) -> None:
    with pytest.raises(MarkupError) as error:
        xml.parse(document.encode(), "x.xml")
    assert error.value.message == f"This is not well-formed XML: {words}"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a PUBLIC "-//X" "a.dtd">',
        "<!DOCTYPE a>",
        '<!DOCTYPE a [<!ENTITY e0 SYSTEM "file:///etc/hostname">]>',
        entities(1),
    ],
)
def test_a_document_with_a_doctype_is_refused(doctype: str) -> None:
    with pytest.raises(MarkupError) as error:
        xml.parse(f"{doctype}<a/>".encode(), "x.xml")
    assert error.value.code == "xml/doctype"


def test_no_dtd_is_loaded_from_a_file(tmp_path: Path) -> None:
    dtd = tmp_path / "broken.dtd"
    dtd.write_text("<!ELEMENT broken")
    for declaration in (f'SYSTEM "{dtd}"', f'[<!ENTITY % d SYSTEM "{dtd}"> %d;]'):
        with pytest.raises(MarkupError) as error:
            xml.parse(f"<!DOCTYPE a {declaration}><a/>".encode(), "x.xml")
        assert error.value.code == "xml/doctype"


@pytest.mark.parametrize("use", ["<a>&e30;</a>", '<a b="&e30;"/>'])
def test_an_entity_bomb_is_refused_at_once(use: str) -> None:
    start = time.perf_counter()
    with pytest.raises(MarkupError):
        xml.parse((entities(30) + use).encode(), "x.xml")
    assert time.perf_counter() - start < 2


def test_xinclude_is_not_followed() -> None:
    include = b'<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="/etc/hostname" parse="text"/></a>'
    assert "".join(map(str, xml.parse(include, "x.xml").getroot().itertext())) == ""


@pytest.mark.parametrize("depth", [101, 1000])
def test_a_document_can_be_deeper_than_a_hundred_elements(depth: int) -> None:
    tree = xml.parse(b"<a>" * depth + b"</a>" * depth, "x.xml")
    assert sum(1 for _ in tree.iter()) == depth


def test_a_hundred_thousand_levels_end_in_a_verdict() -> None:
    depth = 100_000
    with pytest.raises(MarkupError):
        xml.parse(b"<a>" * depth + b"</a>" * depth, "x.xml")


def test_one_long_line_is_read() -> None:
    text = "x" * 20_000_000
    assert xml.parse(f"<a>{text}</a>".encode(), "x.xml").getroot().text == text


def test_utf_16_is_read_when_it_says_so() -> None:
    document = '<?xml version="1.0" encoding="UTF-16"?><a>ä</a>'.encode("utf-16")
    assert xml.parse(document, "x.xml").getroot().text == "ä"


def test_a_duplicate_identifier_does_not_stop_the_parser() -> None:
    tree = xml.parse(b'<a><b xml:id="x"/><b xml:id="x"/></a>', "x.xml")
    assert len(tree.getroot()) == 2


def test_a_file_that_cannot_be_read_is_an_error_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError) as error:
        xml.read(tmp_path / "nowhere.xml")
    assert (error.value.code, error.value.exit_code) == ("xml/unreadable", 3)


@given(CARRIED)
def test_what_is_escaped_reads_back_the_same(text: str) -> None:
    document = f'<a b="{xml.escape_attribute(text)}">{xml.escape(text)}</a>'.encode()
    root = etree.fromstring(document)
    assert (root.text or "", root.get("b")) == (text, text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_first_character_that_xml_cannot_carry_is_found(text: str) -> None:
    offset = xml.refused_character(text)
    kept = text if offset is None else text[:offset]
    etree.fromstring(f"<a>{xml.escape(kept)}</a>".encode())
    if offset is not None:
        with pytest.raises(etree.XMLSyntaxError):
            etree.fromstring(f"<a>{xml.escape(text[: offset + 1])}</a>".encode())
