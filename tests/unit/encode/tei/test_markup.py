import pytest
from lxml import etree

from epistola.encode.resolve import resolve
from epistola.encode.tei.body import body
from epistola.encode.tei.markup import Lasting, element, start_tag, write
from epistola.letter import Annotation, Certainty, Claim, Evidence, Letter, Source


def letter(text: str, *annotations: Annotation) -> Letter:
    return Letter(text, Source("x.txt", "text/plain", "UTF-8", ""), "en", resolve(annotations).nested)


def mark(start: int, end: int, name: str, annotator: str = "structure", **attributes: str) -> Annotation:
    return Annotation(start, end, name, Evidence(annotator, "rule"), tuple(attributes.items()))


@pytest.mark.parametrize("value", ['a "b" & <c>', "two\nlines", "tab\there", "ä😀", "]]>", "'"])
def test_attributes_and_text_come_back_from_a_parser_as_they_were(value: str) -> None:
    written = write(element("p", value, n=value))

    parsed = etree.fromstring(written)
    assert parsed.get("n") == value
    assert parsed.text == value


def test_elements_that_hold_elements_are_laid_out_and_text_is_not_touched() -> None:
    node = element("a", element("b", "one ", element("c", "two"), " three"), element("d"))

    assert write(node, 1) == "  <a>\n    <b>one <c>two</c> three</b>\n    <d/>\n  </a>\n"


def test_what_is_empty_is_left_out() -> None:
    assert write(element("a", None, "", xml_id="x", from_="1", n="")) == '<a xml:id="x" from="1"/>\n'


def test_an_empty_element_has_one_tag() -> None:
    assert start_tag("lb", (), empty=True) == "<lb/>"


def test_tags_are_spliced_into_the_text_without_touching_it() -> None:
    found = body(letter("A & <B>\n", mark(0, 8, "div"), mark(0, 1, "p"), mark(4, 7, "p")))

    assert found == ('<div resp="#epistola.structure" cert="high"><p>A</p> &amp; <p>&lt;B&gt;</p>\n</div>')


def test_responsibility_is_written_where_it_changes() -> None:
    name = mark(0, 3, "persName", "names", ref="#a")
    found = body(letter("Tom ran", mark(0, 7, "p"), name, mark(0, 3, "forename", "names"), mark(4, 7, "q", "names")))

    assert found == (
        '<p resp="#epistola.structure" cert="high"><persName ref="#a" resp="#epistola.names" cert="high">'
        '<forename>Tom</forename></persName> <q resp="#epistola.names" cert="high">ran</q></p>'
    )


def test_a_correction_has_both_readings_and_names_the_editor() -> None:
    decided = Annotation(3, 6, "choice", Evidence("hb", "sidecar", Certainty.LOW, Claim.EDITOR), reading="<set>")

    assert body(letter("We sat", decided)) == (
        'We <choice><sic>sat</sic><corr resp="#hb" cert="low">&lt;set&gt;</corr></choice>'
    )


def test_line_beginnings_stand_before_their_line_and_within_what_goes_on() -> None:
    found = body(letter("one\ntwo", mark(0, 7, "p"), mark(4, 4, "lb"), mark(4, 7, "q")))

    assert found == ('<p resp="#epistola.structure" cert="high">one\n<lb/><q>two</q></p>')


def test_what_lasts_is_written_like_any_element_wherever_it_stands() -> None:
    node = element("b", element("c", "one & two"), n='"')
    lasting = Lasting(node)

    for depth in (0, 2, 0):
        assert write(element("a", lasting, lasting), depth) == write(element("a", node, node), depth)
    assert write(element("a", "text ", lasting)) == write(element("a", "text ", node))
