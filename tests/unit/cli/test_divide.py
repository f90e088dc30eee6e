"""`epistola divide`: a file with several letters becomes a file for each."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from epistola.cli import epistola

LETTERS = (
    "Graz, 3 May 1871\n\nDear Anna,\n\nThe bridge is open.\n\nYours ever,\nJohann\n\n* * *\n\nDear Anna,\n\nCome.\n"
)


def test_the_letters_are_written_and_listed(tmp_path: Path) -> None:
    source = tmp_path / "letters.txt"
    source.write_text(LETTERS, encoding="utf-8")

    done = CliRunner().invoke(epistola, ["divide", str(source), "-o", str(tmp_path / "seeds"), "--language", "en"])

    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "seeds").iterdir()) == ["letters-1.txt", "letters-2.txt"]
    assert "letters-2.txt" in done.output


def test_a_file_that_somebody_has_worked_on_is_not_overwritten(tmp_path: Path) -> None:
    source, corrected = tmp_path / "letters.txt", tmp_path / "seeds" / "letters-2.txt"
    source.write_text(LETTERS, encoding="utf-8")
    corrected.parent.mkdir()
    corrected.write_text("Dear Anna,\n\nDo come.\n", encoding="utf-8")

    done = CliRunner().invoke(epistola, ["divide", str(source), "-o", str(corrected.parent), "--language", "en"])

    assert done.exit_code == 3
    assert "Do come." in corrected.read_text(encoding="utf-8")
    assert not (corrected.parent / "letters-1.txt").exists()
