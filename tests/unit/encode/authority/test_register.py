from pathlib import Path

import pytest

from epistola.encode import AuthorityFile, read_authority
from epistola.encode.authority.register import Office, Register, register
from epistola.errors import MarkupError, SurroundingsError


def entries(content: str) -> Register:
    document = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{content}</standOff></TEI>'
    return register([AuthorityFile("lists.xml", document.encode())])


def test_a_person_has_names_offices_and_a_nationality() -> None:
    (person,) = entries(
        """<person xml:id="gray">
        <persName><forename>Asa</forename>
          <surname>Gray</surname></persName>
        <persName type="variant">A. Gray</persName>
        <nationality ref="place:us"/>
        <occupation from="1860-01-01" to="1864-12-31" ref="place:us">ambassador to Prussia</occupation></person>"""
    ).entries

    assert person.pointer == "person:gray"
    assert person.names == ("Asa Gray", "A. Gray")
    assert person.name == "Asa Gray"
    assert (person.forenames, person.surnames) == (("Asa",), ("Gray",))
    assert person.nationality == "place:us"
    assert person.offices == (Office("ambassador to Prussia", "1860-01-01", "1864-12-31", "place:us"),)


def test_the_adjective_of_a_place_is_not_its_name() -> None:
    (place,) = entries(
        '<place xml:id="cuba"><placeName>Cuba</placeName><placeName type="adjective">Cuban</placeName></place>'
    ).entries

    assert place.names == ("Cuba",)
    assert place.adjectives == ("Cuban",)


@pytest.mark.parametrize("content", ["<person><persName>Nobody</persName></person>", '<org xml:id="x"/>'])
def test_an_entry_without_identifier_or_name_is_none(content: str) -> None:
    assert entries(content).entries == ()


def test_the_register_knows_in_which_file_a_kind_is_listed() -> None:
    assert entries('<org xml:id="guild"><orgName>Guild</orgName></org>').files == {"org": "lists.xml"}


@pytest.mark.parametrize(
    ("day", "held"),
    [("1859-12-31", False), ("1860-01-01", True), ("1864-12-31", True), ("1865-01-01", False)],
)
def test_an_office_is_held_from_its_first_day_to_its_last(day: str, held: bool) -> None:
    assert Office("consul", "1860-01-01", "1864-12-31", "").held_on(day) is held


def test_an_office_without_an_end_is_held_ever_after() -> None:
    assert Office("consul", "1860-01-01", "", "").held_on("1999-01-01")
    assert Office("consul", "", "", "").held_on("0999-01-01")


def test_the_files_are_read_by_name_so_that_their_order_is_always_the_same(tmp_path: Path) -> None:
    for name in ("b.xml", "a.xml"):
        (tmp_path / name).write_bytes(b"<TEI/>")

    assert [file.name for file in read_authority([tmp_path / "b.xml", tmp_path / "a.xml"])] == ["a.xml", "b.xml"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError) as caught:
        read_authority([tmp_path / "none.xml"])

    assert caught.value.file == str(tmp_path / "none.xml")


def test_a_file_that_is_not_well_formed_is_named() -> None:
    with pytest.raises(MarkupError) as caught:
        register([AuthorityFile("persons.xml", b"<TEI>")])

    assert caught.value.file == "persons.xml"
