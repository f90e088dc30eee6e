"""Metadata formats on every case: BibLaTeX, DataCite, Dublin Core, MODS, JSON-LD, COinS."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from bibtexparser.entrypoint import parse_string
from lxml import etree

from epistola.transform import transform

MODS = {"m": "http://www.loc.gov/mods/v3"}
CASES = Path(__file__).resolve().parents[2] / "cases/formats"
DC = "{http://purl.org/dc/elements/1.1/}"
# The fifteen elements of Dublin Core (ISO 15836-1).
ELEMENTS = (
    *("contributor", "coverage", "creator", "date", "description", "format", "identifier", "language"),
    *("publisher", "relation", "rights", "source", "subject", "title", "type"),
)


def made(case: Path, kind: str) -> bytes:
    return transform((case / "letter.xml").read_bytes(), kind).content


def objects(case: Path, kind: str) -> list[dict[str, Any]]:
    found = json.loads(made(case, kind))
    return found if isinstance(found, list) else [found]


def citations(case: Path) -> list[dict[str, Any]]:
    return list(json.loads(made(case, "csl-json")))


def test_bibtexparser_reads_biblatex_back(case: Path) -> None:
    library = parse_string(made(case, "biblatex").decode())

    assert library.failed_blocks == []
    for entry, item in zip(library.entries, citations(case), strict=True):
        assert entry.entry_type == {"personal_communication": "letter", "document": "misc"}[item["type"]]
        assert all(str(field.value).count("{") == str(field.value).count("}") for field in entry.fields)
        assert re.fullmatch(r"(-?\d{4}(-\d\d){0,2}\??|\.\.|/)*", str((entry.get("date") and entry["date"]) or ""))


def test_datacite_json_is_valid(case: Path) -> None:
    schema45 = pytest.importorskip("datacite.schema45", reason="needs datacite, which has the schema")

    for data in objects(case, "datacite"):
        schema45.validator.validate(data)


def test_datacite_xml_says_what_the_json_says(case: Path) -> None:
    schema45 = pytest.importorskip("datacite.schema45", reason="needs datacite, which writes XML")

    root = etree.fromstring(made(case, "datacite-xml"))
    resources = [root] if etree.QName(root).localname == "resource" else list(root)
    for ours, data in zip(resources, objects(case, "datacite"), strict=True):
        theirs = etree.fromstring(schema45.tostring({**data, "doi": data.get("doi", "(:tba)")}).encode())
        assert leaves(ours) == leaves(theirs)


def leaves(root: etree._Element) -> Counter[tuple[str, str]]:
    """Count the elements that hold words, with their words."""
    words = ((etree.QName(element).localname, (element.text or "").strip()) for element in root.iter())
    return Counter(pair for pair in words if pair[1])


def test_dublin_core_has_its_fifteen_elements_only_and_a_title(case: Path) -> None:
    root = etree.fromstring(made(case, "dublin-core"))
    records = [root] if "OAI" in str(etree.QName(root).namespace) else list(root)

    for record, item in zip(records, citations(case), strict=True):
        assert {element.tag for element in record} <= {DC + name for name in ELEMENTS}
        assert [title.text for title in record.findall(DC + "title")] == [item["title"]]
        assert len(record.findall(DC + "creator")) == len(item.get("author", []))


def test_mods_has_a_name_for_everybody_and_the_date(case: Path) -> None:
    root = etree.fromstring(made(case, "mods"))
    records = [root] if etree.QName(root).localname == "mods" else list(root)

    for record, item in zip(records, citations(case), strict=True):
        for role, key in (("aut", "author"), ("rcp", "recipient"), ("edt", "editor")):
            names = record.xpath(f"m:name[m:role/m:roleTerm = '{role}']", namespaces=MODS)
            assert isinstance(names, list)
            assert len(names) == len(item.get(key, []))
        dates = record.findall("m:originInfo/m:dateCreated", MODS)
        known = item["type"] == "personal_communication" and "issued" in item
        assert not known or len(dates) == len(item["issued"].get("date-parts", ["in words"]))


def test_json_ld_names_sender_and_recipient(case: Path) -> None:
    for data, item in zip(objects(case, "json-ld"), citations(case), strict=True):
        assert data["@context"] == "https://schema.org"
        assert ("sender" in data) == ("author" in item and item["type"] == "personal_communication")
        assert ("recipient" in data) == ("recipient" in item)


def test_a_letter_of_an_unknown_day_was_not_written_when_it_was_published() -> None:
    undated = CASES / "correspondents-unknown"

    assert "issued" not in citations(undated)[0]
    assert etree.fromstring(made(undated, "dublin-core")).findall(DC + "date") == []
    assert b"rft.date" not in made(undated, "coins")


class Spans(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.titles += [value or "" for name, value in attrs if tag == "span" and name == "title"]


def test_coins_can_be_taken_apart_again(case: Path) -> None:
    parser = Spans()
    parser.feed(made(case, "coins").decode())

    for title, item in zip(parser.titles, citations(case), strict=True):
        fields = parse_qs(title, strict_parsing=True)
        assert fields["ctx_ver"] == ["Z39.88-2004"]
        assert fields["rft.title"] == [item["title"]]
        assert len(fields.get("rft.creator", [])) == len(item.get("author", []))


def test_an_unknown_year_of_publication_is_reported_to_whom_asks_for_datacite() -> None:
    data = b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text/></TEI>"

    assert [found.code for found in transform(data, "datacite").diagnostics] == ["datacite/no-year"]
