from collections.abc import Callable
from pathlib import Path

import pytest

from epistola.build.checkings import checkings
from epistola.build.encodings import encodings
from epistola.build.letters import plan
from epistola.build.paths import STANDARD
from epistola.build.plan import refuse_collisions
from epistola.build.requests import stylings, transformations
from epistola.build.tasks import Gathering, Transformation
from epistola.config import Edition, load
from epistola.errors import SettingsError

Make = Callable[..., Edition]


def test_a_letter_is_encoded_with_its_sidecar_and_its_edition(edition: Make, tmp_path: Path) -> None:
    letters = edition(a="Dear A")
    (letters.sources / "a.toml").write_text("")

    (task,) = encodings([letters.sources / "a.txt"], tmp_path / "elsewhere")

    assert task.target == tmp_path / "elsewhere" / "a.xml"
    assert task.sidecar == letters.sources / "a.toml"
    assert task.settings.edition == letters


def test_pointers_to_the_authority_files_lead_there_from_where_the_tei_is_written(
    edition: Make, tmp_path: Path
) -> None:
    letters = edition(a="Dear A")
    letters.authority.mkdir(parents=True)
    (letters.authority / "places.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')

    (task,) = encodings([letters.sources], tmp_path / "x" / "y")

    assert task.settings.authority_base == "../../tei/authority"


def test_an_edition_that_is_named_goes_before_the_nearest_one(edition: Make, tmp_path: Path) -> None:
    letters = edition(a="Dear A")
    other = tmp_path / "other"
    other.mkdir()
    (other / "edition.toml").write_text((tmp_path / "edition.toml").read_text().replace("Letters", "Others"))

    (by_file,) = encodings([letters.sources / "a.txt"], tmp_path, edition=other / "edition.toml")
    (by_folder,) = encodings([letters.sources / "a.txt"], tmp_path, edition=other)

    assert by_file.settings.edition is not None
    assert by_file.settings.edition.title == "Others"
    assert by_folder.settings.edition == by_file.settings.edition


def test_authority_files_from_two_folders_are_refused(edition: Make, tmp_path: Path) -> None:
    letters = edition(a="Dear A")

    with pytest.raises(SettingsError, match="in several folders"):
        encodings([letters.sources], tmp_path, authority=[tmp_path / "a" / "p.xml", tmp_path / "b" / "q.xml"])


def test_rules_and_transcriptions_come_from_the_edition_unless_they_are_named(edition: Make, tmp_path: Path) -> None:
    letters = edition()
    letters.rules.mkdir(parents=True)
    letters.tei.mkdir()
    (letters.rules / "house.sch").write_text("")
    (letters.tei / "a.xml").write_text("<TEI/>")

    (of_edition,) = checkings([letters.tei])
    (told,) = checkings([letters.tei], rules=tmp_path, sources=tmp_path)

    assert (of_edition.by.rules, of_edition.by.sources) == ((letters.rules / "house.sch",), letters.sources)
    assert (told.by.rules, told.by.sources) == ((), tmp_path)


def test_each_document_is_transformed_into_each_format_once() -> None:
    tasks = transformations([Path("a.xml"), Path("./a.xml")], Path("out"), ["ris", "bibtex", "ris"])

    assert [task.target for task in tasks] == [Path("out/a.ris"), Path("out/a.bib")]


def test_a_format_that_takes_many_letters_makes_one_file_of_all() -> None:
    tasks = transformations([Path("a.xml"), Path("b.xml")], Path("out"), ["network-json", "ris"])

    assert [task.target for task in tasks] == [Path("out/a.ris"), Path("out/b.ris"), Path("out/network.json")]
    assert isinstance(tasks[-1], Gathering)
    assert tasks[-1].documents == (Path("a.xml"), Path("b.xml"))


def test_a_format_that_takes_many_letters_can_go_to_standard_output() -> None:
    (task,) = transformations([Path("a.xml"), Path("b.xml")], STANDARD, ["cmif"])

    assert task.target == STANDARD


def test_the_formats_of_a_letter_are_made_together() -> None:
    tasks = transformations([Path("a.xml")], Path("out"), ["ris", "bibtex", "cmif"])

    assert [task.together for task in tasks if isinstance(task, Transformation)] == [("ris", "bibtex")] * 2


def test_a_parameter_that_a_format_does_not_have_is_refused_before_anything_is_made() -> None:
    with pytest.raises(SettingsError, match="no parameter “colour”"):
        transformations([Path("a.xml")], Path("out"), ["ris"], parameters={"colour": "red"})


def test_the_output_of_a_stylesheet_is_named_after_its_output_method(tmp_path: Path) -> None:
    stylesheet = tmp_path / "mine.xsl"
    stylesheet.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:output method="text"/></xsl:stylesheet>'
    )

    (task,) = stylings([Path("a.xml")], Path("out"), stylesheet)

    assert task.target == Path("out/a.txt")


def test_an_output_never_takes_the_place_of_its_document(tmp_path: Path) -> None:
    stylesheet = tmp_path / "mine.xsl"
    stylesheet.write_text('<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>')
    (tmp_path / "a.xml").write_text("<TEI/>")

    with pytest.raises(SettingsError, match="overwrite the file"):
        refuse_collisions(stylings([tmp_path / "a.xml"], tmp_path, stylesheet))


def test_accents_composed_in_two_ways_make_one_name(edition: Make, tmp_path: Path) -> None:
    tasks = transformations([Path("caf\u00e9.xml"), Path("cafe\u0301.xml")], tmp_path, ["ris"])

    with pytest.raises(SettingsError, match="would be written to"):
        refuse_collisions(tasks)


def test_two_documents_do_not_fit_into_standard_output() -> None:
    with pytest.raises(SettingsError, match="would be written to standard output"):
        refuse_collisions(transformations([Path("a.xml")], STANDARD, ["ris", "bibtex"]))


def test_what_the_edition_tells_a_format_holds_unless_something_else_is_said(edition: Make, tmp_path: Path) -> None:
    letters = edition(a="Dear A")
    settings = tmp_path / "edition.toml"
    settings.write_text(settings.read_text() + '[parameters.text]\nreading = "corrected"\nnotes = "inline"\n')
    letters.tei.mkdir(exist_ok=True)
    (letters.tei / "a.xml").write_text("<TEI/>")

    (task,) = transformations([letters.tei / "a.xml"], tmp_path, ["text"], parameters={"notes": "end"})

    assert isinstance(task, Transformation)
    assert task.parameters == {"reading": "corrected", "notes": "end"}


def test_a_wrong_parameter_in_the_edition_is_refused_with_its_file(edition: Make, tmp_path: Path) -> None:
    letters = edition(a="Dear A")
    settings = tmp_path / "edition.toml"
    settings.write_text(settings.read_text() + '[parameters.ris]\nreading = "corrected"\n')

    with pytest.raises(SettingsError, match="no parameter") as caught:
        plan(load(settings))
    assert str(caught.value.file).endswith("edition.toml")
    assert letters.root == tmp_path
