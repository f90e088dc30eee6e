"""CMIF point by point: what its documentation and its Schematron ask for beyond its grammar.

The grammar itself is held by `test_corpus.py`; E0001 … and W0001 are the numbers of the format's Schematron.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from epistola.errors import SettingsError
from epistola.transform import gather
from epistola.validate import validate

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
CASES = Path(__file__).resolve().parents[2] / "cases/formats"
TERMS = "https://lod.academy/cmif/vocab/terms#"
DAY = re.compile(r"-?\d{4}(-\d\d){0,2}")
RICH = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="voss-1"><teiHeader><fileDesc>
  <titleStmt><title level="a">Letter</title><title level="s">{edition}</title></titleStmt>
  <publicationStmt><publisher>Harbour Press</publisher><date when="2024-05-06"/>
    <idno>https://letters.example/voss/1</idno>
    <availability><licence target="https://example.org/all-rights-reserved">No.</licence></availability>
  </publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
  <profileDesc><correspDesc>
    <correspAction type="sent">
      <persName xml:lang="de" key="v" ref="https://viaf.org/viaf/1 https://d-nb.info/gnd/1" resp="#me">
        <forename>Ida</forename> <hi>Voss</hi></persName>
      <placeName ref="https://sws.geonames.org/2875601/about.rdf">Lübeck</placeName>
      <date when-iso="1871-03-04" xml:id="d" cert="medium">Saturday</date><date notBefore="1870"/></correspAction>
    <correspAction type="transmitted"><persName>Post</persName></correspAction>
    <correspAction type="received"><orgName ref="#senate">The Senate</orgName><persName>?</persName></correspAction>
  </correspDesc></profileDesc></teiHeader>
  <standOff><listPerson><person xml:id="moser"><persName>Anna Moser</persName>
    <idno type="GND">2</idno><idno type="Wikidata">Q2</idno></person></listPerson>
    <listBibl><bibl xml:id="faust"><title>Faust</title><idno type="URI">https://d-nb.info/gnd/3</idno></bibl></listBibl>
  </standOff>
  <text xml:lang="de"><body><p>Dear <persName ref="#moser">Anna</persName> and <persName ref="#moser">you</persName>,
    read <rs type="work" ref="#faust">it</rs> in <placeName ref="http://www.geonames.org/2950159/berlin.html">Berlin</placeName>
    with <orgName ref="https://d-nb.info/gnd/4">them</orgName> and <persName>him</persName>.</p></body></text></TEI>"""


def cmif(*letters: tuple[str, bytes], **parameters: str) -> etree._Element:
    return etree.fromstring(gather(letters, "cmif", parameters=parameters).content)


def rich(edition: str = "The Voss Papers") -> tuple[str, bytes]:
    return "voss-1", RICH.format(edition=edition).encode()


@pytest.fixture(scope="module")
def cases() -> Sequence[tuple[str, bytes]]:
    return [(path.parent.name, path.read_bytes()) for path in sorted(CASES.glob("*/letter.xml"))]


def children(element: etree._Element | None) -> list[str]:
    assert element is not None
    return [etree.QName(child).localname for child in element]


def test_the_header_has_what_the_format_asks_for_in_its_order() -> None:
    root = cmif(rich(), email="ann@example.org", editor="Ann Reader")

    assert children(root.find(".//t:titleStmt", TEI)) == ["title", "editor"]
    assert root.findtext(".//t:titleStmt/t:editor/t:email", namespaces=TEI) == "ann@example.org"
    assert children(root.find(".//t:publicationStmt", TEI)) == ["publisher", "idno", "date", "availability"]
    assert [number.get("type") for number in root.iterfind(".//t:publicationStmt/t:idno", TEI)] == ["url"]
    assert root.xpath("string(//t:publicationStmt/t:date/@when)", namespaces=TEI) == "2024-05-06"


def test_the_licence_of_the_metadata_is_not_that_of_the_letters() -> None:
    (licence,) = cmif(rich()).iterfind(".//t:licence", TEI)
    free = "https://creativecommons.org/publicdomain/zero/1.0/"

    assert licence.get("target") == "https://creativecommons.org/licenses/by/4.0/"
    assert [each.get("target") for each in cmif(rich(), licence=free).iterfind(".//t:licence", TEI)] == [free]
    with pytest.raises(SettingsError, match="is not a value"):
        cmif(rich(), licence="https://creativecommons.org/licenses/by-nc/4.0/")


def test_a_day_of_publication_that_nobody_knows_is_asked_for() -> None:
    undated = rich()[1].replace(b'<date when="2024-05-06"/>', b"")

    assert [found.code for found in gather([("a", undated)], "cmif").diagnostics] == ["cmif/no-date"]
    assert gather([("a", undated)], "cmif", parameters={"date": "2025-01-01"}).diagnostics == ()


@pytest.mark.parametrize("edition", ["The Voss Papers", "Письма", "書簡集", "اوراق", "V", ""])
def test_an_edition_has_a_type_and_an_identifier_that_stays_the_same(edition: str) -> None:
    one, again = cmif(rich(edition)), cmif(("other.xml", rich(edition)[1].replace(b"Ida", b"Eva")))
    (bibl,) = one.iterfind(".//t:sourceDesc/t:bibl", TEI)

    uuid = "uuid-[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert re.fullmatch(uuid, str(bibl.get(ID)))  # W0001
    assert bibl.get("type") in {"print", "online", "hybrid"}
    assert [each.get(ID) for each in again.iterfind(".//t:bibl", TEI)] == [bibl.get(ID)]
    assert one.xpath("string(//t:correspDesc/@source)", namespaces=TEI) == f"#{bibl.get(ID)}"  # E0003


def test_editions_have_identifiers_of_their_own() -> None:
    titles = ["Письма", "Письмо", "書簡集", "書簡", "Voss", "Voß", "Voss 1", "Voss 2", "a", "b", "ab", "ba"]
    bibls = [cmif(rich(title)).xpath("string(//t:bibl/@xml:id)", namespaces=TEI) for title in titles]

    assert len(set(bibls)) == len(titles)


def test_a_letter_has_its_number_and_its_address() -> None:
    (letter,) = cmif(rich()).iterfind(".//t:correspDesc", TEI)

    assert (letter.get("key"), letter.get("ref")) == ("voss-1", "https://letters.example/voss/1")


def test_a_letter_has_one_sent_and_one_received_action_with_a_name_each(cases: Sequence[tuple[str, bytes]]) -> None:
    for letter in cmif(*cases, rich()).iterfind(".//t:correspDesc", TEI):
        actions = letter.findall("t:correspAction", TEI)
        assert [action.get("type") for action in actions] == ["sent", "received"]  # E0001, E0002
        for action in actions:
            assert action.xpath("t:persName[normalize-space()] | t:orgName[normalize-space()]", namespaces=TEI)


def test_names_and_dates_have_only_words_and_what_the_format_knows(cases: Sequence[tuple[str, bytes]]) -> None:
    allowed = {
        **{name: {"ref", "evidence", "cert"} for name in ("persName", "orgName", "placeName")},
        "date": {"when", "from", "to", "notBefore", "notAfter", "evidence", "cert"},
    }
    for action in cmif(*cases, rich()).iterfind(".//t:correspAction", TEI):
        for part in action:
            assert len(part) == 0
            assert set(part.keys()) <= allowed[etree.QName(part).localname]
            assert part.get("cert") in {None, "low"}
            assert part.get("evidence") in {None, "conjecture"}


def test_an_action_has_one_date_at_most_in_the_three_forms_of_the_format(cases: Sequence[tuple[str, bytes]]) -> None:
    for action in cmif(*cases, rich()).iterfind(".//t:correspAction", TEI):
        dates = action.findall("t:date", TEI)
        assert len(dates) <= 1
        for date in dates:
            days = {name: value for name, value in date.items() if name not in {"cert", "evidence"}}
            assert days  # E0004
            assert all(DAY.fullmatch(str(day)) for day in days.values())


def test_somebody_has_one_address_by_the_registry_that_the_format_prefers() -> None:
    root = cmif(rich())

    (sent, received) = root.iterfind(".//t:correspAction", TEI)
    assert [(part.text, part.get("ref")) for part in sent if part.get("ref")] == [
        ("Ida Voss", "https://d-nb.info/gnd/1"),
        ("Lübeck", "https://www.geonames.org/2875601"),
    ]
    assert [part.get("ref") for part in received] == [None, None]


def test_the_file_has_no_word_of_the_letters() -> None:
    for version in ("1.1", "2"):
        root = cmif(rich(), version=version)
        assert root.xpath("//t:text//text()[normalize-space()]", namespaces=TEI) == []
    assert root.find(".//t:note/t:ref", TEI) is not None
    assert cmif(rich()).find(".//t:note", TEI) is None


def test_version_2_says_who_and_what_is_mentioned_the_language_and_where_the_tei_lies() -> None:
    root = cmif(rich(), version="2", tei="https://letters.example/tei/")

    said = [
        (str(ref.get("type")).removeprefix(TERMS), ref.get("target"), ref.text)
        for ref in root.iterfind(".//t:correspDesc/t:note/t:ref", TEI)
    ]
    assert said == [
        ("mentionsPerson", "https://d-nb.info/gnd/2", "Anna Moser"),
        ("mentionsBibl", "https://d-nb.info/gnd/3", "Faust"),
        ("mentionsPlace", "https://www.geonames.org/2950159", "Berlin"),
        ("mentionsOrg", "https://d-nb.info/gnd/4", "them"),
        ("hasLanguage", "de", None),
        ("isAvailableAsTEIfile", "https://letters.example/tei/voss-1.xml", None),
    ]


def test_what_we_make_is_what_our_own_judge_takes(cases: Sequence[tuple[str, bytes]]) -> None:
    made = gather([*cases, rich()], "cmif", parameters={"editor": "Ann Reader", "version": "2"}).content
    codes = {found.code for found in validate(made, "cmif.xml")}

    assert {code for code in codes if code.startswith("cmif/")} <= {"cmif/not-identified"}
