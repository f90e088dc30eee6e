import pytest

from epistola.encode import Encoded, Settings, encode
from epistola.encode.sidecar import Sidecar

LETTER = "Graz, 3 May 1871\n\nDear Anna,\n\nThe bridge is open again.\n\nYours ever,\nJohann\n"
POEM = "The woods are bare and no one sings\nAlong the river's bed\nThe crow has folded up her wings\nThe sun is red\n"
TABLE = "name;year;place\nEllen;1861;Kent\nTom;1862;Leeds\n"


def tried(text: str, *, is_letter: bool = False) -> Encoded:
    return encode(text.encode(), "x.txt", Settings(language="en", sidecar=Sidecar(is_letter=is_letter)))


def codes(encoded: Encoded) -> list[str]:
    return [diagnostic.code for diagnostic in encoded.diagnostics]


@pytest.mark.parametrize("divider", ["\t", "|", ";"])
def test_a_table_is_refused_whatever_divides_its_cells(divider: str) -> None:
    encoded = tried(TABLE.replace(";", divider))

    assert encoded.tei is None
    assert codes(encoded) == ["kind/table"]


def test_a_letter_with_a_table_in_it_is_a_letter() -> None:
    assert tried(LETTER.replace("open again.", f"open.\n\n{TABLE}")).tei is not None


def test_a_poem_is_refused() -> None:
    encoded = tried(POEM)

    assert encoded.tei is None
    assert codes(encoded) == ["kind/verse"]
    assert "is-letter" in encoded.diagnostics[0].hint


@pytest.mark.parametrize(
    "sign", ["3 May 1871\n\n{}", "Dear Anna,\n{}", "{}\nYours,\nJohann\n", "Letter from A to B\n\n{}"]
)
def test_a_poem_with_one_sign_of_a_letter_is_a_letter(sign: str) -> None:
    assert tried(sign.format(POEM)).tei is not None


def test_prose_without_any_sign_of_a_letter_is_encoded_with_a_warning() -> None:
    encoded = tried("It rained all day on the roofs of the town, and nobody went out before the evening came.\n")

    assert encoded.tei is not None
    assert codes(encoded) == ["kind/no-signs"]


def test_two_letters_are_refused_with_the_line_of_the_second() -> None:
    encoded = tried(f"{LETTER}\n{LETTER}")

    assert encoded.tei is None
    assert codes(encoded) == ["kind/two-letters"]
    assert encoded.diagnostics[0].place.line == 10


@pytest.mark.parametrize("heading", ["Enclosure", "Copy of a letter"])
def test_a_letter_with_another_under_a_heading_of_its_own_is_one(heading: str) -> None:
    assert tried(f"{LETTER}\n{heading}\n\n{LETTER}").tei is not None


@pytest.mark.parametrize("text", [POEM, TABLE, f"{LETTER}\n{LETTER}"])
def test_the_editor_may_say_that_it_is_a_letter(text: str) -> None:
    assert tried(text, is_letter=True).tei is not None
