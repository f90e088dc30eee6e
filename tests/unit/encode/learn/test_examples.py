import pytest

from epistola.encode.learn.correspondence import Correspondent, Described
from epistola.encode.learn.examples import Marked, example
from epistola.errors import EpistolaError

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en">{}</text></TEI>'


def read(body: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The text of a letter, and the names in it: words, label, @ref."""
    one = example(TEI.format(body).encode(), "a.xml")
    return one.text, [(one.text[name.start : name.end], name.label, name.ref) for name in one.names]


def test_names_are_read_with_their_elements_and_pointers() -> None:
    text, names = read(
        '<body xml:space="preserve"><p>I saw <persName ref="#a">Mr. <surname>Ames</surname></persName> at '
        '<rs type="person" ref="#b">the mill</rs>.</p>\n</body>'
    )

    assert text == "I saw Mr. Ames at the mill.\n"
    assert names == [("Mr. Ames", "persName", "#a"), ("the mill", "rs:person", "#b")]


def test_the_source_reading_counts_and_notes_do_not() -> None:
    text, names = read(
        '<body xml:space="preserve"><p>He <choice><sic>sat</sic><corr>said</corr></choice> so<note>by '
        "<persName>Ed</persName></note>.</p></body>"
    )

    assert (text, names) == ("He sat so.", [])


def test_parts_laid_out_by_an_editor_are_put_on_lines_of_their_own() -> None:
    text, names = read(
        "<body>\n  <opener>\n    <dateline>Rome</dateline>\n    <salute>Dear <persName>Ann</persName>,</salute>\n"
        "  </opener>\n  <p>It   rains<lb/>in <placeName>Rome</placeName>.</p>\n</body>"
    )

    assert [line for line in text.splitlines() if line] == ["Rome", "Dear Ann,", "It rains", "in Rome."]
    assert [name[0] for name in names] == ["Ann", "Rome"]


def test_white_space_around_a_name_is_no_part_of_it() -> None:
    assert example(TEI.format("<body><p>by <persName>\n Ann </persName></p></body>").encode(), "a").names[0].start > 0
    assert read("<body><p>by <persName>\n Ann </persName></p></body>")[1] == [("Ann", "persName", "")]


def test_the_letter_says_its_language_and_the_hash_of_its_bytes() -> None:
    data = TEI.format("<body><p>x</p></body>").encode()

    assert example(data, "a.xml").language == "en"
    assert len(example(data, "a.xml").sha256) == 64


def test_what_is_no_xml_is_an_error_that_names_the_file() -> None:
    with pytest.raises(EpistolaError) as caught:
        example(b"<TEI>", "broken.xml")

    assert caught.value.file == "broken.xml"


def test_a_marked_name_is_a_plain_value() -> None:
    assert Marked(0, 3, "persName") == Marked(0, 3, "persName", "")


def test_the_header_says_who_wrote_to_whom() -> None:
    described = (
        '<correspDesc><correspAction type="sent"><persName ref="#a">Bell, Ida</persName></correspAction></correspDesc>'
    )
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{described}</teiHeader><text/></TEI>'

    assert example(tei.encode(), "a.xml").header == Described((Correspondent("Ida Bell", "#a"),))
