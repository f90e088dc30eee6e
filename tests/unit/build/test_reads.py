"""A verdict is fresh as long as all that it may have depended on is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from epistola.build import reads
from epistola.validate.reading import surroundings

LETTER = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>
<fileDesc><sourceDesc><bibl><idno type="file">a.txt</idno></bibl></sourceDesc></fileDesc>
<encodingDesc><listPrefixDef>
<prefixDef ident="person" matchPattern="(.+)" replacementPattern="authority/persons.xml#$1"/></listPrefixDef>
</encodingDesc></teiHeader><text><body><p><persName ref="person:anna">Anna</persName><graphic url="page.jpg"/>
<ref target="#here https://example.org/x other.xml"/></p></body></text></TEI>"""
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="anna">{}</person>
<person xml:id="emil">{}</person></TEI>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "tei" / "authority").mkdir(parents=True)
    (tmp_path / "seeds" / "a.txt").write_text("Dear Anna")
    (tmp_path / "tei" / "authority" / "persons.xml").write_text(PERSONS.format("Anna", "Emil"))
    (tmp_path / "tei" / "page.jpg").write_bytes(b"\xff\xd8\xff")
    return tmp_path


def changed(folder: Path, text: str) -> str:
    found = reads.changed(reads.from_text(text), lambda name: reads.state(Path(name)))
    return Path(found).relative_to(folder).as_posix() if found else ""


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda folder: None, ""),
    "a file beside": (lambda folder: (folder / "tei" / "authority" / "new.xml").write_text("<TEI/>"), ""),
    "another entry": (
        lambda folder: (folder / "tei" / "authority" / "persons.xml").write_text(PERSONS.format("Anna", "Emilio")),
        "",
    ),
    "the entry": (
        lambda folder: (folder / "tei" / "authority" / "persons.xml").write_text(PERSONS.format("Annette", "Emil")),
        "tei/authority/persons.xml",
    ),
    "no entry": (
        lambda folder: (folder / "tei" / "authority" / "persons.xml").write_text("<TEI/>"),
        "tei/authority/persons.xml",
    ),
    "no XML": (
        lambda folder: (folder / "tei" / "authority" / "persons.xml").write_text("<TEI>"),
        "tei/authority/persons.xml",
    ),
    "no list": (
        lambda folder: (folder / "tei" / "authority" / "persons.xml").unlink(),
        "tei/authority/persons.xml",
    ),
    "the transcription": (lambda folder: (folder / "seeds" / "a.txt").write_text("Dear Anne"), "seeds/a.txt"),
    "a picture": (lambda folder: (folder / "tei" / "page.jpg").write_bytes(b""), "tei/page.jpg"),
    "a file that was missing": (lambda folder: (folder / "tei" / "other.xml").write_text("<TEI/>"), "tei/other.xml"),
    "a neighbour of a missing file": (lambda folder: (folder / "tei" / "others.xml").write_text(""), "tei/other.xml"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_verdict_is_fresh_until_something_changes_that_the_document_leads_to(folder: Path, what: str) -> None:
    text = reads.read_by(LETTER, "a.xml", folder / "tei", folder / "seeds")
    change, said = CHANGES[what]

    change(folder)
    reads._elements.cache_clear()
    reads._names.cache_clear()

    assert changed(folder, text) == said


def test_the_schema_for_which_a_document_asks_counts_with_those_beside_it(folder: Path) -> None:
    (folder / "edition.toml").write_text("")
    (folder / "schema").mkdir()
    (folder / "schema" / "mine.rng").write_text("<grammar/>")
    (folder / "schema" / "part.rng").write_text("<grammar/>")
    asking = b'<?xml-model href="../schema/mine.rng"?>' + LETTER
    text = reads.read_by(asking, "a.xml", folder / "tei", folder / "seeds")
    assert changed(folder, text) == ""

    (folder / "schema" / "part.rng").write_text("<grammar> </grammar>")

    assert changed(folder, text) == "schema/part.rng"


def test_a_schema_that_is_not_there_yet_counts(folder: Path) -> None:
    (folder / "edition.toml").write_text("")
    asking = b'<?xml-model href="../mine.rng"?>' + LETTER
    text = reads.read_by(asking, "a.xml", folder / "tei", folder / "seeds")

    (folder / "mine.rng").write_text("<grammar/>")

    assert changed(folder, text) == "mine.rng"


def test_rules_count_with_all_that_they_include(tmp_path: Path) -> None:
    rule = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="part.sch"/></schema>'
    part = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="{}"/>'
    (tmp_path / "a.sch").write_text(rule)
    (tmp_path / "part.sch").write_text(part.format("one"))
    before = surroundings([tmp_path / "a.sch"])

    (tmp_path / "part.sch").write_text(part.format("two"))
    after = surroundings([tmp_path / "a.sch"])
    (tmp_path / "part.sch").unlink()

    assert len({before, after, surroundings([tmp_path / "a.sch"]), surroundings([])}) == 4


def test_what_is_no_xml_depends_on_itself_only(folder: Path) -> None:
    assert reads.read_by(b"<TEI>", "a.xml", folder, None) == ""
