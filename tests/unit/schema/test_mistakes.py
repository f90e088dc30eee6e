"""ODDs with a mistake, in tests/cases/odd/mistakes/: the file is named after the code that must be reported.

A comment `here` stands on the line before each element to which the report must lead.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from epistola.errors import MarkupError, SurroundingsError
from epistola.schema import OddError, compile_odd

CASES = Path(__file__).resolve().parents[2] / "cases" / "odd" / "mistakes"
SOURCE = CASES.parent / "grammar" / "declarations-of-a-source-changed" / "source.xml"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.odd")), ids=lambda path: path.stem)
def test_each_mistake_is_reported_by_its_name_and_on_its_line(path: Path) -> None:
    with pytest.raises(OddError) as raised:
        compile_odd(path)
    lines = [number + 1 for number, line in enumerate(path.read_text().splitlines(), 1) if "<!-- here -->" in line]
    found = [(diagnostic.code, diagnostic.place.line) for diagnostic in raised.value.diagnostics]
    assert found == [(f"odd/{path.stem}", line) for line in lines]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.odd")), ids=lambda path: path.stem)
def test_each_report_is_a_sentence_that_says_what_to_do(path: Path) -> None:
    with pytest.raises(OddError) as raised:
        compile_odd(path)
    for diagnostic in raised.value.diagnostics:
        assert re.fullmatch(r"[A-Z][^:]+.*: .+\.", diagnostic.message)


def test_a_circle_of_macros_is_shown_as_the_way_round() -> None:
    with pytest.raises(OddError, match=r"macro\.a → macro\.b → macro\.c → macro\.a") as raised:
        compile_odd(CASES / "circular-macro.odd")
    assert "There are 2 further mistakes." in raised.value.message
    assert raised.value.line == raised.value.diagnostics[0].place.line


CHOICES = {
    "unknown-module": '<moduleRef key="drama"/>',
    "not-in-module": '<moduleRef key="letters" include="letter stage"/>',
    "unknown-element": '<elementRef key="stage"/>',
    "unknown-class": '<classRef key="model.stage"/>',
    "nothing-to-replace": '<elementSpec ident="stage" mode="replace"><content><empty/></content></elementSpec>',
}


@pytest.mark.parametrize("code", CHOICES)
def test_what_a_source_does_not_have_is_reported(code: str, tmp_path: Path) -> None:
    odd = tmp_path / "choice.odd"
    schema = f'<schemaSpec ident="s" start="letter">{CHOICES[code]}</schemaSpec>'
    odd.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{schema}</TEI>')
    with pytest.raises(OddError) as raised:
        compile_odd(odd, SOURCE)
    assert [diagnostic.code for diagnostic in raised.value.diagnostics] == [f"odd/{code}"]


def test_an_odd_that_is_not_xml_is_a_markup_error_with_its_line(tmp_path: Path) -> None:
    odd = tmp_path / "broken.odd"
    odd.write_text("<TEI>\n<text></TEI>")
    with pytest.raises(MarkupError) as raised:
        compile_odd(odd)
    assert (raised.value.file, raised.value.line) == (str(odd), 2)


def test_an_odd_that_is_not_there_is_an_error_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError):
        compile_odd(tmp_path / "nowhere.odd")
