from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode.readers import Transcription
from epistola.encode.readers import html as reader
from epistola.errors import SourceError

Refusal = Callable[[ModuleType, bytes], SourceError]


def read(body: str) -> Transcription:
    return reader.read(f"<html><head><title>x</title></head><body>{body}</body></html>".encode(), "letter.html")


def marks(found: Transcription) -> list[tuple[str, str, str]]:
    return [
        (a.element, found.text[a.start : a.end], a.attributes[0][1] if a.attributes else "") for a in found.annotations
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Dear\n   Tom, </p><p> I am  here.</p>", "Dear Tom,\n\nI am here.\n"),
        ("<p>Dear Tom,<p>I am here.", "Dear Tom,\n\nI am here.\n"),
        ("<div>one</div><div>two</div>", "one\ntwo\n"),
        ("one<br>two<br/>three</br>", "one\ntwo\nthree\n"),
        ("<ul><li>one<li>two</ul>", "one\ntwo\n"),
        ("<table><tr><td>a<td>b<tr><td>c</td><td>d</td></table>", "a\tb\nc\td\n"),
        ("<pre>one\n  two</pre>", "one\n  two\n"),
        ("a<i> b </i> c", "a b c\n"),
        ("caf&eacute; &amp; &#8220;tea&#x201d;", "café & “tea”\n"),
        ("a<!-- no --><script>no</script><style>no</style><template>no</template>b", "ab\n"),
        ("a<span hidden>no</span><span style='display: none'>no</span>b", "ab\n"),
        ("<p>a<div>b</div>c</p>", "a\n\nb\nc\n"),
        ("a</b></p>b", "ab\n"),
        ("<b>a<p>b</b>c</p>", "a\n\nbc\n"),
        ("1 < 2 and <3", "1 < 2 and <3\n"),
    ],
)
def test_the_text_is_what_a_browser_shows(body: str, text: str) -> None:
    assert read(body).text == text


@pytest.mark.parametrize(
    ("element", "rend"),
    [
        ("i", "italic"),
        ("em", "italic"),
        ("b", "bold"),
        ("strong", "bold"),
        ("u", "underline"),
        ("sup", "superscript"),
        ("sub", "subscript"),
        ('span style="font-variant: small-caps"', "smallcaps"),
        ('span style="font-style:italic;font-weight:700"', "bold italic"),
        ('span style="letter-spacing:0.2em"', "letterspaced"),
        ('SPAN STYLE="TEXT-DECORATION: underline"', "underline"),
    ],
)
def test_highlighting_becomes_hi(element: str, rend: str) -> None:
    found = read(f"very <{element}>well</{element.split()[0]}>.")

    assert marks(found) == [("hi", "well", rend)]


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("<s>not</s>", ("del", "not", "strikethrough")),
        ("<del>not</del>", ("del", "not", "strikethrough")),
        ("<ins>not</ins>", ("add", "not", "")),
        ('<a href="https://example.org/a">here</a>', ("ref", "here", "https://example.org/a")),
        ("<blockquote><p>Go home.</p></blockquote>", ("quote", "Go home.", "block")),
        ("<blockquote>Go home.</blockquote>", ("quote", "Go home.", "block")),
    ],
)
def test_what_html_marks_is_marked(body: str, mark: tuple[str, str, str]) -> None:
    assert marks(read(body)) == [mark]


@pytest.mark.parametrize("target", ["#here", "letter.html", "javascript:alert(1)", "https://a b"])
def test_a_link_that_leads_nowhere_from_the_tei_is_only_its_words(target: str) -> None:
    assert marks(read(f'<a href="{target}">here</a>')) == []


def test_an_abbreviation_has_its_expansion() -> None:
    annotation = read('<abbr title="Mister">Mr.</abbr> Ames').annotations[0]

    assert (annotation.element, annotation.start, annotation.end, annotation.reading) == ("abbr", 0, 3, "Mister")


def test_headings_and_paragraphs_are_blocks() -> None:
    found = read("<h1>Letter</h1><p>one<br>two</p>")

    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [("head", "Letter"), ("p", "one\ntwo")]


def test_a_page_that_is_broken_by_style_begins_with_pb() -> None:
    found = read('one<br style="page-break-before:always">two')

    assert found.text == "one\ntwo\n"
    assert [(a.element, a.start) for a in found.annotations] == [("pb", 4)]


NOTES = {
    "pandoc": (
        '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>',
        '<section role="doc-endnotes"><hr><ol><li id="fn1"><p>He was <em>ill</em>.'
        '<a href="#fnref1" role="doc-backlink">↩</a></p></li></ol></section>',
    ),
    "Word": (
        '<a href="#_ftn1" name="_ftnref1"><span><sup>[1]</sup></span></a>',
        '<div><br clear=all><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> He was '
        "<i>ill</i>.</p></div></div>",
    ),
    "LibreOffice": (
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>He was <i>ill</i>.</p></div>',
    ),
    "EPUB": (
        '<a epub:type="noteref" href="#n1">1</a>',
        '<aside epub:type="footnote" id="n1">He was <i>ill</i>.</aside>',
    ),
}


@pytest.mark.parametrize("program", NOTES)
def test_footnotes_stand_apart_at_their_points_as_programs_write_them(program: str) -> None:
    reference, note = NOTES[program]

    found = read(f"<p>well{reference}.</p>{note}")

    assert found.text == "well.\n"
    assert [(n.at, n.text, dict(n.attributes)) for n in found.notes] == [
        (4, "He was ill.", {"place": "foot", "n": "1"})
    ]
    assert [(a.element, a.start, a.end) for a in found.notes[0].annotations] == [("hi", 7, 10)]


def test_a_link_within_the_page_that_is_no_reference_to_a_note_leaves_its_target_in_the_text() -> None:
    assert read('<a href="#below">below</a><p id="below">here</p>').text == "below\n\nhere\n"


def test_a_page_without_its_end_is_read_and_that_is_said() -> None:
    found = reader.read(b"<html><body><p>Dear Tom,<p>I am", "letter.html")

    assert found.text == "Dear Tom,\n\nI am\n"
    assert [remark.code for remark in found.remarks] == ["no-end"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ('<meta charset="windows-1252"><p>“café”</p>'.encode("cp1252"), "WINDOWS-1252"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>“café”".encode("cp1252"),
            "ISO-8859-1",
        ),
        ("<p>“café”</p>".encode("utf-16"), "UTF-16"),
        ("<p>“café”</p>".encode("utf-8-sig"), "UTF-8 with byte order mark"),
        ("<p>“café”</p>".encode(), "UTF-8"),
    ],
)
def test_the_encoding_is_what_the_page_declares(data: bytes, encoding: str) -> None:
    found = reader.read(data, "letter.html")

    assert found.text == "“café”\n"
    assert found.source.encoding == encoding


fragments = st.recursive(
    st.text(st.sampled_from("abcé 12\n&<>\"'"), max_size=12).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(("p", "div", "i", "b", "span", "h2", "blockquote", "li", "table", "td", "tr", "sup", "x-y")),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(fragments)
def test_no_character_is_lost_or_added_as_another_parser_sees_them(fragment: str) -> None:
    expected = [
        c for c in lxml.html.fragment_fromstring(fragment, create_parent="div").text_content() if not c.isspace()
    ]
    data = f"<p></p>{fragment}".encode()

    if expected:
        assert [c for c in reader.read(data, "letter.html").text if not c.isspace()] == expected
    else:
        with pytest.raises(SourceError, match="empty"):
            reader.read(data, "letter.html")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "html/empty"),
        (b"<html><body><p> </p></body></html>", "html/empty"),
        (b"Dear Tom,", "html/no-markup"),
        (b"<p>Gr\xfc\xdfe</p>", "html/not-utf-8"),
        (b'<meta charset="utf-9"><p>a</p>', "html/wrong-encoding"),
        (b'<meta charset="shift_jis"><p>\xff\xff</p>', "html/wrong-encoding"),
        (b"PK\x03\x04<p>a</p>", "html/binary"),
        (b"<p>a\x02</p>", "html/control-character"),
        (b"<div>" * 600 + b"a", "html/too-deep"),
    ],
)
def test_what_is_no_page_is_refused(refusal: Refusal, data: bytes, code: str) -> None:
    assert refusal(reader, data).code == code
