"""Pages that a build makes lead to one another, as those of `transform` do; what changes makes no further work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import lxml.html
import pytest
from tests.editions import settings
from tests.unit.build.test_neighbouring import letter

from epistola.build import Done, Event, Options, build
from epistola.build.explaining import expected, explain
from epistola.build.freshness import Unit
from epistola.build.letters import Letter
from epistola.build.requests import transformations
from epistola.build.running import run
from epistola.build.stages.transform import Transformation
from epistola.config import Edition, load

PERSONS = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>"
    '<person xml:id="ida"><persName>Ida Voss</persName><idno type="GND">{gnd}</idno></person>'
    '<person xml:id="nobody"><persName>{nobody}</persName></person></listPerson></standOff></TEI>'
)
Make = Callable[..., Edition]
IDA = "authority/persons.xml#ida"


@pytest.fixture
def edition(tmp_path: Path) -> Make:
    def make(*formats: str) -> Edition:
        path = tmp_path / "edition.toml"
        path.write_text(settings(*(formats or ("html", "ris"))))
        return load(path)

    tei = tmp_path / "tei"
    (tei / "authority").mkdir(parents=True)
    (tei / "authority/persons.xml").write_text(PERSONS.format(gnd="1", nobody="Nobody"))
    for day in range(1, 8):
        (tei / f"l{day}.xml").write_text(letter(f"1871-03-0{day}", IDA if day in (2, 6) else ""))
    return make


def pages(edition: Edition) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(edition.output.glob("*.html"))}


def steps(edition: Edition, name: str) -> list[str | None]:
    page = lxml.html.document_fromstring((edition.output / f"{name}.html").read_bytes())
    return [link.get("href") for link in page.cssselect("nav.way a")]


def elsewhere(edition: Edition, name: str) -> list[str | None]:
    page = lxml.html.document_fromstring((edition.output / f"{name}.html").read_bytes())
    return [link.get("href") for link in page.cssselect(".elsewhere a")]


def made(edition: Edition, **options: object) -> set[str]:
    """Build, and return the files that were made anew."""
    events: list[Event] = []
    build(edition, Options(**options), on_event=events.append)  # type: ignore[arg-type]
    done = (event for event in events if isinstance(event, Done) and event.stage == "transform")
    return {event.target.name for event in done if event.target is not None and not event.fresh}


def test_each_page_leads_to_the_letters_around_it_and_to_those_that_name_the_same(edition: Make) -> None:
    letters = edition("html", "ris", "index")

    build(letters)

    assert steps(letters, "l1") == ["index.html", "l2.html"]
    assert steps(letters, "l3") == ["l2.html", "index.html", "l4.html"]
    assert elsewhere(letters, "l2") == ["l6.html#reg-ida"]


def test_a_build_makes_the_pages_that_transform_makes(edition: Make, tmp_path: Path) -> None:
    letters = edition("html", "index")
    build(letters)

    run(transformations([letters.tei], tmp_path / "other", ["html", "index"]), lambda event: None)

    assert pages(letters) == {path.name: path.read_bytes() for path in sorted((tmp_path / "other").iterdir())}
    assert len(pages(letters)) == 8


def test_two_processes_make_the_pages_that_one_makes(edition: Make) -> None:
    letters = edition("html")
    build(letters)
    alone = pages(letters)
    for path in letters.output.iterdir():
        path.unlink()

    build(letters, Options(jobs=2))

    assert pages(letters) == alone


def test_where_nothing_has_changed_nothing_is_made(edition: Make) -> None:
    letters = edition()
    build(letters)

    assert made(letters) == set()
    assert [*expected(letters)] == []


def test_a_letter_that_changes_makes_work_only_for_the_pages_that_show_it(edition: Make) -> None:
    letters = edition()
    build(letters)
    (letters.tei / "l4.xml").write_text(letter("1871-03-04", "").replace("A letter", "Another title"))
    assert made(letters) == {"l3.html", "l4.html", "l5.html", "l4.ris"}

    (letters.tei / "l4.xml").write_text(letter("1871-03-04", "").replace("<p>x</p>", "<p>y</p>"))
    (letters.tei / "l1.xml").write_text(letter("1871-03-01", "").replace("<p>x</p>", "<p>y</p>"))
    made(letters)
    (letters.tei / "l1.xml").write_text(letter("1871-03-01", "").replace("<p>x</p>", "<p>z</p>"))

    assert made(letters) == {"l1.html", "l1.ris"}


def test_a_letter_that_comes_or_goes_changes_the_pages_beside_it(edition: Make) -> None:
    letters = edition()
    build(letters)
    before = pages(letters)
    (letters.tei / "new.xml").write_text(letter("1871-03-04", IDA))

    assert made(letters) == {"l2.html", "l4.html", "l5.html", "l6.html", "new.html", "new.ris"}
    assert steps(letters, "l5") == ["new.html", "l6.html"]

    (letters.tei / "new.xml").unlink()
    assert made(letters) == {"l2.html", "l4.html", "l5.html", "l6.html"}
    assert {name: content for name, content in pages(letters).items() if name != "new.html"} == before


def test_a_letter_to_which_another_refers_is_led_to_once_it_is_there(edition: Make) -> None:
    letters = edition("html")
    text = '<p>My <ref target="missing.xml">letter</ref> to you.</p>'
    (letters.tei / "l7.xml").write_text(letter("1871-03-07").replace("<p>x</p>", text))
    build(letters)
    assert 'href="missing.html"' not in (letters.output / "l7.html").read_text()

    (letters.tei / "missing.xml").write_text(letter("1860-01-01"))

    assert made(letters) == {"l1.html", "l7.html", "missing.html"}
    assert 'href="missing.html"' in (letters.output / "l7.html").read_text()


def test_an_entry_that_a_letter_does_not_see_makes_no_work_for_its_page(edition: Make) -> None:
    letters = edition()
    build(letters)
    persons = letters.authority / "persons.xml"
    persons.write_text(PERSONS.format(gnd="1", nobody="Nobody at all"))
    assert made(letters) == set()

    persons.write_text(PERSONS.format(gnd="2", nobody="Nobody at all"))
    assert {"l2.html", "l6.html"} <= made(letters) <= {"l2.html", "l6.html", "l2.ris", "l6.ris"}
    assert made(letters) == set()


def test_a_page_that_is_made_by_itself_says_what_is_known_of_others(edition: Make) -> None:
    letters = edition()

    assert made(letters, only=("l3",)) == {"l3.html", "l3.ris"}
    assert steps(letters, "l3") == []

    build(letters)
    (letters.tei / "l3.xml").write_text(letter("1871-03-03", "").replace("<p>x</p>", "<p>y</p>"))

    assert made(letters, only=("l3.html",)) == {"l3.html"}
    assert steps(letters, "l3") == ["l2.html", "l4.html"]
    assert made(letters) == {"l3.ris"}


def test_a_first_build_has_no_pages_in_doubt(edition: Make) -> None:
    assert {(found.target.suffix, found.certain) for found in expected(edition("html"))} == {
        (".xml", True), (".html", True)
    }  # fmt: skip


def test_of_letters_that_are_not_wanted_nothing_is_looked_at(edition: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = edition()
    looked: list[str] = []
    look = Transformation.look

    def watched(stage: Transformation, some: Sequence[Letter]) -> list[Unit]:
        looked.extend(letter.name for letter in some)
        return look(stage, some)

    monkeypatch.setattr(Transformation, "look", watched)

    made(letters, only=("l3",))

    assert looked == ["l3", "l3"]


def test_why_a_page_may_have_to_be_made_again_is_said(edition: Make) -> None:
    letters = edition()
    build(letters)
    page = letters.output / "l3.html"
    assert [found.reasons for found in explain(letters, page)] == [()]

    (letters.tei / "l4.xml").write_text(letter("1871-03-04", "").replace("A letter", "Another title"))

    (found,) = explain(letters, page)
    assert (found.reasons, found.certain) == (
        ("if it comes to say something else of other letters, 1 of which are new, changed or gone",),
        False,
    )
    planned = [(found.target.name, found.certain) for found in expected(letters)]
    assert planned == [("l4.xml", True), ("l4.ris", True), ("l4.html", True), ("out", False)]

    build(letters, Options(only=("l4",)))
    (found,) = explain(letters, page)
    assert (found.reasons, found.certain) == (("what it says of other letters: changed",), True)


def test_a_letter_that_can_not_be_read_is_reported_once_and_left_out(edition: Make) -> None:
    letters = edition("html")
    (letters.tei / "l2.xml").write_text("<TEI")
    events: list[Event] = []

    build(letters, on_event=events.append)

    failed = [event for event in events if isinstance(event, Done) and event.stage == "transform" and event.status]
    assert [event.document.name for event in failed] == ["l2.xml"]
    assert steps(letters, "l1") == ["l3.html"]


def test_a_list_of_letters_that_is_new_in_the_edition_is_led_to(edition: Make) -> None:
    build(edition("html"))

    letters = edition("html", "index")
    assert {f"l{day}.html" for day in range(1, 8)} <= made(letters)
    assert "index.html" in steps(letters, "l1")


def test_an_edition_of_one_letter_has_nothing_to_lead_to(edition: Make) -> None:
    letters = edition("html")
    for path in list(_others(letters)):
        path.unlink()

    build(letters)

    assert steps(letters, "l1") == []


def _others(letters: Edition) -> Iterator[Path]:
    return (path for path in letters.tei.glob("l*.xml") if path.stem != "l1")
