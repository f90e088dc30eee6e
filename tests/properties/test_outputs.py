"""What holds for `text` and `html`, whatever TEI they are given: no text is lost, links lead somewhere.

The documents are made of all elements that the stylesheets know and of some that they don't, nested as no schema
would have it, since what strangers encode follows schemas of their own.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.reading import remarks, shown, squeezed, text_of, words

from epistola.transform import transform

ROOT = Path(__file__).resolve().parents[2]
MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KINDS = {
    str(kind.get("name")): (kind.text or "").split() for kind in etree.parse(ROOT / "xslt/lib/elements.xml").getroot()
}
# What holds a document together, and what is data about the text and no part of it.
APART = {"TEI", "teiCorpus", "text", "standOff", "table", "row", "cell", "desc", "note"}
NAMES = sorted(
    {name for kind in ("structure", "group", "paragraph", "line", "inline") for name in KINDS[kind]} - APART
    | {"unheard-of", "subst", "app"}
)
POINTS = ("lb", "pb", "cb", "milestone", "anchor", "ptr", "space", "gap", "figure", "handShift")
ATTRIBUTES = (
    *("", ' rend="italic"', ' rend="bold sup"', ' type="letter"', ' xml:lang="he"', ' hand="#h"', ' resp="#r"'),
    *(' ref="#nobody"', ' ref="#somebody"', ' key="somebody"', ' target="#nowhere"', ' target="https://a.example/"'),
    *(' when="1871-03-04"', ' cert="low"', ' n="2"', ' facs="#nothing"', ' xml:space="preserve"', ' place="margin"'),
    *(' break="no"', ' type="foliation"'),
)
WORDS = st.text(st.sampled_from("abcéßжש文.,;(“”[]"), min_size=1, max_size=6)
BLANKS = st.sampled_from(["", "", " ", "\n   "])


@st.composite
def content(draw: st.DrawFn, depth: int) -> str:
    """Words and elements, as many as the depth allows."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        pieces += [draw(BLANKS), escape(draw(WORDS)), draw(BLANKS)]
        if depth:
            pieces.append(draw(element(depth - 1)))
    return "".join(pieces)


@st.composite
def element(draw: st.DrawFn, depth: int) -> str:
    shape = draw(st.sampled_from(["any"] * 6 + ["choice", "point", "note", "table", "comment", "picture"]))
    if shape == "point":
        return f"<{draw(st.sampled_from(POINTS))}{draw(st.sampled_from(ATTRIBUTES))}/>"
    if shape == "picture":
        described = f"<desc>{draw(WORDS)}</desc></graphic><figDesc>{draw(WORDS)}</figDesc>"
        return f'<figure><graphic url="a.png">{described}</figure>'
    if shape == "comment":
        return f"<!-- {draw(WORDS).replace('-', '')} --><?pi {draw(WORDS)}?>"
    inner = draw(content(depth))
    if shape == "choice":
        one, other = draw(st.sampled_from([("sic", "corr"), ("orig", "reg"), ("abbr", "expan")]))
        return f"<choice><{one}>{inner}</{one}><{other}>{draw(content(depth))}</{other}></choice>"
    if shape == "note":
        return f"<note>{inner}</note>"
    if shape == "table":
        return f"<table><head>{draw(WORDS)}</head><row><cell>{inner}</cell><cell/></row></table>"
    name = draw(st.sampled_from(NAMES))
    return f"<{name}{draw(st.sampled_from(ATTRIBUTES))}>{inner}</{name}>"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    blocks = "".join(draw(st.lists(element(3), min_size=1, max_size=3)))
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>'
        '<person xml:id="somebody"><persName>Some Body</persName></person></listPerson></standOff>'
        f"<text><body>{blocks}</body></text></TEI>"
    ).encode()


@pytest.mark.parametrize("reading", ["source", "corrected"])
def test_no_character_is_lost_in_plain_text(reading: str) -> None:
    @MANY
    @given(documents())
    def holds(document: bytes) -> None:
        made = transform(document, "text", parameters={"reading": reading, "notes": "inline"}).content.decode()

        assert squeezed(made) == squeezed("".join(words(text_of(document), reading, with_remarks=True)))

    holds()


@pytest.mark.parametrize("reading", ["source", "corrected"])
def test_no_character_is_lost_on_the_page(reading: str) -> None:
    @MANY
    @given(documents())
    def holds(document: bytes) -> None:
        made = transform(document, "html", parameters={"reading": reading}).content.decode()
        text = text_of(document)

        page = lxml.html.document_fromstring(made)
        assert shown(page, "//article", reading) == squeezed("".join(words(text, reading)))
        assert shown(page, "//section[@id='notes']/ol", reading) == "".join(remarks(text, reading))

    holds()


@MANY
@given(documents())
def test_identifiers_of_the_page_are_its_own_and_its_links_lead_somewhere(document: bytes) -> None:
    page = lxml.html.document_fromstring(transform(document, "html").content.decode())

    ids = attributes(page, "id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in attributes(page, "href") if href.startswith("#")} <= set(ids)
    named = attributes(page, "aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
    assert {word for value in named for word in value.split()} <= set(ids)


def attributes(page: lxml.html.HtmlElement, *names: str) -> list[str]:
    return [value for element in page.iter() for name in names if (value := element.get(name))]
