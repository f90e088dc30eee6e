from epistola.encode.authority.register import Entry, Register
from epistola.encode.lexicon import lexicon
from epistola.encode.names.parties import Parties, Party
from epistola.encode.names.referents import Referents, referents
from epistola.letter import Certainty

WORDS = lexicon("en")


def known(*names: str, sender: str = "") -> Referents:
    forename, _, surname = sender.partition(" ")
    party = Party(sender, surname, forename, None, Certainty.HIGH) if sender else None
    return referents(Parties(party), Register(), WORDS, names)


def test_a_surname_and_a_forename_mean_the_person_of_the_full_name() -> None:
    letter = known("Ames", "Ellen Ames", "Ellen")

    assert {letter.person(name) for name in ("Ellen Ames", "Ames", "Ellen", "Mrs. Ames")} == {"#person.ellen-ames"}


def test_a_genitive_means_the_same() -> None:
    assert known("Emil Lindner", "Lindners").person("Lindners") == "#person.emil-lindner"


def test_a_surname_that_two_persons_share_means_neither() -> None:
    letter = known("Ellen Ames", "John Ames", "Ames")

    assert letter.person("Ames") == "#person.ames"


def test_initials_before_a_known_surname_mean_that_person() -> None:
    assert known("Ellen Ames", "E. Ames").person("E. Ames") == "#person.ellen-ames"


def test_the_sender_is_known_by_every_part_of_the_name() -> None:
    letter = known(sender="Tom Reed")

    assert letter.person("Reed") == letter.person("Tom") == letter.person("Tom Reed") == "#person.tom-reed"


def test_a_place_is_the_same_whatever_its_spelling() -> None:
    letter = known()

    assert letter.other("place", "New York") == letter.other("place", "NEW-YORK") == "#place.new-york"
    assert letter.other("org", "New York") == "#org.new-york"


def test_a_name_that_two_entries_of_the_lists_have_points_to_neither() -> None:
    entries = tuple(Entry("person", f"person:{number}", ("Ellen Ames",)) for number in "ab")
    letter = referents(Parties(), Register(entries), WORDS, ())

    assert letter.person("Ellen Ames") == "#person.ellen-ames"
