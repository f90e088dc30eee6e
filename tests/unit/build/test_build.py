import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from epistola.build import Begun, Done, Event, build, encodings, orders
from epistola.config import Edition, load
from epistola.encode import Encoded, Settings
from epistola.errors import SettingsError, SurroundingsError

Make = Callable[..., Edition]


def made(edition: Edition) -> dict[str, bytes]:
    folders = (edition.tei, edition.output)
    return {path.name: path.read_bytes() for folder in folders for path in sorted(folder.glob("*"))}


def test_each_letter_becomes_tei_and_a_file_in_each_format(edition: Make) -> None:
    letters = edition(a="Dear A", b="Dear B")

    summary = build(letters)

    assert made(letters) == {
        "a.xml": b"<TEI>Dear A</TEI>",
        "b.xml": b"<TEI>Dear B</TEI>",
        "a.ris": b"ris: <TEI>Dear A</TEI>",
        "a.bib": b"bibtex: <TEI>Dear A</TEI>",
        "b.ris": b"ris: <TEI>Dear B</TEI>",
        "b.bib": b"bibtex: <TEI>Dear B</TEI>",
    }
    assert summary.exit_code == 0
    assert [(tally.stage, tally.done, tally.changed) for tally in summary.tallies] == [
        ("encode", 2, 2),
        ("validate", 2, 0),
        ("transform", 4, 4),
    ]
    assert summary.first == letters.output / "a.ris"


def test_formats_that_take_many_letters_leave_out_a_letter_that_could_not_be_encoded(edition: Make) -> None:
    letters = replace(edition(a="Dear A", b="bad", c="Dear C"), formats=("letters", "ris"))

    build(letters)

    assert made(letters)["letters.csv"] == b"letters: <TEI>Dear A</TEI> <TEI>Dear C</TEI>"
    assert "b.ris" not in made(letters)


def test_when_no_letter_can_be_encoded_there_is_no_file_of_all(edition: Make) -> None:
    letters = replace(edition(a="bad"), formats=("letters",))

    assert build(letters).exit_code == 1
    assert made(letters) == {}


def test_building_again_writes_no_byte(edition: Make) -> None:
    letters = edition(a="Dear A")
    build(letters)
    paths = [*letters.tei.glob("*.xml"), *letters.output.glob("*")]
    for path in paths:
        os.utime(path, (1, 1))

    summary = build(letters)

    assert {path.stat().st_mtime for path in paths} == {1.0}
    assert [tally.changed for tally in summary.tallies] == [0, 0, 0]


def test_a_letter_that_cannot_be_encoded_is_reported_and_the_rest_is_done(edition: Make) -> None:
    letters = edition(a="bad", b="Dear B")
    events: list[Event] = []

    summary = build(letters, on_event=events.append)

    assert sorted(made(letters)) == ["b.bib", "b.ris", "b.xml"]
    failed = [event for event in events if isinstance(event, Done) and event.status]
    assert [event.document.name for event in failed] == ["a.txt"]
    assert [found.code for found in failed[0].diagnostics] == ["x/bad"]
    assert summary.exit_code == 1
    assert summary.tally("encode").failed == 1


def test_the_encoding_of_yesterday_is_neither_lost_nor_shown_as_that_of_today(edition: Make) -> None:
    letters = edition(a="Dear A")
    build(letters)
    (letters.sources / "a.txt").write_text("bad")
    for path in letters.output.glob("*"):
        path.unlink()

    summary = build(letters)

    assert made(letters) == {"a.xml": b"<TEI>Dear A</TEI>"}
    assert summary.first is None


def test_an_encoding_with_errors_is_reported_and_can_be_read_all_the_same(edition: Make) -> None:
    letters = edition(a="odd")

    summary = build(letters)

    assert summary.exit_code == 1
    assert summary.tally("validate").errors == 1
    assert (letters.output / "a.ris").is_file()


def test_tei_that_others_have_encoded_is_validated_and_transformed_too(edition: Make) -> None:
    letters = edition()
    letters.tei.mkdir()
    (letters.tei / "foreign.xml").write_text("<TEI>odd</TEI>")

    summary = build(letters)

    assert (letters.tei / "foreign.xml").read_text() == "<TEI>odd</TEI>"
    assert (letters.output / "foreign.bib").is_file()
    assert summary.tally("validate").errors == 1


def test_authority_files_are_validated_and_not_transformed(edition: Make) -> None:
    letters = edition(a="Dear A")
    letters.authority.mkdir(parents=True)
    (letters.authority / "places.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')

    summary = build(letters)

    assert summary.tally("validate").done == 2
    assert not (letters.output / "places.ris").exists()


def test_a_display_learns_how_much_there_is_before_it_is_done(edition: Make) -> None:
    letters = edition(a="Dear A", b="Dear B")
    events: list[Event] = []

    build(letters, on_event=events.append)

    begun = [(event.stage, event.total) for event in events if isinstance(event, Begun)]
    done = [event.stage for event in events if isinstance(event, Done)]
    assert begun == [("encode", 2), ("validate", 2), ("transform", 4)]
    assert done == ["encode"] * 2 + ["validate"] * 2 + ["transform"] * 4


def test_an_edition_without_a_letter_is_a_mistake_and_not_a_success(edition: Make) -> None:
    with pytest.raises(SettingsError, match="There is no letter in"):
        build(edition())


def test_letters_that_would_get_one_name_are_refused_before_anything_is_written(edition: Make) -> None:
    letters = edition(a="Dear A", A="Dear other A")

    with pytest.raises(SettingsError, match="would be written to"):
        build(letters)

    assert made(letters) == {}


def test_a_format_that_does_not_exist_is_refused_with_the_file_that_asks_for_it(edition: Make, tmp_path: Path) -> None:
    letters = edition(a="Dear A")
    settings = tmp_path / "edition.toml"
    settings.write_text(settings.read_text().replace('"ris"', '"rsi"'))

    with pytest.raises(SettingsError, match="no output format “rsi”") as caught:
        build(load(settings))

    assert caught.value.file == str(settings)
    assert made(letters) == {}


def test_a_folder_that_cannot_be_written_stops_the_build_before_its_first_letter(edition: Make) -> None:
    letters = edition(a="Dear A")
    letters.output.write_text("a file, where the folder should be")

    with pytest.raises(SurroundingsError, match="a file is in its way"):
        build(letters)


def test_one_file_that_cannot_be_written_is_reported_and_the_rest_is_done(edition: Make) -> None:
    letters = edition(a="Dear A", b="Dear B")
    (letters.tei / "a.xml").mkdir(parents=True)

    summary = build(letters)

    assert summary.exit_code == 3
    assert sorted(path.name for path in letters.output.iterdir()) == ["b.bib", "b.ris"]


def test_what_is_wrong_with_a_rule_is_told_once_and_not_for_each_letter(
    edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unusable(**settings: object) -> None:
        raise SettingsError("Can't be used.", code="x/unusable", file="house.sch")

    monkeypatch.setattr(orders, "Examiner", unusable)
    events: list[Event] = []

    summary = build(edition(a="Dear A", b="Dear B"), on_event=events.append)

    found = [diagnostic for event in events if isinstance(event, Done) for diagnostic in event.diagnostics]
    assert [str(diagnostic.place) for diagnostic in found] == ["house.sch"]
    assert (summary.tally("validate").failed, summary.tally("validate").errors) == (2, 1)
    assert summary.exit_code == 2


def test_a_fault_of_ours_costs_one_letter_and_not_the_rest(edition: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(data: bytes, name: str, settings: Settings) -> Encoded:
        if b"A" in data:
            raise IndexError("list index out of range")
        return Encoded(data, ())

    monkeypatch.setattr(encodings, "encode", faulty)
    letters = edition(a="Dear A", b="Dear B")
    events: list[Event] = []

    summary = build(letters, on_event=events.append)

    (found,) = (diagnostic for event in events if isinstance(event, Done) for diagnostic in event.diagnostics)
    assert found.code == "build/fault"
    assert "IndexError: list index out of range (test_build.py, line " in found.message
    assert (letters.tei / "b.xml").is_file()
    assert summary.exit_code == 1


def test_a_file_whose_name_is_no_text_is_reported_and_the_rest_is_done(edition: Make) -> None:
    letters = edition(a="Dear A")
    try:
        (letters.sources / os.fsdecode(b"caf\xe9.txt")).write_text("Dear B")
    except OSError:
        pytest.skip("needs a file system that takes any bytes as a name")

    summary = build(letters)

    assert [path.name for path in letters.tei.glob("*")] == ["a.xml"]
    assert summary.exit_code == 3
