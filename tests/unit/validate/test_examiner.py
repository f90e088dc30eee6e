"""Several documents examined at once: for each the same as alone."""

from __future__ import annotations

from pathlib import Path

from epistola.validate import Examiner

LETTER = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>word{}</p></body></text></TEI>'
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
  <ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
  <pattern id="numbers"><rule context="tei:num">
    <report test="@value = '7'">seven</report>
    <report test="@value = 'x' and xs:integer(@value) = 1">stops</report>
  </rule></pattern>
</schema>"""
BODIES = [
    "",
    '<num value="7"/>',
    "<unknown/>",
    '<num value="x"/>',
    '<num value="7"/><ref target="#lost"/>',
    "<hi rend='a'>e\u0301</hi>",
    "</p>",
]


def test_each_of_several_documents_has_the_findings_that_it_has_alone(tmp_path: Path) -> None:
    rules = tmp_path / "rules.sch"
    rules.write_text(RULES)
    inputs = [(LETTER.format(body).encode(), f"{number}.xml", tmp_path) for number, body in enumerate(BODIES)]
    inputs.append((b"<html/>", "other.xml", tmp_path))
    together = Examiner(rules=[rules]).examine_all(inputs)
    alone = [Examiner(rules=[rules]).examine(*one) for one in inputs]

    assert together == alone
    codes = [{found.code for found in examined.diagnostics} for examined in together]
    assert "rules/numbers" in codes[1]
    assert "schematron/stopped" in codes[3]
    assert {"rules/numbers", "pointers/no-target"} <= codes[4]
    assert codes[6:] == [{"xml/not-well-formed"}, {"validate/not-tei"}]


def test_documents_that_ask_for_different_schemas_are_judged_by_their_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = RULES.replace('id="numbers"', f'id="{name}"')
        (tmp_path / f"{name}.sch").write_text(text)
    inputs = [
        (f'<?xml-model href="{name}.sch"?>{LETTER.format(BODIES[1])}'.encode(), f"{number}.xml", tmp_path)
        for number, name in enumerate(("one", "two", "one"))
    ]
    found = [[d.code for d in examined.diagnostics] for examined in Examiner().examine_all(inputs)]
    assert found == [["one/one"], ["two/two"], ["one/one"]]
