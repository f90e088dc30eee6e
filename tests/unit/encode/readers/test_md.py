from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode.readers import Transcription
from epistola.encode.readers import md as reader
from epistola.errors import SourceError

Refusal = Callable[[ModuleType, bytes], SourceError]


def read(text: str) -> Transcription:
    return reader.read(text.encode(), "letter.md")


def marks(found: Transcription) -> list[tuple[str, str, str]]:
    return [
        (a.element, found.text[a.start : a.end], a.attributes[0][1] if a.attributes else "") for a in found.annotations
    ]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("very *well*", ("hi", "well", "italic")),
        ("very _well_", ("hi", "well", "italic")),
        ("very **well**", ("hi", "well", "bold")),
        ("very ***well***", ("hi", "well", "bold italic")),
        ("very ~~well~~", ("del", "well", "strikethrough")),
        ("very [well](https://example.org/a)", ("ref", "well", "https://example.org/a")),
    ],
)
def test_what_markdown_marks_is_marked(text: str, mark: tuple[str, str, str]) -> None:
    found = read(text)

    assert found.text == "very well\n"
    assert marks(found) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "5. Mai 1901",
        "- an item",
        "* an item",
        "    four blanks, then a date",
        "Dear Tom\n---",
        "Dear Tom\n===",
        "***",
        "[Seal]: Paris",
        "<b>not bold</b>",
        "<https://example.org>",
        "``quoted''",
        "```\nfenced\n```",
        "![a](b",
        "[^1] and no footnote",
        "text^[not a note]",
        "2 * 3 * 4",
        "snake_case_word",
        "#5 is no heading",
        "| a | b |\n|---|---|",
    ],
)
def test_what_means_itself_in_a_letter_is_text(text: str) -> None:
    found = read(text)

    assert found.text == "\n".join(line.strip() for line in text.split("\n")) + "\n"
    assert marks(found) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [(r"\*well\*", "*well*"), ("a &amp; b", "a & b"), ("caf&eacute;", "café"), (r"1\. May", "1. May")],
)
def test_escapes_and_entities_stand_for_their_characters(text: str, plain: str) -> None:
    assert read(text).text == f"{plain}\n"


@pytest.mark.parametrize("ends", ["\n", "  \n", "\\\n"])
def test_a_line_of_the_file_is_a_line(ends: str) -> None:
    assert read(f"one{ends}two").text == "one\ntwo\n"


def test_headings_and_paragraphs_are_blocks() -> None:
    found = read("# Letter to Tom\n\nDear Tom,\nI am here.\n\n## P. S. ##\nMore.")

    assert found.text == "Letter to Tom\n\nDear Tom,\nI am here.\n\nP. S.\nMore.\n"
    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [
        ("head", "Letter to Tom"),
        ("p", "Dear Tom,\nI am here."),
        ("head", "P. S."),
        ("p", "More."),
    ]


def test_a_quotation_is_a_quote_by_its_look() -> None:
    assert marks(read("He said:\n\n> Go\n> home.\n\nI went.")) == [("quote", "Go\nhome.", "block")]


def test_a_footnote_stands_apart_at_its_point() -> None:
    found = read("well[^a].\n\n[^a]: He was *ill*.\n\n    Very.\n\nYours")

    assert found.text == "well.\n\n\nYours\n"
    note = found.notes[0]
    assert (note.at, note.text, dict(note.attributes)) == (4, "He was ill.\n\nVery.", {"place": "foot", "n": "a"})
    assert [(a.element, note.text[a.start : a.end]) for a in note.annotations] == [
        ("p", "He was ill."),
        ("p", "Very."),
        ("hi", "ill"),
    ]


def test_a_footnote_without_a_reference_is_kept_at_the_end_and_that_is_said() -> None:
    found = read("well.\n\n[^a]: lost\n\n[^a]: twice")

    assert [(note.at, note.text) for note in found.notes] == [(5, "lost"), (5, "twice")]
    assert {remark.code for remark in found.remarks} == {"note-without-reference"}


def test_front_matter_is_left_out_and_that_is_said() -> None:
    found = read("---\ntitle: A letter\ntags:\n  - one\n---\nDear Tom")

    assert found.text == "Dear Tom\n"
    assert [remark.code for remark in found.remarks] == ["front-matter"]


def test_hyphens_around_words_are_no_front_matter() -> None:
    assert read("---\nDear Tom\n---\n").text == "---\nDear Tom\n---\n"


def test_line_ends_and_the_byte_order_mark_are_noted() -> None:
    found = reader.read("\ufeffone\r\ntwo".encode(), "letter.md")

    assert found.text == "one\ntwo\n"
    assert found.source.encoding == "UTF-8 with byte order mark"
    assert len(found.source.notes) == 1


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab1 \n\n#*_~>-+.[]()^\\&;`|<!:=\t"), min_size=1, max_size=60))
def test_no_letter_and_no_digit_is_lost_whatever_the_markup(text: str) -> None:
    """Labels of footnotes, targets of links and characters given by number are the only ones that are no text."""
    if not text.strip() or "](" in text or "[^" in text or "&" in text:
        return
    if any(c.isalnum() for c in text):
        assert [c for c in read(text).text if c.isalnum()] == [c for c in text if c.isalnum()]
    else:
        with suppress(SourceError):
            assert not any(c.isalnum() for c in read(text).text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.sampled_from("abcé 12*_#\\`~[]<>&!-.+=|"), max_size=20), min_size=1, max_size=6))
def test_escaped_text_comes_back_character_for_character(lines: list[str]) -> None:
    text = "\n".join(" ".join(line.split()) or "x" for line in lines)
    escaped = "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!~<>&|=" else c for c in text)

    assert read(escaped).text == f"{text}\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "md/empty"),
        (b"# \n", "md/empty"),
        (b"%PDF-1.7", "md/binary"),
        ("Grüße".encode("latin-1"), "md/not-utf-8"),
        (b"a\x01b", "md/control-character"),
        (b">" * 200 + b" a", "md/too-deep"),
    ],
)
def test_what_is_no_text_is_refused(refusal: Refusal, data: bytes, code: str) -> None:
    assert refusal(reader, data).code == code
