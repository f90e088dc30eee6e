from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode.readers import Transcription
from epistola.encode.readers import xml as reader
from epistola.letter import Annotation

BOX = '<Coords points="0,0 100,0 100,50 0,50"/>'


def line(text: str, custom: str = "", identifier: str = "l1", more: str = "") -> str:
    return (
        f'<TextLine id="{identifier}" custom={quoteattr(custom)}>{BOX}{more}'
        f"<TextEquiv><Unicode>{escape(text)}</Unicode></TextEquiv></TextLine>"
    )


def region(content: str, identifier: str = "r1", said: str = "") -> str:
    return f'<TextRegion id="{identifier}" {said}>{BOX}{content}</TextRegion>'


def document(content: str, year: str = "2013-07-15") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/{year}">'
        f'<Page imageFilename="scan 1.jpg" imageWidth="2000" imageHeight="3000">{content}</Page></PcGts>'
    ).encode()


def read(content: str) -> Transcription:
    return reader.read(document(content), "letter.xml")


def tagged(text: str, custom: str) -> list[Annotation]:
    found = read(region(line(text, custom)))
    return [a for a in found.annotations if a.element not in ("pb", "lb")]


def words(found: Transcription, element: str) -> list[str]:
    return [found.text[a.start : a.end] for a in found.annotations if a.element == element]


@pytest.mark.parametrize("year", ["2009-03-16", "2010-03-19", "2013-07-15", "2019-07-15"])
def test_a_line_is_a_line_in_all_versions(year: str) -> None:
    found = reader.read(document(region(line("Dear Tom,") + line("I am here.")), year), "letter.xml")

    assert found.text == "Dear Tom,\nI am here.\n"
    assert found.format == "page"


def test_regions_stand_apart_unless_one_goes_on_with_a_sentence() -> None:
    found = read(region(line("Dear Tom,"), "a") + region(line("I am in the"), "b") + region(line("old town."), "c"))

    assert found.text == "Dear Tom,\n\nI am in the\nold town.\n"


@pytest.mark.parametrize(
    "order",
    [
        '<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="a"/>'
        '<RegionRefIndexed index="0" regionRef="b"/></OrderedGroup></ReadingOrder>',
        '<ReadingOrder><OrderedGroup id="g"><OrderedGroupIndexed index="1" id="h"><RegionRefIndexed index="0" '
        'regionRef="a"/></OrderedGroupIndexed><RegionRefIndexed index="0" regionRef="b"/>'
        "</OrderedGroup></ReadingOrder>",
        '<ReadingOrder><UnorderedGroup id="g"><RegionRef regionRef="b"/><RegionRef '
        'regionRef="a"/></UnorderedGroup></ReadingOrder>',
    ],
)
def test_the_reading_order_of_the_file_is_followed(order: str) -> None:
    found = read(order + region(line("Two."), "a") + region(line("Three."), "c") + region(line("One."), "b"))

    assert found.text == "One.\n\nTwo.\n\nThree.\n"


def test_the_order_that_regions_and_lines_say_themselves_is_followed() -> None:
    lines = line("two", "readingOrder {index:1;}") + line("one", "readingOrder {index:0;}")

    found = read(
        region(line("Three."), "a", 'custom="readingOrder {index:1;}"')
        + region(lines, "b", 'custom="readingOrder {index:0;}"')
    )

    assert found.text == "one\ntwo\n\nThree.\n"


def test_pages_regions_and_lines_are_zones_to_which_page_and_line_beginnings_point() -> None:
    found = read(region(line("Dear Tom,", identifier="l 1") + line("I am", identifier="l 1"), said='type="paragraph"'))

    page = found.facsimile[0]
    assert (page.id, page.image, page.width, page.height) == ("facs.1", "scan%201.jpg", 2000, 3000)
    assert [(z.id, z.type) for z in page.zones] == [("facs.1.r1", "paragraph")]
    assert [(z.id, z.type) for z in page.zones[0].zones] == [("facs.1.l-1", "line"), ("facs.1.l-1.2", "line")]
    assert page.zones[0].points == ((0, 0), (100, 0), (100, 50), (0, 50))
    assert [(a.element, a.start, a.get("facs")) for a in found.annotations] == [
        ("pb", 0, "#facs.1"),
        ("lb", 0, "#facs.1.l-1"),
        ("lb", 10, "#facs.1.l-1.2"),
    ]


def test_a_line_without_coordinates_has_no_zone() -> None:
    found = read(
        '<TextRegion id="r"><TextLine id="l"><TextEquiv><Unicode>Dear Tom</Unicode></TextEquiv></TextLine></TextRegion>'
    )

    assert found.facsimile[0].zones == ()
    assert [a.attributes for a in found.annotations if a.element == "lb"] == [()]


def test_the_first_alternative_counts_and_a_line_without_text_has_that_of_its_words() -> None:
    two = "".join(
        f'<TextEquiv index="{n}"><Unicode>{text}</Unicode></TextEquiv>' for n, text in ((1, "wrong"), (0, "right"))
    )
    split = "".join(f"<Word><TextEquiv><Unicode>{w}</Unicode></TextEquiv></Word>" for w in ("Dear", "Tom"))

    assert (
        read(region(f'<TextLine id="a">{two}</TextLine><TextLine id="b">{split}</TextLine>')).text
        == "right\nDear Tom\n"
    )


def test_a_region_without_lines_has_its_own_text() -> None:
    assert read(region("<TextEquiv><Unicode>Dear Tom,\nI am</Unicode></TextEquiv>")).text == "Dear Tom,\nI am\n"


def test_a_heading_and_a_page_number_are_said_to_be_such() -> None:
    found = read(
        region(line("12"), "a", 'type="page-number"')
        + region(line("Letter"), "b", 'custom="structure {type:heading;}"')
    )

    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [("fw", "12"), ("head", "Letter")]
    assert words(found, "fw") == ["12"]


def test_the_cells_of_a_row_stand_between_tabs() -> None:
    cells = "".join(
        f'<TableCell id="c{r}{c}" row="{r}" col="{c}">{line(t)}</TableCell>'
        for r, c, t in ((1, 0, "c"), (0, 1, "b"), (0, 0, "a"))
    )

    assert read(f'<TableRegion id="t">{cells}</TableRegion>').text == "a\tb\nc\n"


@pytest.mark.parametrize(
    ("custom", "element", "attributes", "reading"),
    [
        ("person {offset:0; length:3;}", "persName", (), None),
        ("place {offset:0; length:3; wikidata:Q90;}", "placeName",
         (("ref", "https://www.wikidata.org/entity/Q90"),), None),
        ("org {offset:0; length:3; ref:https\\u003A//d-nb.info/gnd/1;}", "orgName",
         (("ref", "https://d-nb.info/gnd/1"),), None),
        ("work {offset:0; length:3;}", "title", (), None),
        ("date {offset:0; length:3; year:1901; month:5; day:3;}", "date", (("when", "1901-05-03"),), None),
        ("date {offset:0; length:3; year:1901; month:5;}", "date", (("when", "1901-05"),), None),
        ("date {offset:0; length:3; year:1901; month:2; day:30;}", "date", (), None),
        ("date {offset:0; length:3; when:1901-05-03;}", "date", (("when", "1901-05-03"),), None),
        ("abbrev {offset:0; length:3; expansion:Thomas\\u0020A.;}", "abbr", (), "Thomas A."),
        ("abbrev {offset:0; length:3;}", "abbr", (), None),
        ("sic {offset:0; length:3; correction:Tim;}", "choice", (), "Tim"),
        ("sic {offset:0; length:3;}", "sic", (), None),
        ("unclear {offset:0; length:3; reason:faded ink;}", "unclear", (("reason", "faded-ink"),), None),
        ("supplied {offset:0; length:3; reason:torn;}", "supplied", (("reason", "torn"),), None),
        ("textStyle {offset:0; length:3; italic:true; bold:true;}", "hi", (("rend", "bold italic"),), None),
        ("textStyle {offset:0; length:3; strikethrough:true;}", "del", (("rend", "strikethrough"),), None),
        ("Ship {offset:0; length:3;}", "seg", (("type", "Ship"),), None),
    ],
)  # fmt: skip
def test_a_tag_of_transkribus_is_its_element(
    custom: str, element: str, attributes: tuple[tuple[str, str], ...], reading: str | None
) -> None:
    found = tagged("Tom is here", f"readingOrder {{index:0;}} {custom}")

    assert [(a.start, a.end, a.element, a.attributes, a.reading) for a in found] == [
        (0, 3, element, attributes, reading)
    ]


def test_a_gap_is_a_point_with_a_reason() -> None:
    assert [(a.start, a.end, a.element, a.attributes) for a in tagged("Tom here", "gap {offset:4; length:0;}")] == [
        (4, 4, "gap", (("reason", "illegible"),))
    ]


def test_a_comment_is_a_note() -> None:
    found = read(region(line("Tom here", "comment {offset:0; length:3; comment:Who\\u003F;}")))

    assert [(n.at, n.text, n.attributes) for n in found.notes] == [(3, "Who?", (("type", "comment"),))]


def test_offsets_count_utf_16_code_units() -> None:
    assert [(a.start, a.end) for a in tagged("𝒳 Tom", "person {offset:3; length:3;}")] == [(2, 5)]


def test_a_tag_beyond_the_end_of_its_line_is_cut_and_one_without_text_is_said_to_be_left_out() -> None:
    assert [(a.start, a.end) for a in tagged("Tom", "person {offset:1; length:30;}")] == [(1, 3)]

    found = read(region(line("Tom", "person {offset:9; length:3;}")))
    assert words(found, "persName") == []
    assert [remark.code for remark in found.remarks] == ["tag-without-text"]


def test_a_tag_that_goes_over_the_end_of_a_line_is_one() -> None:
    found = read(
        region(
            line("I saw Karl", "person {offset:6; length:4; continued:true;}")
            + line("Weber and Tom", "person {offset:0; length:5; continued:true;} person {offset:10; length:3;}")
        )
    )

    assert words(found, "persName") == ["Karl\nWeber", "Tom"]


def test_the_style_of_a_whole_line_is_that_of_its_words() -> None:
    found = read(region(line("Dear Tom", more='<TextStyle bold="true" strikethrough="true"/>')))

    assert (words(found, "hi"), words(found, "del")) == (["Dear Tom"], ["Dear Tom"])


def test_a_line_that_ends_with_a_sign_for_a_divided_word_is_followed_by_a_break_within_it() -> None:
    found = read(region(line("the ri¬") + line("ver")))

    assert [a.get("break") for a in found.annotations if a.element == "lb"] == ["", "no"]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=20
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3))
def test_every_line_comes_back_as_it_was(regions: list[list[str]]) -> None:
    if not any(text.strip() for lines in regions for text in lines):
        return
    content = "".join(region("".join(map(line, lines)), f"r{n}") for n, lines in enumerate(regions))

    found = read(content).text.split("\n")

    assert [text for text in found if text] == [text for lines in regions for text in lines if text.strip()]
