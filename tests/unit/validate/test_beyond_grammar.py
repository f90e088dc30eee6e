"""Lives, languages, files, CMIF: each check with what it fires at and what it passes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from epistola.diagnostics import Diagnostic, Severity
from epistola.validate.checks import cmif, files, languages, lives
from epistola.validate.document import Document

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
PERSONS = f"""<TEI {NS}><standOff><listPerson>
<person xml:id="moser-anna"><persName>Anna Moser</persName><birth when="1840"/><death when="1870-12-31"/></person>
<person xml:id="unknown"><persName>N. N.</persName></person>
</listPerson></standOff></TEI>"""
PREFIX = '<prefixDef ident="person" matchPattern="([^#]+)" replacementPattern="persons.xml#$1"/>'
PIXEL = b"\x89PNG\r\n\x1a\n0000"


def document(body: str, base: Path | None = None) -> Document:
    return Document(f"<TEI {NS}>\n{body}</TEI>".encode(), "x.xml", base=base)


def action(type_: str, when: str, ref: str = "person:moser-anna") -> str:
    return f'{PREFIX}<correspAction type="{type_}"><persName ref="{ref}"/><date {when}/></correspAction>'


def codes(found: list[Diagnostic]) -> list[str]:
    return [diagnostic.code for diagnostic in found]


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "persons.xml").write_text(PERSONS)
    (tmp_path / "page.png").write_bytes(PIXEL)
    (tmp_path / "page.jpg").write_bytes(b"<html>")
    (tmp_path / "empty.jpg").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("type_", "when", "code", "severity"),
    [
        ("sent", 'when="1839"', "lives/before-birth", Severity.ERROR),
        ("sent", 'when="1871-05-03"', "lives/after-death", Severity.ERROR),
        ("received", 'notBefore="1871-01" notAfter="1872"', "lives/after-death", Severity.WARNING),
    ],
)
def test_nobody_writes_before_birth_or_after_death(
    edition: Path, type_: str, when: str, code: str, severity: Severity
) -> None:
    (found,) = lives.check(document(action(type_, when), edition))
    assert (found.code, found.severity, found.place.line) == (code, severity, 2)
    assert "Anna Moser" in found.message


@pytest.mark.parametrize(
    "body",
    [
        action("sent", 'when="1840"'),
        action("sent", 'when="1870"'),
        action("sent", 'notBefore="1869" notAfter="1880"'),
        action("sent", 'when="around 1900"'),
        action("sent", 'when="1999"', "person:unknown"),
        action("sent", 'when="1999"', "person:nobody"),
        action("sent", 'when="1999"', "other.xml#moser-anna"),
        action("sent", 'when="1999"', "https://d-nb.info/gnd/1"),
    ],
)
def test_what_is_possible_or_unknown_of_a_life_is_silent(edition: Path, body: str) -> None:
    assert list(lives.check(document(body, edition))) == []


def test_a_person_in_the_document_itself_counts_too() -> None:
    person = '<person xml:id="a"><persName>A</persName><death><date when="1862"/></death></person>'
    assert codes(list(lives.check(document(person + action("sent", 'when="1871"', "#a"))))) == ["lives/after-death"]


@pytest.mark.parametrize("tag", ["de", "de-AT", "grc", "zh-Hant-TW", "de-Latn-AT-1901", "x-own", "qaa", "i-navajo", ""])
def test_a_language_tag_is_silent(tag: str) -> None:
    assert list(languages.check(document(f'<p xml:lang="{tag}"/>'))) == []


@pytest.mark.parametrize(
    ("tag", "code", "hint"),
    [
        ("de_AT", "languages/not-a-tag", "Write “de-AT”."),
        ("de-", "languages/not-a-tag", "Write one such as"),
        ("deutsch-sprachig", "languages/unknown", "registry"),
        ("ger", "languages/longer-code", "Write “de”."),
        ("fra-CH", "languages/longer-code", "Write “fr-CH”."),
        ("xq", "languages/unknown", "registry"),
        ("de-Abcd", "languages/unknown", "registry"),
        ("de-QB", "languages/unknown", "registry"),
    ],
)
def test_what_is_no_language_tag_is_said_with_what_to_write(tag: str, code: str, hint: str) -> None:
    (found,) = languages.check(document(f'<p xml:lang="{tag}"/>'))
    assert (found.code, found.place.column) == (code, 4)
    assert hint in found.hint


@pytest.mark.parametrize("text", ["<p>Words</p>", '<p><foreign xml:lang="la">verba</foreign></p>'])
def test_a_text_without_any_language_is_warned_of(text: str) -> None:
    assert codes(list(languages.check(document(f"<correspDesc/><text><body>{text}</body></text>")))) == [
        "languages/missing"
    ]


@pytest.mark.parametrize(
    "text", ['<text xml:lang="de">Words</text>', '<text><body xml:lang="de">Words</body></text>', "<text/>"]
)
def test_a_text_that_says_its_language_or_has_no_words_is_silent(text: str) -> None:
    assert list(languages.check(document(f"<correspDesc/>{text}"))) == []
    assert list(languages.check(document("<text><p>Words</p></text>"))) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<graphic url="page.jpg"/>', "files/other-content"),
        ('<pb facs="empty.jpg"/>', "files/empty"),
        ('<graphic url="page.png" mimeType="image/jpeg"/>', "files/other-type"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_found(edition: Path, body: str, code: str) -> None:
    assert codes(list(files.check(document(body, edition)))) == [code]


@pytest.mark.parametrize(
    "body",
    [
        '<graphic url="page.png" mimeType="image/png"/>',
        '<graphic url="https://example.org/page.jpg"/>',
        '<graphic url="nowhere.jpg"/>',
        '<graphic url="../page.jpg"/>',
        '<pb facs="#zone"/>',
    ],
)
def test_a_file_in_order_or_elsewhere_is_silent(edition: Path, body: str) -> None:
    (edition / "tei").mkdir()
    base = edition / "tei" if "../" in body else edition
    assert list(files.check(document(body, base))) == []


CMIF = f"""<TEI {NS}><teiHeader><fileDesc><titleStmt><editor>E</editor></titleStmt><publicationStmt>
<idno type="url">https://example.org/cmif.xml</idno>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability></publicationStmt>
<sourceDesc><bibl type="print" xml:id="e1">E</bibl></sourceDesc></fileDesc><profileDesc>
<correspDesc source="#e1" key="12"><correspAction type="sent">
<persName ref="https://d-nb.info/gnd/1">A</persName><date when="1871"/></correspAction>
<correspAction type="received"><persName ref="https://d-nb.info/gnd/2">B</persName></correspAction></correspDesc>
</profileDesc></teiHeader><text><body><p/></body></text></TEI>"""


def test_a_cmif_file_in_order_is_silent() -> None:
    assert list(cmif.check(Document(CMIF.encode(), "x.xml"))) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<editor>E</editor>", "", "cmif/no-editor"),
        ('type="url"', 'type="isbn"', "cmif/no-address"),
        ("licenses/by/4.0", "licenses/by-nc/4.0", "cmif/no-licence"),
        ('type="print"', 'type="book"', "cmif/edition-type"),
        ('source="#e1"', 'source="#e2"', "cmif/no-source"),
        ('key="12"', "", "cmif/no-number"),
        ('type="received"', 'type="sent"', "cmif/actions"),
        ('ref="https://d-nb.info/gnd/2"', 'ref="person:b"', "cmif/no-address-of-name"),
        ('ref="https://d-nb.info/gnd/2"', "", "cmif/not-identified"),
    ],
)
def test_each_rule_of_cmif_has_its_finding(old: str, new: str, code: str) -> None:
    assert codes(list(cmif.check(Document(CMIF.replace(old, new).encode(), "x.xml")))) == [code]


def test_an_edition_without_identifier_is_said_there_and_at_the_letter() -> None:
    found = cmif.check(Document(CMIF.replace(' xml:id="e1"', "").encode(), "x.xml"))
    assert codes(list(found)) == ["cmif/edition-identifier", "cmif/no-source"]


def test_a_letter_with_text_is_no_cmif() -> None:
    assert not cmif.is_cmif(Document(CMIF.replace("<p/>", "<p>Words</p>").encode(), "x.xml"))
