"""`epistola validate` from outside: what is told, what is known, and where schemas come from."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from .conftest import Run


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_json_report_has_the_form_that_is_written_down(run: Run, root: Path) -> None:
    schema = json.loads((root / "docs" / "reference" / "report.schema.json").read_text(encoding="utf-8"))
    report = json.loads(run("validate", "letter.xml", "--format", "json").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert report["diagnostics"]


def test_known_findings_are_not_told_again_and_new_ones_are(run: Run, folder: Path) -> None:
    assert run("validate", "letter.xml", "--write-baseline", "known.json").exit_code == 0
    again = run("validate", "letter.xml", "--baseline", "known.json", "--fail-on", "information")
    assert (again.exit_code, again.stdout) == (0, "No findings.\n")
    assert "not told" in again.stderr
    letter = folder / "letter.xml"
    letter.write_text("\n" + letter.read_text().replace("<p>The", '<p corresp="#lost">The'))
    new = run("validate", "letter.xml", "--baseline", "known.json", "--format", "json")
    assert [d["code"] for d in json.loads(new.stdout)["diagnostics"]] == ["pointers/no-target"]
    assert new.exit_code == 1


def test_no_more_findings_are_printed_than_wanted_but_all_count(run: Run) -> None:
    result = run("validate", "letter.xml", "--format", "json", "--max", "1")
    assert len(json.loads(result.stdout)["diagnostics"]) == 1
    assert result.exit_code == 1
    assert "not printed (--max 1)" in result.stderr


def test_errors_are_printed_before_remarks_when_there_is_no_room_for_all(run: Run, folder: Path) -> None:
    letter = folder / "letter.xml"
    letter.write_text(letter.read_text().replace("<p>The", '<?epistola skip?><p corresp="#lost">The'))
    all_ = json.loads(run("validate", "letter.xml", "--format", "json").stdout)["diagnostics"]
    weights = [finding["severity"] for finding in all_]
    assert "error" in weights[weights.index("warning") :]
    (told,) = json.loads(run("validate", "letter.xml", "--format", "json", "--max", "1").stdout)["diagnostics"]
    assert told["severity"] == "error"


def test_an_address_that_cannot_be_reached_is_named_as_it_is(run: Run) -> None:
    told = run("schema", "fetch", "tei_all@0.0.1", "--vault", "http://127.0.0.1:9/tei").stderr
    assert "http://127.0.0.1:9/tei/0.0.1/" in told


def test_the_form_of_jing_is_one_line_with_the_full_name_for_each_finding(run: Run, folder: Path) -> None:
    (folder / "bad.xml").write_text("<TEI>\n<p></TEI>")
    (line,) = run("validate", "bad.xml", "--format", "jing").stdout.splitlines()
    assert line.startswith(f"{folder / 'bad.xml'}:2:")
    assert ": fatal: This is not well-formed XML" in line


def test_letters_that_are_validated_together_are_compared(run: Run, folder: Path) -> None:
    text = (folder / "letter.xml").read_text().replace("<TEI ", '<TEI xml:id="one" ')
    for name in ("a.xml", "b.xml"):
        (folder / name).write_text(text)
    assert (
        "b.xml:1: error: The identifier of the document “one” is also that of a.xml"
        in run("validate", "a.xml", "b.xml").stdout
    )
    assert "corpus/" not in run("validate", "a.xml").stdout


def test_a_schema_that_was_not_fetched_is_asked_for_in_words(run: Run) -> None:
    result = run("validate", "letter.xml", "--schema", "tei_all@4.12.0")
    assert result.exit_code == 3
    assert "epistola schema fetch tei_all@4.12.0" in result.stdout


def test_what_cannot_be_fetched_is_said(run: Run) -> None:
    result = run("schema", "fetch", "http://example.org/x.rng")
    assert result.exit_code == 2
    assert "not a secure address" in result.stderr


def test_mending_writes_the_file_and_says_so_and_not_twice(run: Run, folder: Path) -> None:
    letter = folder / "letter.xml"
    letter.write_text(letter.read_text().replace("The bridge", "The e\u0301glise"), encoding="utf-8")
    result = run("validate", "letter.xml", "--fix")
    assert "Mended letter.xml: composed characters." in result.stderr
    assert "The église" in letter.read_text(encoding="utf-8")
    assert "Mended" not in run("validate", "letter.xml", "--fix").stderr


def test_standard_input_cannot_be_mended(run: Run) -> None:
    assert run("validate", "-", "--fix", stdin="<TEI/>").exit_code == 2
