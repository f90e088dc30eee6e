import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from epistola.encode.learn.correspondence import (
    Correspondence,
    Correspondent,
    Described,
    Exchange,
    correspondence,
    described,
    forename_first,
)

HEADER = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>{}</profileDesc></teiHeader></TEI>'
ACTION = '<correspAction type="{}">{}</correspAction>'


def header(sent: str, received: str) -> Described:
    actions = ACTION.format("sent", sent) + ACTION.format("received", received)
    return described(etree.fromstring(HEADER.format(f"<correspDesc>{actions}</correspDesc>")))


def letter(sender: str, addressee: str, *, signed: str = "", greeted: str = "") -> Exchange:
    return Exchange(Described((Correspondent(sender),), (Correspondent(addressee),)), signed, greeted)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("<persName>Ida Bell</persName>", "Ida Bell"),
        ("<persName>Bell, Ida</persName>", "Ida Bell"),
        ("<persName>Bell, Ida (1850–1912)</persName>", "Ida Bell"),
        ("<persName><surname>Bell</surname>, <forename>Ida</forename></persName>", "Ida Bell"),
        ("<persName><surname>Alembert</surname>, <forename>Jean</forename> <nameLink>d’</nameLink></persName>",
         "Jean d’Alembert"),
    ],
)  # fmt: skip
def test_a_name_is_read_with_the_forename_first(words: str, name: str) -> None:
    assert header(words, "").senders == (Correspondent(name),)


def test_both_roles_are_read_with_their_pointers() -> None:
    read = header('<persName ref="person:bell gnd:1">Ida Bell</persName>', "<persName>Max Volk</persName>")

    assert read == Described((Correspondent("Ida Bell", "person:bell"),), (Correspondent("Max Volk"),))


@pytest.mark.parametrize(
    "words",
    [
        '<persName cert="unknown">unknown</persName>',
        '<persName resp="#epistola.correspondents" cert="medium" evidence="conjecture">Max Volk</persName>',
        "<orgName>The Mill</orgName>",
        "<persName> </persName>",
    ],
)
def test_who_is_unknown_or_was_told_from_other_letters_teaches_nothing(words: str) -> None:
    assert header("<persName>Ida Bell</persName>", words).addressees == ()


def test_a_file_without_a_description_names_nobody() -> None:
    assert described(etree.fromstring(HEADER.format(""))) == Described()


@pytest.mark.parametrize("name", ["Ida Bell", "Bell, Ida, of Kent", "Voltaire", "Ida,"])
def test_a_name_without_one_comma_between_stays(name: str) -> None:
    assert forename_first(name) == name


def test_letters_are_counted_by_who_wrote_to_whom() -> None:
    table = correspondence(
        [letter("Ida Bell", "Max Volk"), letter("Ida Bell", "Max Volk"), letter("Max Volk", "Ida Bell")]
    )
    ida, max_ = (table.persons.index(Correspondent(name)) for name in ("Ida Bell", "Max Volk"))

    assert table.letters == {(ida, max_): 2, (max_, ida): 1}


def test_one_pointer_is_one_person_by_the_name_that_most_letters_have() -> None:
    names = ("Ida Bell", "Ida Bell", "Mrs. Ida Bell-Hale")
    letters = [Exchange(Described((Correspondent(name, "person:bell"),), ())) for name in names]

    assert correspondence(letters).persons == (Correspondent("Ida Bell", "person:bell"),)


def test_who_has_no_pointer_is_the_one_who_has_the_name_and_a_pointer() -> None:
    refs = ("person:bell", "", "#person.ida-bell")
    letters = [Exchange(Described((Correspondent("Ida Bell", ref),), (Correspondent("Max Volk"),))) for ref in refs]

    table = correspondence(letters)

    assert table.persons == (Correspondent("Max Volk"), Correspondent("Ida Bell", "person:bell"))
    assert list(table.letters.values()) == [3]


def test_two_persons_of_one_name_stay_two() -> None:
    letters = [Exchange(Described((Correspondent("Ida Bell", ref),), ())) for ref in ("a:1", "a:2", "")]

    assert len(correspondence(letters).persons) == 3


def test_what_a_letter_calls_somebody_is_kept_in_folded_form() -> None:
    table = correspondence([letter("Ida Bell", "Max Volk", signed="Idá", greeted="Maxi")])

    assert set(table.forms) == {"ida", "maxi"}


NAMES = st.sampled_from(["Ida Bell", "Max Volk", "Ruth Hale", "Otto Kern"])
LETTERS = st.lists(st.builds(letter, NAMES, NAMES, signed=st.sampled_from(["", "Ida", "M. V."])), max_size=20)


@given(LETTERS)
def test_a_table_read_from_its_json_is_the_table(letters: list[Exchange]) -> None:
    table = correspondence(letters)
    again = Correspondence.from_json(json.loads(json.dumps(table.to_json())))

    assert (again.persons, again.letters, again.forms) == (table.persons, table.letters, table.forms)


@given(LETTERS, st.randoms())
def test_the_order_of_the_letters_changes_nothing(letters: list[Exchange], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(letters)
    chance.shuffle(shuffled)

    assert json.dumps(correspondence(shuffled).to_json()) == json.dumps(correspondence(letters).to_json())


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"persons": [], "letters": [[0, 1, 2]], "forms": {}},
        {"persons": [], "letters": [], "forms": {"a": [[0, 1]]}},
    ],
)
def test_what_is_no_table_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError)):
        Correspondence.from_json(data)
