"""Each case: a TEI document and what every format makes of it; the formats' own parsers read it back.

A case is a folder with `letter.xml`; `pytest --accept tests/unit/transform` writes what is expected beside it.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from epistola.transform import transform

CASES = Path(__file__).resolve().parents[2] / "cases/formats"

FORMATS = ("text", "bibtex", "ris", "csl-json")


def made(case: Path, kind: str) -> bytes:
    return transform((case / "letter.xml").read_bytes(), kind).content


@pytest.mark.parametrize("kind", FORMATS)
def test_the_output_is_the_expected_one(case: Path, kind: str, request: pytest.FixtureRequest) -> None:
    output = transform((case / "letter.xml").read_bytes(), kind, name=case.name)
    expected = case / f"expected{output.suffix}"
    if request.config.getoption("--accept"):
        expected.write_bytes(output.content)

    assert output.content == expected.read_bytes()
    assert output.diagnostics == ()


TABLE: dict[str, dict[str, str]] = tomllib.loads((CASES / "table.toml").read_text(encoding="utf-8"))
HARD = [(row, kind, said) for row, cells in TABLE.items() for kind, said in cells.items()]


@pytest.mark.parametrize(("row", "kind", "said"), HARD, ids=lambda value: str(value)[:24])
def test_a_hard_case_is_said_in_the_formats_own_way(row: str, kind: str, said: str) -> None:
    words = " ".join(readable(made(CASES / row, kind).decode(), kind).split())

    assert (said.removeprefix("!") in words) != said.startswith("!")


def readable(output: str, kind: str) -> str:
    """Return what people see of a page's references, JSON with one layout, and of anything else all of it."""
    if kind in {"csl-json", "datacite", "json-ld"}:
        return json.dumps(json.loads(output), ensure_ascii=False)
    if kind != "html":
        return output
    page: Any = lxml.html.document_fromstring(output)
    return " ".join(part.text_content() for part in page.cssselect(".reference"))


def test_every_hard_case_has_a_cell_for_each_format() -> None:
    assert {tuple(cells) for cells in TABLE.values()} == {tuple(TABLE["hostile-words"])}


def test_bibtexparser_reads_the_entries_back(case: Path) -> None:
    library = parse_string(made(case, "bibtex").decode())

    assert library.failed_blocks == []
    items = json.loads(made(case, "csl-json"))
    assert [entry.key for entry in library.entries] == [item["id"] for item in items]
    for entry, item in zip(library.entries, items, strict=True):
        assert entry.entry_type == "misc"
        assert len(str(entry.get("author", "")).split(" and ")) >= len(item.get("author", ["nobody"]))
        assert all(str(field.value).count("{") == str(field.value).count("}") for field in entry.fields)


@pytest.mark.parametrize("kind", ["bibtex", "biblatex"])
def test_pybtex_reads_the_entries_and_their_authors_back(case: Path, kind: str) -> None:
    database = pytest.importorskip("pybtex.database", reason="needs pybtex, a second reader of BibTeX")

    entries = database.parse_string(made(case, kind).decode(), "bibtex").entries
    items = json.loads(made(case, "csl-json"))
    assert list(entries) == [item["id"] for item in items]
    for entry, item in zip(entries.values(), items, strict=True):
        authors = [unbraced(" ".join(author.last_names)) for author in entry.persons.get("author", [])]
        names = [name["family"] for name in item.get("author", []) if name.get("family", "").isalpha()]
        assert len(authors) == len(item.get("author", []))
        assert all(any(author.endswith(name) for author in authors) for name in names)


def unbraced(name: str) -> str:
    return name.replace("{", "").replace("}", "")


def test_no_character_that_tex_takes_for_itself_is_left_alone(case: Path) -> None:
    for entry in parse_string(made(case, "bibtex").decode()).entries:
        for field in entry.fields:
            if field.key not in {"url", "month", "doi"}:
                commands = r"\\[#$%&_]|\\text(backslash|braceleft|braceright|asciitilde|asciicircum)\{\}"
                assert not re.search(r"[#$%&_~^\\]", re.sub(commands, "", str(field.value)))


def test_rispy_reads_the_entries_back(case: Path) -> None:
    ris = made(case, "ris").decode()
    entries = rispy.loads(ris)

    items = json.loads(made(case, "csl-json"))
    assert len(entries) == len(items)
    for entry, item in zip(entries, items, strict=True):
        assert entry["title"] == " ".join(item["title"].split())
        assert len(entry.get("authors", [])) == len(item.get("author", []))
        assert len(entry.get("secondary_authors", [])) == len(item.get("recipient", []))
        assert entry["type_of_reference"] == {"personal_communication": "PCOMM", "document": "GEN"}[item["type"]]


def test_every_line_of_ris_is_a_tag_and_a_value_and_ends_as_the_specification_asks(case: Path) -> None:
    ris = made(case, "ris").decode()

    lines = ris.removesuffix("\r\n").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    assert [line[:2] for line in lines].count("ER") == [line[:2] for line in lines].count("TY")


# Facts of the CSL-JSON schema 1.0.2 about the variables that are written here; no others may occur.
WORDS = {"type": "string", "minLength": 1}
PARTS_OF_NAMES = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
NAME = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": dict.fromkeys(PARTS_OF_NAMES, WORDS),
}
NAMES = {"type": "array", "items": NAME, "minItems": 1}
DAY = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
DATE = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "date-parts": {"type": "array", "items": DAY, "minItems": 1, "maxItems": 2},
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": WORDS,
    },
}
IN_WORDS = (
    *("id", "title", "genre", "container-title", "publisher", "publisher-place", "language", "abstract"),
    *("archive", "archive-place", "archive_collection", "archive_location", "DOI", "URL"),
)
VARIABLES: dict[str, Any] = {
    "type": {"enum": ["personal_communication", "document"]},
    **dict.fromkeys(("author", "recipient", "editor"), NAMES),
    **dict.fromkeys(("issued", "available-date"), DATE),
    **dict.fromkeys(IN_WORDS, WORDS),
}
CSL = {
    "type": "array",
    "items": {"type": "object", "required": ["id", "type"], "additionalProperties": False, "properties": VARIABLES},
}


def test_csl_json_has_only_what_its_schema_knows(case: Path) -> None:
    jsonschema.validate(json.loads(made(case, "csl-json")), CSL)


def test_csl_json_does_not_escape_a_slash(full: bytes) -> None:
    assert b"https://letters.example/voss/17" in transform(full, "csl-json").content
