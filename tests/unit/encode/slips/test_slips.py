"""Slips of transcription and older spellings; the lines are data in tests/cases/slips, one file a language."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode import Settings, encode
from epistola.encode.annotators import slips
from epistola.encode.context import Context
from epistola.encode.lexicon import languages, lexicon
from epistola.encode.slips.brackets import unpaired
from epistola.encode.slips.misreadings import _forms
from epistola.encode.slips.slip import frequent
from epistola.letter import Letter, Remark, Source

FILES = sorted((Path(__file__).resolve().parents[3] / "cases" / "slips").glob("*.toml"))
CASES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
LINES = [(code, *line) for code, case in CASES.items() for line in case["slips"]]


def proposed(text: str, code: str) -> list[tuple[str, str]]:
    """The words that are suspected, and what is said of each."""
    source = Source("letter.txt", "text/plain", "utf-8", "")
    letter = Letter(text=text, source=source, language=code)
    found = slips.annotate(letter, Context(lexicon(code)))
    return [(text[one.start : one.end], one.message) for one in found if isinstance(one, Remark)]


@pytest.mark.parametrize(("code", "line", "sic", "corr"), LINES)
def test_a_slip_is_proposed_with_its_reading(code: str, line: str, sic: str, corr: str) -> None:
    found = proposed(line, code)

    if not sic:
        assert found == []
    else:
        assert [message for words, message in found if words == sic and f"for “{corr}”" in message], found


@pytest.mark.parametrize("code", CASES)
def test_an_older_spelling_is_no_slip(code: str) -> None:
    assert proposed(CASES[code]["spellings"], code) == []


@pytest.mark.parametrize("code", languages())
def test_what_is_taken_for_a_misreading_is_no_frequent_word_of_any_language(code: str) -> None:
    assert [form for other in languages() for form in frequent(lexicon(other)) & _forms(code).keys()] == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("He came (late).", []),
        ("He came (late.", ["("]),
        ("He came late).", [")"]),
        ("a) first, b) second, 12.) third, iv) fourth", []),
        ("(one [two) three]", ["[", "]"]),
        ("(one\n\ntwo)", []),
    ],
)
def test_a_bracket_has_a_partner(text: str, alone: list[str]) -> None:
    assert [text[at] for at in unpaired(text)] == alone


@given(st.text(alphabet="()[] a1.", max_size=60))
def test_brackets_in_pairs_are_never_alone(text: str) -> None:
    found = list(unpaired(f"({text})"))

    assert found == sorted(set(found))
    assert all(f"({text})"[at] in "()[]" for at in found)


def test_what_is_wrong_in_the_same_way_again_and_again_is_said_three_times() -> None:
    assert len(proposed("tlie mill, " * 10, "en")) == 3


def test_what_the_transcriber_could_not_read_is_no_slip() -> None:
    text = "3 May 1861\n\nDear Tom,\n\nHe saw [2 words illegible] and (he went.\n\nYours,\nAnn\n"
    encoded = encode(text.encode(), "letter.txt", Settings(language="en"))

    assert [one.code for one in encoded.diagnostics] == ["slips/no-partner"]
