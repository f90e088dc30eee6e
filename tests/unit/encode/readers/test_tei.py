from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from epistola.encode import Settings, encode
from epistola.encode.readers import Transcription
from epistola.encode.readers import xml as reader
from epistola.encode.sidecar import Sidecar
from epistola.errors import SourceError
from epistola.letter import Certainty

Refusal = Callable[[ModuleType, bytes], SourceError]
TEI = "http://www.tei-c.org/ns/1.0"


def document(body: str, around: str = "") -> bytes:
    return f'<TEI xmlns="{TEI}"><text>{around}<body>{body}</body></text></TEI>'.encode()


def read(body: str) -> Transcription:
    return reader.read(document(body), "letter.xml")


def marks(found: Transcription) -> list[tuple[str, str]]:
    return [(a.element, found.text[a.start : a.end]) for a in found.annotations]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Dear\n   Tom,</p>\n  <p> I am  here. </p>", "Dear Tom,\n\nI am here.\n"),
        ("<p>one<lb/>two <lb/>\n three</p>", "one\ntwo\nthree\n"),
        ("<p><lb/>one</p>", "one\n"),
        ("<p>a <hi rend='i'>b</hi>c</p>", "a bc\n"),
        ("<p>one <pb/> two</p>", "one two\n"),
        ('<p xml:space="preserve">one  two\n three</p>', "one  two\n three\n"),
        ("<p>a<!-- no --><?no no?>b</p>", "ab\n"),
        ("<p><choice><corr>set</corr><sic>sat</sic></choice></p>", "sat\n"),
        ("<p><app><lem>sat</lem><rdg>set</rdg></app></p>", "sat\n"),
        ('<p>one<space unit="chars" quantity="1"/>two</p>', "one two\n"),
        ("<div><head>Letter</head><p>one</p></div>", "Letter\n\none\n"),
    ],
)
def test_the_text_is_that_of_the_source_with_white_space_as_layout(body: str, text: str) -> None:
    assert read(body).text == text


def test_paragraphs_alone_are_blocks_for_the_annotators_and_no_structure() -> None:
    found = read("<div><head>Letter</head><p>one</p><ab>two</ab></div>")

    assert marks(found) == []
    assert [b.kind for b in found.blocks] == ["head", "p", "p"]


def test_parts_of_a_letter_are_kept_with_the_division_that_is_all_of_the_body() -> None:
    found = read(
        '<div type="draft"><opener><dateline>London</dateline><salute>Dear Tom,</salute></opener><p>one</p>'
        "<closer>Yours, <signed>Ann</signed></closer></div>"
    )

    assert found.text == "London\nDear Tom,\n\none\n\nYours, Ann\n"
    assert found.blocks == ()
    assert marks(found) == [
        ("dateline", "London"),
        ("salute", "Dear Tom,"),
        ("opener", "London\nDear Tom,"),
        ("p", "one"),
        ("signed", "Ann"),
        ("closer", "Yours, Ann"),
        ("div", "London\nDear Tom,\n\none\n\nYours, Ann"),
    ]
    assert found.annotations[-1].attributes == (("type", "draft"), ("xml:id", "letter"))


def test_several_divisions_are_kept_within_one_letter() -> None:
    found = read('<div type="session"><p>one</p></div><div><p>two</p></div>')

    assert [(a.attributes, found.text[a.start : a.end]) for a in found.annotations if a.element == "div"] == [
        ((("type", "part"), ("subtype", "session")), "one"),
        ((), "two"),
        ((("type", "letter"), ("xml:id", "letter")), "one\n\ntwo"),
    ]


def test_lists_tables_and_verse_are_kept() -> None:
    found = read(
        "<p>See</p><list><item><p>one</p></item><item>two</item></list>"
        "<table><row><cell>a</cell><cell>b</cell></row></table><lg><l>rose</l><l>nose</l></lg>"
    )

    assert found.text == "See\n\none\ntwo\n\na\tb\n\nrose\nnose\n"
    assert marks(found)[1:4] == [("item", "one"), ("item", "two"), ("list", "one\ntwo")]
    assert ("row", "a\tb") in marks(found)


@pytest.mark.parametrize(
    ("inner", "element", "attributes"),
    [
        ('<hi rend="italic">Tom</hi>', "hi", (("rend", "italic"),)),
        ('<persName ref="https://d-nb.info/gnd/1">Tom</persName>', "persName", (("ref", "https://d-nb.info/gnd/1"),)),
        ('<persName ref="#tom" xml:id="x" resp="#ab">Tom</persName>', "persName", (("key", "tom"),)),
        ('<persName ref="psn:tom">Tom</persName>', "persName", (("key", "psn:tom"),)),
        ('<persName ref="psn:tom" key="t">Tom</persName>', "persName", (("key", "t"),)),
        ('<foreign xml:lang="la">Tom</foreign>', "foreign", (("xml:lang", "la"),)),
        ('<rs type="pers_person">Tom</rs>', "rs", (("type", "person"),)),
        ('<add hand="#h1" place="above">Tom</add>', "add", (("place", "above"),)),
        ("<expan>Tom</expan>", "seg", (("type", "expan"),)),
    ],
)
def test_inner_markup_is_kept_as_far_as_it_makes_sense_without_its_document(
    inner: str, element: str, attributes: tuple[tuple[str, str], ...]
) -> None:
    found = read(f"<p>{inner} is here</p>")

    assert [(a.element, a.attributes) for a in found.annotations] == [(element, attributes)]


@pytest.mark.parametrize(
    "inner", ["<c rendition='#s'>Tom</c>", "<ref target='#x'>Tom</ref>", "<rs type='fish'>Tom</rs>"]
)
def test_an_element_that_says_nothing_without_its_document_is_only_its_words(inner: str) -> None:
    assert marks(read(f"<p>{inner} is here</p>")) == []


@pytest.mark.parametrize(
    ("choice", "element", "reading"),
    [
        ("<sic>sat</sic><corr>set</corr>", "choice", "set"),
        ("<abbr>sat</abbr><expan>s<ex>a</ex>t down</expan>", "abbr", "sat down"),
        ("<orig>sat</orig><reg>set</reg>", "orig", "set"),
    ],
)
def test_a_choice_has_the_reading_that_is_meant(choice: str, element: str, reading: str) -> None:
    annotation = read(f"<p>he <choice>{choice}</choice></p>").annotations[0]

    assert (annotation.element, annotation.start, annotation.end, annotation.reading) == (element, 3, 6, reading)


def test_the_certainty_of_the_source_is_kept() -> None:
    assert read('<p><date cert="low">May</date></p>').annotations[0].evidence.certainty is Certainty.LOW


def test_notes_stand_apart() -> None:
    found = read('<p>well<note place="foot" n="1" resp="#ab"><p>He was <hi rend="i">ill</hi>.</p></note>.</p>')

    assert found.text == "well.\n"
    note = found.notes[0]
    assert (note.at, note.text, note.attributes) == (4, "He was ill.", (("place", "foot"), ("n", "1")))
    assert [(a.element, note.text[a.start : a.end]) for a in note.annotations] == [("hi", "ill")]


def test_what_is_left_out_is_said() -> None:
    data = document("<p>Tom<figDesc>a seal</figDesc></p>", "<front><p>Preface</p></front>")

    assert [remark.code for remark in reader.read(data, "letter.xml").remarks] == ["outside-body", "editorial"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml/not-well-formed"),
        (b"<TEI", "xml/not-well-formed"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "xml/doctype"),
        (b"<html/>", "xml/wrong-root"),
        (f'<teiCorpus xmlns="{TEI}"/>'.encode(), "tei/several"),
        (f'<TEI xmlns="{TEI}"><text><group/></text></TEI>'.encode(), "tei/several"),
        (f'<TEI xmlns="{TEI}"><facsimile/></TEI>'.encode(), "tei/no-body"),
        (document("<p> </p>"), "tei/empty"),
        (document("<hi>" * 250 + "a" + "</hi>" * 250), "xml/too-deep"),
        (b"<PcGts><Page/></PcGts>", "page/empty"),
        (b"<alto><Layout/></alto>", "alto/empty"),
    ],
)
def test_what_is_no_letter_in_xml_is_refused(refusal: Refusal, data: bytes, code: str) -> None:
    assert refusal(reader, data).code == code


words = st.text(st.sampled_from("abcé 12\n&<>\t"), max_size=10).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
phrases = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(("hi", "persName", "del", "foreign", "quote", "date", "lb", "note", "seg", "add", "unclear")),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
blocks = st.builds(
    lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
    st.sampled_from(("p", "head", "ab", "opener", "closer", "div", "list", "signed")),
    st.lists(phrases, max_size=4),
)


def _words(element: etree._Element) -> Iterator[str]:
    """The text without notes, said independently of the reader."""
    yield element.text or ""
    for child in element:
        if etree.QName(child).localname != "note":
            yield from _words(child)
        yield child.tail or ""


@settings(max_examples=200, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=4))
def test_every_character_of_the_body_stands_in_the_text_and_comes_back_from_the_encoding(parts: list[str]) -> None:
    data = document("".join(parts))
    body = etree.fromstring(data).find(f".//{{{TEI}}}body")
    assert body is not None
    expected = "".join("".join(_words(body)).split())
    encoded = encode(data, "letter.xml", Settings(language="en", sidecar=Sidecar(is_letter=True)))

    if encoded.tei is None:
        assert [d.code for d in encoded.diagnostics] == ["tei/empty"]
        assert not expected
    else:
        assert encoded.letter is not None
        assert "".join(encoded.letter.text.split()) == expected
