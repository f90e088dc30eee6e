"""What the header says when much is known, and when nothing is."""

from pathlib import Path

import pytest
from lxml import etree

from epistola.config import Edition, Editor, Licence
from epistola.encode import AuthorityFile, Settings, encode
from epistola.encode.sidecar import Change, Correction, Sidecar
from epistola.names import NAMESPACES

BARE = "It rained all day on the roofs of the town, and nobody went out before the evening came.\n"
FULL = """Letter from Tom Reed to Ellen Ames
The miller tells his friend about the thaw and asks for seed.

Kent, March 4, 1861

Dear Ellen,

I have your kind letter of February 27 and answer it.

Tom Reed
"""
EDITION = Edition(
    root=Path(),
    title="Letters of a Miller",
    description="All letters.",
    language="de",
    publisher="A Press",
    date="2026",
    licence=Licence("https://example.org/licence", "A licence"),
    editors=(Editor("hb", "edited by", "Hanna Beck"), Editor("tm", "proofread by", "Till Maurer")),
    base_uri="https://example.org/letters/",
    sources=Path(),
    tei=Path(),
    authority=Path(),
    output=Path(),
    rules=Path(),
    formats=(),
)
PERSONS = AuthorityFile(
    "persons.xml",
    b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><person xml:id="reed">
    <persName><forename>Thomas</forename> <surname>Reed</surname></persName>
    <persName><forename>Tom</forename> <surname>Reed</surname></persName></person></standOff></TEI>""",
)


def root(text: str, name: str = "letter-1.txt", settings: Settings | None = None) -> etree._Element:
    encoded = encode(text.encode(), name, settings or Settings(language="en"))
    assert encoded.tei is not None, encoded.diagnostics
    return etree.fromstring(encoded.tei)


def texts(document: etree._Element, path: str) -> list[str]:
    """The text, without white space at its ends, of what `path` finds."""
    found = document.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    strings = [node if isinstance(node, str) else "".join(map(str, element(node).itertext())) for node in found]
    return [" ".join(words.split()) for words in strings]


def element(node: object) -> etree._Element:
    assert isinstance(node, etree._Element)
    return node


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("//tei:titleStmt/tei:title", ["Letter, undated"]),
        ("//tei:titleStmt/tei:author", []),
        ("//tei:publicationStmt", ["Not published; encoded without an edition's settings."]),
        ("//tei:correspAction[@type='sent']", ["unknown"]),
        ("//tei:correspAction[@type='received']", ["unknown"]),
        ("//tei:correspAction/tei:persName/@cert", ["unknown", "unknown"]),
        ("//tei:creation", []),
        ("//tei:abstract", []),
        ("//tei:correspContext", []),
        ("//tei:sourceDesc/tei:bibl/tei:title", [BARE.strip()]),
        ("//tei:langUsage/tei:language/@ident", ["en"]),
        ("//tei:listPrefixDef", []),
        ("//tei:standOff", []),
    ],
)
def test_what_nobody_knows_is_said_to_be_unknown_or_not_said(path: str, said: list[str]) -> None:
    assert texts(root(BARE), path) == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("//tei:titleStmt/tei:title", ["Brief von Thomas Reed an Ellen Ames, 4. März 1861"]),
        ("//tei:titleStmt/tei:author", ["Thomas Reed"]),
        ("//tei:respStmt[@xml:id='hb']", ["edited by Hanna Beck"]),
        ("//tei:respStmt[@xml:id='tm']", ["proofread by Till Maurer"]),
        ("//tei:seriesStmt/tei:title", ["Letters of a Miller"]),
        ("//tei:publisher", ["A Press"]),
        ("//tei:publicationStmt/tei:idno", ["https://example.org/letters/letter-1"]),
        ("//tei:licence/@target", ["https://example.org/licence"]),
        ("//tei:projectDesc", ["All letters."]),
        ("//tei:abstract", ["The miller tells his friend about the thaw and asks for seed."]),
        ("//tei:creation/tei:date/@when", ["1861-03-04"]),
        ("//tei:correspAction[@type='sent']/tei:persName/@ref", ["person:reed"]),
        ("//tei:correspAction[@type='sent']/tei:placeName", ["Kent"]),
        ("//tei:correspAction[@type='received']/tei:persName/@ref", ["#person.ellen-ames"]),
        ("//tei:correspContext/tei:ref/tei:date/@when", ["1861-02-27"]),
        ("//tei:prefixDef/@replacementPattern", ["lists/persons.xml#$1"]),
        ("//tei:teiHeader/@xml:lang", ["de"]),
        ("//tei:standOff//tei:person/@xml:id", ["person.ellen-ames"]),
    ],
)
def test_what_the_edition_and_the_letter_know_is_said(path: str, said: list[str]) -> None:
    settings = Settings(edition=EDITION, language="en", authority=(PERSONS,), authority_base="lists")

    assert texts(root(FULL, settings=settings), path) == said


def test_what_the_editor_states_is_the_editor_s_responsibility() -> None:
    stated = Sidecar(title="A title", sender="Ida Bell", date="1861-05-06", place="York", source_title="Box 3")
    document = root(FULL, settings=Settings(edition=EDITION, language="en", sidecar=stated))

    assert texts(document, "//tei:titleStmt/tei:title") == ["A title"]
    assert texts(document, "//tei:sourceDesc/tei:bibl/tei:title") == ["Box 3"]
    assert texts(document, "//tei:correspAction[@type='sent']") == ["Ida Bell York 6. Mai 1861"]
    assert texts(document, "//tei:correspAction[@type='sent']/*/@resp") == ["#hb", "#hb", "#hb"]


def test_the_declaration_counts_the_corrections() -> None:
    decided = Sidecar(corrections=(Correction("seed", "seeds", "", "", "", "high"),))

    assert texts(root(FULL), "//tei:correction")[0].startswith("Nothing was corrected.")
    assert (
        "corrected one slip"
        in texts(root(FULL, settings=Settings(sidecar=decided, language="en")), "//tei:correction")[0]
    )


def test_the_history_has_the_editor_s_changes_first_and_no_clock() -> None:
    sidecar = Sidecar(changes=(Change("2026-01-02", "hb", "Checked."), Change("", "", "Proofread.")))
    document = root(FULL, settings=Settings(edition=EDITION, language="en", sidecar=sidecar))

    assert texts(document, "//tei:revisionDesc/tei:change")[:2] == ["Checked.", "Proofread."]
    assert texts(document, "//tei:revisionDesc/tei:change/@when") == ["2026-01-02"]


def test_every_annotator_that_left_markup_is_named_with_what_it_answers_for() -> None:
    document = root(FULL)
    resp = {value.removeprefix("#") for value in texts(document, "//@resp")}

    assert resp <= {str(value) for value in texts(document, "//tei:respStmt/@xml:id")}


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("reed-1861.txt", "reed-1861"),
        ("1861 März (2).txt", "letter-1861-März--2-"),
        ("letter.txt", "letter-letter"),
        ("epistola.names.txt", "letter-epistola.names"),
        ("Brâncuși².txt", "Brâncuu219i2"),
        ("hb.txt", "letter-hb"),
        ("😀.txt", "letter--"),
    ],
)
def test_the_identifier_of_a_letter_is_made_from_its_file_name_and_is_unique(name: str, identifier: str) -> None:
    document = root(FULL, name, Settings(edition=EDITION, language="en"))

    assert document.get("{http://www.w3.org/XML/1998/namespace}id") == identifier
