"""The conformance cases of `tests/cases/schematron`: a schema, a document, and XPath about the report in SVRL."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from epistola.errors import SettingsError
from epistola.validate import schematron
from epistola.validate.document import Document

CASES = sorted((Path(__file__).parents[2] / "cases" / "schematron").glob("*.xml"))
CASE = {"c": "https://epistola.example/ns/case"}
SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_schematron_does_as_the_case_says(path: Path, tmp_path: Path) -> None:
    case = etree.parse(str(path)).getroot()
    write_files(case, tmp_path)
    document = Document(first_child(case, "c:document"), "document.xml")
    schema, phase = tmp_path / "schema.sch", case.get("phase", "#DEFAULT")
    refused = case.findtext("c:refused", namespaces=CASE)
    if refused is not None:
        with pytest.raises(SettingsError) as error:
            list(schematron.check(document, schema, phase))
        assert refused in error.value.message
        return
    report = etree.fromstring(schematron.report(document, schema, phase).encode())
    # A validation runs a stylesheet that visits fewer nodes and reports less; it finds the same.
    assert list(schematron.check(document, schema, phase)) == list(schematron._findings(document, schema, report))
    expectations = [element.get("test", "") for element in case.iterfind("c:expect", CASE)]
    assert expectations
    for test in expectations:
        assert report.xpath(test, namespaces=SVRL), f"{case.get('title')}: {test}\n{etree.tostring(report).decode()}"


def write_files(case: etree._Element, folder: Path) -> None:
    for file in case.iterfind("c:file", CASE):
        path = folder / file.get("name", "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(file))


def first_child(case: etree._Element, name: str) -> bytes:
    element = case.find(name, CASE)
    assert element is not None
    return content(element)


def content(element: etree._Element) -> bytes:
    child = next(element.iterchildren(etree.Element))
    child.tail = None
    return etree.tostring(child)
