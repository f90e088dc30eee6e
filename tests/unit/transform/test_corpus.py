"""Formats that take many letters: CMIF, tables, the network, RDF; their own parsers and schemas read them back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from lxml import etree

from epistola.errors import SettingsError
from epistola.transform import Output, formats, gather
from epistola.transform.formats import CORPUS

ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}
CASES = Path(__file__).resolve().parents[2] / "cases/formats"
KINDS = [kind.name for kind in formats() if kind.scope == CORPUS]
Letters = Sequence[tuple[str, bytes]]


@pytest.fixture(scope="module")
def letters() -> Letters:
    return [(path.parent.name, path.read_bytes()) for path in sorted(CASES.glob("*/letter.xml"))]


def letter(sender: str, addressee: str, day: str, text: str = "", key: str = "") -> bytes:
    named = f' xml:id="{key}"' if key else ""
    received = f"<persName>{addressee}</persName>" if addressee else ""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{named}><teiHeader><fileDesc><titleStmt><title>L</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc>"
        f'<correspAction type="sent"><persName>{sender}</persName><date {day}/></correspAction>'
        f'<correspAction type="received">{received}</correspAction></correspDesc></profileDesc></teiHeader>'
        f"<text><body><p>{text}</p></body></text></TEI>"
    ).encode()


def rows(output: Output) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output.content.decode(), newline=""), strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_the_files_does_not_matter(kind: str, letters: Letters) -> None:
    assert gather(letters, kind).content == gather(letters[::-1], kind).content


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_gathered(kind: str, letters: Letters) -> None:
    output = gather([*letters, ("broken.xml", b"<TEI>")], kind)

    assert [(found.code, found.place.file) for found in output.diagnostics] == [("xml/not-well-formed", "broken.xml")]
    assert output.content == gather(letters, kind).content


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "cmif"])
def test_without_letters_a_file_is_empty_and_not_wrong(kind: str) -> None:
    assert gather([], kind).diagnostics == ()


def test_cmif_without_letters_is_reported() -> None:
    assert "cmif/no-letter" in [found.code for found in gather([], "cmif").diagnostics]


def test_a_parameter_that_is_not_known_is_refused(letters: Letters) -> None:
    with pytest.raises(SettingsError, match="no parameter"):
        gather(letters, "cmif", parameters={"colour": "red"})


Jing = Callable[[Path, list[Path]], list[str]]


@pytest.mark.parametrize("version", ["1.1", "2"])
def test_cmif_is_valid(version: str, letters: Letters, wild: Path, oracle: Path, jing: Jing, tmp_path: Path) -> None:
    strangers = [(path.name, path.read_bytes()) for path in sorted(wild.rglob("*.xml"))[::4]]
    file = tmp_path / "cmif.xml"
    file.write_bytes(gather([*letters, *strangers], "cmif", parameters={"version": version}).content)

    assert jing(oracle / "cmi-customization.rng", [file]) == []


def test_cmif_keeps_the_rules_that_its_schema_does_not_hold(letters: Letters) -> None:
    root = etree.fromstring(gather(letters, "cmif").content)

    sources = {f"#{bibl.get(ID)}" for bibl in root.iterfind(".//t:sourceDesc/t:bibl", TEI)}
    for description in root.iterfind(".//t:correspDesc", TEI):
        assert description.get("source") in sources
        assert [action.get("type") for action in description.iterfind("t:correspAction", TEI)] == ["sent", "received"]
        for action in description.iterfind("t:correspAction", TEI):
            assert action.xpath("t:persName[normalize-space()] | t:orgName[normalize-space()]", namespaces=TEI)
            assert len(action.findall("t:date", TEI)) <= 1
            assert all(date.attrib for date in action.iterfind("t:date", TEI))
    assert root.xpath("string(//t:idno/@type)", namespaces=TEI) == "url"
    assert root.xpath("count(//t:text//text()[normalize-space()])", namespaces=TEI) == 0


@pytest.mark.parametrize("doubt", ['evidence="conjecture"', 'cert="low"'])
def test_cmif_says_that_the_editors_are_not_sure_of_a_name(doubt: str) -> None:
    data = letter("Ida Voss", "Jan", 'when="1871"').replace(b"<persName>Jan", f"<persName {doubt}>Jan".encode())
    root = etree.fromstring(gather([("a", data)], "cmif").content)

    name = root.find(".//t:correspAction[@type='received']/t:persName", TEI)
    assert name is not None
    attributes = {str(key): str(value) for key, value in name.items()}
    assert [f'{key}="{value}"' for key, value in attributes.items()] == [doubt]


def test_an_unknown_addressee_is_called_unknown_in_cmif() -> None:
    root = etree.fromstring(gather([("a", letter("Ida Voss", "", 'when="1871"'))], "cmif").content)

    assert root.xpath("//t:correspAction[@type='received']/t:persName/text()", namespaces=TEI) == ["Unknown"]


@pytest.mark.parametrize(
    ("day", "attributes"),
    [
        ('when="1871-03-04"', {"when": "1871-03-04"}),
        ('when="1871" cert="low"', {"when": "1871", "cert": "low"}),
        ('from="1871-03" to="1871-05"', {"from": "1871-03", "to": "1871-05"}),
        ('notBefore="1871"', {"notBefore": "1871"}),
        ('when="1871-03-04T10:00:00" xml:lang="de"', {"when": "1871-03-04"}),
    ],
)
def test_dates_in_cmif_have_only_the_attributes_that_it_allows(day: str, attributes: dict[str, str]) -> None:
    root = etree.fromstring(gather([("a", letter("Ida Voss", "Jan", day))], "cmif").content)

    date = root.find(".//t:correspAction/t:date", TEI)
    assert date is not None
    assert {str(name): str(value) for name, value in date.items()} == attributes


def test_the_address_of_cmif_is_asked_for_where_it_cannot_be_guessed() -> None:
    one = [("a", letter("Ida Voss", "Jan", 'when="1871"'))]

    day = {"date": "2025-01-01"}
    assert [found.code for found in gather(one, "cmif", parameters=day).diagnostics] == ["cmif/no-address"]
    told = {**day, "url": "https://letters.example/cmif.xml"}
    assert gather(one, "cmif", parameters=told).diagnostics == ()


def test_the_table_of_letters_has_a_row_for_each(letters: Letters) -> None:
    table = rows(gather(letters, "letters"))

    assert len(table) == sum(data.count(b"<TEI ") for _, data in letters)
    full = next(row for row in table if row["uri"] == "https://letters.example/voss/17")
    assert (full["sender"], full["addressee"], full["date_from"], full["place"]) == (
        "Ida Voss",
        "Erik Lindqvist",
        "1871-03-04",
        "Lübeck",
    )


def test_hostile_words_come_back_from_the_table_as_they_were() -> None:
    title = 'a, "b";\n=1+1'
    data = letter("Voss", "Jan", 'when="1871"').replace(b"<title>L<", f"<title>{title}<".encode())

    assert rows(gather([("a", data)], "letters"))[0]["title"] == " ".join(title.split())


@pytest.mark.parametrize("title", ["=1+1", "+1", "@SUM(A1)", "-x", '=HYPERLINK("a")'])
def test_what_a_spreadsheet_would_take_for_a_formula_stays_words(title: str) -> None:
    data = letter("Voss", "Jan", 'when="-0044-03"').replace(b"<title>L<", f"<title>{title}<".encode())
    (row,) = rows(gather([("a", data)], "letters"))

    assert (row["title"], row["date_from"]) == (f"'{title}", "-0044-03")


def test_letters_with_one_key_are_told_apart() -> None:
    table = rows(
        gather([("a", letter("Voss", "Jan", "when='1871'")), ("b", letter("Voss", "Jan", "when='1871'"))], "letters")
    )

    assert [row["key"] for row in table] == ["voss-jan-1871", "voss-jan-1871-2"]


def test_the_table_of_mentions_says_who_where_and_how_sure() -> None:
    text = 'I saw <persName ref="https://d-nb.info/gnd/1" cert="low" resp="#me">old Moser</persName>.'
    table = rows(gather([("a", letter("Voss", "Jan", 'when="1871"', text))], "mentions"))

    assert [(row["words"], row["kind"], row["uris"], row["paragraph"], row["certainty"]) for row in table] == [
        ("old Moser", "person", "https://d-nb.info/gnd/1", "1", "low")
    ]


def test_the_network_counts_letters_between_two_and_their_first_and_last_day() -> None:
    pairs = [("Ida Voss", "Jan Voss", "1871"), ("Jan Voss", "Ida Voss", "1872"), ("Ida Voss", "Jan Voss", "1870")]
    given = [(str(place), letter(one, other, f'when="{day}"')) for place, (one, other, day) in enumerate(pairs)]
    network = json.loads(gather(given, "network-json").content)

    names = {node["id"]: node["name"] for node in network["nodes"]}
    assert [(names[e["source"]], names[e["target"]], e["weight"], e["first"], e["last"]) for e in network["edges"]] == [
        ("Ida Voss", "Jan Voss", 2, "1870", "1871"),
        ("Jan Voss", "Ida Voss", 1, "1872", "1872"),
    ]
    assert {node["name"]: (node["sent"], node["received"]) for node in network["nodes"]} == {
        "Ida Voss": (2, 1),
        "Jan Voss": (1, 2),
    }


def test_graphml_has_the_same_network_and_declares_its_keys(letters: Letters) -> None:
    root = etree.fromstring(gather(letters, "network").content)
    network = json.loads(gather(letters, "network-json").content)

    assert root.xpath("count(//g:node)", namespaces=GRAPHML) == len(network["nodes"])
    assert root.xpath("count(//g:edge)", namespaces=GRAPHML) == len(network["edges"])
    nodes = {node.get("id") for node in root.iterfind(".//g:node", GRAPHML)}
    assert {edge.get(end) for edge in root.iterfind(".//g:edge", GRAPHML) for end in ("source", "target")} <= nodes
    keys = {key.get("id") for key in root.iterfind("g:key", GRAPHML)}
    assert {data.get("key") for data in root.iterfind(".//g:data", GRAPHML)} <= keys


def test_networkx_reads_the_same_network(letters: Letters, wild: Path) -> None:
    networkx = pytest.importorskip("networkx", reason="needs networkx, which reads GraphML")
    given = [*letters, *[(path.name, path.read_bytes()) for path in sorted(wild.glob("schnitzler/*.xml"))]]
    graph = networkx.read_graphml(io.BytesIO(gather(given, "network").content))
    network = json.loads(gather(given, "network-json").content)

    assert len(graph) == len(network["nodes"])
    assert sum(weight for _, _, weight in graph.edges(data="weight")) == sum(
        edge["weight"] for edge in network["edges"]
    )


def test_turtle_is_read_by_a_parser_of_rdf(letters: Letters, wild: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="needs rdflib, which reads RDF")
    strangers = [(path.name, path.read_bytes()) for path in sorted(wild.rglob("*.xml"))[::6]]
    graph = rdflib.Graph().parse(data=gather([*letters, *strangers], "turtle").content, format="turtle")

    schema = rdflib.Namespace("https://schema.org/")
    letter_ = rdflib.URIRef("https://letters.example/voss/17")
    assert (letter_, rdflib.RDF.type, schema.Message) in graph
    assert str(graph.value(letter_, schema.dateSent)) == "1871-03-04"
    for sender in graph.objects(None, schema.sender):
        assert graph.value(sender, schema.name)


def test_only_records_are_kept_of_the_letters() -> None:
    """A text a thousand times as long makes the gathering no larger: it reads each letter by itself."""
    short, long = (letter("Voss", "Jan", 'when="1871"', "word " * count) for count in (1, 1000))

    assert gather([("a", short)], "network").content == gather([("a", long)], "network").content


def test_a_letter_is_read_again_when_its_register_has_changed() -> None:
    register = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>'
        '<person xml:id="v"><persName>{}</persName></person></standOff></TEI>'
    )
    one = [("a", letter("Voss", "Jan", 'when="1871"', '<persName ref="#v">Ida</persName>'))]
    first, second = (gather(one, "mentions", authority=[register.format(name).encode()]) for name in ("Ida", "Anna"))

    assert [rows(output)[0]["name"] for output in (first, second)] == ["Ida", "Anna"]
