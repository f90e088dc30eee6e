"""Each rule, by documents that break it and documents that don't: tests/cases/odd/rules/.

`rules.xml` has the cases of the rules in `schema/epistola.odd`; a file with another name has those of the rule of
the house that is called so, in `schema/rules/`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from epistola.validate import Document, schematron

ROOT = Path(__file__).resolve().parents[3]
GENERATED = ROOT / "schema" / "generated" / "epistola.sch"
HOUSE = ROOT / "schema" / "rules"
FOLDER = ROOT / "tests" / "cases" / "odd" / "rules"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
LENIENT = etree.XMLParser(collect_ids=False)  # each case is a document of its own; their identifiers may agree
CASES = [
    (path, case)
    for path in sorted(FOLDER.glob("*.xml"))
    for case in etree.parse(path, LENIENT).getroot().iterchildren(f"{TEI}case")
]

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


def schema(cases: Path) -> Path:
    return GENERATED if cases.stem == "rules" else HOUSE / f"{cases.stem}.sch"


def found(path: Path, case: etree._Element) -> list[str]:
    """The names of the assertions that fail."""
    diagnostics = schematron.check(Document(document(case), "case.xml"), schema(path))
    return [diagnostic.code.partition("/")[2] for diagnostic in diagnostics]


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GENERATED.with_suffix(".rng")))


def assertions(schema: Path) -> list[etree._Element]:
    return list(etree.parse(schema).iter(f"{SCH}assert", f"{SCH}report"))


NAMES = [f"{path.stem}-{case.sourceline}-{case.get('breaks') or 'none'}" for path, case in CASES]


@pytest.mark.parametrize(("path", "case"), CASES, ids=NAMES)
def test_a_document_breaks_the_rule_that_it_is_meant_to_break_and_no_other(path: Path, case: etree._Element) -> None:
    expected = [str(case.get("breaks"))] * int(case.get("times", "1")) if case.get("breaks") else []
    assert found(path, case) == expected


@pytest.mark.parametrize(("path", "case"), CASES, ids=NAMES)
def test_the_grammar_finds_nothing_in_them_but_where_it_must(path: Path, case: etree._Element) -> None:
    tree = etree.fromstring(document(case), LENIENT)
    assert grammar().validate(tree) == (case.get("grammar") != "refuses"), grammar().error_log


def test_every_assertion_has_a_document_that_breaks_it() -> None:
    stated = {str(node.get("id")) for path in (GENERATED, *HOUSE.glob("*.sch")) for node in assertions(path)}
    assert stated == {str(case.get("breaks")) for _, case in CASES} - {""}


def test_a_rule_of_the_house_is_one_pattern_named_as_its_file() -> None:
    for path in HOUSE.glob("*.sch"):
        assert [str(pattern.get("id")) for pattern in etree.parse(path).iter(f"{SCH}pattern")] == [path.stem]


def test_every_finding_has_a_role_and_a_sentence_that_says_what_to_do() -> None:
    for path in (GENERATED, *HOUSE.glob("*.sch")):
        for node in assertions(path):
            sentence = "".join(map(str, node.itertext()))
            assert sentence.endswith("."), node.get("id")
            assert ":" in sentence, node.get("id")
            assert node.get("role") in ("error", "warning", "information"), node.get("id")


def test_every_rule_of_the_odd_leads_to_its_place_in_the_manual() -> None:
    manual = GENERATED.with_suffix(".html").read_text()
    for node in assertions(GENERATED):
        page, _, anchor = str(node.get("see")).partition("#")
        assert page == "epistola.html"
        assert f'id="{anchor}"' in manual
