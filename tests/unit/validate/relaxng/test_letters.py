"""The engine and Jing on letters: those of strangers, and those with mistakes put in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.validate.relaxng.mutations import mutants
from tests.unit.validate.relaxng.referee import Jing, disagreements

from epistola import xml
from epistola.validate.relaxng import Fault, Schema, load

EACH = 60
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="L1">
<teiHeader><fileDesc>
<titleStmt>
<title>A letter</title></titleStmt>
<publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader>
<text><body>
<p>Dear <persName ref="#x">Friend</persName>, <date when="1962-10-30">today</date></p>
<div type="letter"><opener>Kent</opener><p/></div>
</body></text></TEI>"""


@pytest.fixture(scope="module")
def rng(oracle: Path) -> Path:
    return oracle / "tei_all.rng"


@pytest.fixture(scope="module")
def tei(rng: Path, tmp_path_factory: pytest.TempPathFactory) -> Schema:
    return load(rng, cached=tmp_path_factory.mktemp("cache"))


def test_strangers_letters_are_judged_as_jing_judges_them(tei: Schema, rng: Path, wild: Path, jing: Jing) -> None:
    documents = sorted(wild.glob("*/*.xml"))

    assert documents
    assert disagreements(tei, rng, documents, jing) == []


def test_letters_with_mistakes_are_judged_as_jing_judges_them(
    tei: Schema, rng: Path, wild: Path, root: Path, jing: Jing, tmp_path: Path
) -> None:
    sources = [*sorted(root.glob("tei/*.xml")), *sorted(wild.glob("*/*.xml"), key=lambda p: p.stat().st_size)[:30]]
    originals = [LETTER.encode(), *(path.read_bytes() for path in sources)]
    documents = []
    for number, data in enumerate(originals):
        for index, mutant in enumerate(mutants(data, EACH if number else 20 * EACH, seed=number)):
            documents.append(tmp_path / f"{number}-{index}.xml")
            documents[-1].write_bytes(mutant)

    assert len(documents) > 2000
    assert disagreements(tei, rng, documents, jing) == []


@pytest.mark.parametrize(
    ("old", "new", "fault", "line", "sentence"),
    [
        ("<titleStmt>", "<titelStmt>", Fault.UNKNOWN_ELEMENT, 3, "The schema knows no element <titelStmt>."),
        (
            "<titleStmt>\n<title>A letter</title></titleStmt>",
            "",
            Fault.EARLY_ELEMENT,
            4,
            "<publicationStmt> is not allowed yet in <fileDesc>; <titleStmt> must come before it.",
        ),
        ("<title>A letter</title>", "", Fault.INCOMPLETE, 4, "<titleStmt> is incomplete; <title> must come in it."),
        ("<body>", "<body>words", Fault.TEXT, 8, "Text is not allowed here in <body>."),
        ("<p>Dear", '<p foo="1">Dear', Fault.ATTRIBUTE, 9, "<p> can't have the attribute @foo."),
        ("10-30", "13-30", Fault.VALUE, 9, "The attribute @when of <date> can't have the value “1962-13-30”."),
        (
            "<opener>",
            "<titleStmt><title/></titleStmt><opener>",
            Fault.MISPLACED_ELEMENT,
            10,
            "not allowed here in <div>",
        ),
        ('"letter">', '"letter" xml:id="L1">', Fault.DUPLICATE_IDENTIFIER, 10, "“L1” is given to another element"),
    ],
)
def test_one_mistake_gives_one_sentence(
    tei: Schema, old: str, new: str, fault: Fault, line: int, sentence: str
) -> None:
    closing = new.replace("<", "</") if new == "<titelStmt>" else "</titleStmt>"
    data = LETTER.replace(old, new).replace(
        "</titleStmt>", closing if fault is Fault.UNKNOWN_ELEMENT else "</titleStmt>"
    )

    found = list(tei.validate(xml.parse(data.encode(), "letter.xml")))

    assert [(v.fault, v.line) for v in found] == [(fault, line)]
    assert sentence in found[0].sentence


def test_a_violation_says_what_was_expected(tei: Schema) -> None:
    data = LETTER.replace("<titleStmt>\n<title>A letter</title></titleStmt>", "").encode()

    (violation,) = tei.validate(xml.parse(data, "letter.xml"))

    assert violation.node.tag == "{http://www.tei-c.org/ns/1.0}publicationStmt"
    assert violation.expected.names == {"{http://www.tei-c.org/ns/1.0}titleStmt"}
    assert violation.expected.missing == {"{http://www.tei-c.org/ns/1.0}titleStmt"}


def test_consequences_of_a_mistake_are_given_only_to_who_asks(tei: Schema) -> None:
    data = LETTER.replace("titleStmt", "titelStmt").encode()
    tree = xml.parse(data, "letter.xml")

    assert [v.fault for v in tei.validate(tree)] == [Fault.UNKNOWN_ELEMENT]
    assert [v.fault for v in tei.validate(tree, echoes=True)] == [Fault.UNKNOWN_ELEMENT, Fault.EARLY_ELEMENT]


def test_a_letter_of_the_edition_is_valid(tei: Schema) -> None:
    assert tei.is_valid(xml.parse(LETTER.encode(), "letter.xml"))
