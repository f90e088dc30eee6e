"""The whole: what is looked at in which order, and what a stranger is told first."""

from __future__ import annotations

from pathlib import Path

import pytest

from epistola import resources
from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import SettingsError, SurroundingsError
from epistola.validate import validate

from .conftest import letter

HOUSE = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<sch:ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><sch:pattern id="no-hi"><sch:rule context="t:hi">
<sch:report test="true()" role="warning">No highlighting.</sch:report></sch:rule></sch:pattern></sch:schema>"""


def judged(document: str) -> list[Diagnostic]:
    return list(validate(document.encode(), "x.xml"))


def test_a_document_that_is_not_well_formed_gives_that_one_message() -> None:
    (found,) = judged("<TEI>\n<p></TEI>")
    assert (found.code, found.place.line) == ("xml/not-well-formed", 2)


def test_a_document_with_a_doctype_is_refused() -> None:
    assert [d.code for d in judged("<!DOCTYPE TEI><TEI/>")] == ["xml/doctype"]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("<html/>", "This is not a TEI letter: its outermost element is <html>."),
        ("<!-- -->\n<TEI/>", "<TEI> is in no namespace, so this is not TEI P5."),
        ("<TEI.2/>", "<TEI.2> is in no namespace"),
        ('<TEI xmlns="http://www.tei-c.org/ns/Examples"/>', "in the namespace “http://www.tei-c.org/ns/Examples”"),
    ],
)
def test_a_document_that_is_no_tei_gives_one_message_with_what_a_letter_begins_with(document: str, words: str) -> None:
    (found,) = judged(document)
    assert found.code == "validate/not-tei"
    assert words in found.message
    assert 'xmlns="http://www.tei-c.org/ns/1.0"' in found.hint


def test_grammar_rules_and_checks_all_speak_in_the_order_of_the_lines(schema: Path, tmp_path: Path) -> None:
    house = tmp_path / "house.sch"
    house.write_text(HOUSE)
    body = '<p corresp="#nowhere"/>\n<p><hi>a</hi></p>\n<p cert="no"/>'
    found = validate(letter(body).encode(), "x.xml", schemas=[str(schema)], rules=[house])
    assert [(d.place.line, d.code, d.severity) for d in found] == [
        (3, "relaxng/unknown-attribute", Severity.ERROR),
        (3, "pointers/no-target", Severity.ERROR),
        (4, "house/no-hi", Severity.WARNING),
        (5, "relaxng/wrong-value", Severity.ERROR),
    ]


def test_our_own_schema_is_taken_when_none_is_given() -> None:
    found = judged(letter("<p/>"))
    assert any(d.code.startswith("relaxng/") for d in found)
    assert any(d.code.startswith("epistola/") for d in found)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<p xml:id="a"/><p xml:id="a"/>', "identifiers/duplicate"),
        ('<p><ref target="#nowhere">a</ref></p>', "pointers/no-target"),
        ('<p><persName ref="unknown:x">a</persName></p>', "pointers/undeclared-prefix"),
    ],
)
def test_what_a_check_says_better_is_not_said_by_a_rule_too(body: str, code: str) -> None:
    codes = [d.code for d in judged(letter(body))]
    assert codes.count(code) == 1
    assert not {"epistola/identifier-unique", "epistola/pointer-resolves", "epistola/prefix-declared"} & set(codes)


def test_the_letters_and_lists_of_this_repository_are_valid(root: Path) -> None:
    documents = sorted((root / "tei").rglob("*.xml"))
    assert documents
    for path in documents:
        found = validate(path.read_bytes(), path.name, base=path.parent, sources=root / "seeds")
        assert list(found) == []


def test_the_xsd_agrees_about_the_letters_of_this_repository(root: Path) -> None:
    xsd = resources.schemas() / "generated" / "epistola.xsd"
    documents = sorted((root / "tei").glob("*.xml"))
    assert documents
    for path in documents:
        assert list(validate(path.read_bytes(), path.name, schemas=[xsd])) == []


@pytest.mark.parametrize(
    ("name", "error"),
    [("schema.rnc", SettingsError), ("schema", SettingsError), ("nowhere.rng", SurroundingsError)],
)
def test_a_schema_of_another_kind_or_none_is_refused(tmp_path: Path, name: str, error: type[Exception]) -> None:
    (tmp_path / "schema.rnc").write_text("start = element a { empty }")
    with pytest.raises(error):
        list(validate(b"<a/>", "x.xml", schemas=[tmp_path / name]))


@pytest.mark.parametrize("data", [b"", b"\x00", b"Dear Madam", "<a>ä</a>".encode("latin-1"), b"<a>" * 100_000])
def test_what_is_no_xml_gives_a_message_and_no_exception(data: bytes) -> None:
    assert [d.code for d in validate(data, "x.xml")] == ["xml/not-well-formed"]


def test_a_deep_document_is_judged_by_all_engines(tmp_path: Path) -> None:
    house = tmp_path / "house.sch"
    house.write_text(HOUSE.replace('"t:hi"', '"t:hi[not(*)]"'))
    deep = letter("<p>" + "<hi>" * 1500 + "</hi>" * 1500 + "</p>")
    found = list(validate(deep.encode(), "x.xml", rules=[house]))
    assert {"house/no-hi"} <= {d.code for d in found}


def test_strangers_letters_are_judged_without_an_exception(wild: Path) -> None:
    paths = sorted(wild.glob("*/L*.xml"))[::6]
    assert paths
    for path in paths:
        found = list(validate(path.read_bytes(), path.name, base=path.parent, sources=path.parent))
        assert all(d.place.line and d.place.column and d.message.endswith((".", "”")) for d in found)
