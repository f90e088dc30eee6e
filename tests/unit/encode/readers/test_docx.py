from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import ModuleType

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode import Settings, encode
from epistola.encode.readers import Transcription
from epistola.encode.readers import docx as reader
from epistola.encode.sidecar import Sidecar
from epistola.errors import SourceError

Pack = Callable[[Mapping[str, str | bytes]], bytes]
Refusal = Callable[[ModuleType, bytes], SourceError]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def part(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{root}>'


def parts(body: str, **others: str) -> dict[str, str | bytes]:
    """A document with this body; `others` are the contents of footnotes, comments, styles …"""
    kinds = "".join(f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in others)
    link = f'<Relationship Id="rLink" Type="{R}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{kinds}{link}</Relationships>',
        **{f"word/{kind}.xml": part(kind if kind != "header" else "hdr", content) for kind, content in others.items()},
    }


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.fixture
def read(pack: Pack) -> Callable[..., Transcription]:
    def reading(body: str, **others: str) -> Transcription:
        return reader.read(pack(parts(body, **others)), "letter.docx")

    return reading


Read = Callable[..., Transcription]


def marks(found: Transcription) -> list[tuple[str, str, str]]:
    """Element, words and `@rend` (or the first attribute) of each annotation."""
    return [
        (a.element, found.text[a.start : a.end], a.attributes[0][1] if a.attributes else "") for a in found.annotations
    ]


def test_a_paragraph_is_a_line_and_an_empty_one_an_empty_line(read: Read) -> None:
    assert read(p(r("Dear Tom,")) + p("") + p(r("I am here."))).text == "Dear Tom,\n\nI am here.\n"


@pytest.mark.parametrize(
    ("piece", "character"),
    [
        ("<w:tab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", "\u00ad"),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "\uf0e0"),
    ],
)
def test_characters_that_have_elements_are_characters(read: Read, piece: str, character: str) -> None:
    assert read(p(f"{r('a')}<w:r>{piece}</w:r>{r('b')}")).text == f"a{character}b\n"


def test_blanks_at_the_edges_of_a_run_count_only_where_they_are_preserved(read: Read) -> None:
    assert read(p("<w:r><w:t> a </w:t></w:r>" + r(" b"))).text == "a b\n"


@pytest.mark.parametrize(
    ("properties", "rend"),
    [
        ("<w:b/>", "bold"),
        ("<w:i w:val='true'/>", "italic"),
        ("<w:b/><w:i/>", "bold italic"),
        ("<w:u w:val='single'/>", "underline"),
        ("<w:u w:val='double'/>", "double-underline"),
        ("<w:smallCaps/>", "smallcaps"),
        ("<w:caps/>", "caps"),
        ("<w:vertAlign w:val='superscript'/>", "superscript"),
        ("<w:vertAlign w:val='subscript'/>", "subscript"),
        ("<w:spacing w:val='40'/>", "letterspaced"),
    ],
)
def test_highlighting_becomes_hi(read: Read, properties: str, rend: str) -> None:
    assert marks(read(p(r("very ") + r("well", properties) + r(".")))) == [("hi", "well", rend)]


@pytest.mark.parametrize("properties", ["<w:b w:val='0'/>", "<w:u w:val='none'/>", "<w:spacing w:val='5'/>", ""])
def test_what_is_switched_off_is_no_highlighting(read: Read, properties: str) -> None:
    assert marks(read(p(r("well", properties)))) == []


def test_struck_words_are_a_deletion(read: Read) -> None:
    assert marks(read(p(r("not", "<w:strike/>")))) == [("del", "not", "strikethrough")]


def test_runs_of_the_same_look_are_one_element(read: Read) -> None:
    assert marks(read(p(r("very", "<w:i/>") + r(" well", "<w:i/>")))) == [("hi", "very well", "italic")]


def test_a_character_style_counts_with_those_it_is_based_on_and_the_run_has_the_last_word(read: Read) -> None:
    styles = (
        '<w:style w:styleId="Base"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:styleId="Strong"><w:basedOn w:val="Base"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = p(
        r("one", '<w:rStyle w:val="Strong"/>') + r(" ") + r("two", '<w:rStyle w:val="Strong"/><w:i w:val="0"/>')
        + r(" ") + r("three", '<w:rStyle w:val="Loop"/>')
    )  # fmt: skip

    assert marks(read(body, styles=styles)) == [("hi", "one", "bold italic"), ("hi", "two three", "bold")]


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ('<w:name w:val="heading 1"/>', "head"),
        ('<w:name w:val="Title"/>', "head"),
        ('<w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "head"),
        ('<w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', ""),
        ('<w:name w:val="Body Text"/>', ""),
    ],
)
def test_headings_are_known_by_their_style(read: Read, style: str, kind: str) -> None:
    found = read(p(r("Letter"), '<w:pStyle w:val="S"/>'), styles=f'<w:style w:styleId="S">{style}</w:style>')

    assert [block.kind for block in found.blocks] == ([kind] if kind else [])


def test_lines_of_one_paragraph_are_said_to_belong_together(read: Read) -> None:
    found = read(p(r("one line") + "<w:r><w:br/></w:r>" + r("another")) + p(r("alone")))

    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [("p", "one line\nanother")]


@pytest.mark.parametrize(
    "body",
    [
        p(r("one")) + p('<w:r><w:br w:type="page"/></w:r>' + r("two")),
        p(r("one")) + p(r("two"), "<w:pageBreakBefore/>"),
        p(r("one") + '<w:r><w:br w:type="page"/></w:r>' + r("two")),
    ],
)
def test_a_page_that_is_broken_by_hand_begins_with_pb(read: Read, body: str) -> None:
    found = read(body)

    assert found.text == "one\ntwo\n"
    assert [(a.element, a.start) for a in found.annotations] == [("pb", 4)]


def test_footnotes_and_endnotes_stand_apart_at_their_points(read: Read) -> None:
    body = p(
        r("well") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(".") + '<w:r><w:endnoteReference w:id="1"/></w:r>'
    )
    notes = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" He was ") + r("ill", "<w:i/>"))}</w:footnote>'
    ends = f'<w:endnote w:id="1">{p(r("One."))}{p(r("Two."))}</w:endnote>'

    found = read(body, footnotes=notes, endnotes=ends)

    assert found.text == "well.\n"
    assert [(n.at, n.text, dict(n.attributes)) for n in found.notes] == [
        (4, "He was ill", {"place": "foot", "n": "1"}),
        (5, "One.\nTwo.", {"place": "end", "n": "1"}),
    ]
    assert [(a.element, a.start, a.end) for a in found.notes[0].annotations] == [("hi", 7, 10)]
    assert [(a.element, a.start, a.end) for a in found.notes[1].annotations] == [("p", 0, 4), ("p", 5, 9)]


def test_comments_are_notes(read: Read) -> None:
    body = p(
        f'<w:commentRangeStart w:id="0"/>{r("Tom")}<w:commentRangeEnd w:id="0"/><w:r>'
        '<w:commentReference w:id="0"/></w:r>'
    )

    found = read(body, comments=f'<w:comment w:id="0" w:author="A. B.">{p(r("Who?"))}</w:comment>')

    assert [(n.at, n.text, n.attributes) for n in found.notes] == [(3, "Who?", (("type", "comment"),))]


def test_tracked_changes_are_taken_as_accepted_and_that_is_said(read: Read) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>not </w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{r("gone")}</w:moveFrom><w:moveTo w:id="4">{r(" here")}</w:moveTo>'

    found = read(p(f'{r("I am ")}{deleted}<w:ins w:id="2">{r("very ")}</w:ins>{r("well")}{moved}'))

    assert found.text == "I am very well here\n"
    assert [remark.code for remark in found.remarks] == ["tracked-changes"]
    assert "2 insertions are in the text, 2 deletions are not" in found.remarks[0].message


def test_a_paragraph_mark_that_was_deleted_parts_nothing(read: Read) -> None:
    assert read(p(r("one "), "<w:rPr><w:del w:id='1'/></w:rPr>") + p(r("two"))).text == "one two\n"


def test_links_point_outside_and_are_not_underlined(read: Read) -> None:
    words = r("here", '<w:u w:val="single"/>')
    found = read(p(f'<w:hyperlink r:id="rLink">{words}</w:hyperlink>'))

    assert marks(found) == [("ref", "here", "https://example.org/a")]


def test_the_cells_of_a_row_stand_between_tabs_and_a_table_of_one_cell_is_no_table(read: Read) -> None:
    cells = "".join(f"<w:tc>{p(r(word))}</w:tc>" for word in ("a", "b"))
    frame = f"<w:tbl><w:tr><w:tc>{p(r('Dear Tom,'))}{p(r('I am here.'))}</w:tc></w:tr></w:tbl>"

    assert read(f"{frame}<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>").text == (
        "Dear Tom,\nI am here.\na\tb\na\tb\n"
    )


def test_a_text_box_is_read_once_after_its_paragraph(read: Read) -> None:
    box = f"<w:txbxContent>{p(r('London'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )

    assert read(p(f"{r('Dear ')}<w:r>{both}</w:r>{r('Tom')}")).text == "Dear Tom\nLondon\n"


def test_what_is_hidden_or_an_instruction_is_no_text(read: Read) -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r>'

    found = read(p(r("seen") + r("hidden", "<w:vanish/>") + field))

    assert found.text == "seen\n"
    assert [remark.code for remark in found.remarks] == ["hidden"]


def test_headers_of_pages_are_left_out_and_that_is_said(read: Read) -> None:
    found = read(p(r("Dear Tom")), header=p(r("page 1")))

    assert found.text == "Dear Tom\n"
    assert [remark.code for remark in found.remarks] == ["headers"]


def test_content_controls_and_smart_tags_are_read_through(read: Read) -> None:
    paragraph = p(f"<w:smartTag>{r('London')}</w:smartTag>")

    assert read(f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>").text == "London\n"


lines = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=30), min_size=1,
    max_size=8,
).filter(lambda some: any(line.strip() for line in some))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(lines, st.data())
def test_what_python_docx_writes_comes_back_as_it_was(texts: list[str], data: st.DataObject) -> None:
    document = docx.Document()
    for text in texts:
        paragraph = document.add_paragraph()
        cut = data.draw(st.integers(0, len(text)))
        paragraph.add_run(text[:cut]).italic = data.draw(st.sampled_from([True, None]))
        paragraph.add_run(text[cut:])
    stream = io.BytesIO()
    document.save(stream)

    found = reader.read(stream.getvalue(), "letter.docx")

    assert found.text == "".join(f"{paragraph.text}\n" for paragraph in document.paragraphs)
    assert found.text == "".join(f"{text}\n" for text in texts)
    encoded = encode(stream.getvalue(), "letter.docx", Settings(language="en", sidecar=Sidecar(is_letter=True)))
    assert encoded.tei is not None, encoded.diagnostics


def test_what_is_no_archive_is_refused(refusal: Refusal) -> None:
    assert refusal(reader, b"Dear Tom").code == "docx/no-archive"
    assert refusal(reader, b"").message == "The file is empty."


def test_a_truncated_document_is_refused(pack: Pack, refusal: Refusal) -> None:
    data = pack(parts(p(r("Dear Tom"))))

    assert refusal(reader, data[: len(data) // 2]).code == "docx/no-archive"


def test_an_encrypted_or_old_document_is_refused(refusal: Refusal) -> None:
    assert refusal(reader, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)).code == "docx/encrypted"


def test_a_damaged_part_is_refused(pack: Pack, refusal: Refusal) -> None:
    data = bytearray(pack(parts(p(r("Dear Tom " * 50)))))
    at = data.index(b"word/document.xml") + len("word/document.xml") + 20
    data[at : at + 8] = b"\xff" * 8

    assert refusal(reader, bytes(data)).code == "docx/damaged"


def test_an_encrypted_part_is_refused(pack: Pack, refusal: Refusal) -> None:
    data = bytearray(pack(parts(p(r("Dear Tom")))))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flags] |= 1

    assert refusal(reader, bytes(data)).code == "docx/encrypted"


def test_a_document_with_macros_is_refused(pack: Pack, refusal: Refusal) -> None:
    data = pack({**parts(p(r("Dear Tom"))), "word/vbaProject.bin": b"macro"})

    assert refusal(reader, data).code == "docx/macros"


def test_a_part_that_unpacks_to_more_than_is_read_is_refused(pack: Pack, refusal: Refusal) -> None:
    bomb = pack({**parts(""), "word/document.xml": b"<" + b" " * (65 * 2**20)})

    assert len(bomb) < 2**20
    assert refusal(reader, bomb).code == "docx/too-large"


def test_an_archive_with_too_many_parts_is_refused(refusal: Refusal) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")

    assert refusal(reader, stream.getvalue()).code == "docx/too-large"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<!DOCTYPE w [<!ENTITY a "a">]><w>&a;</w>', "docx/doctype"),
        ("<w:document", "docx/not-well-formed"),
        ("<other/>", "docx/wrong-root"),
        (f'<w:document xmlns:w="{W}"/>', "docx/wrong-root"),
        (part("document", "<w:body/>"), "docx/empty"),
        (part("document", f"<w:body>{p(r(' '))}</w:body>"), "docx/empty"),
        (part("document", f"<w:body>{'<w:sdt>' * 250}{'</w:sdt>' * 250}</w:body>"), "docx/too-deep"),
    ],
)
def test_a_document_that_is_none_is_refused(pack: Pack, refusal: Refusal, document: str, code: str) -> None:
    assert refusal(reader, pack({**parts(""), "word/document.xml": document})).code == code


def test_an_archive_of_another_kind_is_refused(pack: Pack, refusal: Refusal) -> None:
    assert refusal(reader, pack({"content.xml": "<a/>"})).code == "docx/no-document"
