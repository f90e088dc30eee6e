"""Schematron: from the report to diagnostics with code, severity, place, hint and link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import MarkupError, SettingsError, SurroundingsError
from epistola.validate import schematron, validate
from epistola.validate.document import Document

Rules = Callable[[str], Path]


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """Write a schema `house.sch` around patterns."""

    def write(content: str) -> Path:
        path = tmp_path / "house.sch"
        head = '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        path.write_text(f'{head}<sch:ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>\n{content}</sch:schema>')
        return path

    return write


def found(schema: Path, document: str | bytes) -> list[Diagnostic]:
    data = document if isinstance(document, bytes) else document.encode()
    return list(schematron.check(Document(data, "x.xml"), schema))


def test_a_finding_has_code_severity_place_hint_and_link(rules: Rules) -> None:
    schema = rules(
        """<sch:pattern id="dates"><sch:rule context="t:date"><sch:assert id="when" test="@when" role="warning"
        diagnostics="how" see="https://example.org/when">A <sch:name/>
          needs <sch:emph>a value</sch:emph>.</sch:assert></sch:rule></sch:pattern>
        <sch:diagnostics><sch:diagnostic id="how">Add when.</sch:diagnostic></sch:diagnostics>"""
    )
    document = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<date when="1"/> <date/></TEI>'
    assert found(schema, document) == [
        Diagnostic(
            "house/when",
            Severity.WARNING,
            "A date needs a value.",
            Place("x.xml", 2, 18),
            "Add when.",
            "https://example.org/when",
        )
    ]


def test_a_page_beside_the_schema_is_linked_so_that_it_can_be_opened(rules: Rules) -> None:
    schema = rules(
        """<sch:pattern><sch:rule context="*"><sch:report test="true()" see="house.html#r">x</sch:report></sch:rule>
        </sch:pattern>"""
    )
    assert [d.link for d in found(schema, "<a/>")] == ["house.html#r"]
    page = schema.with_suffix(".html")
    page.write_text("<html/>")
    assert [d.link for d in found(schema, "<a/>")] == [f"{page.as_uri()}#r"]


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("error", Severity.ERROR),
        ("fatal", Severity.ERROR),
        ("warning", Severity.WARNING),
        ("warn", Severity.WARNING),
        ("nonfatal", Severity.WARNING),
        ("information", Severity.INFORMATION),
        ("info", Severity.INFORMATION),
        ("Warning", Severity.WARNING),
        ("important", Severity.ERROR),
        ("", Severity.ERROR),
    ],
)
def test_the_role_gives_the_severity(rules: Rules, role: str, severity: Severity) -> None:
    pattern = (
        '<sch:pattern><sch:rule context="*"><sch:report test="true()" role="{}">x</sch:report></sch:rule></sch:pattern>'
    )
    (diagnostic,) = found(rules(pattern.format(role)), "<a/>")
    assert diagnostic.severity is severity


def test_the_role_of_rule_or_pattern_holds_where_the_assertion_has_none(rules: Rules) -> None:
    schema = rules(
        """<sch:pattern role="info">
        <sch:rule context="a" role="warning"><sch:report test="true()">x</sch:report></sch:rule>
        <sch:rule context="b"><sch:report test="true()">x</sch:report></sch:rule></sch:pattern>"""
    )
    assert [d.severity for d in found(schema, "<a><b/></a>")] == [Severity.WARNING, Severity.INFORMATION]


@pytest.mark.parametrize(
    ("pattern", "rule", "assertion", "code"),
    [
        ('id="p"', 'id="r"', 'id="a"', "house/a"),
        ('id="p"', 'id="r"', "", "house/r"),
        ('id="p"', "", "", "house/p"),
        ("", "", "", "house/pattern-2"),
    ],
)
def test_the_code_is_the_nearest_identifier(rules: Rules, pattern: str, rule: str, assertion: str, code: str) -> None:
    schema = rules(
        f"""<sch:pattern><sch:rule context="b"><sch:report test="true()">x</sch:report></sch:rule></sch:pattern>
        <sch:pattern {pattern}>
        <sch:rule context="*" {rule}><sch:report test="true()" {assertion}>x</sch:report></sch:rule>
        </sch:pattern>"""
    )
    assert [d.code for d in found(schema, "<a/>")] == [code]


def test_an_assertion_without_words_is_told_by_its_test(rules: Rules) -> None:
    schema = rules('<sch:pattern id="p"><sch:rule context="*"><sch:assert test="@x"/></sch:rule></sch:pattern>')
    assert [d.message for d in found(schema, "<a/>")] == ["The rule house/p is broken: @x"]


DOCUMENT = """<a xmlns:t="http://www.tei-c.org/ns/1.0" t:c="">
<b>y</b><b xml:id="i"/>z<!-- c -->
<?q?><?p?></a>
<!-- end -->"""


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ("/", (1, 1)),
        ("a", (1, 1)),
        ("b[2]", (2, 9)),
        ("b[2]/@xml:id", (2, 12)),
        ("@t:c", (1, 42)),
        ("text()[contains(., 'z')]", (2, 24)),
        ("b/text()", (2, 4)),
        ("a/text()[1]", (1, 49)),
        ("a/comment()", (2, 25)),
        ("processing-instruction('p')", (3, 6)),
        ("/comment()", (4, 1)),
    ],
)
def test_every_kind_of_node_has_its_place(rules: Rules, context: str, place: tuple[int, int]) -> None:
    schema = rules(
        f'<sch:pattern><sch:rule context="{context}"><sch:report test="true()">x</sch:report></sch:rule></sch:pattern>'
    )
    assert [d.place for d in found(schema, DOCUMENT)] == [Place("x.xml", *place)]


def test_a_rule_that_fails_on_a_document_is_a_finding(rules: Rules) -> None:
    schema = rules(
        '<sch:pattern id="p"><sch:rule context="*"><sch:assert id="a" test="xs:integer(.) gt 1">x</sch:assert>'
        '</sch:rule></sch:pattern><sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
    )
    (diagnostic,) = found(schema, "<a>one</a>")
    assert diagnostic.code == "schematron/stopped"
    assert '"one"' in diagnostic.message
    assert "pattern p, rule 1, assert a" in diagnostic.message
    assert found(schema, "<a>2</a>") == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_document_in_any_encoding_is_judged(rules: Rules, encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    schema = rules(
        '<sch:pattern><sch:rule context="b"><sch:assert test=". = \'ä\'">x</sch:assert></sch:rule></sch:pattern>'
    )
    document = f'<?xml version="1.0" encoding="{declared}"?><a><b>ä</b>ä<b>ö</b></a>'
    assert [d.place.column for d in found(schema, document.encode(encoding))] == [document.index("<b>ö") + 1]


def test_an_edited_schema_is_compiled_anew(rules: Rules) -> None:
    pattern = (
        '<sch:pattern id="{}"><sch:rule context="*"><sch:report test="true()">x</sch:report></sch:rule></sch:pattern>'
    )
    codes = [found(rules(pattern.format(name)), "<a/>")[0].code for name in ("one", "two")]
    assert codes == ["house/one", "house/two"]


@pytest.mark.parametrize(
    ("content", "error"),
    [("<sch", MarkupError), ("<html/>", SettingsError), ("<!DOCTYPE a><a/>", MarkupError)],
)
def test_a_file_that_is_no_schema_is_refused(tmp_path: Path, content: str, error: type[Exception]) -> None:
    path = tmp_path / "no.sch"
    path.write_text(content)
    with pytest.raises(error):
        found(path, "<a/>")


def test_a_schema_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError):
        list(validate(b"<a/>", "x.xml", schemas=[tmp_path / "nowhere.sch"]))


def test_rules_cannot_read_what_is_around_the_document(rules: Rules, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    schema = rules(
        f"""<sch:pattern><sch:rule context="*"><sch:report test="true()"><sch:value-of
        select="unparsed-text('{secret.as_uri()}')"/></sch:report></sch:rule></sch:pattern>"""
    )
    (diagnostic,) = found(schema, "<a/>")
    assert diagnostic.code == "schematron/stopped"


def test_the_rules_of_the_tei_consortium_can_be_run(oracle: Path, wild: Path) -> None:
    letter = sorted((wild / "schnitzler").glob("*.xml"))[3]
    diagnostics = found(oracle / "tei_all.sch", letter.read_bytes())
    assert {d.message for d in diagnostics} == {
        "The @when attribute cannot be used with any other att.datable.w3c attributes."
    }
    assert {d.severity for d in diagnostics} == {Severity.WARNING}
