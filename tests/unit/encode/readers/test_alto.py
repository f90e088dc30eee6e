from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode.readers import Transcription
from epistola.encode.readers import xml as reader

BOX = 'HPOS="0" VPOS="10" WIDTH="100" HEIGHT="20"'


def string(content: str, said: str = "") -> str:
    return f"<String CONTENT={quoteattr(content)} {said}/>"


def line(text: str, identifier: str = "l") -> str:
    return f'<TextLine ID="{identifier}" {BOX}>{"<SP/>".join(string(word) for word in text.split(" "))}</TextLine>'


def block(content: str, identifier: str = "b", said: str = "") -> str:
    return f'<TextBlock ID="{identifier}" {BOX} {said}>{content}</TextBlock>'


def document(content: str, before: str = "", version: str = "ns-v4#", margin: str = "") -> bytes:
    return (
        f'<alto xmlns="http://www.loc.gov/standards/alto/{version}"><Description><sourceImageInformation>'
        f"<fileName>scan.jpg</fileName></sourceImageInformation></Description>{before}<Layout>"
        f'<Page ID="p" WIDTH="2000" HEIGHT="3000">{margin}<PrintSpace>{content}</PrintSpace></Page></Layout></alto>'
    ).encode()


def read(content: str, before: str = "") -> Transcription:
    return reader.read(document(content, before), "letter.xml")


def words(found: Transcription, element: str) -> list[tuple[str, str]]:
    return [
        (found.text[a.start : a.end], a.attributes[0][1] if a.attributes else "")
        for a in found.annotations
        if a.element == element
    ]


@pytest.mark.parametrize("version", ["ns-v2#", "ns-v3#", "ns-v4#"])
def test_a_line_is_a_line_in_all_versions(version: str) -> None:
    found = reader.read(document(block(line("Dear Tom,") + line("I am here.")), version=version), "letter.xml")

    assert found.text == "Dear Tom,\nI am here.\n"
    assert found.format == "alto"


def test_blocks_stand_apart_unless_one_goes_on_with_a_sentence() -> None:
    found = read(block(line("Dear Tom,")) + block(line("I am in the")) + block(line("old town.")))

    assert found.text == "Dear Tom,\n\nI am in the\nold town.\n"


def test_strings_without_spaces_between_them_are_words() -> None:
    assert read(block(f"<TextLine>{string('Dear')}{string('Tom')}</TextLine>")).text == "Dear Tom\n"


def test_a_hyphen_is_a_character_and_the_line_after_it_begins_within_a_word() -> None:
    found = read(block(f'<TextLine>{string("ri")}<HYP CONTENT="-"/></TextLine>{line("ver here")}'))

    assert found.text == "ri-\nver here\n"
    assert [a.get("break") for a in found.annotations if a.element == "lb"] == ["", "no"]


def test_margins_and_composed_blocks_are_read_in_the_order_of_the_file() -> None:
    data = document(
        f'<ComposedBlock ID="c">{block(line("Dear Tom,"))}</ComposedBlock>',
        margin=f"<TopMargin>{block(line('London.'))}</TopMargin>",
    )

    assert reader.read(data, "letter.xml").text == "London.\n\nDear Tom,\n"


def test_the_reading_order_of_the_file_is_followed() -> None:
    wanted = '<ElementRef ID="e1" REF="two"/><ElementRef ID="e2" REF="one"/>'
    order = f'<ReadingOrder><OrderedGroup ID="g">{wanted}</OrderedGroup></ReadingOrder>'

    assert read(block(line("One."), "one") + block(line("Two."), "two"), order).text == "Two.\n\nOne.\n"


def test_pages_blocks_and_lines_are_zones() -> None:
    found = read(
        f'<TextBlock ID="b"><Shape><Polygon POINTS="0,0 5,0 5,5 0,5"/></Shape>{line("Dear Tom", "l 1")}</TextBlock>'
    )

    page = found.facsimile[0]
    assert (page.id, page.image, page.width, page.height) == ("facs.1", "scan.jpg", 2000, 3000)
    assert [(z.id, z.points) for z in page.zones] == [("facs.1.b", ((0, 0), (5, 0), (5, 5), (0, 5)))]
    assert [(z.id, z.points) for z in page.zones[0].zones] == [("facs.1.l-1", ((0, 10), (100, 10), (100, 30), (0, 30)))]
    assert [(a.element, a.get("facs")) for a in found.annotations] == [("pb", "#facs.1"), ("lb", "#facs.1.l-1")]


def test_styles_are_those_of_the_string_or_else_of_its_line_or_block() -> None:
    styles = '<Styles><TextStyle ID="s1" FONTSTYLE="italics"/><TextStyle ID="s2" FONTSTYLE="bold"/></Styles>'
    content = string("one") + "<SP/>" + string("two", 'STYLEREFS="s2"') + "<SP/>" + string("three", 'STYLE="smallcaps"')

    found = read(block(f"<TextLine>{content}</TextLine>", said='STYLEREFS="s1"'), styles)

    assert words(found, "hi") == [("one", "italic"), ("two", "bold"), ("three", "italic smallcaps")]


def test_a_name_may_be_several_strings_and_go_over_the_end_of_a_line() -> None:
    tags = (
        '<Tags><NamedEntityTag ID="t1" TYPE="Person" LABEL="Karl Weber"/><NamedEntityTag ID="t2" LABEL="place"/></Tags>'
    )
    karl, weber = (string(word, 'TAGREFS="t1"') for word in ("Karl", "Weber"))
    graz = string("Graz", 'TAGREFS="t2"')
    one = f"<TextLine>{string('Saw')}<SP/>{karl}</TextLine>"
    two = f"<TextLine>{weber}<SP/>{graz}<SP/>{string('now')}</TextLine>"

    found = read(block(one + two), tags)

    assert words(found, "persName") == [("Karl\nWeber", "")]
    assert words(found, "placeName") == [("Graz", "")]


def test_a_heading_and_a_page_number_are_said_to_be_such() -> None:
    tags = '<Tags><OtherTag ID="n" LABEL="NumberingZone"/><OtherTag ID="h" LABEL="Heading"/></Tags>'

    found = read(block(line("12"), said='TAGREFS="n"') + block(line("Letter"), said='TAGREFS="h"'), tags)

    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [("fw", "12"), ("head", "Letter")]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Z")), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_string_comes_back_as_it_was(lines: list[list[str]]) -> None:
    content = "".join(f"<TextLine>{'<SP/>'.join(map(string, some))}</TextLine>" for some in lines)

    assert read(block(content)).text == "".join(f"{' '.join(some)}\n" for some in lines)
