import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.learn.correspondence import Correspondence, Correspondent, Described, Exchange, correspondence
from epistola.encode.lexicon import lexicon
from epistola.encode.names.conjecture import ADDRESSEE, SENDER, Guess, Read, could_be, meant, missing
from epistola.encode.names.personal import personal_name
from epistola.letter import Certainty

MAX, IDA, RUTH, OTTO, EMIL = map(Correspondent, ("Max Volk", "Ida Bell", "Ruth Hale", "Otto Kern", "Emil Hale"))


def table(
    *letters: tuple[Correspondent, Correspondent, int], calls: dict[str, Correspondent] | None = None
) -> Correspondence:
    read = [Exchange(Described((one,), (other,))) for one, other, count in letters for _ in range(count)]
    return correspondence([*read, *(Exchange(Described((who,)), form) for form, who in (calls or {}).items())])


def read(text: str, ref: str = "") -> Read:
    name = personal_name(text, lexicon("en"))
    assert name is not None
    return Read(name, ref)


def told(guess: Guess | None) -> tuple[str, Certainty | None] | None:
    return (guess.who.name, guess.certainty) if guess else None


# An edition of the letters of and to one person: Max Volk.
ROUND_ONE = table((IDA, MAX, 12), (RUTH, MAX, 4), (EMIL, MAX, 3), (MAX, IDA, 9), (MAX, OTTO, 5), (MAX, RUTH, 8))


def test_who_wrote_to_one_only_wrote_to_him_again() -> None:
    assert told(missing(ADDRESSEE, IDA, ROUND_ONE, named=True)) == ("Max Volk", Certainty.MEDIUM)


def test_to_whom_one_only_has_written_he_has_written_again() -> None:
    assert told(missing(SENDER, OTTO, ROUND_ONE, named=True)) == ("Max Volk", Certainty.MEDIUM)


def test_who_writes_to_many_leaves_it_open() -> None:
    assert missing(ADDRESSEE, MAX, ROUND_ONE, named=True) is None


def test_a_stranger_writes_to_the_person_with_whom_all_others_exchange_letters() -> None:
    assert told(missing(ADDRESSEE, None, ROUND_ONE, named=True)) == ("Max Volk", Certainty.LOW)


def test_a_stranger_to_two_who_write_to_each_other_only_leaves_it_open_whether_it_is_one_of_them() -> None:
    guess = missing(SENDER, None, table((IDA, MAX, 100)), named=True)

    assert told(guess) == ("Ida Bell", None)


def test_a_letter_that_names_nobody_is_like_all_others_if_those_are_alike() -> None:
    alike = table((IDA, MAX, 20))

    assert told(missing(SENDER, None, alike, named=False)) == ("Ida Bell", Certainty.MEDIUM)
    assert told(missing(ADDRESSEE, None, alike, named=False)) == ("Max Volk", Certainty.MEDIUM)
    assert told(missing(SENDER, None, ROUND_ONE, named=False)) == ("Max Volk", None)


@pytest.mark.parametrize(("letters", "certainty"), [(1, None), (2, None), (3, Certainty.LOW), (9, Certainty.MEDIUM)])
def test_few_letters_prove_little(letters: int, certainty: Certainty | None) -> None:
    guess = missing(ADDRESSEE, IDA, table((IDA, MAX, letters), (RUTH, OTTO, 5), (EMIL, OTTO, 5)), named=True)

    assert told(guess) == ("Max Volk", certainty)


def test_an_empty_table_says_nothing() -> None:
    assert missing(SENDER, None, Correspondence(), named=False) is None
    assert meant(read("Ida"), Correspondence(), "en") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ida", "Ida Bell"),
        ("Bell", "Ida Bell"),
        ("Ida Bell", "Ida Bell"),
        ("I. Bell", "Ida Bell"),
        ("I. B.", "Ida Bell"),
        ("Ruth", "Ruth Hale"),
    ],
)
def test_a_short_name_means_the_only_correspondent_whom_it_fits(text: str, name: str) -> None:
    guess = meant(read(text), ROUND_ONE, "en")

    assert guess is not None
    assert guess.who.name == name
    assert guess.certainty is not None


@pytest.mark.parametrize("text", ["Anna", "Ida Hale", "A. B.", "Anna Bell"])
def test_a_name_that_fits_nobody_means_nobody(text: str) -> None:
    assert meant(read(text), ROUND_ONE, "en") is None


def test_a_surname_of_two_means_the_more_frequent_one_if_much_more_frequent() -> None:
    assert told(meant(read("Hale"), ROUND_ONE, "en")) == ("Ruth Hale", Certainty.LOW)
    assert told(meant(read("Hale"), table((RUTH, MAX, 4), (EMIL, MAX, 3)), "en")) == ("Ruth Hale", None)


def test_who_wrote_is_not_who_was_written_to() -> None:
    assert told(meant(read("Hale"), ROUND_ONE, "en", not_=RUTH)) == ("Emil Hale", Certainty.MEDIUM)


def test_a_byname_means_whom_other_letters_call_so() -> None:
    called = table((IDA, MAX, 4), (OTTO, MAX, 4), calls={"Bear": OTTO})

    assert told(meant(read("Bear"), called, "en")) == ("Otto Kern", Certainty.LOW)


def test_a_single_letter_is_suggested_until_letters_have_shown_whose_it_is() -> None:
    assert told(meant(read("O."), ROUND_ONE, "en")) == ("Otto Kern", None)


def test_an_entry_of_the_authority_files_means_its_person_whatever_the_name() -> None:
    known = table((Correspondent("Ida Bell", "person:bell"), MAX, 4))

    assert told(meant(read("Bear", "person:bell"), known, "en")) == ("Ida Bell", Certainty.MEDIUM)
    assert meant(read("Bell", "person:bell-anna"), known, "en") is None


def test_a_name_that_could_be_somebody_could_be_them() -> None:
    assert could_be(read("M."), MAX, ROUND_ONE, "en")
    assert not could_be(read("Ida"), MAX, ROUND_ONE, "en")


COUNTS = st.integers(0, 9)


@given(st.lists(st.tuples(st.sampled_from([MAX, IDA, RUTH]), st.sampled_from([OTTO, EMIL, MAX]), COUNTS), max_size=9))
def test_a_share_is_never_the_whole(letters: list[tuple[Correspondent, Correspondent, int]]) -> None:
    known = table(*letters)
    for role in (SENDER, ADDRESSEE):
        for other, named in ((None, False), (None, True), (MAX, True), (IDA, True)):
            guess = missing(role, other, known, named=named)
            assert guess is None or (0.5 <= guess.share < 1 and guess.who != other and guess.letters <= guess.of)
