"""The command formats, from outside."""

from pathlib import Path

from click.testing import CliRunner

from epistola.cli import epistola as program


def test_a_new_format_is_written_once_and_works(tmp_path: Path) -> None:
    folder = tmp_path / "xslt"
    run = CliRunner().invoke

    first = run(program, ["formats", "new", "shelfmarks", "-o", str(folder)])
    second = run(program, ["formats", "new", "shelfmarks", "-o", str(folder)])

    assert (first.exit_code, second.exit_code) == (0, 2)
    assert "There is such a file already." in second.output
    letter = Path(__file__).parents[2] / "cases/formats/a-letter-with-everything/letter.xml"
    out = ["--xslt", str(folder / "shelfmarks.xsl"), "-o", str(tmp_path / "out")]
    assert run(program, ["transform", str(letter), *out]).exit_code == 0
    assert (tmp_path / "out/letter.txt").read_text().startswith("voss-lindqvist-1871-03-04\t")


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(program, ["formats", "new", "../mine", "-o", str(tmp_path)])

    assert done.exit_code == 2
    assert not (tmp_path.parent / "mine.xsl").exists()
