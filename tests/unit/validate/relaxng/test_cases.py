"""The cases in `cases/`: one feature of RELAX NG a file, a schema with documents that it allows and refuses.

To add one, write a file there: `schema`, further files with their names, documents in `valid` and `invalid`; or say
with the attribute `refused` by which code the schema is refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.unit.validate.relaxng.referee import Jing, disagreements

from epistola.errors import SettingsError
from epistola.validate.relaxng import load

CASES = sorted((Path(__file__).parent / "cases").glob("*.xml"))


def only_child(element: etree._Element) -> bytes:
    return etree.tostring(element[0], with_tail=False)


@pytest.fixture
def case(request: pytest.FixtureRequest, tmp_path: Path) -> etree._Element:
    """A case whose schema and further files have been written into tmp_path."""
    root = etree.parse(str(request.param)).getroot()
    schema = root.find("schema")
    assert schema is not None
    for name, element in [("schema.rng", schema), *((str(f.get("name")), f) for f in root.iter("file"))]:
        (tmp_path / name).write_bytes(only_child(element))
    return root


each_case = pytest.mark.parametrize("case", CASES, indirect=True, ids=lambda path: path.stem)


@each_case
def test_the_schema_allows_and_refuses_as_the_case_says(case: etree._Element, tmp_path: Path) -> None:
    if case.get("refused"):
        with pytest.raises(SettingsError) as refusal:
            load(tmp_path / "schema.rng", cached=tmp_path)
        assert refusal.value.code == case.get("refused")
        assert refusal.value.line
        return
    schema = load(tmp_path / "schema.rng", cached=tmp_path)
    documents = [(doc.tag == "valid", etree.fromstring(only_child(doc))) for doc in case.iter("valid", "invalid")]

    assert documents
    for is_valid, document in documents:
        assert schema.is_valid(document) == is_valid, etree.tostring(document)
        assert (list(schema.judge(document)) == []) == is_valid, etree.tostring(document)


@each_case
def test_jing_says_the_same(case: etree._Element, tmp_path: Path, jing: Jing) -> None:
    rng, documents = tmp_path / "schema.rng", []
    for number, element in enumerate(case.iter("valid", "invalid")):
        documents.append(tmp_path / f"{number}.xml")
        documents[-1].write_bytes(only_child(element))
    if case.get("refused"):
        documents.append(tmp_path / "0.xml")
        documents[-1].write_bytes(b"<a/>")
        assert any(not line.startswith(str(documents[0])) for line in jing(rng, documents))
    else:
        assert disagreements(load(rng, cached=tmp_path), rng, documents, jing) == []
