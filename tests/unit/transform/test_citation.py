"""Formatted references: what a reader of a letter expects to see."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from epistola.errors import SettingsError
from epistola.transform import cite, transform

CASES = Path(__file__).resolve().parents[2] / "cases/formats"


def test_chicago_names_the_addressee_and_the_day(full: bytes) -> None:
    assert cite(full) == (
        "Voss, Ida. 1871. Letter to Erik Lindqvist, March 4, 1871. In The Voss Papers, edited by Ann Reader. "
        "Harbour Press. Ms. 12, 3. Nachlass Voss. Stadtbibliothek, Lübeck. https://doi.org/10.5072/voss.17."
    )
    assert cite(full, style="chicago") == cite(full, style="chicago-author-date") == cite(full)


def test_chicago_notes_give_the_year_of_the_edition_with_its_imprint(full: bytes) -> None:
    assert cite(full, style="chicago-notes-bibliography").startswith(
        "Voss, Ida. Letter to Erik Lindqvist, March 4, 1871. In The Voss Papers, edited by Ann Reader. "
        "Harbour Press, 2024."
    )


def test_another_style_has_its_own_form(full: bytes) -> None:
    assert cite(full, style="apa").startswith("Voss, I. (1871, March 4). [Letter to Erik Lindqvist]. In A. Reader")


def test_a_style_that_does_not_name_the_addressee_gives_the_title(full: bytes) -> None:
    reference = cite(full, style="mla")

    assert reference.startswith(
        "Voss, Ida. “Letter from Ida Voss to Erik Lindqvist, March 4, 1871.” Letter. The Voss Papers"
    )


def test_a_locale_changes_the_words(full: bytes) -> None:
    assert "Letter to" not in cite(full, locale="de-DE")
    assert "Brief an Erik Lindqvist, 4. März 1871" in cite(full, locale="de-DE")
    assert "Lettre à Erik Lindqvist, 4 mars 1871" in cite(full, locale="fr-FR")


def test_a_style_may_be_a_file_of_ones_own(full: bytes, tmp_path: Path) -> None:
    dependent, own, other = (tmp_path / name for name in ("dependent.csl", "own.csl", "other.csl"))
    dependent.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Letters</title>'
        '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>'
    )
    own.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>Own</title></info>'
        '<citation><layout><text variable="title"/></layout></citation><bibliography><layout suffix="!">'
        '<names variable="author"/><text variable="URL" prefix=" at "/></layout></bibliography></style>'
    )
    other.write_text("<TEI/>")

    assert cite(full, style=str(dependent)) == cite(full, style="apa")
    assert cite(full, style=str(own)) == "Ida Voss at https://letters.example/voss/17!"
    with pytest.raises(SettingsError, match="no style"):
        cite(full, style=str(other))


@pytest.mark.parametrize("style", ["ieee", "vancouver", "nature"])
def test_a_reference_in_a_numeric_style_has_no_number(full: bytes, style: str) -> None:
    assert re.match(r"(I\. )?Voss", cite(full, style=style))


def test_several_letters_have_a_line_each() -> None:
    lines = cite((CASES / "a-corpus-of-two-letters/letter.xml").read_bytes()).splitlines()

    assert [line.split(".")[0] for line in lines] == ["Voss, Ida", "Voss, Jan"]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("several-senders-one-of-them-an-organisation", "Letter to The Senate, March 1871–May 1871"),
        ("a-date-in-words-only", "Voss, Ida. n.d. Letter to Jan Moser, about Easter."),
        ("not-before-a-day", "Letter to Jan Moser, not before March 4, 1871."),
        ("not-after-a-day", "Letter to Jan Moser, not after March 4, 1871."),
        ("before-christ", "Cicero. 44 BC. Letter to Atticus, March 15, 44 BC. Harbour Press."),
        (
            "names-that-break-lists",
            "Martin Reed Jr., and Ida Voss II. 1871. Letter to Jan Voss; Moser and Baker",
        ),
        ("correspondents-unknown", "“A Letter.” n.d. Letter. Harbour Press."),
        ("right-to-left", "פוס, אידה. 1871."),
        ("names-with-particles", "Hofmannsthal, Hugo von, Karl von und zu Holstein, Paul d'Anvers, and Voltaire"),
        ("an-uncertain-date-and-no-addressee", "Voss, Ida. [1871?]. “Ida Voss to an Unknown Person.” Letter."),
        ("some-day-between", "Voss, Ida. [1871?]. Letter to Jan Moser, March 4, 1871–May 1871 (?)."),
        ("nothing-is-known", "“A Leaf.”"),
    ],
)
def test_unusual_letters_read_well(folder: str, expected: str) -> None:
    assert expected in cite((CASES / folder / "letter.xml").read_bytes())


def test_an_unknown_style_is_refused_with_those_that_resemble_it(full: bytes) -> None:
    with pytest.raises(SettingsError) as caught:
        cite(full, style="chicago-autor-date")

    assert caught.value.code == "transform/unknown-style"
    assert "chicago-author-date" in caught.value.hint


def test_an_unknown_locale_is_refused(full: bytes) -> None:
    with pytest.raises(SettingsError, match="no citation locale “xx-YY”"):
        cite(full, locale="xx-YY")


@pytest.mark.parametrize(
    ("locale", "day"),
    [("en-US", "March 15, 44 BC"), ("de-DE", "15. März 44 v. Chr."), ("fr-FR", "15 mars 44 av. J.-C.")],
)
def test_a_year_before_christ_is_said_as_the_language_says_it(locale: str, day: str) -> None:
    data = (CASES / "before-christ/letter.xml").read_bytes()
    page = transform(data, "html", parameters={"language": locale[:2]}).content.decode()

    assert f", {day}" in cite(data, locale=locale).replace("\N{NO-BREAK SPACE}", " ")
    assert f"<dd>{day}</dd>" in page


@pytest.mark.parametrize(
    ("folder", "style", "expected"),
    [
        ("an-uncertain-date-and-no-addressee", "apa", "Voss, I. (ca. 1871). Ida Voss to an unknown person [Letter]."),
        ("some-day-between", "mla", "Harbour Press, Circa 1871,"),
        (
            "several-senders-one-of-them-an-organisation",
            "apa",
            "Ropemakers and Sailors. (1871). [Letter to The Senate]",
        ),
        ("correspondents-unknown", "apa", "A letter. (n.d.). [Letter]. Harbour Press."),
        ("nothing-is-known", "mla", "“A Leaf.”"),
    ],
)
def test_ranges_and_titles_without_author_read_well_in_other_styles(folder: str, style: str, expected: str) -> None:
    reference = cite((CASES / folder / "letter.xml").read_bytes(), style=style)

    assert expected in reference
    assert reference == reference.strip()
    assert reference.lower().count("leaf") <= 1


def test_the_word_for_a_letter_is_that_of_the_language(full: bytes) -> None:
    assert "[Brief an Erik Lindqvist]" in cite(full, style="apa", locale="de-DE")
    assert "[Lettre à Erik Lindqvist]" in cite(full, style="apa", locale="fr-FR")
    assert " Letter. " in cite(full, style="mla", locale="en-US")


@pytest.mark.parametrize("style", ["chicago", "apa", "mla", "harvard-cite-them-right"])
def test_editors_do_not_stand_for_a_writer_who_is_unknown(style: str) -> None:
    data = (CASES / "correspondents-unknown/letter.xml").read_bytes()
    edited = data.replace(b"</titleStmt>", b"<title level='s'>Papers</title><editor>Ann Reader</editor></titleStmt>")

    reference = cite(edited, style=style)
    assert reference.lstrip("“").startswith(("A letter", "A Letter"))
    assert "Reader" not in reference


@pytest.mark.parametrize(
    ("title", "writer", "addressee"),
    [
        ("Letter From the Envoy (Moser) to Ida Voss, May 3, 1871", "the Envoy (Moser)", "Ida Voss"),
        ("Letter from Ida Voss to the Envoy at Large (Moser)", "Ida Voss", "the Envoy at Large (Moser)"),
        ("Letter from Ida Voss to Jan Moser (Lübeck, May 3, 1871)", "Ida Voss", "Jan Moser"),
    ],
)
def test_an_office_in_a_title_is_not_taken_apart(title: str, writer: str, addressee: str) -> None:
    data = (CASES / "nothing-is-known/letter.xml").read_bytes().replace(b"A leaf", title.encode())
    (item,) = json.loads(transform(data, "csl-json").content)

    def named(name: dict[str, str]) -> str:
        return " ".join(name[part] for part in ("given", "family", "literal") if part in name)

    assert ([named(name) for name in item["author"]], [named(name) for name in item["recipient"]]) == (
        [writer],
        [addressee],
    )
