"""The reading page in a real browser: it fits every screen, and its switches work by mouse and by keyboard."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.browser.chromium import Chromium

from epistola.transform import transform

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2
LETTER = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="en">
  <fileDesc>
    <titleStmt><title>Letter from Ida Voss to the {LONG}, March 4, 1871</title>
      <respStmt xml:id="robot"><resp>marked by software</resp><name type="software">Robot</name></respStmt></titleStmt>
    <publicationStmt><publisher>P</publisher><idno type="URI">https://letters.example/{LONG}</idno></publicationStmt>
    <sourceDesc><bibl><title>A leaf</title><idno type="sha256">{"ab" * 32}</idno></bibl></sourceDesc>
  </fileDesc></teiHeader>
  <text xml:lang="en"><body><div type="letter">
    <opener><dateline>Lübeck, <date when="1871-03-04" resp="#robot" cert="low">4 March</date></dateline>
      <salute>Dear friend,</salute></opener>
    <p>We <choice><sic>sat</sic><corr>set</corr></choice> out <del>late</del><add>early</add> with
      <persName ref="#voss" resp="#robot">Ida</persName>.<note>A note with {LONG}.</note> One<lb/>two.</p>
    <p>{LONG}</p>
    <table><row>{"<cell>a wide cell</cell>" * 14}</row></table>
    <closer><salute>Yours truly</salute><signed>Ida Voss</signed></closer></div></body></text>
  <standOff><listPerson><person xml:id="voss"><persName>Ida Voss</persName>
    <idno type="GND">118500000</idno></person></listPerson></standOff></TEI>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "letter.html"
    file.write_bytes(transform(LETTER.encode(), "html").content)
    return file


def letter(browser: Chromium) -> str:
    """What a reader sees of the first paragraph."""
    return str(browser.evaluate("document.querySelector('p.p').innerText.replace(/\\s+/g, ' ')"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 900, 1440])
def test_nothing_is_wider_than_the_screen(browser: Chromium, page: Path, width: int, scheme: str) -> None:
    browser.open(page, width=width, scheme=scheme)
    browser.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")

    assert browser.evaluate("document.documentElement.scrollWidth") <= width


def test_the_measure_of_the_text_is_one_that_can_be_read(browser: Chromium, page: Path) -> None:
    browser.open(page, width=1440)

    per_line = "(() => { const p = document.querySelector('p.p'); const s = document.createElement('span');"
    per_line += " s.textContent = 'n'.repeat(10); p.append(s); const w = s.getBoundingClientRect().width / 10;"
    per_line += " s.remove(); return p.getBoundingClientRect().width / w })()"
    assert 45 <= browser.evaluate(per_line) <= 80


def test_the_page_begins_with_the_source_and_switches_to_the_corrected_reading(browser: Chromium, page: Path) -> None:
    browser.open(page)
    assert "We sat out lateearly with" in letter(browser)

    browser.evaluate("document.getElementById('reading-corrected').click()")
    assert "We set out early with" in letter(browser)

    browser.evaluate("document.getElementById('reading-source').click()")
    assert "We sat out lateearly with" in letter(browser)


def test_the_switch_works_by_keyboard(browser: Chromium, page: Path) -> None:
    browser.open(page)
    for _ in range(40):
        browser.press("Tab")
        if browser.evaluate("document.activeElement.id") == "reading-source":
            break
    browser.press("ArrowRight")

    assert browser.evaluate("document.activeElement.id") == "reading-corrected"
    assert "We set out early with" in letter(browser)


def test_what_is_focused_can_be_seen(browser: Chromium, page: Path) -> None:
    browser.open(page)
    browser.press("Tab")

    assert browser.evaluate("document.activeElement.className") == "skip"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    assert browser.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_what_software_marked_is_shown_on_demand(browser: Chromium, page: Path) -> None:
    browser.open(page)
    style = "getComputedStyle(document.querySelector('a.name')).textDecorationStyle"
    query = "getComputedStyle(document.querySelector('time'), '::after').content"
    assert browser.evaluate(style) == "solid"
    assert browser.evaluate(query) == "none"

    browser.evaluate("document.getElementById('show-machine').click()")
    assert browser.evaluate(style) == "dotted"
    assert browser.evaluate(query) == '"?"'


def test_lines_of_the_source_are_shown_on_demand(browser: Chromium, page: Path) -> None:
    browser.open(page)
    lines = "document.querySelector('p.p').innerText.includes('One\\ntwo')"
    assert not browser.evaluate(lines)

    browser.evaluate("document.getElementById('show-lines').click()")
    assert browser.evaluate(lines)


def test_the_colours_follow_the_reader(browser: Chromium, page: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    browser.open(page, scheme="light")
    light = browser.evaluate(ground)
    browser.open(page, scheme="dark")

    assert browser.evaluate(ground) != light


def test_targets_are_large_enough_for_a_finger(browser: Chromium, page: Path) -> None:
    browser.open(page, width=375)

    small = "Array.from(document.querySelectorAll('.para-number, .switches label, nav a'))"
    small += ".filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 }).length"
    assert browser.evaluate(small) == 0


@pytest.fixture(scope="module")
def page_with_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    picture = (
        "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='900'%20height='1300'%3E%3C/svg%3E"
    )
    facsimile = f'<facsimile><surface xml:id="s1" n="1r"><graphic url="{picture}"/></surface></facsimile>'
    file = tmp_path_factory.mktemp("pictures") / "letter.html"
    file.write_bytes(transform(LETTER.replace("<text ", f"{facsimile}<text ").encode(), "html").content)
    return file


@pytest.mark.parametrize("width", [320, 900, 1200, 1600])
def test_pictures_stand_beside_the_text_where_there_is_room(
    browser: Chromium, page_with_pictures: Path, width: int
) -> None:
    browser.open(page_with_pictures, width=width)

    box = "document.querySelector('{}').getBoundingClientRect().{}"
    text_ends = browser.evaluate(box.format("article", "right"))
    picture_begins = browser.evaluate(box.format(".facsimile figure", "left"))
    assert (picture_begins > text_ends) == (width > 1000)
    assert browser.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_there_are_no_switches_and_addresses_are_written_out(browser: Chromium, page: Path) -> None:
    browser.open(page, media="print")

    def style(selector: str, name: str, part: str = "") -> str:
        return str(browser.evaluate(f"getComputedStyle(document.querySelector('{selector}'), '{part}')['{name}']"))

    assert {style(shown, "display") for shown in (".switches", "nav", "details", ".download")} == {"none"}
    assert style(".entry-links a", "content", "::after") == '" (https://d-nb.info/gnd/118500000)"'
    assert style("a.name", "textDecorationLine") == "none"
    assert style(".closer", "breakBefore") == "avoid"


@pytest.mark.parametrize("width", [320, 390])
def test_a_letter_from_right_to_left_is_not_wider_than_the_screen(
    browser: Chromium, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "hebrew.html"
    file.write_bytes(transform(LETTER.replace('<text xml:lang="en">', '<text xml:lang="he">').encode(), "html").content)
    browser.open(file, width=width)

    assert browser.evaluate("document.documentElement.scrollWidth") <= width


def test_what_was_deleted_is_struck_out_in_a_book(browser: Chromium, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(transform(LETTER.encode(), "epub").content)) as book:
        book.extractall(tmp_path)
    browser.open(tmp_path / "book/letter.xhtml")

    assert browser.evaluate("getComputedStyle(document.querySelector('del')).textDecorationLine") == "line-through"
