"""Names in the notes of a letter; the source is Markdown, which has footnotes."""

import re

import pytest

from epistola.encode import AuthorityFile, Settings, encode

LETTER = """Boston, 3 May 1871

Dear Mr. Ames,

The mill[^1] is let, and Peter Hayfield has the key.

Yours,
Ida Kern

[^1]: {note}
"""
LISTS = AuthorityFile(
    "persons.xml",
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="hayfield"><persName>Peter Hayfield</persName></person>'
    b'<person xml:id="a"><persName>Paul Reed</persName></person>'
    b'<person xml:id="b"><persName>Paul Reed</persName></person></TEI>',
)


def named_in_note(note: str, settings: Settings | None = None, letter: str = LETTER) -> list[tuple[str, str]]:
    """The pointers and the words of the names in the note."""
    encoded = encode(letter.format(note=note).encode(), "a.md", settings or Settings(language="en"))
    assert encoded.tei is not None, encoded.diagnostics
    written = re.search(r"<note place=.*?</note>", encoded.tei.decode(), re.DOTALL)
    assert written is not None
    found = re.findall(r'<(?:pers|place|org)Name ref="([^"]*)".*?>(.*?)</(?:pers|place|org)Name>', written[0])
    return [(pointer, re.sub(r"<.*?>", "", words)) for pointer, words in found]


def test_whom_the_letter_names_is_the_same_person_in_a_note() -> None:
    assert named_in_note("Rented by Peter Hayfield from Ames, of Boston.") == [
        ("#person.peter-hayfield", "Peter Hayfield"),
        ("#person.ames", "Ames"),
        ("#place.boston", "Boston"),
    ]


def test_who_is_named_in_a_note_only_is_in_the_lists_of_the_letter() -> None:
    tei = encode(LETTER.format(note="Built by Mr. Strobl.").encode(), "a.md", Settings(language="en")).tei or b""

    assert b'<person xml:id="person.strobl">' in tei


def test_authority_files_are_heeded_in_notes() -> None:
    settings = Settings(language="en", authority=(LISTS,))

    assert named_in_note("Peter Hayfield died soon.", settings) == [("person:hayfield", "Peter Hayfield")]


def test_a_name_that_two_entries_have_points_to_neither() -> None:
    settings = Settings(language="en", authority=(LISTS,))

    assert named_in_note("Paul Reed died soon.", settings) == [("#person.paul-reed", "Paul Reed")]


def test_titles_that_a_note_cites_are_no_names() -> None:
    assert named_in_note("See the *Annals of Milling*, vol. 2, and Papers in Hydraulics, p. 7.") == []


def test_a_note_without_names_stays_as_it_is() -> None:
    assert named_in_note("It had burnt twice.") == []


@pytest.mark.parametrize("note", ["Peter Hayfield &c. <sic>", "Ein Freund von Peter Hayfield.", "Ames\n\n    Ames"])
def test_the_text_of_a_note_is_kept(note: str) -> None:
    encoded = encode(LETTER.format(note=note).encode(), "a.md", Settings(language="en"))

    assert encoded.tei is not None, encoded.diagnostics  # fidelity is proven before anything is written


def test_notes_in_another_language_than_the_letter_are_read_in_theirs() -> None:
    note = (
        "Die Mühle gehörte damals Frau Strobl, die sie im folgenden Jahr wegen der Krankheit ihres Sohnes verkaufen "
        "mußte; sie zog danach zu ihrer Schwester und kam erst nach dem Ende des Krieges noch einmal in ihre alte "
        "Heimat zurück, wo niemand mehr sie kannte."
    )

    assert named_in_note(note) == [("#person.strobl", "Frau Strobl")]
