import json

import pytest

from epistola.build.storing import facts_from_text, facts_to_text, findings_from_text, findings_to_text
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.validate.corpus import Facts, collect
from epistola.validate.document import Document

TEI = b"""<?epistola ignore corpus/*?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><teiHeader><profileDesc>
<correspDesc><correspAction type="sent"><date when="1871-05-03"/></correspAction>
<correspContext><ref type="prev" target="b.xml"/></correspContext></correspDesc></profileDesc></teiHeader></TEI>"""


def test_findings_come_back_as_they_were() -> None:
    found = (
        Diagnostic("a/b", Severity.ERROR, "“Sat” …", Place("a.xml", 1, 2), "hint", "link"),
        Diagnostic("a/c", Severity.INFORMATION, "", Place("b.xml")),
    )

    assert findings_from_text(findings_to_text(found)) == found
    assert findings_from_text(findings_to_text(())) == ()


def test_the_facts_of_our_checks_come_back_as_they_were() -> None:
    facts = collect(Document(TEI, "a.xml"))

    assert len(facts) == 3
    assert facts_from_text(facts_to_text(facts)) == facts


def test_facts_that_are_no_records_cannot_be_kept() -> None:
    facts: Facts = (("mine", {"a": 1}),)

    with pytest.raises(TypeError):
        facts_to_text(facts)


@pytest.mark.parametrize(
    "name", [["os", "system"], ["subprocess", "Popen"], ["epistola.validate.corpus", "collect"], ["nowhere", "Fact"]]
)
def test_a_state_from_a_stranger_makes_nothing_but_records(name: list[str]) -> None:
    with pytest.raises(ValueError, match="is no record"):
        facts_from_text(json.dumps([["x", {"of": name, "is": ["echo"]}]]))
