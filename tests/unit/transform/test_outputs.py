"""Running stylesheets: what is refused, what is reported, which documents can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from epistola import xml
from epistola.diagnostics import Severity
from epistola.errors import MarkupError, SettingsError, StylesheetError
from epistola.transform import formats, run_stylesheet, transform

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>{}</p></body></text></TEI>"
)


def test_formats_are_what_the_stylesheets_declare() -> None:
    found = {known.name: known for known in formats()}

    assert {"html", "text", "bibtex", "ris", "csl-json"} <= set(found)
    assert found["text"].suffix == ".txt"
    assert found["csl-json"].media_type == "application/vnd.citationstyles.csl+json"
    assert {known.scope for known in found.values()} <= {"letter", "corpus"}
    assert found["html"].reads_authority
    assert not found["text"].reads_authority
    assert [parameter.name for parameter in found["text"].parameters] == ["reading", "lines", "notes"]
    assert found["text"].parameters[0].default == "source"


def test_every_format_describes_itself_and_its_parameters() -> None:
    for known in formats():
        assert known.title
        assert known.description.endswith(".")
        assert all(parameter.description.endswith(".") for parameter in known.parameters)


def test_an_unknown_format_is_refused_with_what_there_is(full: bytes) -> None:
    with pytest.raises(SettingsError) as caught:
        transform(full, "bibtx")

    assert caught.value.code == "transform/unknown-format"
    assert caught.value.hint.startswith("Did you mean “bibtex” or “biblatex”? Known formats: ")


def test_an_unknown_parameter_is_refused(full: bytes) -> None:
    with pytest.raises(SettingsError, match="no parameter “readings”") as caught:
        transform(full, "text", parameters={"readings": "source"})

    assert caught.value.hint == "Did you mean “reading”? It has: reading, lines, notes."


def test_an_unknown_value_is_refused(full: bytes) -> None:
    with pytest.raises(SettingsError, match="“both” is not a value") as caught:
        transform(full, "text", parameters={"reading": "both"})

    assert caught.value.hint == "Its values: source, corrected."


def test_a_document_with_a_doctype_is_refused() -> None:
    with pytest.raises(MarkupError) as caught:
        transform(b"<!DOCTYPE TEI>" + TEI.format("x").encode(), "text", name="a.xml")

    assert (caught.value.code, caught.value.file) == ("xml/doctype", "a.xml")


@pytest.mark.parametrize("format_", ["html", "bibtex", "text"])
def test_what_is_not_well_formed_is_refused_with_its_line(format_: str) -> None:
    with pytest.raises(MarkupError) as caught:
        transform(TEI.format("\n<hi>x</p>").encode(), format_, name="a.xml", together=["bibtex", "ris"])

    assert (caught.value.code, caught.value.line) == ("xml/not-well-formed", 2)


def test_a_document_too_deep_for_stylesheets_is_refused_before_they_run() -> None:
    with pytest.raises(MarkupError, match="nested deeper than 2048 levels"):
        transform(TEI.format("<hi>" * 5000 + "x" + "</hi>" * 5000).encode(), "html")


def test_what_is_not_tei_is_refused_in_a_sentence() -> None:
    with pytest.raises(StylesheetError, match=r"A TEI document was expected .* the root is “html” in no namespace"):
        transform(b"<html/>", "bibtex")


@pytest.mark.parametrize(
    "data",
    [b"", b"Dear Sir", b"<TEI>", b"<TEI><p></TEI>", b"<TEI>\xff</TEI>", b"<TEI>&amp;&none;</TEI>",
     b"<TEI a='1' a='2'/>", b"<TEI xml:id='a'>\x01</TEI>", b"<x:TEI/>",
     b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TEI><TEI/>'],
)  # fmt: skip
@pytest.mark.parametrize("together", [(), ("bibtex", "ris")])
def test_what_can_not_be_read_is_refused_in_the_words_of_all_commands(data: bytes, together: tuple[str, ...]) -> None:
    with pytest.raises(MarkupError) as expected:
        xml.parse(data, "a.xml")

    with pytest.raises(MarkupError) as caught:
        transform(data, "bibtex", name="a.xml", together=together)

    assert (caught.value.code, caught.value.message) == (expected.value.code, expected.value.message)
    assert (caught.value.file, caught.value.line) == (expected.value.file, expected.value.line)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "utf-16"])
def test_documents_in_other_encodings_are_read(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    data = f'<?xml version="1.0" encoding="{declared}"?>{TEI.format("Grüße")}'.encode(encoding)

    assert transform(data, "text").content.decode() == "Grüße\n"


def test_an_element_without_a_rule_shows_its_text_and_is_reported_once() -> None:
    data = TEI.format("one <thing>two</thing> <thing>three</thing> four").encode()

    for kind in ("text", "html"):
        output = transform(data, kind, name="a.xml")
        (report,) = output.diagnostics
        assert (report.code, report.severity, report.place.file) == (
            f"{kind}/unknown-element",
            Severity.WARNING,
            "a.xml",
        )
        assert "“thing”" in report.message
    assert transform(data, "text").content == b"one two three four\n"


def test_a_document_without_text_is_reported() -> None:
    header_only = TEI.format("").replace("<text><body><p></p></body></text>", "").encode()

    output = transform(header_only, "text")

    assert output.content == b""
    assert [diagnostic.code for diagnostic in output.diagnostics] == ["text/no-text"]
    assert "has no text, only a description" in transform(header_only, "html").content.decode()


def test_the_same_input_gives_the_same_bytes(full: bytes) -> None:
    for known in formats():
        assert transform(full, known.name).content == transform(full, known.name).content


OWN = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="{method}"/>
  <xsl:param name="greeting" select="'Hello'"/>
  <xsl:template match="/"><xsl:message>This was said.</xsl:message><xsl:value-of select="$greeting"/></xsl:template>
</xsl:stylesheet>"""


def test_anyone_s_own_stylesheet_runs_with_its_parameters(tmp_path: Path, full: bytes) -> None:
    stylesheet = tmp_path / "own.xsl"
    stylesheet.write_text(OWN.format(method="text"), encoding="utf-8")

    output = run_stylesheet(stylesheet, full, {"greeting": "Good day"}, name="a.xml")

    assert (output.content, output.suffix) == (b"Good day", ".txt")
    assert [(d.code, d.message) for d in output.diagnostics] == [("own/message", "This was said.")]


def test_a_parameter_that_a_stylesheet_does_not_declare_is_refused(tmp_path: Path, full: bytes) -> None:
    stylesheet = tmp_path / "own.xsl"
    stylesheet.write_text(OWN.format(method="xml"), encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        run_stylesheet(stylesheet, full, {"greting": "x"})

    assert caught.value.hint == "It declares: greeting."


def test_formats_made_together_are_the_same_as_alone(case: Path) -> None:
    data = (case / "letter.xml").read_bytes()
    kinds = [kind.name for kind in formats() if kind.scope == "letter"]

    for kind in kinds:
        assert transform(data, kind, together=kinds) == transform(data, kind), kind
