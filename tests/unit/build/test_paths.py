from pathlib import Path

import pytest

from epistola.build.paths import STANDARD, inside, relative, shown, target, unique, xml_files
from epistola.errors import SettingsError, SurroundingsError


def test_an_output_is_named_after_the_stem_of_its_document() -> None:
    assert target(Path("out"), Path("seeds/a.b.txt"), ".csl.json") == Path("out/a.b.csl.json")


@pytest.mark.parametrize("document", ["../../x.txt", "/etc/x.txt", "a/../x.txt"])
def test_an_output_lies_directly_in_its_folder_wherever_the_document_is(document: str) -> None:
    assert target(Path("out"), Path(document), ".xml") == Path("out/x.xml")


@pytest.mark.parametrize("name", ["../x.xml", "/x.xml", "a/x.xml", "..", ".", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="can't be the name of a file in out"):
        inside(Path("out"), name)


def test_what_goes_to_standard_output_has_no_name() -> None:
    assert target(STANDARD, Path("a.txt"), ".xml") == STANDARD


def test_what_comes_from_standard_input_is_named_so() -> None:
    assert target(Path("out"), STANDARD, ".xml") == Path("out/standard-input.xml")
    assert shown(STANDARD) == "standard-input"


def test_the_way_between_two_folders_is_written_with_slashes(tmp_path: Path) -> None:
    assert relative(tmp_path / "tei" / "authority", tmp_path / "tei") == "authority"
    assert relative(tmp_path / "lists", tmp_path / "tei" / "letters") == "../../lists"


def test_a_file_below_the_present_folder_is_shown_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert shown(Path.cwd() / "tei" / "a.xml") == "tei/a.xml"
    assert shown(Path("tei/a.xml")) == "tei/a.xml"
    assert shown(Path("/elsewhere/a.xml")) == "/elsewhere/a.xml"


def test_a_file_that_is_named_twice_is_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert len(unique([Path("a.xml"), Path("b.xml"), Path("./c/../a.xml")])) == 2


def test_a_folder_means_its_xml_files_by_name_and_those_below_it_only_when_wanted(tmp_path: Path) -> None:
    (tmp_path / "authority").mkdir()
    for name in ("b.xml", "a.xml", "notes.txt", "authority/c.xml"):
        (tmp_path / name).write_text("")

    assert [path.name for path in xml_files(tmp_path, below=False)] == ["a.xml", "b.xml"]
    assert [path.name for path in xml_files(tmp_path, below=True)] == ["a.xml", "c.xml", "b.xml"]


def test_a_folder_without_xml_is_a_mistake_and_not_a_success(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="no XML file"):
        xml_files(tmp_path, below=True)
