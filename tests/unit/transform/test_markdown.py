"""Markdown: no word of the letter is lost, and nothing in it is taken for mark-up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from epistola.transform import transform


def body(data: bytes, reading: str = "source") -> str:
    made = transform(data, "markdown", parameters={"reading": reading}).content.decode()
    return made.split("\n---\n", 1)[1].strip("\n")


def letters(text: str) -> str:
    """Return the letters and digits of a text in their order."""
    return "".join(character for character in text if character.isalnum())


def without_notes(data: bytes) -> bytes:
    return re.sub(rb"<note\b[^>]*/>|<note\b.*?</note>", b"", data, flags=re.DOTALL)


def tei(content: str) -> bytes:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{content}</body></text></TEI>'.encode()


@pytest.mark.parametrize("reading", ["source", "corrected"])
def test_every_letter_of_the_text_is_there_in_order(case: Path, reading: str) -> None:
    data = without_notes((case / "letter.xml").read_bytes())
    text = transform(data, "text", parameters={"reading": reading}).content.decode()

    assert letters(body(data, reading)) == letters(text)


def test_every_letter_of_strangers_texts_is_there_in_order(wild: Path) -> None:
    for path in sorted(wild.rglob("*.xml"))[::5]:
        data = without_notes(path.read_bytes())
        assert letters(body(data)) == letters(transform(data, "text").content.decode()), path.name


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "<p>One *two* _three_ [four](five) &lt;b&gt; &amp;amp;</p>",
            r"One \*two\* \_three\_ \[four\](five) \<b\> \&amp;",
        ),
        ("<p># not a heading</p>", r"\# not a heading"),
        ("<p>1. not a list</p>", r"1\. not a list"),
        ("<p>- not a list</p><p>--- no rule</p>", "\\- not a list\n\n\\--- no rule"),
        ("<div><head>A head</head><p>Text</p></div>", "## A head\n\nText"),
        ("<p>so <hi rend='italic'>very</hi> <hi rend='bold'>good</hi></p>", "so *very* **good**"),
        ("<p>Word<note>A note.</note> on.</p>", "Word[^1] on.\n\n[^1]: A note."),
        ("<lg><l>One</l><l>Two</l></lg>", "One\\\nTwo"),
        ("<list><item>One</item><item>Two</item></list>", "- One\n\n- Two"),
        ("<p>bro-<lb break='no'/>ken <lb/>line</p>", "bro-ken line"),
    ],
)
def test_what_markdown_is_made_of(content: str, expected: str) -> None:
    assert body(tei(content)) == expected


def test_title_writer_and_date_stand_in_front(full: bytes) -> None:
    made = transform(full, "markdown").content.decode()

    assert made.startswith(
        '---\ntitle: "Letter from Ida Voss to Erik Lindqvist, March 4, 1871"\nauthor:\n  - "Ida Voss"\n'
        'date: "1871-03-04"\nlang: "de"\n---\n\n'
    )
