"""Each rule of `schema/epistola.odd`, by documents that break it and documents that don't: tests/cases/odd/rules/."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from epistola.validate import Document, schematron

ROOT = Path(__file__).resolve().parents[3]
RULES = ROOT / "schema" / "generated" / "epistola.sch"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
LENIENT = etree.XMLParser(collect_ids=False)  # each case is a document of its own; their identifiers may agree
CASES = list(etree.parse(ROOT / "tests/cases/odd/rules/rules.xml", LENIENT).getroot().iterchildren(f"{TEI}case"))

IN_ORDER = b"""
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>Letter</title>
        <respStmt xml:id="editors"><resp>edited by</resp><name>Anna Holm</name></respStmt>
        <respStmt xml:id="program"><resp>dates marked</resp><name type="software">Epistola</name></respStmt>
      </titleStmt>
      <publicationStmt>
        <publisher>The editors</publisher>
        <availability><licence target="https://example.org/licence">free</licence></availability>
      </publicationStmt>
      <sourceDesc><p>In private hands.</p></sourceDesc>
    </fileDesc>
    <encodingDesc>
      <listPrefixDef><prefixDef ident="person" matchPattern="(.+)" replacementPattern="persons.xml#$1"/></listPrefixDef>
    </encodingDesc>
    <profileDesc><creation><date when="1911-04-02">2 April 1911</date></creation></profileDesc>
    <revisionDesc><change when="2026-03-01">First encoding.</change></revisionDesc>
  </teiHeader>
  <text xml:lang="en"><body><div type="letter"><p>The parcel has come.</p></div></body></text>
</TEI>"""


def document(case: etree._Element) -> bytes:
    """The document that is in order, with the parts that the case has."""
    root = etree.fromstring(IN_ORDER)
    for part in etree.fromstring(etree.tostring(case, with_tail=False), LENIENT):
        like = root.find(f".//{part.tag}")
        if like is None:
            root.append(part)
        else:
            like.getparent().replace(like, part)  # type: ignore[union-attr]
    return etree.tostring(root)


def found(case: etree._Element) -> list[str]:
    """The names of the assertions that fail."""
    return [diagnostic.code.removeprefix("epistola/") for diagnostic in schematron.check(Document(document(case), "case.xml"), RULES)]


def name(case: etree._Element) -> str:
    return f"{case.get('breaks') or 'none'}-at-line-{case.sourceline}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_document_breaks_the_rule_that_it_is_meant_to_break_and_no_other(case: etree._Element) -> None:
    expected = [str(case.get("breaks"))] * int(case.get("times", 1)) if case.get("breaks") else []
    assert found(case) == expected


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_grammar_finds_nothing_in_them_but_where_it_must(case: etree._Element) -> None:
    grammar = etree.RelaxNG(etree.parse(ROOT / "schema" / "generated" / "epistola.rng"))
    tree = etree.fromstring(document(case), LENIENT)
    assert grammar.validate(tree) == (case.get("grammar") != "refuses"), grammar.error_log


def test_every_assertion_has_a_document_that_breaks_it() -> None:
    assertions = {str(node.get("id")) for node in etree.parse(RULES).iter(f"{SCH}assert", f"{SCH}report")}
    assert assertions == {str(case.get("breaks")) for case in CASES} - {""}


def test_every_finding_has_a_sentence_with_a_remedy_and_a_link_to_the_manual() -> None:
    manual = (ROOT / "schema" / "generated" / "epistola.html").read_text()
    for node in etree.parse(RULES).iter(f"{SCH}assert", f"{SCH}report"):
        sentence = "".join(node.itertext())
        assert sentence.endswith(".") and (":" in sentence), node.get("id")
        assert node.get("role") in ("error", "warning", "information")
        page, _, anchor = str(node.get("see")).partition("#")
        assert page == "epistola.html" and f'id="{anchor}"' in manual
