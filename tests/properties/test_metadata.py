"""What holds for metadata whatever a title is made of: each format's parser reads the words back that were written.

White space is one blank (`normalize-space`), since no format of metadata keeps more of it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

import lxml.html
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from epistola.transform import gather, transform

MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Characters that mean something somewhere, and those that are seldom thought of.
SIGNS = st.sampled_from(
    [
        *"\\{}[]()<>\"'`~^#$%&_=+-@|;:,.!?*/ \t\n",
        "\r",
        *"é文ßש\u200f\u2028\u2029\u0085\u00a0\ufffd😀",
        "ER  - ",
        "]]>",
        "--",
    ]
)
TITLES = (
    st.lists(
        SIGNS | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=14,
    )
    .map("".join)
    .filter(lambda title: normal(title) != "")
)
CITATIONS = ("bibtex", "biblatex", "ris", "csl-json", "coins")


def normal(words: str) -> str:
    """Return what XPath's normalize-space makes of words."""
    return re.sub("[ \t\r\n]+", " ", words).strip(" ")


def one_line(words: str) -> str:
    """Return what RIS can say: it has no controls and no separators of lines."""
    return normal(re.sub("[\x7f-\x9f\u2028\u2029]", " ", words))


def letter(title: str) -> bytes:
    text = escape(title).replace("\r", "&#13;")
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x"><teiHeader><fileDesc><titleStmt><title>{text}</title>'
        "</titleStmt><publicationStmt><publisher>P</publisher><date when='2024'/></publicationStmt>"
        "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>x</p></body></text></TEI>"
    ).encode()


def made(title: str, kind: str) -> str:
    return transform(letter(title), kind, together=CITATIONS).content.decode()


@MANY
@given(TITLES)
def test_json_has_the_title_as_it_is(title: str) -> None:
    assert json.loads(made(title, "csl-json"))[0]["title"] == normal(title)
    assert json.loads(made(title, "json-ld"))["name"] == normal(title)
    assert json.loads(made(title, "datacite"))["titles"][0]["title"] == normal(title)


@MANY
@given(TITLES)
def test_xml_has_the_title_as_it_is(title: str) -> None:
    for kind, path in (
        ("dublin-core", "//*[local-name() = 'title']"),
        ("mods", "/*/*[local-name() = 'titleInfo']/*"),
        ("datacite-xml", "//*[local-name() = 'title']"),
        ("mets", "//*[local-name() = 'titleInfo']/*"),
    ):
        root = etree.fromstring(made(title, kind).encode())
        assert root.xpath(f"string({path})") == normal(title), kind
    if "\x85" in title:  # HTML takes such a reference for the sign that Windows has in its place
        return
    page: Any = lxml.html.document_fromstring(made(title, "html"))
    assert normal(str(page.cssselect("h1")[0].text_content())) == normal(title)
    assert json.loads(page.cssselect("script")[0].text or "")["name"] == normal(title)


@MANY
@given(TITLES)
@example("\u2028ER  - \u2029")
def test_ris_has_the_title_on_one_line(title: str) -> None:
    (entry,) = rispy.loads(made(title, "ris"))

    assert normal(entry.get("title", "")) == one_line(title)


TEX = {
    **{
        f"\\text{name}{{}}": sign
        for name, sign in zip(
            ("backslash", "braceleft", "braceright", "asciitilde", "asciicircum"), "\\{}~^", strict=True
        )
    },
    **{f"\\{sign}": sign for sign in "#$%&_"},
}


@MANY
@given(TITLES)
def test_bibtex_has_the_title_in_commands_of_tex(title: str) -> None:
    for kind in ("bibtex", "biblatex"):
        library = parse_string(made(title, kind))
        assert library.failed_blocks == []
        (entry,) = library.entries
        written = str(entry["title"]).removeprefix("{").removesuffix("}")
        assert re.sub("|".join(map(re.escape, TEX)), lambda found: TEX[found[0]], written) == normal(title)


@MANY
@given(TITLES)
def test_coins_tables_and_yaml_have_the_title_as_it_is(title: str) -> None:
    yaml = pytest.importorskip("yaml", reason="needs PyYAML, which reads YAML")
    span = lxml.html.fragment_fromstring(made(title, "coins"))
    assert parse_qs(str(span.get("title")), strict_parsing=True)["rft.title"] == [normal(title)]

    (row,) = csv.DictReader(
        io.StringIO(gather([("a", letter(title))], "letters").content.decode(), newline=""), strict=True
    )
    assert row["title"].removeprefix("'") == normal(title).removeprefix("'")
    front = made(title, "markdown").split("---\n")[1]
    assert yaml.safe_load(front)["title"] == normal(title)


@MANY
@given(TITLES)
def test_rdf_has_the_title_as_it_is(title: str) -> None:
    rdflib: Any = pytest.importorskip("rdflib", reason="needs rdflib, which reads RDF")
    graph = rdflib.Graph().parse(data=gather([("a", letter(title))], "turtle").content, format="turtle")

    assert [str(name) for name in graph.objects(None, rdflib.Namespace("https://schema.org/")["name"])] == [
        normal(title)
    ]
