import pytest

from epistola.encode.lexicon import lexicon
from epistola.encode.names.personal import Name, personal_name
from epistola.encode.names.short import fits, is_full, is_initials, is_same


def name(text: str) -> Name:
    read = personal_name(text, lexicon("de"))
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Lindner", "Emil Lindner"),
        ("Emil", "Emil Lindner"),
        ("E. Lindner", "Emil Lindner"),
        ("Emil Lindner", "Emil Max Lindner"),
        ("Max", "Emil Max Lindner"),
        ("E. L.", "Emil Lindner"),
        ("EL", "Emil Lindner"),
        ("HvL", "Hans von Lindner"),
        ("L.", "Emil Lindner"),
        ("Friedr. Lindner", "Friedrich Lindner"),
        ("Friedr", "Friedrich Lindner"),
        ("Emil Lindnr", "Emil Lindner"),
        ("Lindner", "Hans von Lindner"),
        ("von Lindner", "Hans von Lindner"),
        ("Moser", "Anna von Moser zu Thal"),
        ("Seitz", "Anna Seitz-Kern Seitz"),
    ],
)
def test_a_short_name_fits_the_full_one(short: str, full: str) -> None:
    assert fits(name(short), name(full))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Paul", "Paula Lindner"),
        ("Emil Moser", "Emil Lindner"),
        ("Otto Lindner", "Emil Lindner"),
        ("O. Lindner", "Emil Lindner"),
        ("E. M.", "Emil Lindner"),
        ("Hofmann", "Richard Beer-Hofmann"),
        ("Lind", "Emil Lindner"),
        ("Emil Lind", "Emil Lindner"),
        ("Emil Ludner", "Emil Lindner"),
        ("M.", "Emil Lindner"),
    ],
)
def test_another_name_does_not(short: str, full: str) -> None:
    assert not fits(name(short), name(full))


@pytest.mark.parametrize("text", ["Emil Lindner", "Hans von Lindner", "Emil M. Lindner"])
def test_forename_and_surname_are_a_full_name(text: str) -> None:
    assert is_full(name(text))
    assert is_same(name(text), name(text))


@pytest.mark.parametrize("text", ["Emil", "E. Lindner", "Emil L.", "Fr Lindner", "Emil Schn"])
def test_what_is_cut_short_is_not(text: str) -> None:
    assert not is_full(name(text))


@pytest.mark.parametrize("text", ["E.", "E. L.", "E.L.", "EL", "E", "HvL", "H. v. L.", "E.-M. L."])
def test_letters_are_initials(text: str) -> None:
    assert is_initials(text)


@pytest.mark.parametrize("text", ["Al", "Ed", "Ida", "E. Lindner", ""])
def test_words_are_no_initials(text: str) -> None:
    assert not is_initials(text)
