import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

from epistola.encode import annotators

Run = Callable[..., Result]
BROKEN = Path(__file__).resolve().parents[2] / "broken"
WAYS = sorted(path.name for path in BROKEN.iterdir())


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_letter_becomes_a_tei_file_of_the_same_name(run: Run, folder: Path) -> None:
    result = run("encode", "letter.txt", "-o", "tei")

    assert result.exit_code == 0
    assert made(folder / "tei") == ["letter.xml"]
    assert etree.parse(folder / "tei/letter.xml").getroot().tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert "Encoded 1 letter into tei: 1 file new or changed" in result.stderr


def test_encoding_again_changes_nothing(run: Run, folder: Path) -> None:
    run("encode", "letter.txt", "-o", "tei")
    os.utime(folder / "tei/letter.xml", (1, 1))

    result = run("encode", "letter.txt", "-o", "tei")

    assert (folder / "tei/letter.xml").stat().st_mtime == 1
    assert "no file changed" in result.stderr


def test_a_folder_means_all_letters_in_it(run: Run, folder: Path) -> None:
    (folder / "more").mkdir()
    for name in ("a", "b"):
        (folder / "more" / f"{name}.txt").write_text((folder / "letter.txt").read_text())
    (folder / "more" / "a.toml").write_text('[letter]\nlanguage = "en"\n')

    assert run("encode", "more", "-o", "tei").exit_code == 0
    assert made(folder / "tei") == ["a.xml", "b.xml"]


def test_two_processes_write_and_report_what_one_does(run: Run, folder: Path) -> None:
    (folder / "more").mkdir()
    for number in range(20):
        (folder / "more" / f"{number:02}.txt").write_text((folder / "letter.txt").read_text())
    (folder / "more" / "07.txt").write_bytes(b"\xff\xfe\xff")

    alone = run("encode", "more", "-o", "alone", "--report", "json", "--all")
    together = run("encode", "more", "-o", "together", "--report", "json", "--all", "--jobs", "2")

    assert together.exit_code == alone.exit_code == 1
    assert together.stdout == alone.stdout
    assert len(made(folder / "alone")) == 19
    assert {f.name: f.read_bytes() for f in (folder / "together").iterdir()} == {
        f.name: f.read_bytes() for f in (folder / "alone").iterdir()
    }


def test_standard_input_becomes_standard_output_and_the_report_goes_elsewhere(run: Run, folder: Path) -> None:
    result = run("encode", "-", "--all", stdin=(folder / "letter.txt").read_text())

    assert result.exit_code == 0
    assert etree.fromstring(result.stdout_bytes).tag.endswith("}TEI")
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "letter.xml"]


def test_where_to_write_must_be_said(run: Run) -> None:
    result = run("encode", "letter.txt")

    assert result.exit_code == 2
    assert "say into which folder" in result.stderr


def test_the_language_that_is_told_goes_before_the_one_that_is_detected(run: Run, folder: Path) -> None:
    assert run("encode", "letter.txt", "-o", "tei", "--language", "de").exit_code == 0

    languages = etree.parse(folder / "tei/letter.xml").findall(".//{*}langUsage/{*}language")
    assert [language.get("ident") for language in languages] == ["de"]


def test_a_slip_in_a_sidecar_costs_its_letter_only(run: Run, folder: Path) -> None:
    (folder / "other.txt").write_text((folder / "letter.txt").read_text())
    (folder / "letter.toml").write_text("[leter]\n")

    result = run("encode", "letter.txt", "other.txt", "-o", "tei")

    assert result.exit_code == 2
    assert made(folder / "tei") == ["other.xml"]
    assert "letter.toml:1: error:" in result.stdout


def test_sources_of_one_name_are_refused_before_anything_is_written(run: Run, folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "letter.txt").write_text("Dear Anna")

    result = run("encode", "letter.txt", "more", "-o", "tei")

    assert result.exit_code == 2
    assert "Both letter.txt and more/letter.txt would be written to tei/letter.xml" in result.stderr
    assert made(folder / "tei") == []


def test_the_annotators_are_listed_in_their_order(run: Run) -> None:
    result = run("encode", "--list")

    assert result.exit_code == 0
    assert [line.partition("\t")[0] for line in result.stdout.splitlines()] == [name for name, _ in annotators()]


def test_a_report_for_programs_is_nothing_but_that(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")

    result = run("encode", "empty.txt", "-o", "tei", "--report", "json")

    assert "txt/empty" in json.dumps(json.loads(result.stdout))


@pytest.mark.parametrize("way", WAYS)
def test_a_broken_source_is_named_with_a_remedy_and_the_rest_is_done(run: Run, folder: Path, way: str) -> None:
    expected = tomllib.loads((BROKEN / way / "expected.toml").read_text(encoding="utf-8"))
    broken = folder / f"{way}.txt"
    broken.write_bytes((BROKEN / way / "letter.txt").read_bytes())

    result = run("encode", broken.name, "letter.txt", "-o", "tei")

    assert result.exit_code == 1
    assert made(folder / "tei") == ["letter.xml"]
    assert f"[{expected['code']}]" in result.stdout
    assert f"\n{broken.name}" in f"\n{result.stdout}"
    assert expected["says"] in result.stdout
    assert "hint: " in result.stdout
    assert "1 failed" in result.stderr


def test_a_missing_file_is_named_with_a_remedy_and_the_rest_is_done(run: Run, folder: Path) -> None:
    result = run("encode", "missing.txt", "letter.txt", "-o", "tei")

    assert result.exit_code == 3
    assert made(folder / "tei") == ["letter.xml"]
    assert "missing.txt: error:" in result.stdout
    assert "hint: " in result.stdout


def test_a_folder_that_cannot_be_made_stops_the_run_before_its_first_letter(run: Run, folder: Path) -> None:
    (folder / "tei").write_text("A file in the place of the folder.")

    result = run("encode", "letter.txt", "-o", "tei/letters")

    assert result.exit_code == 3
    assert "tei/letters: error: The folder can't be made" in result.stderr
    assert (folder / "tei").read_text() == "A file in the place of the folder."


def test_a_file_that_cannot_be_written_is_named_and_the_rest_is_done(run: Run, folder: Path) -> None:
    (folder / "other.txt").write_text((folder / "letter.txt").read_text())
    (folder / "tei" / "letter.xml").mkdir(parents=True)

    result = run("encode", "letter.txt", "other.txt", "-o", "tei")

    assert result.exit_code == 3
    assert "tei/letter.xml: error: The file can't be written" in result.stdout
    assert sorted(path.name for path in (folder / "tei").iterdir()) == ["letter.xml", "other.xml"]


def test_a_source_that_is_no_letter_on_standard_input_leaves_standard_output_empty(run: Run) -> None:
    result = run("encode", "-", stdin=" \n")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "standard-input: error:" in result.stderr
