import pytest

from epistola.encode.fidelity import prove
from epistola.errors import FidelityError
from epistola.names import TEI_NS

TEXT = "Dear Tom,\nwe had sat here & there.\n"
GOOD = "Dear <persName>Tom</persName>,\nwe had <choice><sic>sat</sic><corr>set</corr></choice> here &amp; there.\n"


def document(body: str) -> bytes:
    return f'<TEI xmlns="{TEI_NS}"><teiHeader>x</teiHeader><text><body>{body}</body></text></TEI>'.encode()


def test_a_document_that_gives_back_its_source_passes() -> None:
    prove(document(GOOD), TEXT, "letter.txt")


@pytest.mark.parametrize(
    "other",
    [
        "<choice><orig>sat</orig><reg>set</reg></choice>",
        "<choice><abbr>sat</abbr><expan>satisfied</expan></choice>",
        "<!-- set -->sat<?set?>",
        "s<hi>a</hi>t<note/>",
    ],
)
def test_only_the_source_reading_counts(other: str) -> None:
    prove(document(GOOD.replace("<choice><sic>sat</sic><corr>set</corr></choice>", other)), TEXT, "letter.txt")


@pytest.mark.parametrize(
    ("change", "line", "column", "says"),
    [
        (("Tom", "Tim"), 1, 7, "“Dear Tim"),
        (("had ", ""), 2, 4, "line 2 has “ear Tom,⏎we had sat"),
        (("here", "here, here"), 2, 16, "here, here"),
        (("\nwe", " we"), 1, 10, "Dear Tom, we"),
        ((" there.\n", ""), 2, 18, "its end there"),
        (("there.\n", "there.\n\n"), 3, 1, "its end there"),
        (("<sic>sat</sic>", ""), 2, 8, "“Tom,⏎we had  here"),
    ],
)
def test_a_document_that_differs_is_refused_with_the_first_difference(
    change: tuple[str, str], line: int, column: int, says: str
) -> None:
    with pytest.raises(FidelityError) as caught:
        prove(document(GOOD.replace(*change)), TEXT, "letter.txt")

    assert caught.value.code == "fidelity/differs"
    assert (caught.value.file, caught.value.line, caught.value.column) == ("letter.txt", line, column)
    assert says in caught.value.message


def test_a_document_without_a_body_is_refused() -> None:
    with pytest.raises(FidelityError):
        prove(f'<TEI xmlns="{TEI_NS}"><text/></TEI>'.encode(), TEXT, "letter.txt")
