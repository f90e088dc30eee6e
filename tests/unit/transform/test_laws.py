"""The laws of the text: the source comes back character for character; no word is lost or torn."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading import remarks, shown, squeezed, text_of, words

from epistola.transform import transform

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def document(body: str) -> bytes:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>\n  {body}\n</body></text></TEI>"
    ).encode()


def plain(body: str, **parameters: str) -> str:
    return transform(document(body), "text", parameters=parameters).content.decode()


def paragraph_of_the_page(body: str) -> str:
    """Return the words of the first paragraph as the page shows them in the source reading, without marks."""
    page: Any = lxml.html.document_fromstring(transform(document(body), "html").content.decode())
    for mark in page.cssselect(".mark, .para-number, .in-corrected"):
        mark.drop_tree()
    return " ".join(str(page.cssselect("article p")[0].text_content()).split())


# Characters that XML 1.0 can carry; a carriage return only as a reference.
CHARACTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t\r   "),
    max_size=24,
)
INLINE = st.sampled_from(["hi", "persName", "date", "quote", "rs", "p", "signed", "unheard-of", "opener", "list"])


def xml_text(text: str) -> str:
    return escape(text).replace("\r", "&#13;")


@st.composite
def preserved(draw: st.DrawFn, depth: int = 0) -> tuple[str, str]:
    """A piece of TEI of which every character counts, and the text that it holds."""
    markup, text = "", ""
    for _ in range(draw(st.integers(1, 4))):
        characters = draw(CHARACTERS)
        markup, text = markup + xml_text(characters), text + characters
        if depth < 3 and draw(st.booleans()):
            inner, inner_text = draw(preserved(depth + 1))
            if draw(st.booleans()):
                other = xml_text(draw(CHARACTERS))
                markup += f"<choice><sic>{inner}</sic><corr>{other}</corr></choice>"
            else:
                name = draw(INLINE)
                markup += f"<{name}>{inner}</{name}>"
            text += inner_text
    return markup, text


@QUICK
@given(preserved())
def test_where_every_character_counts_the_source_comes_back(piece: tuple[str, str]) -> None:
    markup, text = piece

    assert plain(f'<div type="letter" xml:space="preserve">{markup}</div>') == text


WORD = st.text(st.sampled_from("abcdeäßéжש文"), min_size=1, max_size=8)
SPACE = st.sampled_from([" ", "\n", "\n      ", "\t ", "  "])


@st.composite
def marked_word(draw: st.DrawFn) -> tuple[str, str]:
    """A word with markup around it, inside it or instead of it, and the word."""
    word = draw(WORD)
    cut = draw(st.integers(0, len(word)))
    space = draw(SPACE)
    shape = draw(st.sampled_from(["plain", "around", "inside", "choice", "joined", "comment"]))
    head, tail = word[:cut], word[cut:]
    shapes = {
        "plain": word,
        "around": f"<hi>{word}</hi>",
        "inside": f"{head}<hi>{tail}</hi>",
        "choice": f"<choice>{space}<sic>{word}</sic>{space}<corr>x</corr>{space}</choice>",
        "joined": f'{head}{space}<lb break="no"/>{space}{tail}' if 0 < cut < len(word) else word,
        "comment": f"{head}<!-- {space} -->{tail}",
    }
    return shapes[shape], word


@QUICK
@given(st.lists(marked_word(), min_size=1, max_size=12), SPACE)
def test_no_word_is_torn_and_no_two_grow_together(words: list[tuple[str, str]], space: str) -> None:
    body = f"<div>{space}<p>{space}{space.join(markup for markup, _ in words)}{space}</p>{space}</div>"

    assert plain(body) == " ".join(word for _, word in words) + "\n"
    assert paragraph_of_the_page(body) == " ".join(word for _, word in words)


@pytest.mark.parametrize("lines", ["flow", "source"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>Dear <persName>\n  <forename>Ida</forename>\n  <surname>Voss</surname>\n</persName>, come</p>",
            "Dear Ida Voss, come",
        ),
        (
            "<p>(<persName>\n  <forename>Ida</forename>\n  <surname>Voss</surname>\n</persName>) came</p>",
            "(Ida Voss) came",
        ),
        ("<p>a<persName>\n<surname>Voss</surname>\n</persName>b</p>", "a Voss b"),
        ("<div>\n<p>one</p>\n<p>two</p>\n</div>", "one\n\ntwo"),
        ("<opener>\n<dateline>Bonn</dateline>\n<salute>Dear\nall</salute></opener>", "Bonn\nDear all"),
        ("<p><salute>Dear all,</salute> come <date>now</date></p>", "Dear all, come now"),
        ("<closer>Yours<lb/>\n  truly\n  <signed>I.</signed></closer>", "Yours\ntruly\nI."),
        ("<lg>\n<l>one</l>\n<l>two</l>\n</lg>", "one\ntwo"),
        ("<table><row><cell>a</cell>\n<cell> b </cell></row><row><cell>c</cell></row></table>", "a\tb\nc"),
        ("<p>one<note>a note</note> two</p>", "one[1] two\n\n[1] a note"),
        ("<p>one <gap/> two<space/>three</p>", "one […] two three"),
        ("<p>x<pb break='no'/>y <pb/>z</p>", "xy z"),
        ("<list>\n<head>Two</head>\n<item>one</item><item><p>two</p></item></list>", "Two\none\ntwo"),
    ],
)
def test_white_space_is_what_tei_means(body: str, expected: str, lines: str) -> None:
    assert plain(body, lines=lines) == expected + "\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>to- <lb break="no"/>\n day</p>', "to-day"),
        ('<p>to-<lb break="no"/> <hi>day</hi></p>', "to-day"),
        ('<p><hi>to- </hi> <!-- torn --> <pb break="no"/>\n<lb break="no"/> <hi>day</hi></p>', "to-day"),
        ("<p>not <lb/>torn <pb/> here</p>", "not torn here"),
        ('<p>one<note type="foliation">- 3 -</note>two</p>', "one - 3 - two"),
        ('<p>to<pb break="no"/>\n <note type="pagination">4</note> day</p>', "to 4 day"),
    ],
)
def test_words_are_parted_in_every_output_where_they_are_parted_in_the_source(body: str, expected: str) -> None:
    markdown = transform(document(body), "markdown").content.decode().split("\n---\n")[1]

    assert " ".join(plain(body).split()) == expected
    assert paragraph_of_the_page(body) == expected
    assert " ".join(markdown.split()) == expected


def test_a_remark_on_the_other_reading_is_left_out() -> None:
    body = "<p><choice><sic>a<note>on a</note></sic><corr>b<note>on b</note></corr></choice></p>"

    assert plain(body) == "a[1]\n\n[1] on a\n"
    assert plain(body, reading="corrected") == "b[1]\n\n[1] on b\n"
    assert "on b" not in transform(document(body), "markdown").content.decode()


def test_lines_of_prose_are_kept_when_asked() -> None:
    assert plain("<p>one<lb/>two <lb/> three</p>") == "one two three\n"
    assert plain("<p>one<lb/>two <lb/> three</p>", lines="source") == "one\ntwo\nthree\n"


def test_the_corrected_reading_is_what_writer_and_editors_meant() -> None:
    body = (
        "<p><choice><sic>sat</sic><corr>set</corr></choice> <choice><abbr>Dr</abbr><expan>Doctor</expan></choice> "
        "<choice><orig>vnto</orig><reg>unto</reg></choice> <del>no</del><add>yes</add></p>"
    )

    assert plain(body) == "sat Dr vnto noyes\n"
    assert plain(body, reading="corrected") == "set Doctor unto yes\n"


def test_of_an_apparatus_the_text_has_the_lemma_or_else_the_first_reading() -> None:
    apparatus = '<app><lem>cat</lem> <rdg wit="#B">dog</rdg></app> and <app><rdg wit="#A">cow</rdg><rdg>pig</rdg></app>'
    page = lxml.html.document_fromstring(transform(document(f"<p>{apparatus}</p>"), "html").content.decode())

    assert plain(f"<p>{apparatus}</p>") == "cat and cow\n"
    assert [" ".join("".join(map(str, part.itertext())).split()) for part in page.cssselect(".rdg.mark")] == [
        "[dog B]",
        "[pig]",
    ]
    assert shown(page, "//article//p") == "catandcow"


def test_notes_stand_in_their_place_when_asked() -> None:
    assert plain("<p>one<note>a note</note> two</p>", notes="inline") == "one [a note] two\n"


def test_a_note_of_paragraphs_begins_beside_its_number() -> None:
    body = "<p>one<note>\n<p>a note</p>\n<p>goes on</p>\n</note> two</p>"

    assert plain(body) == "one[1] two\n\n[1] a note\n\ngoes on\n"
    assert plain(body, notes="inline") == "one [a note\n\ngoes on] two\n"


def test_all_letters_of_a_body_are_given_in_their_order() -> None:
    first = '<div type="letter" xml:space="preserve"><p>one</p>\n<p>two</p></div>'

    assert plain(f"{first}\n  <div><p>three</p></div>\n{first}") == "one\ntwo\n\nthree\n\none\ntwo"


# The wild letters: every character of the text, in order, in both outputs.


def strangers(wild: Path) -> list[Path]:
    """Some of strangers' letters, of each edition some; all of them are compared by hand now and then."""
    found = sorted(wild.rglob("*.xml"))
    assert found
    return found[::7]


@pytest.mark.parametrize("reading", ["source", "corrected"])
def test_no_character_of_strangers_letters_is_lost_in_plain_text(wild: Path, reading: str) -> None:
    for path in strangers(wild):
        chosen = {"notes": "inline", "reading": reading}
        output = transform(path.read_bytes(), "text", parameters=chosen).content.decode()

        expected = "".join(words(text_of(path.read_bytes()), reading, with_remarks=True))
        assert squeezed(output) == squeezed(expected), path.name


@cache
def page_of(path: Path, reading: str = "source") -> str:
    return transform(path.read_bytes(), "html", parameters={"reading": reading}).content.decode()


@pytest.mark.parametrize("reading", ["source", "corrected"])
def test_no_character_of_strangers_letters_is_lost_on_the_page(wild: Path, reading: str) -> None:
    for path in strangers(wild):
        text = text_of(path.read_bytes())
        page = lxml.html.fromstring(page_of(path, reading))

        assert shown(page, "//article", reading) == squeezed("".join(words(text, reading))), path.name
        assert shown(page, "//section[@id='notes']/ol", reading) == "".join(remarks(text, reading)), path.name


def attributes(page: lxml.html.HtmlElement, name: str) -> list[str]:
    return [value for element in page.iter() if (value := element.get(name))]


def test_links_inside_strangers_pages_lead_somewhere(wild: Path) -> None:
    for path in strangers(wild):
        page = lxml.html.fromstring(page_of(path))
        ids = attributes(page, "id")

        assert len(ids) == len(set(ids)), path.name
        assert {href[1:] for href in attributes(page, "href") if href.startswith("#")} <= set(ids), path.name
