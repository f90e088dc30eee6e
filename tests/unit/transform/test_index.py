"""The index of the letters, and the style sheet that pages share."""

from __future__ import annotations

import lxml.html
import pytest

from epistola.transform import gather, transform

LETTERS = [("Ida", "Jan", "1871"), ("Jan", "Ida", "1872-05"), ("Ida", "Erik & <b>", "")]


def letter(sender: str, addressee: str, day: str) -> bytes:
    named = addressee.replace("&", "&amp;").replace("<", "&lt;")
    date = f'<date when="{day}"/>' if day else ""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title level="s">Papers</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc>"
        f'<correspDesc><correspAction type="sent"><persName>{sender}</persName>{date}</correspAction>'
        f'<correspAction type="received"><persName>{named}</persName></correspAction></correspDesc></profileDesc>'
        "</teiHeader><text><body><p>x</p></body></text></TEI>"
    ).encode()


@pytest.fixture(scope="module")
def index() -> lxml.html.HtmlElement:
    given = [(f"some/folder/no {number}.xml", letter(*each)) for number, each in enumerate(LETTERS)]
    return lxml.html.document_fromstring(gather(given, "index").content.decode())


def test_each_letter_has_a_link_to_its_page_by_date_and_those_without_come_first(
    index: lxml.html.HtmlElement,
) -> None:
    links = index.cssselect("ol.letters a")

    assert [link.get("href") for link in links] == ["no%202.html", "no%200.html", "no%201.html"]
    assert [link.text_content() for link in links] == ["Ida → Erik & <b>", "1871: Ida → Jan", "May 1872: Jan → Ida"]


def test_the_index_speaks_the_language_of_most_letters() -> None:
    german = letter("Ida", "Jan", "1871-05-01").replace(b"<text>", b"<text xml:lang='de-AT'>")
    page = gather(
        [("a.xml", german), ("b.xml", german), ("c.xml", letter("Jan", "Ida", "1872"))], "index"
    ).content.decode()

    assert "1. Mai 1871: Ida → Jan" in page
    assert '<html lang="de"' in page


def test_letters_are_put_together_by_year(index: lxml.html.HtmlElement) -> None:
    assert [heading.text_content() for heading in index.cssselect("h2")] == ["Without date", "1871", "1872"]


def test_every_choice_has_a_rule_that_hides_the_letters_of_others(index: lxml.html.HtmlElement) -> None:
    choices = [str(choice.get("id")) for choice in index.cssselect("form input")]
    style = index.cssselect("style")[-1].text_content()

    assert len(choices) == 1 + 3
    assert all(f"#{choice}:checked) .letters > li:not(.{choice})" in style for choice in choices[1:])
    assert len(index.cssselect("li.with-1")) == 3


def test_a_correspondence_of_two_needs_no_choice() -> None:
    page = gather([("a", letter("Ida", "Jan", "1871"))], "index").content

    assert b"<form" not in page


def test_pages_share_a_style_sheet_when_told_where_it_lies(full: bytes) -> None:
    style = gather([], "style").content.decode()
    own = transform(full, "html").content.decode()
    sharing = transform(full, "html", parameters={"style": "page.css"}).content.decode()

    assert style in own
    assert '<link rel="stylesheet" href="page.css">' in sharing
    assert "<style>" not in sharing
