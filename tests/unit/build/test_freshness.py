"""What a second build does, and what it leaves as it is."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from epistola.build import Done, Event, Options, build, fingerprints
from epistola.build.explaining import Explained, expected, explain
from epistola.build.state import FOLDER, State
from epistola.config import Edition, Endpoint
from epistola.errors import SettingsError
from epistola.names import EPISTOLA_NS

Make = Callable[..., Edition]
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
<person xml:id="anna"><persName>Anna {anna}</persName></person>
<person xml:id="emil"><persName>Emil {emil}</persName></person>
</listPerson></standOff></TEI>"""


@pytest.fixture
def built(edition: Make, worked: list[str]) -> Edition:
    """An edition of two letters that was built, of which one has a remark and one points to Anna."""
    letters = edition(a='Dear A <name ref="persons.xml#anna"/>', b="Dear B, odd")
    letters.authority.mkdir(parents=True)
    (letters.authority / "persons.xml").write_text(PERSONS.format(anna="Moser", emil="Berger"))
    build(letters)
    worked.clear()
    return letters


def findings(edition: Edition, options: Options | None = None) -> list[str]:
    events: list[Event] = []
    build(edition, options, on_event=events.append)
    return [found.code for event in events if isinstance(event, Done) for found in event.diagnostics]


def test_what_has_not_changed_is_not_done_again_and_its_findings_are_told_again(
    built: Edition, worked: list[str]
) -> None:
    assert findings(built) == ["x/odd"]
    assert worked == []

    summary = build(built)
    assert [(tally.done, tally.fresh, tally.changed) for tally in summary.tallies] == [(2, 2, 0), (3, 3, 0), (4, 4, 0)]
    assert summary.exit_code == 1


def test_a_change_of_one_letter_is_work_for_this_letter_only(built: Edition, worked: list[str]) -> None:
    (built.sources / "a.txt").write_text("Dear other A")

    build(built)

    assert worked == ["encode a.txt", "validate tei/a.xml", "ris tei/a.xml", "bibtex tei/a.xml"]
    assert (built.output / "a.ris").read_text() == "ris: <TEI>Dear other A</TEI>"


def test_when_the_tei_comes_out_the_same_all_that_follows_stays_as_it_is(built: Edition, worked: list[str]) -> None:
    source = built.sources / "b.txt"
    source.write_text(f"{source.read_text()}~ of no importance")

    build(built)

    assert worked == ["encode b.txt"]


def test_times_alone_make_no_work(built: Edition, worked: list[str]) -> None:
    for path in [*built.sources.iterdir(), *built.tei.glob("*.xml"), *built.output.iterdir()]:
        os.utime(path)

    build(built)

    assert worked == []


def test_a_change_that_keeps_size_and_time_of_a_fresh_file_is_noticed(built: Edition, worked: list[str]) -> None:
    """The time of a file changed in the moment in which the state was written can't tell (git: racy)."""
    source = built.sources / "b.txt"
    before = source.stat()
    with source.open("r+") as file:
        file.write("Lieb")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))

    build(built)

    assert "encode b.txt" in worked


def test_a_sidecar_that_comes_or_goes_is_a_change(built: Edition, worked: list[str]) -> None:
    sidecar = built.sources / "a.toml"
    sidecar.write_text('[letter]\ntitle = "A"\n')
    build(built)
    assert worked == ["encode a.txt"]

    sidecar.unlink()
    build(built)
    assert worked == ["encode a.txt", "encode a.txt"]


def test_an_answer_of_a_language_model_that_comes_or_goes_is_a_change(built: Edition, worked: list[str]) -> None:
    endpoint = Endpoint("https://example.org/v1", "model", built.root / "answers", "KEY")
    asked = replace(built, endpoint=endpoint)
    build(asked)
    worked.clear()
    endpoint.answers.mkdir()
    said = {"version": 1, "model": "model", "url": endpoint.url, "sha256": "", "replies": []}
    (endpoint.answers / "a.json").write_text(json.dumps(said))

    build(asked)
    assert worked == ["encode a.txt"]

    build(replace(asked, pipelines=("a_pipeline",)))
    assert worked == ["encode a.txt", "encode a.txt", "encode b.txt"]


def test_settings_that_stand_in_the_letters_are_a_change_and_others_are_not(built: Edition, worked: list[str]) -> None:
    build(replace(built, formats=("ris",)))
    assert worked == []

    build(replace(built, publisher="Somebody else"))
    assert worked == ["encode a.txt", "encode b.txt"]


def test_what_a_format_is_told_is_a_change_for_this_format(built: Edition, worked: list[str]) -> None:
    both = replace(built, formats=("ris", "text"))
    build(both)
    worked.clear()

    build(replace(both, parameters={"text": {"reading": "corrected"}}))

    assert worked == ["text tei/a.xml", "text tei/b.xml"]


def test_a_stylesheet_of_the_edition_is_a_format_that_depends_on_its_modules(edition: Make, worked: list[str]) -> None:
    mine = replace(edition(a="Dear A"), formats=("mine",))
    folder = mine.root / "xslt"
    (folder / "lib").mkdir(parents=True)
    xsl = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{}</xsl:stylesheet>'
    head = f'<ep:format xmlns:ep="{EPISTOLA_NS}" title="Mine" suffix=".mine" media-type="text/plain"/>'
    includes = '<xsl:include href="lib/part.xsl"/><xsl:include href="epistola:lib/dates.xsl"/>'
    (folder / "mine.xsl").write_text(xsl.format(head + includes))
    (folder / "lib" / "part.xsl").write_text(xsl.format(""))
    build(mine)
    assert [path.name for path in mine.output.iterdir()] == ["a.mine"]
    worked.clear()

    build(mine)
    assert worked == []

    (folder / "lib" / "part.xsl").write_text(xsl.format("<!-- changed -->"))
    build(mine)
    assert worked == [f"{folder}/mine.xsl tei/a.xml"]


def test_another_version_of_epistola_does_everything_anew(
    built: Edition, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "program", lambda room: room.encode())

    build(built)

    assert len(worked) == 2 + 3 + 4


def test_an_entry_of_an_authority_file_matters_to_the_letters_that_see_it(built: Edition, worked: list[str]) -> None:
    (built.authority / "persons.xml").write_text(PERSONS.format(anna="Moser-Huber", emil="Berger"))
    build(built)
    # Both are encoded anew, since names are looked for in both; the outputs of b don't show anybody.
    assert worked == [
        "encode a.txt",
        "encode b.txt",
        "validate tei/authority/persons.xml",
        "ris tei/a.xml",
        "bibtex tei/a.xml",
    ]
    worked.clear()

    (built.authority / "persons.xml").write_text(PERSONS.format(anna="Moser-Huber", emil="Maier"))
    build(built)
    assert worked == ["encode a.txt", "encode b.txt", "validate tei/authority/persons.xml"]


def test_outputs_that_were_changed_or_deleted_are_made_again(built: Edition, worked: list[str]) -> None:
    before = (built.output / "a.ris").read_bytes()
    (built.output / "a.ris").write_text("something else")
    (built.output / "b.bib").unlink()

    build(built)

    assert worked == ["ris tei/a.xml", "bibtex tei/b.xml"]
    assert (built.output / "a.ris").read_bytes() == before


def test_tei_that_was_deleted_is_made_again_and_nothing_else(built: Edition, worked: list[str]) -> None:
    (built.tei / "a.xml").unlink()

    build(built)

    assert worked == ["encode a.txt"]
    assert (built.tei / "a.xml").is_file()


def test_tei_that_was_edited_stays_and_what_follows_from_it_is_made(built: Edition, worked: list[str]) -> None:
    (built.tei / "a.xml").write_text("<TEI>Edited</TEI>")

    assert "build/edited" in findings(built)

    assert (built.tei / "a.xml").read_text() == "<TEI>Edited</TEI>"
    assert (built.output / "a.ris").read_text() == "ris: <TEI>Edited</TEI>"
    assert "encode a.txt" not in worked


def test_tei_that_was_edited_is_not_overwritten_when_its_source_changes_but_that_is_said(
    built: Edition, worked: list[str]
) -> None:
    (built.tei / "a.xml").write_text("<TEI>Edited</TEI>")
    (built.sources / "a.txt").write_text("Dear other A")

    assert "build/not-overwritten" in findings(built)
    assert "build/not-overwritten" in findings(built)
    assert worked.count("encode a.txt") == 1
    assert (built.tei / "a.xml").read_text() == "<TEI>Edited</TEI>"

    (built.tei / "a.xml").write_text("<TEI>Edited again</TEI>")
    assert "build/not-overwritten" not in findings(built)


def test_tei_that_was_edited_is_encoded_anew_when_the_user_says_so_and_a_copy_stays(built: Edition) -> None:
    (built.tei / "a.xml").write_text("<TEI>Edited</TEI>")
    encoded = '<TEI>Dear A <name ref="persons.xml#anna"/></TEI>'

    assert "build/overwritten" in findings(built, Options(overwrite=True))

    assert (built.tei / "a.xml").read_text() == encoded
    copies = [path.read_text() for path in (built.root / FOLDER / "replaced").iterdir()]
    assert copies == ["<TEI>Edited</TEI>"]


def test_tei_as_an_earlier_build_wrote_it_is_nobodys_edit(built: Edition) -> None:
    earlier = (built.tei / "a.xml").read_bytes()
    (built.sources / "a.txt").write_text("Dear other A")
    build(built)
    (built.tei / "a.xml").write_bytes(earlier)

    build(built)

    assert (built.tei / "a.xml").read_text() == "<TEI>Dear other A</TEI>"


def test_without_a_state_nothing_is_lost_but_time(built: Edition, worked: list[str]) -> None:
    for path in (built.root / FOLDER).iterdir():
        path.unlink()

    summary = build(built)

    assert len(worked) == 2 + 3 + 4
    assert [tally.changed for tally in summary.tallies] == [0, 0, 0]


def test_without_a_state_tei_that_may_have_been_edited_stays(built: Edition) -> None:
    (built.tei / "a.xml").write_text("<TEI>Perhaps edited</TEI>")
    (built.root / FOLDER / "state.db").unlink()

    assert "build/not-overwritten" in findings(built)

    assert (built.tei / "a.xml").read_text() == "<TEI>Perhaps edited</TEI>"


@pytest.mark.parametrize("content", [b"nonsense" * 1000, b"SQLite format 3\0" + b"\1" * 5000])
def test_a_state_that_cannot_be_read_is_begun_anew_and_that_is_said(built: Edition, content: bytes) -> None:
    state = built.root / FOLDER / "state.db"
    for path in state.parent.glob("state.db-*"):
        path.unlink()
    state.write_bytes(content)

    assert "state/begun-anew" in findings(built)
    assert findings(built) == ["x/odd"]


def test_a_state_of_another_version_is_begun_anew(built: Edition, worked: list[str]) -> None:
    state = State(built.root / FOLDER)
    state._base.execute("PRAGMA user_version = 99")
    state.close()

    build(built)

    assert len(worked) == 2 + 3 + 4


def test_a_letter_that_could_not_be_encoded_is_not_tried_again_until_it_changes(
    edition: Make, worked: list[str]
) -> None:
    letters = edition(a="bad", b="Dear B")
    assert findings(letters) == ["x/bad"]
    assert findings(letters) == ["x/bad"]
    assert worked.count("encode a.txt") == 1

    (letters.sources / "a.txt").write_text("Dear A")
    assert findings(letters) == []
    assert (letters.output / "a.ris").is_file()


def test_a_file_of_all_letters_is_made_again_only_if_a_record_changed(edition: Make, worked: list[str]) -> None:
    letters = replace(edition(a="Dear A", b="Dear B"), formats=("letters",))
    build(letters)
    worked.clear()

    build(letters)
    assert worked == []

    (letters.sources / "b.txt").write_text("Dear other B")
    build(letters)
    assert worked == ["encode b.txt", "validate tei/b.xml", "record tei/b.xml", "letters"]
    assert (letters.output / "letters.csv").read_text() == "letters: <TEI>Dear A</TEI> <TEI>Dear other B</TEI>"


def test_a_letter_that_is_gone_leaves_the_file_of_all_letters(edition: Make) -> None:
    letters = replace(edition(a="Dear A", b="Dear B"), formats=("letters",))
    build(letters)
    (letters.sources / "b.txt").unlink()
    (letters.tei / "b.xml").unlink()

    build(letters)

    assert (letters.output / "letters.csv").read_text() == "letters: <TEI>Dear A</TEI>"


@pytest.mark.parametrize(
    ("patterns", "made"),
    [
        (("a",), ["encode a.txt", "validate tei/a.xml", "ris tei/a.xml", "bibtex tei/a.xml"]),
        (("out/*.bib",), ["encode a.txt", "encode b.txt", "bibtex tei/a.xml", "bibtex tei/b.xml"]),
        (("b.ris",), ["encode b.txt", "ris tei/b.xml"]),
        (("tei/b.xml",), ["encode b.txt", "validate tei/b.xml"]),
        (("letters.csv",), ["encode a.txt", "encode b.txt", "record tei/a.xml", "record tei/b.xml", "letters"]),
    ],
)
def test_only_what_is_wanted_is_made_with_what_it_needs(
    edition: Make, worked: list[str], patterns: tuple[str, ...], made: list[str]
) -> None:
    formats = ("ris", "bibtex", "letters")
    build(replace(edition(a="Dear A", b="Dear B"), formats=formats), Options(only=patterns))

    assert worked == made


def test_a_build_can_end_with_the_first_failure(edition: Make, worked: list[str]) -> None:
    summary = build(edition(a="bad", b="Dear B"), Options(fail_fast=True))

    assert summary.exit_code == 1
    assert [tally.stage for tally in summary.tallies] == ["encode"]
    assert not any(work.startswith("validate") for work in worked)


def reasons(found: Explained) -> str:
    return "; ".join(found.reasons)


def test_of_any_output_it_can_be_said_why_it_is_fresh_or_stale(built: Edition, worked: list[str]) -> None:
    def said(path: Path) -> list[str]:
        return [reasons(found) for found in explain(built, path)]

    assert said(built.output / "a.ris") == [""]

    (built.sources / "a.txt").write_text("Dear other A")
    assert said(built.tei / "a.xml") == [
        "the transcription: changed",
        "if the letter, which is encoded anew, becomes another",
    ]
    assert said(built.output / "a.ris") == ["if the letter, which is encoded anew, becomes another"]

    (built.output / "b.ris").unlink()
    (built.output / "b.bib").write_text("changed")
    assert said(built.output / "b.ris") == ["it has been deleted"]
    assert said(built.output / "b.bib") == ["it has been changed by hand"]
    assert worked == []


def test_a_file_that_the_build_does_not_make_cannot_be_explained(built: Edition) -> None:
    with pytest.raises(SettingsError, match="does not make this file"):
        list(explain(built, built.output / "c.ris"))


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(edition: Make, worked: list[str]) -> None:
    letters = edition(a="Dear A")

    would = [(found.stage, found.target.name, reasons(found)) for found in expected(letters)]

    assert would == [
        ("encode", "a.xml", "it has not been made yet"),
        ("validate", "a.xml", "it has not been made yet"),
        ("transform", "a.ris", "it has not been made yet"),
        ("transform", "a.bib", "it has not been made yet"),
    ]
    assert worked == []
    assert sorted(path.name for path in letters.root.iterdir()) == ["edition.toml", "seeds"]


def test_what_was_made_from_what_is_written_down_in_words(built: Edition) -> None:
    state = State(built.root / FOLDER, writable=False)

    row = state.rows(["tei/a.xml"])["tei/a.xml"]

    assert set(json.loads(row.inputs)) == {"the transcription", "edition.toml", "Epistola", "the authority files"}
    state.close()
