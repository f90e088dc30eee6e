"""The commands validate, transform, cite, schema and build, from outside."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.editions import settings

from epistola.transform import formats

Run = Callable[..., Result]

STYLESHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/><xsl:param name="word" select="'none'"/>
<xsl:template match="/">The word is {$word}.</xsl:template></xsl:stylesheet>
""".replace("<xsl:template ", '<xsl:template expand-text="yes" ')

EDITION = settings("ris")


def test_what_is_no_tei_is_a_finding_with_its_place(run: Run, folder: Path) -> None:
    (folder / "page.xml").write_text("<html/>")

    result = run("validate", "page.xml")

    assert result.exit_code == 1
    assert result.stdout.startswith("page.xml:1:1: error:")


def test_a_folder_is_validated_with_all_that_lies_below_it(run: Run, folder: Path) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "page.xml").write_text("<html/>")

    assert "a/b/page.xml:1:1: error:" in run("validate", "a").stdout


def test_what_counts_as_failure_can_be_told(run: Run, folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "house.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>'
        '<pattern><rule context="tei:TEI"><report test="true()" role="warning" id="always">Hm.</report></rule>'
        "</pattern></schema>"
    )
    arguments = ("validate", "letter.xml", "--schema", "rules/house.sch", "--format", "json")

    assert "Hm." in run(*arguments).stdout
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--fail-on", "warning").exit_code == 1


def test_a_missing_document_and_a_missing_schema_are_failures_of_the_surroundings(run: Run) -> None:
    assert run("validate", "missing.xml").exit_code == 3
    assert run("validate", "letter.xml", "--schema", "missing.rng").exit_code == 3


def test_a_letter_becomes_a_file_for_each_format(run: Run, folder: Path) -> None:
    result = run("transform", "letter.xml", "--to", "ris, bibtex", "-o", "out")

    assert result.exit_code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["letter.bib", "letter.ris"]
    assert "Made 2 files in out" in result.stderr


def test_an_edition_in_one_file_is_taken_apart_on_demand(run: Run, folder: Path) -> None:
    divisions = "".join(f'<div type="letter" xml:id="l{number}"><p>Dear {number}</p></div>' for number in (1, 2))
    volume = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{divisions}</body></text></TEI>'
    (folder / "volume.xml").write_text(volume)

    result = run("transform", "volume.xml", "letter.xml", "--to", "text,letters", "--split", "-o", "out")

    assert result.exit_code == 0
    assert (folder / "out/volume-l1.txt").read_text() == "Dear 1\n"
    assert {path.name for path in (folder / "out").iterdir()} == {
        "volume-l1.txt", "volume-l2.txt", "letter.txt", "letters.csv"
    }  # fmt: skip
    assert len((folder / "out/letters.csv").read_text().splitlines()) == 1 + 3


def test_two_processes_make_and_report_what_one_does(run: Run, folder: Path) -> None:
    (folder / "more").mkdir()
    for number in range(12):
        (folder / "more" / f"{number:02}.xml").write_text((folder / "letter.xml").read_text())
    (folder / "more" / "07.xml").write_text("<TEI>")

    alone, together = (
        run("transform", "more", "--to", "html,ris,letters", "-o", f"out{jobs}", "--jobs", jobs) for jobs in "12"
    )

    assert together.exit_code == alone.exit_code == 1
    assert together.stderr == alone.stderr.replace("out1", "out2")
    assert {path.name: path.read_bytes() for path in (folder / "out2").iterdir()} == {
        path.name: path.read_bytes() for path in (folder / "out1").iterdir()
    }
    assert len(list((folder / "out1").iterdir())) == 23


def test_a_document_from_standard_input_is_transformed_to_standard_output(run: Run, folder: Path) -> None:
    result = run("transform", "-", "--to", "csl-json", stdin=(folder / "letter.xml").read_text())

    assert result.exit_code == 0
    assert "Johann" in json.dumps(json.loads(result.stdout))


def test_a_stylesheet_of_the_user_gets_its_parameters(run: Run, folder: Path) -> None:
    (folder / "mine.xsl").write_text(STYLESHEET)

    result = run("transform", "letter.xml", "--xslt", "mine.xsl", "--param", "word=a=b", "-o", "out")

    assert result.exit_code == 0
    assert (folder / "out" / "letter.txt").read_text() == "The word is a=b."


def test_a_stylesheet_that_does_not_compile_is_shown_with_its_own_words(run: Run, folder: Path) -> None:
    (folder / "mine.xsl").write_text(STYLESHEET.replace("$word}", "$wrd}"))

    result = run("transform", "letter.xml", "--xslt", "mine.xsl", "-o", "out")

    assert result.exit_code == 1
    assert "mine.xsl" in result.stderr
    assert "wrd" in result.stderr
    assert list((folder / "out").iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("transform", "letter.xml", "-o", "out"),
        ("transform", "letter.xml", "--to", "ris", "--xslt", "mine.xsl", "-o", "out"),
        ("transform", "letter.xml", "--to", "ris"),
        ("transform", "letter.xml", "--to", "ris", "--param", "word", "-o", "out"),
        ("transform", "letter.xml", "--to", "nonsense", "-o", "out"),
        ("cite", "letter.xml", "--style", "nonsense"),
        ("validate",),
        ("build", "--format", "nonsense"),
        ("build",),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error_and_nothing_is_written(
    run: Run, folder: Path, words: tuple[str, ...]
) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert result.output
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "letter.xml"]


def test_a_document_that_is_not_well_formed_is_reported_and_the_rest_is_done(run: Run, folder: Path) -> None:
    (folder / "broken.xml").write_text("<TEI>")

    result = run("transform", "broken.xml", "letter.xml", "--to", "ris", "-o", "out")

    assert result.exit_code == 1
    assert "broken.xml:1:" in result.stderr
    assert [path.name for path in (folder / "out").iterdir()] == ["letter.ris"]


def test_the_formats_are_listed(run: Run) -> None:
    lines = run("transform", "--list").stdout.splitlines()

    assert [line.partition("\t")[0] for line in lines] == [kind.name for kind in formats()]


def test_the_list_says_what_each_format_is(run: Run) -> None:
    lines = {line.split("\t")[0]: line.split("\t") for line in run("transform", "--list").stdout.splitlines()}

    assert lines["text"][2] == "The text of the letter as it stands in the source, or with its corrections."
    assert lines["text"][3].startswith("reading=source|corrected, ")


def test_a_style_that_does_not_exist_is_said_once_for_all_letters(run: Run, folder: Path) -> None:
    (folder / "other.xml").write_text((folder / "letter.xml").read_text())

    result = run("cite", "letter.xml", "other.xml", "--style", "nonsense")

    assert result.stderr.count("There is no citation style") == 1


def test_each_letter_of_an_edition_in_one_file_has_a_reference(run: Run, folder: Path) -> None:
    letter = '<div type="letter" xml:id="{0}"><head>Letter of {0}</head><p>Text.</p></div>'
    volume = (folder / "letter.xml").read_text().partition("<text")[0]
    body = "".join(map(letter.format, ("may", "june")))
    (folder / "volume.xml").write_text(f"{volume}<text><body>{body}</body></text></TEI>")

    lines = run("cite", "volume.xml", "--split").stdout.splitlines()

    assert [title in line for title, line in zip(("Letter of May", "Letter of June"), lines, strict=True)] == [True] * 2
    assert len(run("cite", "volume.xml").stdout.splitlines()) == 1


def test_a_reference_is_one_line_for_each_letter(run: Run, folder: Path) -> None:
    (folder / "other.xml").write_text((folder / "letter.xml").read_text())

    result = run("cite", "letter.xml", "other.xml")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert "Berger" in result.stdout


def test_an_edition_is_built_from_anywhere_below_its_folder(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "edition.toml").write_text(EDITION)
    (folder / "seeds").mkdir()
    (folder / "letter.txt").rename(folder / "seeds" / "letter.txt")
    monkeypatch.chdir(folder / "seeds")

    result = run("build", "--format", "json")

    assert (folder / "tei" / "letter.xml").is_file()
    assert (folder / "out" / "letter.ris").is_file()
    assert "Encoding 1 letter …" in result.stderr
    assert result.stderr.splitlines()[-1] == f"Open {folder / 'out' / 'letter.ris'} first."
    json.loads(result.stdout)


def test_a_build_names_what_is_wrong_with_the_edition(run: Run, folder: Path) -> None:
    (folder / "edition.toml").write_text(EDITION.replace("publisher", "publischer"))

    result = run("build")

    assert result.exit_code == 2
    assert "edition.toml:4: error: The key “edition.publischer” is not known here" in result.stderr


def test_the_schemas_that_lie_here_are_what_the_odd_gives(run: Run, folder: Path) -> None:
    assert run("schema", "build", "-o", "schema").exit_code == 0
    assert {path.suffix for path in (folder / "schema").iterdir()} >= {".rng", ".xsd", ".sch", ".html"}


def test_a_schema_that_was_edited_is_found_out(run: Run, root: Path, folder: Path) -> None:
    odd = str(root / "schema" / "epistola.odd")
    run("schema", "build", odd, "-o", "schema")
    assert run("schema", "check", odd, "schema").exit_code == 0

    (folder / "schema" / "epistola.rng").write_text("<grammar/>")
    result = run("schema", "check", odd, "schema")

    assert result.exit_code == 1
    assert "schema/epistola.rng: error:" in result.stdout


def test_the_manual_of_a_schema_is_written_by_itself(run: Run, folder: Path) -> None:
    assert run("schema", "doc", "-o", "manual").exit_code == 0
    assert [path.suffix for path in (folder / "manual").iterdir()] == [".html"]
