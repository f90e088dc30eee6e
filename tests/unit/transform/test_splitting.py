"""An edition in one file, taken apart: every letter whole, with what belongs to it and nothing of the others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from epistola.errors import MarkupError
from epistola.transform import split, transform

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
HEADER = """<teiHeader><fileDesc><titleStmt><title type="sub">A selection</title>
  <title type="main">The Voss Papers</title>  <author>Ida Voss</author><editor>Ann Reader</editor></titleStmt>
  <publicationStmt><publisher>Harbour Press</publisher><date>1931</date><idno type="DOI">10.1234/volume</idno>
  </publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>
  <encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(.+)" replacementPattern="#$1"/></listPrefixDef>
  </encodingDesc>{described}</teiHeader>"""
DIVISIONS = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{
    HEADER.format(
        described='''
  <profileDesc><correspDesc corresp="#l2"><correspAction type="sent"><persName>Jan Moser</persName></correspAction>
  </correspDesc></profileDesc>'''
    )
}
  <facsimile><surface xml:id="s1"/><surface xml:id="s2"/></facsimile>
  <text><front><div><p>A preface.</p></div></front><body><div type="year" xml:lang="de">
    <div type="letter" xml:id="l1">
      <head>1. Letter from <persName>Ida Voss</persName> to Erik Lindqvist<note>n</note></head>
      <dateline>Bonn, <date when="1871-03-04">4 March</date></dateline><pb facs="#s2"/>
      <p>Dear <persName ref="p:erik">Erik</persName>, come.</p><div type="letter"><p>An enclosure.</p></div></div>
    <div type="letter" xml:id="l2"><p>No heading.</p></div></div></body>
  <back><listPerson><person xml:id="erik"><persName>Erik Lindqvist</persName></person>
    <person xml:id="other"><persName>Somebody Else</persName></person></listPerson></back></text></TEI>"""
GROUP = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(described="")}<text><group>
  <head>Letters</head><text xml:id="a"><body><p>One</p></body></text>
  <group><text><body><p>Two</p></body></text></group></group></text></TEI>"""
CORPUS = f"""<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(described="")}
  <TEI xml:id="x"><teiHeader><fileDesc><titleStmt><title>Own title</title></titleStmt></fileDesc></teiHeader>
    <text><body><p>One</p></body></text></TEI>
  <teiCorpus><TEI xml:id="X"><text><body><p>Two</p></body></text></TEI></teiCorpus></teiCorpus>"""


def documents(volume: str) -> dict[str, etree._Element]:
    return {part.name: etree.fromstring(part.data) for part in split(volume.encode())}


def citation(volume: str, name: str) -> dict[str, Any]:
    (data,) = (part.data for part in split(volume.encode()) if part.name == name)
    return dict(json.loads(transform(data, "csl-json").content)[0])


@pytest.mark.parametrize(
    ("volume", "names"),
    [(DIVISIONS, ["l1", "l2"]), (GROUP, ["a", "letter-2"]), (CORPUS, ["x", "X-2"])],
    ids=["divisions", "group", "corpus"],
)
def test_each_letter_gets_a_name_that_no_other_has_on_any_file_system(volume: str, names: list[str]) -> None:
    assert list(documents(volume)) == names


def test_a_letter_of_a_volume_has_its_heading_as_its_title_and_the_volume_as_its_edition() -> None:
    found = citation(DIVISIONS, "l1")

    assert found["title"] == "1. Letter from Ida Voss to Erik Lindqvist"
    assert found["container-title"] == "The Voss Papers"
    assert [name["family"] for name in (*found["author"], *found["recipient"])] == ["Voss", "Lindqvist"]
    assert found["issued"] == {"date-parts": [[1871, 3, 4]]}
    assert [name["family"] for name in found["editor"]] == ["Reader"]
    assert found["id"] == "l1"


def test_what_names_the_volume_is_not_said_of_its_letters() -> None:
    found = citation(DIVISIONS, "l2")

    assert "DOI" not in found
    assert [name["family"] for name in found["author"]] == ["Moser"]


def test_only_what_a_letter_points_to_comes_with_it() -> None:
    first, second = documents(DIVISIONS).values()

    assert [person.get(ID) for person in first.iter(f"{TEI}person")] == ["erik"]
    assert [surface.get(ID) for surface in first.iter(f"{TEI}surface")] == ["s2"]
    assert next(second.iter(f"{TEI}standOff", f"{TEI}facsimile"), None) is None
    assert "reg-erik" in transform(etree.tostring(first), "html").content.decode()


def test_the_language_of_what_stood_around_a_letter_is_its_own() -> None:
    assert citation(DIVISIONS, "l2")["language"] == "de"


def test_a_letter_of_a_corpus_keeps_its_own_header_and_reads_pointers_as_the_corpus_says() -> None:
    found = documents(CORPUS)["x"]

    assert citation(CORPUS, "x")["title"] == "Own title"
    assert next(found.iter(f"{TEI}prefixDef"), None) is not None


def test_a_document_with_one_letter_is_not_taken_apart(full: bytes) -> None:
    assert split(full) == ()


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(MarkupError):
        split(b"Dear Ida,")


def test_no_character_of_a_stranger_s_volume_is_lost_when_it_is_taken_apart(wild: Path) -> None:
    volume = (wild / "frus/frus1969-76v01.xml").read_bytes()
    divisions = [div for div in etree.fromstring(volume).iter(f"{TEI}div") if div.get("type") == "document"]
    parts = split(volume)

    assert [part.name for part in parts] == [div.get(ID) for div in divisions]
    for part, div in zip(parts, divisions, strict=True):
        (body,) = etree.fromstring(part.data).iter(f"{TEI}body")
        assert "".join(map(str, body.itertext())) == "".join(map(str, div.itertext()))


@pytest.mark.parametrize(
    ("pointer", "leads_to"),
    [
        ("#l2", "volume-l2.xml"),
        ("#note", "volume-l2.xml#note"),
        ("volume.xml#l2", "volume-l2.xml"),
        ("#l2 #l1", "volume-l2.xml #l1"),
        ("#own", "#own"),
        ("#preface", "#preface"),
        ("other.xml#l2", "other.xml#l2"),
        ("https://example.org/#l2", "https://example.org/#l2"),
    ],
)
def test_what_leads_to_another_letter_leads_to_its_document(pointer: str, leads_to: str) -> None:
    volume = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><front><div xml:id="preface"/></front><body>'
        f'<div type="letter" xml:id="l1"><p xml:id="own">See <ref target="{pointer}">there</ref>.</p></div>'
        '<div type="letter" xml:id="l2"><p>x<note xml:id="note">n</note></p></div></body></text></TEI>'
    )

    first, _ = split(volume.encode(), "letters/volume.xml")

    (ref,) = etree.fromstring(first.data).iter(f"{TEI}ref")
    assert ref.get("target") == leads_to
