from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from epistola.build.letters import Letter, plan
from epistola.config import Edition
from epistola.errors import SettingsError

Make = Callable[..., Edition]


def test_letters_are_transcriptions_and_tei_files_in_the_order_of_their_names(edition: Make) -> None:
    letters = edition(b="Dear B", a="Dear A")
    (letters.sources / "a.toml").write_text("")
    letters.tei.mkdir()
    (letters.tei / "a.xml").write_text("<TEI/>")
    (letters.tei / "foreign.xml").write_text("<TEI/>")

    assert list(plan(letters).letters) == [Letter("a", "a.txt", True), Letter("b", "b.txt"), Letter("foreign")]


@pytest.mark.parametrize("name", ["A.xml", "e\u0301.xml"])
def test_letters_whose_names_differ_only_for_careful_file_systems_are_refused(edition: Make, name: str) -> None:
    letters = edition(a="Dear A", é="Dear E")
    letters.tei.mkdir()
    (letters.tei / name).write_text("<TEI/>")
    if name in {path.name for path in letters.tei.iterdir()} and (letters.tei / "a.xml").exists():
        pytest.skip("needs a file system that tells capitals from small letters")

    with pytest.raises(SettingsError, match="would be written to"):
        plan(letters)


def test_letters_whose_outputs_would_have_one_name_are_refused(edition: Make) -> None:
    letters = edition(**{"a": "Dear A", "a.biblatex": "Dear other A"})

    assert plan(replace(letters, formats=("bibtex", "csl-json"))).letters
    with pytest.raises(SettingsError, match=r"out/a\.biblatex\.bib"):
        plan(replace(letters, formats=("bibtex", "biblatex")))


def test_an_output_folder_in_which_transcriptions_would_be_overwritten_is_refused(edition: Make) -> None:
    letters = edition(a="Dear A")
    letters = replace(letters, output=letters.sources, formats=("text",))

    with pytest.raises(SettingsError, match="would overwrite") as caught:
        plan(letters)

    assert Path(caught.value.file or "").name == "a.txt"
