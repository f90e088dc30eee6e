from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode.readers import Transcription
from epistola.encode.readers import odt as reader
from epistola.errors import SourceError

Pack = Callable[[Mapping[str, str | bytes]], bytes]
Refusal = Callable[[ModuleType, bytes], SourceError]
Read = Callable[..., Transcription]

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def parts(body: str, styles: str = "", common: str = "") -> dict[str, str | bytes]:
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {NAMES} {XLINK}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {NAMES}><office:styles>{common}</office:styles>"
        "</office:document-styles>",
    }


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def span(content: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


@pytest.fixture
def read(pack: Pack) -> Read:
    def reading(body: str, styles: str = "", common: str = "") -> Transcription:
        return reader.read(pack(parts(body, styles, common)), "letter.odt")

    return reading


def marks(found: Transcription) -> list[tuple[str, str, str]]:
    return [
        (a.element, found.text[a.start : a.end], a.attributes[0][1] if a.attributes else "") for a in found.annotations
    ]


def test_a_paragraph_is_a_line_and_an_empty_one_an_empty_line(read: Read) -> None:
    assert read(p("Dear Tom,") + p("") + p("I am here.")).text == "Dear Tom,\n\nI am here.\n"


def test_white_space_is_what_opendocument_says_it_is(read: Read) -> None:
    body = p('\n  one \n two<text:s text:c="2"/>three<text:tab/>four<text:line-break/>five<text:s/>six ')

    assert read(body).text == "one two  three\tfour\nfive six\n"


@pytest.mark.parametrize(
    ("properties", "rend"),
    [
        ('fo:font-style="italic"', "italic"),
        ('fo:font-weight="bold"', "bold"),
        ('fo:font-weight="700" fo:font-style="oblique"', "bold italic"),
        ('style:text-underline-style="solid"', "underline"),
        ('fo:font-variant="small-caps"', "smallcaps"),
        ('fo:text-transform="uppercase"', "caps"),
        ('style:text-position="super 58%"', "superscript"),
        ('style:text-position="-33% 58%"', "subscript"),
        ('fo:letter-spacing="0.1cm"', "letterspaced"),
    ],
)
def test_highlighting_becomes_hi(read: Read, properties: str, rend: str) -> None:
    assert marks(read(p(f"very {span('well', 'T1')}."), style("T1", properties))) == [("hi", "well", rend)]


@pytest.mark.parametrize(
    "properties", ['fo:font-weight="normal"', 'style:text-underline-style="none"', 'fo:letter-spacing="0.01cm"']
)
def test_what_is_switched_off_is_no_highlighting(read: Read, properties: str) -> None:
    assert marks(read(p(span("well", "T1")), style("T1", properties))) == []


def test_struck_words_are_a_deletion(read: Read) -> None:
    found = read(p(span("not", "T1")), style("T1", 'style:text-line-through-style="solid"'))

    assert marks(found) == [("del", "not", "strikethrough")]


def test_a_style_counts_with_those_it_is_based_on(read: Read) -> None:
    styles = style("T1", 'fo:font-weight="bold"', parent="Base") + style("T2", 'fo:font-style="normal"', parent="Base")

    found = read(p(span("one", "T1") + " " + span("two", "T2")), styles, style("Base", 'fo:font-style="italic"'))

    assert marks(found) == [("hi", "one", "bold italic")]


def test_what_was_done_to_a_whole_paragraph_by_hand_counts_and_the_named_style_does_not(read: Read) -> None:
    styles = style("P1", 'fo:font-style="italic"', "paragraph", "Named")

    found = read(p("one", "P1") + p("two", "Named"), styles, style("Named", 'fo:font-weight="bold"', "paragraph"))

    assert marks(found) == [("hi", "one", "italic")]


def test_headings_and_titles_are_headings(read: Read) -> None:
    titled = p("To Tom", "P1")

    found = read(
        f'<text:h text:outline-level="1">Letter</text:h>{titled}',
        style("P1", "", "paragraph", "Title"),
        style("Title", "", "paragraph"),
    )

    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [("head", "Letter"), ("head", "To Tom")]


def test_lines_of_one_paragraph_are_said_to_belong_together(read: Read) -> None:
    found = read(p("one<text:line-break/>two") + p("alone"))

    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [("p", "one\ntwo")]


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_page_that_is_broken_by_hand_begins_with_pb(read: Read, where: str) -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph">'
        f'<style:paragraph-properties fo:break-{where}="page"/></style:style>'
    )
    first, second = ("", "P1") if where == "before" else ("P1", "")

    found = read(p("one", first) + p("two", second), styles)

    assert found.text == "one\ntwo\n"
    assert [(a.element, a.start) for a in found.annotations] == [("pb", 4)]


def test_footnotes_and_endnotes_stand_apart_at_their_points(read: Read) -> None:
    note = (
        '<text:note text:note-class="{kind}"><text:note-citation>{n}</text:note-citation>'
        "<text:note-body>{body}</text:note-body></text:note>"
    )
    foot = note.format(kind="footnote", n="1", body=p(f"He was {span('ill', 'T1')}"))
    end = note.format(kind="endnote", n="i", body=p("One.") + p("Two."))

    found = read(p(f"well{foot}.{end}"), style("T1", 'fo:font-style="italic"'))

    assert found.text == "well.\n"
    assert [(n.at, n.text, dict(n.attributes)) for n in found.notes] == [
        (4, "He was ill", {"place": "foot", "n": "1"}),
        (5, "One.\nTwo.", {"place": "end", "n": "i"}),
    ]
    assert [(a.element, a.start, a.end) for a in found.notes[0].annotations] == [("hi", 7, 10)]
    assert [(a.element, a.start, a.end) for a in found.notes[1].annotations] == [("p", 0, 4), ("p", 5, 9)]


def test_a_comment_hangs_where_what_it_speaks_of_ends(read: Read) -> None:
    comment = f"<office:annotation{{}}><dc:creator>A. B.</dc:creator>{p('Who?')}</office:annotation>"
    ranged = comment.format(' office:name="c1"')

    found = read(p(f'I saw {ranged}Tom<office:annotation-end office:name="c1"/> go{comment.format("")}.'))

    assert found.text == "I saw Tom go.\n"
    assert [(n.at, n.text, n.attributes) for n in found.notes] == [
        (9, "Who?", (("type", "comment"),)),
        (12, "Who?", (("type", "comment"),)),
    ]


def test_tracked_changes_are_taken_as_accepted_and_that_is_said(read: Read) -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion>'
        f"{p('gone')}</text:deletion></text:changed-region></text:tracked-changes>"
    )

    found = read(changes + p('here<text:change text:change-id="c"/>'))

    assert found.text == "here\n"
    assert "1 deletions are not" in found.remarks[0].message


def test_lists_tables_frames_links_and_fields_are_read_through(read: Read) -> None:
    cells = f"<table:table-cell>{p('a')}</table:table-cell><table:table-cell>{p('b')}{p('c')}</table:table-cell>"
    body = (
        f"<text:list><text:list-item>{p('item')}</text:list-item></text:list>"
        f"<table:table><table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
        "</table:table>"
        + p(f"<draw:frame><draw:text-box>{p('box')}</draw:text-box></draw:frame>before")
        + p('see <text:a xlink:href="https://example.org/a">here</text:a>, <text:date>1 May</text:date>')
    )

    found = read(body)

    assert found.text == "item\na\tb c\nbefore\nbox\nsee here, 1 May\n"
    assert marks(found) == [("ref", "here", "https://example.org/a")]


texts = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=30), min_size=1,
    max_size=8,
).filter(lambda some: any(line.strip() for line in some))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(texts)
def test_every_character_that_is_no_white_space_comes_back(pack: Pack, some: list[str]) -> None:
    data = pack(parts("".join(p(escape(text)) for text in some)))

    found = reader.read(data, "letter.odt").text.split("\n")

    assert [line for line in found if line] == [" ".join(t.split(" ")).strip(" ") for t in map(_collapsed, some) if t]


def _collapsed(text: str) -> str:
    """White space as OpenDocument collapses it, said independently: blanks only, here."""
    return " ".join(word for word in text.split(" ") if word)


def test_what_is_no_archive_is_refused(refusal: Refusal) -> None:
    assert refusal(reader, b"Dear Tom").code == "odt/no-archive"


def test_a_text_with_a_password_is_refused(pack: Pack, refusal: Refusal) -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"

    assert refusal(reader, pack({**parts(p("a")), "META-INF/manifest.xml": manifest})).code == "odt/encrypted"


def test_a_text_with_macros_is_refused(pack: Pack, refusal: Refusal) -> None:
    assert refusal(reader, pack({**parts(p("a")), "Basic/Standard/Module1.xml": "x"})).code == "odt/macros"


def test_a_spreadsheet_is_refused_by_name(pack: Pack, refusal: Refusal) -> None:
    error = refusal(reader, pack({**parts(p("a")), "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))

    assert error.code == "odt/wrong-kind"
    assert "spreadsheet" in error.message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "odt/doctype"),
        ("<a", "odt/not-well-formed"),
        ("<a/>", "odt/wrong-root"),
        (str(parts("")["content.xml"]), "odt/empty"),
    ],
)
def test_a_text_that_is_none_is_refused(pack: Pack, refusal: Refusal, content: str, code: str) -> None:
    assert refusal(reader, pack({**parts(""), "content.xml": content})).code == code
