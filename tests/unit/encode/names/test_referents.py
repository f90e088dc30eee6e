import pytest

from epistola.encode.authority.register import Entry, Register
from epistola.encode.learn.correspondence import Correspondent
from epistola.encode.lexicon import lexicon
from epistola.encode.names.conjecture import Guess
from epistola.encode.names.parties import Parties, Party
from epistola.encode.names.referents import Referents, referents
from epistola.letter import Certainty

WORDS = lexicon("en")


def known(*names: str, sender: str = "", code: str = "en") -> Referents:
    forename, _, surname = sender.partition(" ")
    party = Party(sender, surname, forename, None, Certainty.HIGH) if sender else None
    return referents(Parties(party), Register(), lexicon(code), names)


def test_a_surname_and_a_forename_mean_the_person_of_the_full_name() -> None:
    letter = known("Ames", "Ellen Ames", "Ellen")

    assert {letter.person(name) for name in ("Ellen Ames", "Ames", "Ellen", "Mrs. Ames")} == {"#person.ellen-ames"}


def test_a_genitive_means_the_same() -> None:
    letter = known("Emil Lindner", "Lindners", "Goethes", "Goethe", code="de")

    assert letter.person("Lindners") == "#person.emil-lindner"
    assert letter.person("Goethes") == letter.person("Goethe") == "#person.goethe"


def test_where_a_genitive_has_no_s_the_s_belongs_to_the_name() -> None:
    letter = known("Paul Charle", "Charles", code="fr")

    assert letter.person("Charles") == "#person.charles"


@pytest.mark.parametrize(
    ("code", "names", "one", "other"),
    [
        ("en", ("John Ames", "Mrs. Ames"), "John Ames", "Mrs. Ames"),
        ("en", ("John Ames", "Ellen Ames", "Mrs. Ames"), "Ellen Ames", "Mrs. Ames"),
        ("en", ("John Ames", "Mrs. John Ames"), "John Ames", "Mrs. John Ames"),
        ("en", ("Ellen Ames", "Mr. Ames"), "Ellen Ames", "Mr. Ames"),
        ("en", ("John Ames", "Mrs. Ames", "Miss Ames"), "Miss Ames", "Mrs. Ames"),
        ("de", ("Hermann Lindner", "Frau Lindner"), "Hermann Lindner", "Frau Lindner"),
        ("de", ("Hugo von Moser", "Frau von Moser"), "Hugo von Moser", "Frau von Moser"),
        ("en", ("Mrs. Ames", "Ames"), "Ames", "Mrs. Ames"),
        ("fr", ("M. Moreau", "Mme Moreau"), "M. Moreau", "Mme Moreau"),
        ("en", ("Arthur Reed", "Thomas Reed", "Reed"), "Arthur Reed", "Reed"),
        ("en", ("Arthur Reed", "T. Reed"), "Arthur Reed", "T. Reed"),
    ],
)
def test_a_man_and_a_woman_or_two_of_a_name_are_two(code: str, names: tuple[str, ...], one: str, other: str) -> None:
    letter = known(*names, code=code)

    assert letter.person(one) != letter.person(other)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ("Ellen Ames", "Mrs. Ames", "Miss Ames", "Ames", "Ellen")),
        ("en", ("John Ames", "Mr. Ames", "J. Ames", "Ames", "John")),
        ("de", ("Hugo von Moser", "Moser", "Herr von Moser", "Hugo")),
        ("fr", ("M. d'Aubigny", "d'Aubigny", "Aubigny")),
        ("fr", ("Jean d'Aubigny de Sers", "d'Aubigny", "M. de Sers", "d'Aubigny de Sers")),
        ("fr", ("de Castel", "Castel")),
        ("fr", ("Nicholas Murray Petit", "N. Murray Petit", "N.Murray Petit")),
    ],
)
def test_shortened_names_of_one_are_one(code: str, names: tuple[str, ...]) -> None:
    letter = known(*names, code=code)

    assert len({letter.person(name) for name in names}) == 1


def test_beside_husband_and_wife_a_bare_surname_is_his() -> None:
    letter = known("Robert Hale", "Mrs. Hale", "Hale")

    assert letter.person("Hale") == letter.person("Robert Hale")


def test_initials_are_those_of_the_one_whom_they_fit() -> None:
    letter = known("Arthur Reed", "Thomas Reed", "T. Reed")

    assert letter.person("T. Reed") == "#person.thomas-reed"


def test_the_forename_of_whom_nobody_names_may_be_another_s() -> None:
    guess = Guess(Correspondent("Max Volk"), 0.9, 9, 9)
    party = Party("Max Volk", "Volk", "Max", None, Certainty.MEDIUM, guess)
    letter = referents(Parties(addressee=party), Register(), WORDS, ())

    assert letter.person("Volk") == "#person.max-volk"
    assert letter.person("Max") == "#person.max"


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
