"""What the fields' own schemas and parsers say of the metadata, on every case.

Schemas of others are no part of the project. They are looked for in the folder that EPISTOLA_SCHEMAS names, in
`../shared/schemas`, and in packages that happen to be installed and have them; without them a test skips and says so.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from lxml import etree

from epistola.transform import gather, transform

ROOT: Final = Path(__file__).resolve().parents[3]
# Packages that have a schema among their files, and where.
_SHIPPED: Final = {
    "cff_v1.2.0.json": ("commonmeta", "resources"),
    "csl-data.json": ("commonmeta", "resources"),
    "mets.xsd": ("metsrw", "resources"),
    "oai_dc.xsd": ("eulxml", "schema_data"),
    "xlink.xsd": ("eulxml", "schema_data"),
}


def found(name: str) -> Path | None:
    folders = [Path(os.environ.get("EPISTOLA_SCHEMAS", ".")), ROOT.parent / "shared/schemas"]
    package, folder = _SHIPPED.get(name, ("", ""))
    spec = find_spec(package) if package else None
    if spec and spec.origin:
        folders.append(Path(spec.origin).parent / folder)
    return next((path for path in (folder / name for folder in folders) if path.is_file()), None)


def schema(*names: str, imports: tuple[str, ...] = ()) -> Path:
    """Return the first of these schemas that is at hand, together with those that it imports."""
    path = next(filter(None, map(found, names)), None)
    missing = [name for name in imports if found(name) is None]
    if path is None or missing:
        needed = missing[0] if path else names[0]
        pytest.skip(f"needs {needed} in the folder that EPISTOLA_SCHEMAS names, or in ../shared/schemas")
    return path


def faults(xsd: Path, element: etree._Element) -> list[str]:
    """Return what the schema finds; what it imports from the web is looked for among those that are at hand."""
    there = re.sub(
        r'schemaLocation="[^"]*/([^"/]+)"',
        lambda location: f'schemaLocation="{(found(location[1]) or xsd).resolve().as_uri()}"',
        xsd.read_text(encoding="utf-8"),
    )
    judge = etree.XMLSchema(etree.fromstring(there.encode()))
    judge.validate(etree.fromstring(etree.tostring(element)))
    return str(judge.error_log).splitlines()


def records(data: bytes, kind: str) -> list[etree._Element]:
    """Return the record of each letter of a document."""
    root = etree.fromstring(transform(data, kind).content)
    several = etree.QName(root).localname in {"objects", "records", "modsCollection"}
    return list(root) if several else [root]


def test_csl_json_is_valid_by_its_schema(case: Path) -> None:
    rules = json.loads(schema("csl-data.json").read_text(encoding="utf-8"))

    jsonschema.validate(json.loads(transform((case / "letter.xml").read_bytes(), "csl-json").content), rules)


def test_citation_cff_is_valid_by_its_schema(case: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="needs PyYAML, which reads CITATION.cff")
    rules = json.loads(schema("cff_v1.2.0.json").read_text(encoding="utf-8"))
    written = gather([("a", (case / "letter.xml").read_bytes())], "cff").content

    jsonschema.validate(yaml.safe_load(written), rules)


def test_mods_is_valid_by_its_schema(case: Path) -> None:
    xsd = schema("mods-3-8.xsd", "mods-3-7.xsd", imports=("xlink.xsd", "xml.xsd"))

    for record in records((case / "letter.xml").read_bytes(), "mods"):
        record.set("version", xsd.stem.removeprefix("mods-").replace("-", "."))
        assert faults(xsd, record) == []


def test_mets_is_valid_by_its_schema(case: Path) -> None:
    xsd = schema("mets.xsd", imports=("xlink.xsd",))

    for record in records((case / "letter.xml").read_bytes(), "mets"):
        assert faults(xsd, record) == []


def test_dublin_core_is_valid_by_its_schema(case: Path) -> None:
    xsd = schema("oai_dc.xsd", imports=("simpledc20021212.xsd", "xml.xsd"))

    for record in records((case / "letter.xml").read_bytes(), "dublin-core"):
        assert faults(xsd, record) == []


# What JSON-LD takes for addresses in the vocabulary of schema.org; its own context lies in the web.
CONTEXT: Final = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in ("license", "url", "sameAs")}}
SHARED: Final = (
    *("name", "sender", "recipient", "locationCreated", "isPartOf", "inLanguage", "license", "identifier"),
    "dateSent",
)


def test_json_ld_says_what_the_turtle_says(case: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="needs rdflib, which reads JSON-LD and Turtle")
    data = (case / "letter.xml").read_bytes()
    given = json.loads(transform(data, "json-ld").content)
    ours = [{**each, "@context": CONTEXT} for each in (given if isinstance(given, list) else [given])]
    one = rdflib.Graph().parse(data=json.dumps(ours), format="json-ld")
    other = rdflib.Graph().parse(data=gather([("a", data)], "turtle").content, format="turtle")

    assert facts(one, rdflib) == facts(other, rdflib)


def facts(graph: Any, rdflib: Any) -> list[dict[str, list[str]]]:
    """Return what is said of each letter, with the names of whom and what it leads to."""
    terms = rdflib.Namespace("https://schema.org/")

    def said(letter: Any) -> Iterator[tuple[str, list[str]]]:
        for name in SHARED:
            values = graph.objects(letter, terms[name])
            yield name, sorted(str(graph.value(value, terms["name"]) or value) for value in values)

    kinds = (terms["Message"], terms["CreativeWork"])
    letters = {letter for kind in kinds for letter in graph.subjects(rdflib.RDF.type, kind)}
    held = {part for letter in letters for part in graph.objects(letter, terms["isPartOf"])}
    return sorted((dict(said(letter)) for letter in letters - held), key=lambda letter: letter["name"])


def test_a_manifest_is_what_the_presentation_api_has() -> None:
    prezi = pytest.importorskip("iiif_prezi3", reason="needs iiif-prezi3, which has the model of manifests")
    data = (ROOT / "tests/cases/formats/a-letter-with-everything/letter.xml").read_bytes()
    surfaces = "".join(
        f'<surface xml:id="s{n}" n="{n}"><graphic url="https://iiif.example/{n}/full/max/0/default.jpg"/></surface>'
        for n in (1, 2)
    )
    given = data.replace(b"</teiHeader>", f"</teiHeader><facsimile>{surfaces}</facsimile>".encode())

    manifest = prezi.Manifest(**json.loads(transform(given, "iiif").content))
    assert [canvas.label for canvas in manifest.items] == [{"none": ["1"]}, {"none": ["2"]}]
