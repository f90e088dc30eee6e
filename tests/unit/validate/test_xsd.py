"""XML Schema: a second opinion with places."""

from __future__ import annotations

from pathlib import Path

import pytest

from epistola.diagnostics import Place
from epistola.errors import SettingsError
from epistola.validate import validate

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:date" maxOccurs="3"/></xs:sequence>
</xs:complexType></xs:element></xs:schema>"""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "small.xsd"
    path.write_text(SCHEMA)
    return path


def test_a_valid_document_is_silent(schema: Path) -> None:
    assert list(validate(b"<a><b>1962-10-30</b></a>", "x.xml", schemas=[schema])) == []


def test_each_mistake_is_said_at_its_place(schema: Path) -> None:
    found = list(validate(b"<a>\n<b>1962-13-30</b>\n <c/></a>", "x.xml", schemas=[schema]))
    assert [(d.code, d.place) for d in found] == [
        ("xsd/invalid", Place("x.xml", 2, 1)),
        ("xsd/unexpected-element", Place("x.xml", 3, 2)),
    ]
    assert found[0].message == "<b> is not valid: month must be in 1..12."
    assert (found[1].message, found[1].hint) == ("<c> can't stand here in <a>.", "")


def test_what_is_expected_is_named(schema: Path) -> None:
    (found,) = validate(b"<a><c/></a>", "x.xml", schemas=[schema])
    assert (found.message, found.hint) == ("<c> can't stand here in <a>.", "Expected: <b>.")


def test_content_that_is_missing_is_said(schema: Path) -> None:
    (found,) = validate(b"<a/>", "x.xml", schemas=[schema])
    assert (found.code, found.message, found.hint) == (
        "xsd/incomplete",
        "The content of <a> is not complete.",
        "Expected: <b>.",
    )


@pytest.mark.parametrize("content", ["<xs:schema", "<a/>", SCHEMA.replace("xs:date", "xs:dat")])
def test_a_schema_that_cannot_be_used_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.xsd"
    path.write_text(content)
    with pytest.raises(SettingsError) as error:
        list(validate(b"<a/>", "x.xml", schemas=[path]))
    assert (error.value.code, error.value.file) == ("xsd/unusable-schema", str(path))
