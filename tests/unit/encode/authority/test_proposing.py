"""Names that nobody has identified become proposals; what may be the same is said, and nothing is merged."""

from __future__ import annotations

import pytest

from epistola.encode import Settings, encode
from epistola.encode.authority.letters import Sighting, unidentified
from epistola.encode.authority.likeness import duplicates, index, near
from epistola.encode.authority.proposing import Proposal, proposals
from epistola.encode.authority.register import AuthorityFile, Register, register


def letter(body: str) -> bytes:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><body>{body}</body></text></TEI>'.encode()


def known(*entries: str) -> Register:
    lists = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{"".join(entries)}</standOff></TEI>'
    return register([AuthorityFile("lists.xml", lists.encode())])


def person(identifier: str, *names: str, idno: str = "") -> str:
    forms = "".join(f"<persName>{name}</persName>" for name in names)
    return f'<person xml:id="{identifier}">{forms}{f"<idno>{idno}</idno>" if idno else ""}</person>'


def proposed(*bodies: str, register: Register | None = None) -> dict[str, Proposal]:
    found: list[Sighting] = []
    for number, body in enumerate(bodies, 1):
        found += unidentified(letter(body), f"{number}.xml")
    return {one.forms[0]: one for one in proposals(found, register or Register())}


def test_a_name_comes_with_the_words_around_it() -> None:
    body = "<p>We saw <persName>Mr. Otto\nHahn</persName> in<lb/>the mill <note>no</note>today.</p>"

    (seen,) = unidentified(letter(body), "a.xml")

    assert (seen.kind, seen.name, seen.forename, seen.surname) == ("person", "Otto Hahn", "Otto", "Hahn")
    assert (seen.before, seen.words, seen.after) == ("We saw", "Mr. Otto Hahn", "in the mill today.")
    assert seen.line == 1


def test_what_leads_to_an_authority_file_is_left_out_and_what_leads_to_the_letters_own_list_is_not() -> None:
    body = '<p><persName ref="person:x">X</persName> <placeName ref="#place.ulm">Ulm</placeName></p>'
    assert [(s.kind, s.name) for s in unidentified(letter(body), "a.xml")] == [("place", "Ulm")]


def test_what_the_editor_put_beside_the_text_is_no_name_of_the_letter() -> None:
    body = "<p><choice><sic>Bren</sic><corr><placeName>Bern</placeName></corr></choice></p>"
    assert not list(unidentified(letter(body), "a.xml"))


def test_names_that_our_own_encoder_left_open_are_found() -> None:
    text = b"London, 4 May 1871\n\nDear Max,\n\nThe mill is let to Mr. Otto Keller.\n\nYours,\nIda Bell\n"
    tei = encode(text, "x.txt", Settings(language="en")).tei
    assert tei is not None

    assert {"Otto Keller", "Ida Bell"} <= {sighting.name for sighting in unidentified(tei, "x.xml")}


def test_equal_names_of_several_letters_are_one_proposal() -> None:
    found = proposed("<p><placeName>Ulm</placeName></p>", "<p><placeName>ULM</placeName></p>")

    assert list(found) == ["ULM"]
    assert found["ULM"].letters == 2


def test_a_surname_belongs_to_the_one_person_whom_it_fits() -> None:
    found = proposed(
        "<p><persName>Otto Hahn</persName> <persName>Mr. Hahn</persName></p>", "<p><persName>O. Hahn</persName></p>"
    )
    assert list(found) == ["Otto Hahn"]
    assert set(found["Otto Hahn"].forms) == {"Otto Hahn", "Hahn", "O. Hahn"}


def test_a_surname_that_fits_two_persons_stays_apart() -> None:
    found = proposed(
        "<p><persName>Otto Hahn</persName> <persName>Ida Hahn</persName> <persName>Mr. Hahn</persName></p>"
    )
    assert set(found) == {"Otto Hahn", "Ida Hahn", "Hahn"}


def test_forenames_of_different_letters_are_not_joined_through_their_persons() -> None:
    found = proposed(
        '<p><persName ref="#p.a">Anna Weber</persName> <persName ref="#p.a">Anna</persName></p>',
        '<p><persName ref="#p.b">Anna Lang</persName> <persName ref="#p.b">Anna</persName></p>',
    )
    assert {name: one.forms for name, one in found.items()} == {
        "Anna Weber": ("Anna Weber", "Anna"),
        "Anna Lang": ("Anna Lang", "Anna"),
    }


def test_a_name_that_is_listed_is_said_to_be_and_a_near_one_too() -> None:
    lists = known(person("h", "Otto Hahn"), person("m", "Anna Mosser"))
    found = proposed("<p><persName>Otto Hahn</persName> <persName>Anna Moser</persName></p>", register=lists)

    assert [entry.pointer for entry in found["Otto Hahn"].listed] == ["person:h"]
    assert [entry.pointer for entry in found["Anna Moser"].alike] == ["person:m"]
    assert not found["Anna Moser"].listed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("a", "Anna Moser"), person("b", "Moser, Anna")),
        (person("a", "Anna Moser"), person("b", "ANNA MOSÉR")),
        (person("a", "Anna Moser"), person("b", "Anna Mosser")),
        (person("a", "Anna Moser"), person("b", "Anna Noser")),
        (person("a", "Anna Moser"), person("b", "A. Moser")),
        (person("a", "X", idno="http://viaf.org/viaf/1"), person("b", "Y", idno="http://viaf.org/viaf/1/")),
    ],
)
def test_entries_that_may_be_the_same_are_told_once(one: str, other: str) -> None:
    (found,) = duplicates(known(one, other))

    assert found.code == "authority/duplicate"
    assert found.place.file == "lists.xml"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("a", "Anna Moser"), person("b", "Adam Moser")),
        (person("a", "Ott"), person("b", "Otto")),
        (person("a", "Ulm"), '<place xml:id="b"><placeName>Ulm</placeName></place>'),
        (person("a", "Otto Hahn"), person("b", "Ida Hahn")),
    ],
)
def test_entries_that_are_clearly_two_are_not_told(one: str, other: str) -> None:
    assert not list(duplicates(known(one, other)))


def test_near_is_the_same_from_both_sides() -> None:
    lists = known(person("a", "Anna Moser"), person("b", "Anna Mosser"), person("c", "Karl"))
    by = index(lists.entries)
    near_to = {e.pointer: {f.pointer for f in near("person", e.names, by)} for e in lists.entries}

    assert near_to["person:a"] == near_to["person:b"] == {"person:a", "person:b"}
    assert near_to["person:c"] == {"person:c"}
