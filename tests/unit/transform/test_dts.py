"""Distributed Text Services in files: a client that only expands URI templates finds all letters and all their text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.reading import squeezed, text_of

from epistola.transform import gather

CASES = Path(__file__).resolve().parents[2] / "cases/formats"
ADDRESS = "https://letters.example/dts/"
TEI = {"t": "http://www.tei-c.org/ns/1.0", "dts": "https://w3id.org/api/dts#"}
# What the specification (version 1.0) requires of each kind of object.
ALWAYS = {"@id", "@type", "title", "totalParents", "totalChildren", "collection"}
REQUIRED = {
    "EntryPoint": {"@context", "@id", "@type", "dtsVersion", "collection", "navigation", "document"},
    "Collection": ALWAYS,
    "Resource": ALWAYS | {"navigation", "document", "citationTrees"},
    "Navigation": {"@context", "@id", "@type", "dtsVersion", "resource"},
    "CitableUnit": {"identifier", "@type", "level", "parent"},
    "CitationTree": {"@type"},
    "CiteStructure": {"citeType"},
}


def expanded(template: str, **values: str) -> str:
    """Expand the two kinds of expressions of RFC 6570 that the templates have."""

    def path(match: re.Match[str]) -> str:
        return "".join(f"/{values[name]}" for name in match[1].split(",") if name in values)

    def pairs(match: re.Match[str]) -> str:
        return "".join(f";{name}={values[name]}" for name in match[1].split(",") if name in values)

    return re.sub(
        r"\{(\w+)\}",
        lambda match: values[match[1]],
        re.sub(r"\{;(.*?)\}", pairs, re.sub(r"\{/(.*?)\}", path, template)),
    )


class Server:
    """A server that gives out files and remembers which."""

    def __init__(self, archive: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            self.files = {name: packed.read(name) for name in packed.namelist()}
        self.asked = set[str]()

    def get(self, address: str) -> bytes:
        path = address.removeprefix(ADDRESS)
        self.asked.add(path)
        return self.files[path]

    def ask(self, template: str, **values: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get(expanded(template, **values)))
        assert found["@context"] == "https://dtsapi.org/context/v1.0.json"
        assert found["dtsVersion"] == "1.0"
        return found


def served(*documents: bytes) -> Server:
    named = [(f"letter-{number}.xml", data) for number, data in enumerate(documents)]
    output = gather(named, "dts", parameters={"address": ADDRESS})
    assert output.diagnostics == ()
    return Server(output.content)


@pytest.fixture(scope="module")
def server() -> Server:
    return served(*(path.read_bytes() for path in sorted(CASES.glob("*/letter.xml"))))


def objects(value: Any) -> list[dict[str, Any]]:
    """Return all objects of JSON-LD in this one, itself included."""
    if isinstance(value, list):
        return [found for part in value for found in objects(part)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for part in value.values() for found in objects(part))]


def test_every_object_has_what_the_specification_requires(server: Server) -> None:
    for name, content in server.files.items():
        if name.endswith(".json"):
            for found in objects(json.loads(content)):
                assert REQUIRED.get(found.get("@type", ""), set()) <= set(found), name


def test_a_client_reaches_every_file_by_the_templates_alone(server: Server) -> None:
    entry = server.ask(ADDRESS + "index.json")
    root = server.ask(entry["collection"])
    assert server.ask(entry["collection"], id=root["@id"]) == root
    assert root["totalChildren"] == len(root["member"])
    for way in ("children", "parents"):
        server.ask(entry["collection"], nav=way)
        server.ask(entry["collection"], id=root["@id"], nav=way)
    for member in root["member"]:
        alone = server.ask(entry["collection"], id=member["@id"])
        assert {key: alone[key] for key in member} == member
        assert server.ask(member["collection"], nav="children")["member"] == []
        assert [parent["@id"] for parent in server.ask(member["collection"], nav="parents")["member"]] == [root["@id"]]
        units = server.ask(entry["navigation"], resource=member["@id"], down="1")["member"]
        assert server.ask(member["navigation"], down="-1")["member"] == units
        etree.fromstring(server.get(expanded(entry["document"], resource=member["@id"])))
        for unit in units:
            _ask_about(server, member, unit, units)

    assert server.asked == set(server.files)


def _ask_about(server: Server, member: dict[str, Any], unit: dict[str, Any], units: list[dict[str, Any]]) -> None:
    name = unit["identifier"]
    about = server.ask(member["navigation"], ref=name)
    assert about["ref"] == unit
    assert "member" not in about
    assert server.ask(member["navigation"], ref=name, down="0")["member"] == units
    assert server.ask(member["navigation"], ref=name, down="1")["member"] == [unit]
    assert server.ask(member["navigation"], ref=name, down="-1")["member"] == [unit]
    passage = etree.fromstring(server.get(expanded(member["document"], ref=name)))
    assert passage.tag == f"{{{TEI['t']}}}TEI"
    assert len(passage.findall("dts:wrapper", TEI)) == 1


def test_identifiers_of_passages_are_unique_in_their_letter(server: Server) -> None:
    for name, content in server.files.items():
        if name.startswith("navigation/") and name.endswith(";down=1.json") and ";ref=" not in name:
            identifiers = [unit["identifier"] for unit in json.loads(content)["member"]]
            assert len(identifiers) == len(set(identifiers))


def test_the_passages_have_all_the_text_of_strangers_letters(wild: Path) -> None:
    for path in sorted(wild.glob("*/*.xml"))[1::12]:
        server = served(path.read_bytes())
        (member,) = server.ask(ADDRESS + "collection.json")["member"]
        whole = text_of(path.read_bytes())
        for back in whole.findall("t:back", TEI):
            back.clear()
        passages = ""
        for unit in server.ask(member["navigation"], down="1")["member"]:
            passages += all_words(etree.fromstring(server.get(expanded(member["document"], ref=unit["identifier"]))))
        assert squeezed(passages) == squeezed(all_words(whole)), path.name


def all_words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def test_a_paragraph_is_called_as_on_the_page_and_keeps_its_language_and_its_white_space() -> None:
    server = served(
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><teiHeader/><text xml:lang="de"><body><head>H</head>'
        b'<div xml:space="preserve"><p>one</p><list><item><p>no</p></item></list><p xml:id="x">two</p>'
        b"<closer>C</closer></div></body></text></TEI>"
    )

    units = server.ask(ADDRESS + "navigation/a;down=1.json")["member"]
    assert [(unit["identifier"], unit["citeType"]) for unit in units] == [
        ("head-1", "head"),
        ("p1", "paragraph"),
        ("list-1", "list"),
        ("x", "paragraph"),
        ("closer-1", "closer"),
    ]
    passage = etree.fromstring(server.get(ADDRESS + "document/a;ref=p1.xml"))
    assert dict(passage.items()) == {
        "{http://www.w3.org/XML/1998/namespace}lang": "de",
        "{http://www.w3.org/XML/1998/namespace}space": "preserve",
    }


def test_the_address_is_asked_for_where_it_cannot_be_guessed() -> None:
    bare = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>x</p></body></text></TEI>'
    resolved = bare.replace(
        b"<teiHeader/>",
        b"<teiHeader><fileDesc><publicationStmt><idno>https://hdl.handle.net/1/2</idno>"
        b"</publicationStmt></fileDesc></teiHeader>",
    )

    for data in (bare, resolved):
        assert [found.code for found in gather([("a.xml", data)], "dts").diagnostics] == ["dts/no-address"]
