"""Findings that are not told again: ignored in the document, or known from a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SettingsError
from epistola.validate import baseline, validate

from .conftest import letter


def codes(schema: Path, body: str, before: str = "") -> list[str]:
    document = before + letter(body)
    return [d.code for d in validate(document.encode(), "x.xml", schemas=[schema])]


LOST = '<p corresp="#lost">\n</p>'


@pytest.fixture
def grammar(tmp_path: Path) -> Path:
    """A grammar that allows anything, so that only checks speak."""
    path = tmp_path / "any.rng"
    path.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start><define name="a"><element>'
        "<anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name='a'/></choice></zeroOrMore>"
        "</element></define></grammar>"
    )
    return path


@pytest.mark.parametrize("code", ["pointers/no-target", "pointers/*", "other/x pointers/no-target"])
def test_an_instruction_covers_the_element_after_it_and_no_other(grammar: Path, code: str) -> None:
    found = codes(grammar, f"<?epistola ignore {code}?>{LOST}{LOST}")
    assert found.count("pointers/no-target") == 1


def test_an_instruction_before_the_outermost_element_covers_the_document(grammar: Path) -> None:
    assert codes(grammar, LOST * 2, before="<?epistola ignore pointers/no-target?>") == []


def test_an_instruction_that_no_element_follows_covers_the_rest_of_its_parent(grammar: Path) -> None:
    document = '<p>\n<hi corresp="#a"/><?epistola ignore pointers/no-target?></p>'
    assert codes(grammar, document) == ["pointers/no-target", "suppression/unused"]


def test_an_instruction_without_use_and_one_without_sense_are_said(grammar: Path) -> None:
    assert codes(grammar, "<?epistola ignore pointers/no-file?><p/>") == ["suppression/unused"]
    assert codes(grammar, "<?epistola ignroe pointers/no-file?><p/>") == ["suppression/not-understood"]


def finding(message: str = "Words in line 3.", line: int = 3, code: str = "a/b") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Place("x.xml", line, 1))


def test_a_known_finding_stays_known_when_its_line_changes(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(baseline.written([finding()]))
    known = baseline.read(path)
    moved = finding("Words in line 9.", 9)
    assert list(baseline.unknown([moved, finding(code="a/c")], known)) == [finding(code="a/c")]
    assert list(baseline.unknown([moved, moved], known)) == [moved]
    assert list(baseline.unknown([replace(moved, place=Place("y.xml"))], known)) != []


@pytest.mark.parametrize("content", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1}', "[" * 100_000])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(content)
    with pytest.raises(SettingsError) as caught:
        baseline.read(path)
    assert caught.value.code == "baseline/unusable"
