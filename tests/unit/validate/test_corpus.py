"""What is wrong between documents: numbers given twice, letters that don't answer each other."""

from __future__ import annotations

import pickle
from pathlib import Path

from epistola.diagnostics import Diagnostic
from epistola.validate import Corpus, Document
from epistola.validate.corpus import collect

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def letter(name: str, when: str, links: str = "", before: str = "") -> tuple[str, str]:
    text = f"""{before}<TEI {NS} xml:id="{name}"><teiHeader><fileDesc><publicationStmt>
<idno type="URI">https://example.org/{name}</idno></publicationStmt></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><date when="{when}"/></correspAction>
<correspContext>{links}</correspContext></correspDesc></profileDesc></teiHeader></TEI>"""
    return f"{name}.xml", text


def compared(folder: Path, *documents: tuple[str, str]) -> list[Diagnostic]:
    corpus = Corpus()
    for name, text in documents:
        facts = collect(Document(text.encode(), name, base=folder))
        corpus.add(pickle.loads(pickle.dumps(facts)))
    return list(corpus.compare())


def test_letters_that_name_each_other_by_file_or_address_are_silent(tmp_path: Path) -> None:
    a = letter("a", "1871", '<ref type="next" target="b.xml"/>')
    b = letter("b", "1872", '<ref type="prev" target="https://example.org/a"/>')
    assert compared(tmp_path, a, b) == []


def test_a_letter_that_does_not_answer_is_said_at_the_reference(tmp_path: Path) -> None:
    (found,) = compared(tmp_path, letter("a", "1871", '<ref type="next" target="b.xml"/>'), letter("b", "1872"))
    assert (found.code, found.place.file, found.place.line) == ("answers/one-sided", "a.xml", 4)
    assert '<ref type="prev">' in found.hint


def test_chains_of_different_kinds_do_not_answer_each_other(tmp_path: Path) -> None:
    a = letter("a", "1871", '<ref type="next" subtype="sender" target="b.xml"/>')
    b = letter("b", "1872", '<ref type="prev" subtype="both" target="a.xml"/>')
    assert [d.code for d in compared(tmp_path, a, b)] == ["answers/one-sided"] * 2


def test_an_address_of_the_edition_without_letter_is_found_and_one_elsewhere_is_not(tmp_path: Path) -> None:
    links = '<ref type="prev" target="https://example.org/z"/><ref type="prev" target="https://other.org/z"/>'
    assert [d.code for d in compared(tmp_path, letter("a", "1871", links))] == ["answers/no-letter"]


def test_a_previous_letter_of_a_later_day_is_an_error(tmp_path: Path) -> None:
    a = letter("a", "1873", '<ref type="next" target="b.xml"/>')
    b = letter("b", "1872", '<ref type="prev" target="a.xml"/>')
    assert [d.code for d in compared(tmp_path, a, b)] == ["answers/wrong-order"] * 2


def test_an_identifier_or_number_of_two_documents_is_said_at_the_second(tmp_path: Path) -> None:
    first, second = letter("a", "1871"), letter("a", "1871")
    found = compared(tmp_path, first, ("c.xml", second[1]))
    assert [(d.code, d.place.file) for d in found] == [
        ("corpus/duplicate-identifier", "c.xml"),
        ("corpus/duplicate-number", "c.xml"),
    ]
    assert "a.xml" in found[0].message


def test_a_file_seen_twice_is_no_duplicate(tmp_path: Path) -> None:
    assert compared(tmp_path, letter("a", "1871"), letter("a", "1871")) == []


def test_a_person_in_two_lists_is_found_and_a_paragraph_in_two_letters_is_not(tmp_path: Path) -> None:
    persons = f'<TEI {NS}><p xml:id="p1"/><person xml:id="moser"/></TEI>'
    found = compared(tmp_path, ("one.xml", persons), ("two.xml", persons))
    assert [(d.code, "moser" in d.message) for d in found] == [("corpus/duplicate-identifier", True)]


def test_an_instruction_in_the_document_covers_what_only_the_corpus_tells(tmp_path: Path) -> None:
    a = letter("a", "1871", '<ref type="next" target="b.xml"/>', before="<?epistola ignore answers/one-sided?>")
    assert compared(tmp_path, a, letter("b", "1872")) == []
