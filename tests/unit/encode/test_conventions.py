"""What transcribers write for what can't be read, in the usual way and in an edition's own."""

from hypothesis import given
from hypothesis import strategies as st

from epistola.config import Convention
from epistola.encode import Settings, encode
from epistola.encode.conventions import usual, written

OWN = (Convention(("<{text}>",), "supplied", "lost"), Convention(("[{n} Zeilen fehlen]",), "gap", "lost", "lines"))


def said(text: str, own: tuple[Convention, ...] = ()) -> list[tuple[str, str, str]]:
    return [(text[w.start : w.end], w.convention.means, w.quantity) for w in written(text, own)]


def test_the_usual_signs_are_known_without_an_edition() -> None:
    assert sorted(said("a [2 words illegible] b […] c")) == [("[2 words illegible]", "gap", "2"), ("[…]", "gap", "")]


def test_a_sign_after_a_word_means_the_word() -> None:
    assert said("the Hofer [?] came, recieved [sic] it") == [("Hofer", "unclear", ""), ("recieved", "sic", "")]


def test_brackets_that_nobody_explained_mean_nothing() -> None:
    assert said("let it be [our] secret <here>") == []


def test_an_edition_says_what_its_own_signs_mean() -> None:
    assert said("ein <altes> Haus [3 Zeilen fehlen]", OWN) == [
        ("<altes>", "supplied", ""),
        ("[3 Zeilen fehlen]", "gap", "3"),
    ]


def test_the_convention_of_an_edition_comes_before_a_usual_one() -> None:
    own = (Convention(("[…]",), "gap", "cancelled"),)

    assert [w.convention.reason for w in written("a […] b", own)] == ["cancelled"]


@given(st.lists(st.sampled_from([*(form for one in usual() for form in one.written), "word", " ", "\n\n", "["])))
def test_no_sign_costs_a_character(pieces: list[str]) -> None:
    text = "Dear Anna,\n\n" + "".join(pieces).replace("{n}", "2").replace("{word}", "mill").replace("{text}", "a b")
    encoded = encode(text.encode(), "letter.txt", Settings(language="en"))

    assert encoded.tei is not None, encoded.diagnostics


def test_signs_that_overlap_are_read_once_the_edition_s_own_first() -> None:
    own = (Convention(("b] [{n} words",), "gap", "lost", "words"),)

    assert said("a [b] [2 words illegible] [?] c […]", own) == [("b] [2 words", "gap", "2"), ("[…]", "gap", "")]
