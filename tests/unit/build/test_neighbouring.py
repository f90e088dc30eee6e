"""Pages that are made together lead to one another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import lxml.html
import pytest

from epistola.build.neighbouring import acquainted
from epistola.build.paths import STANDARD
from epistola.build.requests import transformations
from epistola.build.running import run
from epistola.build.tasks import Task


def letter(day: str, ref: str = "") -> str:
    """Return a letter of Ida's of a day, in which somebody may be named."""
    named = f' <persName ref="{ref}">N</persName>' if ref else ""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc>"
        f'<correspAction type="sent"><persName>Ida</persName><date when="{day}"/></correspAction></correspDesc>'
        f"</profileDesc></teiHeader><text><body><p>x{named}</p></body></text></TEI>"
    )


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    for name, day in (("a", "1873"), ("b", "1871"), ("c", "1872")):
        (tmp_path / f"{name}.xml").write_text(letter(day))
    return tmp_path


def said(tasks: Sequence[Task]) -> list[tuple[str | None, str | None]]:
    """Return what comes before and after in each task for a page."""
    known = [json.loads(words) for words in map(acquainted(tasks), tasks) if words]
    return [(each.get("previous"), each.get("next")) for each in known]


def test_the_pages_of_a_folder_lead_to_one_another_and_to_the_index(letters: Path) -> None:
    tasks = transformations([letters], letters / "out", ["html", "ris", "index"])

    run(tasks, lambda event: None)

    page = lxml.html.document_fromstring((letters / "out/c.html").read_bytes())
    links = [link.get("href") for link in page.cssselect("nav.way a")]
    assert links == ["b.html", "index.html", "a.html"]
    assert all((letters / "out" / str(link)).is_file() for link in links)
    assert said(tasks) == [("c", None), (None, "c"), ("b", "a")]


def test_only_pages_know_of_others(letters: Path) -> None:
    assert said(transformations([letters], letters / "out", ["ris", "text"])) == []


def test_a_page_by_itself_and_one_on_standard_output_know_of_none(letters: Path) -> None:
    assert said(transformations([letters / "a.xml"], letters, ["html"])) == []
    assert said(transformations([letters / "a.xml", letters / "b.xml"], STANDARD, ["html"])) == []


def test_a_document_that_can_not_be_read_is_left_to_its_own_task(letters: Path) -> None:
    (letters / "b.xml").write_text("<TEI")

    tasks = transformations([letters, letters / "missing.xml"], letters / "out", ["html"])

    assert said(tasks) == [("c", None), (None, "a")]


def test_letters_of_one_file_know_of_one_another_when_it_is_taken_apart(tmp_path: Path) -> None:
    both = "".join(letter(day) for day in ("1871", "1872"))
    (tmp_path / "volume.xml").write_text(f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{both}</teiCorpus>')

    apart = transformations([tmp_path / "volume.xml"], tmp_path, ["html"], takes_apart=True)

    assert said(apart) == [(None, "volume-letter-2"), ("volume-letter-1", None)]
    assert said(apart[:1]) == []


def test_references_between_letters_of_one_file_lead_to_their_pages(tmp_path: Path) -> None:
    first = letter("1871").replace("<p>x</p>", '<p>See <ref target="#second">his answer</ref>.</p>')
    both = first + letter("1872").replace("<TEI ", '<TEI xml:id="second" ')
    (tmp_path / "volume.xml").write_text(f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{both}</teiCorpus>')

    run(transformations([tmp_path / "volume.xml"], tmp_path, ["html"], takes_apart=True), lambda event: None)

    page = lxml.html.document_fromstring((tmp_path / "volume-letter-1.html").read_bytes())
    (link,) = [link for link in page.cssselect("a") if "".join(map(str, link.itertext())) == "his answer"]
    assert link.get("href") == "volume-second.html"
    assert (tmp_path / "volume-second.html").is_file()
