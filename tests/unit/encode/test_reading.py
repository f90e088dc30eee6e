import pytest

from epistola.encode.reading import corrected
from epistola.letter import Annotation, Claim, Evidence, Letter, Source

BY = Evidence("editors", "sidecar", claim=Claim.EDITOR)
#       0         1         2
#       0123456789012345678901234567
TEXT = "We sat with Krushchev riot X"
CHOICES = (
    Annotation(3, 6, "choice", BY, reading="set"),
    Annotation(12, 21, "choice", BY, reading="Khrushchev"),
    Annotation(22, 26, "choice", BY, reading="no"),
)
LETTER = Letter(TEXT, Source("x.txt", "text/plain", "UTF-8", ""), "en", CHOICES)


def test_the_corrected_text_has_every_correction_in_its_place() -> None:
    assert corrected(LETTER).text == "We set with Khrushchev no X"


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("We", "We"),
        ("set", "sat"),
        ("with Khrushchev", "with Krushchev"),
        ("Khrushchev no X", "Krushchev riot X"),
        ("X", "X"),
        ("rush", "Krushchev"),
        ("e s", "e sat"),
        ("no", "riot"),
        (" ", " "),
    ],
)
def test_a_span_of_the_reading_is_a_span_of_the_source_that_cuts_no_correction(words: str, source: str) -> None:
    reading = corrected(LETTER)
    begin = reading.text.index(words)
    start, end = reading.span(begin, begin + len(words))

    assert TEXT[start:end] == source


def test_without_corrections_the_reading_is_the_text() -> None:
    reading = corrected(Letter(TEXT, LETTER.source, "en"))

    assert reading.text == TEXT
    assert all(reading.span(i, j) == (i, j) for i in range(len(TEXT)) for j in range(i + 1, len(TEXT) + 1))


def test_of_two_corrections_that_overlap_the_first_is_read() -> None:
    overlapping = Annotation(5, 12, "choice", BY, reading="nothing of this ")

    assert corrected(Letter(TEXT, LETTER.source, "en", (*CHOICES, overlapping))).text == corrected(LETTER).text


def test_a_correction_to_nothing_leaves_a_gap() -> None:
    gone = Annotation(3, 7, "choice", BY, reading="")
    reading = corrected(Letter(TEXT, LETTER.source, "en", (gone,)))

    assert reading.text == "We with Krushchev riot X"
    assert reading.span(3, 7) == (7, 11)
