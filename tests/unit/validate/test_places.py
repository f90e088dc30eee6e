"""Places: line and column of nodes, attributes and characters, found again in the bytes."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from epistola.diagnostics import Place
from epistola.validate.document import Document
from epistola.xml import escape, escape_attribute, refused_character

TEXTS = st.text(st.sampled_from("ab&<>\"' \n\tä\U0001f4e8"), max_size=12)
TREES = st.recursive(
    TEXTS.map(lambda text: escape(text)),
    lambda inner: st.builds(
        lambda name, value, inside, after: f'<{name} v="{escape_attribute(value)}">{"".join(inside)}</{name}>{after}',
        st.sampled_from(["p", "hi"]),
        TEXTS,
        st.lists(inner, max_size=3),
        st.sampled_from(["", "<!-- <p> -->", "<?p <p>?>", "<![CDATA[<p>]]>", "<lb/>", " "]),
    ),
    max_leaves=12,
)


def of(document: str | bytes, path: str, attribute: str = "") -> tuple[int, int]:
    parsed = Document(document if isinstance(document, bytes) else document.encode(), "x.xml")
    nodes = cast("list[etree._Element]", parsed.tree.xpath(path))
    place = parsed.place(nodes[0], attribute)
    return place.line, place.column


def test_an_element_is_where_its_start_tag_begins() -> None:
    assert of("<a>\n  ä<b/></a>", "//b") == (2, 4)


def test_columns_count_code_points() -> None:
    assert of("<a>\U0001f4e8e\u0301<b/></a>", "//b") == (1, 7)


def test_an_attribute_is_where_its_name_begins() -> None:
    document = "<a xmlns:t='urn:t'\n  b = 'x=\"1\"'  t:b='2' xml:id='c'/>"
    assert of(document, "/*", "b") == (2, 3)
    assert of(document, "/*", "{urn:t}b") == (2, 16)
    assert of(document, "/*", "{http://www.w3.org/XML/1998/namespace}id") == (2, 24)


def test_an_attribute_that_is_not_there_is_where_its_element_is() -> None:
    assert of("<a>\n<b/></a>", "//b", "c") == (2, 1)


def test_tags_in_comments_instructions_cdata_and_values_are_no_tags() -> None:
    document = "<?xml version='1.0'?>\n<!-- <b> --><?x <b>?><a c='>'><![CDATA[<b>]]><!-- </a> --><b/></a><!-- <b/> -->"
    assert of(document, "//b") == (2, 59)


def test_comments_and_instructions_have_places_too() -> None:
    assert of("<!-- x --><a>\n<?y?></a><!-- z -->", "//processing-instruction()") == (2, 1)
    assert of("<!-- x --><a>\n<?y?></a> <!-- z -->", "/comment()[2]") == (2, 11)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "ascii"])
def test_places_are_known_in_every_encoding(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    letter = "&#228;" if encoding == "ascii" else "ä"
    document = f"<?xml version='1.0' encoding='{declared}'?>\n<a>{letter}<b/></a>".encode(encoding)
    assert of(document, "//b") == (2, 10 if encoding == "ascii" else 5)


def test_lines_beyond_the_limit_of_the_parser_are_known() -> None:
    assert of("<a>" + "\n" * 70_000 + "<b/></a>", "//b") == (70_001, 1)


def test_windows_line_ends_count_once() -> None:
    assert of("<a>\r\n\r\n <b/></a>", "//b") == (3, 2)


def test_the_place_of_a_character_steps_over_references_and_cdata() -> None:
    document = Document(b"<a>x&amp;<![CDATA[y&]]>&#x7a;!<b/>t&lt;u</a>", "x.xml")
    root = document.root
    assert [document.places.of_text(root, offset).column for offset in range(6)] == [4, 5, 19, 20, 24, 30]
    assert [document.places.of_text(root[0], offset, tail=True).column for offset in range(3)] == [35, 36, 40]


def test_a_tree_that_does_not_fit_the_bytes_gives_the_line_only() -> None:
    document = Document(b"<a>\n<b/></a>", "x.xml")
    etree.SubElement(document.root, "c")
    assert document.place(document.root[0]) == Place("x.xml", 2)


@given(TREES)
def test_every_element_is_where_the_text_has_its_tag(tree: str) -> None:
    source = f"<a>{tree}</a>"
    document = Document(source.encode(), "x.xml")
    lines = source.split("\n")
    for element in document.elements():
        place = document.place(element)
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert rest.startswith(f"<{element.tag}")
        for offset, character in enumerate(element.text or ""):
            there = document.places.of_text(element, offset)
            written = lines[there.line - 1][there.column - 1 :] + "\n"
            assert written[0] == character or (written[0] == "&" and character in "&<>\r")


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: refused_character(c) is None)))
def test_no_text_hides_the_element_after_it(text: str) -> None:
    source = f"<a>{escape(text)}<b/></a>"
    document = Document(source.encode(), "x.xml")
    place = document.place(document.root[0])
    assert source.split("\n")[place.line - 1][place.column - 1 :].startswith("<b/>")
