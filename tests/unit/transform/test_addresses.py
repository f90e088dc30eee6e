"""Addresses in outputs hold, whatever strangers wrote; what would take an engine long is not tried."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

import lxml.html
import pytest

from epistola.transform import gather, transform

MANY = "a" * 40


def letter(address: str = "", prefix: str = "", body: str = "<p>x</p>") -> bytes:
    number = f"<idno>{escape(address)}</idno>" if address else ""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>L</title></titleStmt>'
        f"<publicationStmt><publisher>P</publisher>{number}</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
        f"<encodingDesc><listPrefixDef>{prefix}</listPrefixDef></encodingDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    ).encode()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://a.example/50%", "https://a.example/50%25"),
        ("https://a.example/50%off%20now", "https://a.example/50%25off%20now"),
        ("https://a.example/x[1]?y={z}|w", "https://a.example/x%5B1%5D?y=%7Bz%7D%7Cw"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://a.example/x#y#z", "https://a.example/x#y%23z"),
        ("https://a.example/Köln", "https://a.example/Köln"),
        ("https://a.example/<b>\\", "https://a.example/%3Cb%3E%5C"),
    ],
)
def test_what_no_address_may_have_in_it_is_encoded(given: str, expected: str) -> None:
    data = letter(given)

    assert json.loads(transform(data, "csl-json").content)[0]["URL"] == expected
    assert json.loads(transform(data, "json-ld").content)["url"] == expected
    assert f"UR  - {expected}\r\n" in transform(data, "ris").content.decode()
    assert f"<{expected}>" in gather([("a", data)], "turtle").content.decode() or "ö" in expected
    page = lxml.html.document_fromstring(transform(data, "html").content.decode())
    assert page.xpath("//section[@id='cite']//a[text()=$shown]", shown=expected)


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1000/a%b", "https://doi.org/10.1000/a%25b"),
        ("10.1000/a#b", "https://doi.org/10.1000/a%23b"),
        ("10.1002/(SICI)1<1::A>2.0;2-X", "https://doi.org/10.1002/(SICI)1%3C1::A%3E2.0;2-X"),
    ],
)
def test_a_doi_stays_as_it_is_and_its_address_leads_there(doi: str, address: str) -> None:
    data = letter(doi)

    assert json.loads(transform(data, "csl-json").content)[0]["DOI"] == doi
    page = lxml.html.document_fromstring(transform(data, "html").content.decode())
    assert page.xpath("string(//section[@id='cite']//a[starts-with(., 'https://doi.org')]/@href)") == address


def test_links_and_pictures_in_the_text_are_encoded() -> None:
    body = (
        '<p><ref target="https://a.example/50%">x</ref> <persName ref="https://a.example/{1}">y</persName></p>'
        '<figure><graphic url="https://a.example/5%.png"/></figure>'
    )
    page = lxml.html.document_fromstring(transform(letter(body=body), "html").content.decode())

    assert page.xpath("//article//*[contains(@class, 'ref') or contains(@class, 'name')]/@href") == [
        "https://a.example/50%25",
        "https://a.example/%7B1%7D",
    ]
    assert page.xpath("//article//img/@src") == ["https://a.example/5%25.png"]


@pytest.mark.parametrize(
    ("pattern", "replacement", "pointer", "leads_to"),
    [
        ("([a-z]+)([0-9]+)", "https://a.example/$1/$2", "x:ab12", "https://a.example/ab/12"),
        (r"(\d{4})-(\d{2})-(\d{2})", "https://a.example/$1/$2/$3", "x:1871-03-04", "https://a.example/1871/03/04"),
        (r"(\p{L}+|[0-9]+)", "https://a.example/$1", "x:Köln", "https://a.example/K%C3%B6ln"),
        ("(a+)+b", "https://a.example/$1", f"x:{MANY}", None),
        ("(a|a)*b", "https://a.example/$1", f"x:{MANY}", None),
        ("a?" * 40 + "a" * 40, "https://a.example/", f"x:{MANY}", None),
        ("a*" * 8 + "b", "https://a.example/", f"x:{MANY}", None),
        ("(" * 20 + "a" + "|a)" * 20 + "b", "https://a.example/", f"x:{MANY}", None),
        (r"(.)\1*", "https://a.example/$1", "x:aa", None),
    ],
)
def test_a_pattern_that_could_take_long_is_not_tried(
    pattern: str, replacement: str, pointer: str, leads_to: str | None
) -> None:
    prefix = f'<prefixDef ident="x" matchPattern="{escape(pattern)}" replacementPattern="{replacement}"/>'
    data = letter(prefix=prefix, body=f'<p><ref target="{pointer}">there</ref></p>')
    page = lxml.html.document_fromstring(transform(data, "html").content.decode())

    (link,) = page.cssselect("article .ref")
    assert link.get("href") == leads_to
