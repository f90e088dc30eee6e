"""Each folder beside this file is a source and the body that it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from epistola.encode import Settings, encode
from epistola.names import TEI_NS, tei
from epistola.validate import validate

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.xml"))
FOUND = {"#epistola.names", "#epistola.dates", "#epistola.quotations"}
PARTS = ("roleName", "forename", "nameLink", "surname", "addName", "genName")


def of_the_source(document: bytes) -> str:
    """Write facsimile and body without what only annotators found."""
    root = etree.fromstring(document)
    for element in list(root.iter()):
        if element.get("resp") in FOUND or element.tag in map(tei, PARTS):
            element.tag = "found"
        elif " " in element.get("resp", ""):
            for known in {"ref", "resp", "cert"} & set(map(str, element.attrib)):
                del element.attrib[known]
    etree.strip_tags(root, "found")
    written = "".join(
        etree.tostring(part, encoding="unicode", with_tail=False) + "\n"
        for part in (root.find(tei("facsimile")), root.find(f"{tei('text')}/{tei('body')}"))
        if part is not None
    )
    return written.replace(f' xmlns="{TEI_NS}"', "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_source_becomes_what_its_case_says(case: Path) -> None:
    source = next(case.glob("letter.*"))

    encoded = encode(source.read_bytes(), source.name, Settings(language="en"))

    assert encoded.tei is not None, encoded.diagnostics
    assert of_the_source(encoded.tei) == (case / "expected.xml").read_text(encoding="utf-8")
    assert [d for d in validate(encoded.tei, source.name) if d.severity == "error"] == []


def test_every_folder_is_a_case() -> None:
    assert sorted(path.parent for path in HERE.glob("*/letter.*")) == CASES
