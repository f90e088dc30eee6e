"""Quotations in passages of many kinds; the passages are data in tests/cases/quotations."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.annotators import quotations
from epistola.encode.context import Context
from epistola.encode.lexicon import languages, lexicon
from epistola.encode.quoting.marks import paired
from epistola.letter import Annotation, Certainty, Evidence, Letter, Source

PAGE = Path(__file__).resolve().parents[3] / "cases" / "quotations" / "passages.toml"
PASSAGES = tomllib.loads(PAGE.read_text(encoding="utf-8"))["passages"]


def plain(marked: str) -> str:
    for element in ("quote", "said", "soCalled", "q"):
        marked = marked.replace(f"⟦{element}|", "")
    return marked.replace("⟧", "").replace("⚠", "").replace("⏎", "\n")


def found(text: str, code: str) -> str:
    """The passage with its quotations, and the marks that have no partner."""
    paragraphs, at = [], 0
    for paragraph in text.split("\n\n"):
        paragraphs.append(Annotation(at, at + len(paragraph), "p", Evidence("structure", "p", Certainty.HIGH)))
        at += len(paragraph) + 2
    source = Source("letter.txt", "text/plain", "utf-8", "")
    letter = Letter(text=text, source=source, language=code, annotations=tuple(paragraphs))
    marks: list[tuple[int, int, int, str]] = []
    for one in quotations.annotate(letter, Context(lexicon(code))):
        if isinstance(one, Annotation):
            marks += [(one.start, 1, -one.end, f"⟦{one.element}|"), (one.end, 0, -one.start, "⟧")]
        else:
            marks.append((one.start, 2, 0, "⚠"))
    for place, _, _, mark in sorted(marks, reverse=True):
        text = f"{text[:place]}{mark}{text[place:]}"
    return text.replace("\n", "⏎")


@pytest.mark.parametrize(("code", "passage"), PASSAGES)
def test_what_is_quoted_is_told_from_what_is_said_or_only_called_so(code: str, passage: str) -> None:
    assert found(plain(passage), code) == passage


@pytest.mark.parametrize("code", languages())
def test_the_verbs_of_speaking_are_verbs_that_report(code: str) -> None:
    words = lexicon(code).quotations

    assert [word for key in ("speaking", "reading") for word in words[key] if word not in words["reporting"]] == []


@given(
    st.lists(
        st.sampled_from(['"', "'", "“", "”", "„", "«", "»", "''", ",,", " ", "\n", "a", "s", "1", "."]), max_size=40
    )
)
def test_pairs_nest_and_a_mark_belongs_to_one_of_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    marks = paired(text, 0, len(text), frozenset())

    for pair in marks.pairs:
        assert 0 <= pair.start < pair.start + pair.opens <= pair.end - pair.closes < pair.end <= len(text)
    for one in marks.pairs:
        for other in marks.pairs:
            assert one == other or one.end <= other.start or other.end <= one.start or _within(one, other)
    used = {place for pair in marks.pairs for place in (pair.start, pair.end - pair.closes)}
    assert used.isdisjoint((*marks.openers, *marks.closers))


def _within(one: object, other: object) -> bool:
    inner, outer = sorted((one, other), key=lambda pair: pair.end - pair.start)  # type: ignore[attr-defined]
    return bool(outer.start < inner.start and inner.end < outer.end)  # type: ignore[attr-defined]
