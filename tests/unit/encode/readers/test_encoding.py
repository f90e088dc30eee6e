"""What becomes of what the sources know: in the TEI, between the annotators, and before the checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from epistola.diagnostics import Severity
from epistola.encode import Encoded, Settings, encode, sources
from epistola.encode.fidelity import prove
from epistola.encode.sidecar import Correction, Sidecar
from epistola.errors import FidelityError
from epistola.letter import Note
from epistola.validate import validate

ROOT = Path(__file__).resolve().parents[4]
Pack = Callable[[Mapping[str, str | bytes]], bytes]


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(ROOT / "schema" / "generated" / "epistola.rng"))


def encoded(text: str, name: str = "letter.md", sidecar: Sidecar | None = None) -> Encoded:
    return encode(text.encode(), name, Settings(language="en", sidecar=sidecar or Sidecar(is_letter=True)))


def tei(text: str, name: str = "letter.md") -> str:
    found = encoded(text, name)
    assert found.tei is not None, found.diagnostics
    assert schema().validate(etree.fromstring(found.tei)), schema().error_log
    return found.tei.decode()


def body(text: str, name: str = "letter.md") -> str:
    written = tei(text, name)
    return written[written.index("<body") : written.index("</body>")]


def page(*lines: tuple[str, str]) -> str:
    content = "".join(
        f'<TextLine id="l{n}" custom="{custom}"><Coords points="0,0 9,0 9,9"/><TextEquiv>'
        f"<Unicode>{escape(text)}</Unicode>"
        "</TextEquiv></TextLine>"
        for n, (text, custom) in enumerate(lines)
    )
    return (
        '<PcGts><Page imageFilename="1.jpg" imageWidth="9" imageHeight="9"><TextRegion id="r">'
        f'<Coords points="0,0 9,0 9,9"/>{content}</TextRegion></Page></PcGts>'
    )


LETTER = """# Letter

London, 4 March 1861

Dear *Tom*,

I am ~~not~~ here[^1], as
you see.

Yours,
Ann

[^1]: In *London*.
"""


def test_what_the_source_marks_stands_in_the_structure_that_was_found() -> None:
    written = body(LETTER)

    assert '<hi rend="italic">Tom</hi>' in written
    assert '<del rend="strikethrough">not</del>' in written
    assert (
        'here<note place="foot" n="1" resp="#epistola.source">In <placeName ref="#place.london" '
        'resp="#epistola.names" cert="high"><hi rend="italic">London</hi></placeName>.'
        "</note>, as\n<lb/>you see.</p>" in written
    )
    assert "<head>Letter</head>" in written
    assert "<opener><dateline>" in written


def test_the_header_says_who_marked_it() -> None:
    written = tei(LETTER)

    assert '<respStmt xml:id="epistola.source">' in written
    assert '<name type="transcription">letter.md</name>' in written
    assert "What the transcription itself marks" in written


def test_a_letter_without_markup_of_its_own_says_nothing_of_a_source_that_marks() -> None:
    assert "epistola.source" not in tei("Dear Tom,\n\nI am here.\n\nYours,\nAnn\n", "letter.txt")


def test_highlighting_that_crosses_a_name_is_cut_and_the_name_stays() -> None:
    written = body("Dear Tom,\n\nI saw *old Mr. John* Ames today.\n\nYours,\nAnn\n")

    assert '<hi rend="italic">old</hi> <persName' in written
    assert "Ames</surname></persName> today" in written
    assert written.count("<hi ") == 2


def test_a_name_of_the_source_that_the_annotators_know_too_takes_over_what_they_know() -> None:
    written = body(page(("Dear Mr. Ames,", "person {offset:5; length:8;}"), ("I am here.", "")), "letter.xml")

    assert '<persName ref="#person.ames" resp="#epistola.source #epistola.names" cert=' in written
    assert "<roleName>Mr.</roleName> <surname>Ames</surname></persName>" in written


def test_a_name_that_only_the_source_knows_is_listed_in_the_letter() -> None:
    written = tei(page(("I saw the Great Eastern", "organization {offset:10; length:13;}")), "letter.xml")

    assert '<orgName ref="#org.great-eastern" resp="#epistola.source" cert="high">Great Eastern</orgName>' in written
    assert '<org xml:id="org.great-eastern">' in written


def test_names_of_the_source_with_the_same_key_are_the_same() -> None:
    source = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><persName ref="#kw">Karl Webb</persName> came. '
        '<persName ref="#kw">He</persName> went.</p></body></text></TEI>'
    )

    written = tei(source, "letter.xml")

    assert written.count('key="kw" ref="#person.kw"') == 2
    assert '<person xml:id="person.kw">\n        <persName>Karl Webb</persName>' in written


def test_a_date_of_the_source_gets_its_value_by_rule_and_a_value_of_the_source_stands() -> None:
    ruled = body(page(("London, 4 March 1861", "date {offset:8; length:12;}"), ("Dear Tom,", "")), "letter.xml")
    own = body(
        page(("London, 4 March 1861", "date {offset:8; length:12; when:1862-03-04;}"), ("Dear Tom,", "")), "letter.xml"
    )

    assert 'when="1861-03-04" resp="#epistola.source #epistola.dates"' in ruled
    assert 'when="1862-03-04" resp="#epistola.source" cert="high"' in own


def test_an_expansion_stands_beside_its_abbreviation_and_names_are_found_in_it() -> None:
    written = body(
        page(
            ("I saw Mstr. Ames", "abbrev {offset:6; length:5; expansion:Mister;}"),
        ),
        "letter.xml",
    )

    assert '<choice><abbr>Mstr.</abbr><expan resp="#epistola.source" cert="high">Mister</expan></choice>' in written


def test_an_editor_s_correction_stands_before_that_of_the_source() -> None:
    decided = Correction("sat", "set", "", "", "", "high")

    found = encoded(
        page(
            ("He sat down.", "sic {offset:3; length:3; correction:seated;}"),
        ),
        "letter.xml",
        Sidecar(is_letter=True, corrections=(decided,)),
    )

    assert found.tei is not None
    assert b"<sic>sat</sic>" in found.tei
    assert b">set</corr>" in found.tei
    assert b"seated" not in found.tei


def test_tags_that_cross_are_well_formed_and_what_is_lost_is_said() -> None:
    found = encoded(
        page(
            ("I saw Mary Ann Lee", "person {offset:6; length:8;} place {offset:11; length:7;}"),
        ),
        "letter.xml",
    )

    assert found.tei is not None
    assert [d.code for d in found.diagnostics if "not marked as placeName" in d.message] == ["resolve/lost"]


def test_pages_and_lines_are_a_facsimile_to_which_the_text_points() -> None:
    written = tei(page(("Dear Tom,", ""), ("I am here.", "")), "letter.xml")

    assert written.index("</teiHeader>") < written.index("<facsimile>") < written.index("<text ")
    assert '<graphic url="1.jpg"/>' in written
    assert '<zone xml:id="facs.1.l0" type="line" points="0,0 9,0 9,9"/>' in written
    assert '<body xml:space="preserve"><pb facs="#facs.1"/><div' in written
    assert '<salute><lb facs="#facs.1.l0"/>Dear ' in written


def test_a_page_number_is_no_part_of_a_paragraph() -> None:
    source = page(("I am in the", "")).replace(
        "</TextRegion>",
        '</TextRegion><TextRegion id="n" type="page-number"><TextLine id="n1"><TextEquiv>'
        "<Unicode>12</Unicode></TextEquiv>"
        '</TextLine></TextRegion><TextRegion id="s"><TextLine id="s1"><TextEquiv><Unicode>old '
        "town, and so on.</Unicode>"
        "</TextEquiv></TextLine></TextRegion>",
    )

    written = body(source, "letter.xml")

    assert '<fw type="pageNum" resp="#epistola.source" cert="high"><lb/>12</fw>' in written
    assert written.count("<p>") == 1


def test_a_heading_within_the_letter_is_a_paragraph_by_its_place_and_a_heading_by_its_look() -> None:
    assert '<p rend="heading">Second part</p>' in body(
        "Dear Tom,\n\nI am here.\n\n## Second part\n\nI go on.\n\nYours,\nAnn"
    )


def test_lines_of_one_paragraph_of_the_source_stay_together() -> None:
    assert "<p>I am here.\n<lb/>You are there.</p>" in body("Dear Tom,\n\nI am here.\nYou are there.\n\nYours,\nAnn")


def test_the_parts_of_a_letter_that_the_source_has_are_kept_and_names_are_found_in_them() -> None:
    source = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><opener><salute>Dear Mr. Ames,</salute></opener>'
        "<p>I am here.</p><closer><signed>Ann Lee</signed></closer></div></body></text></TEI>"
    )

    written = body(source, "letter.xml")

    assert (
        '<div type="letter" xml:id="letter" resp="#epistola.source" cert="high"><opener><salute>Dear <persName'
        in written
    )
    assert "epistola.structure" not in written


def test_validating_compares_only_the_checksum_of_a_source_that_is_no_plain_text(tmp_path: Path, pack: Pack) -> None:
    source = tmp_path / "letter.zip"
    source.write_bytes(pack({"1.xml": page(("Dear Tom,", ""), ("I am here.", ""))}))
    written = encode(source.read_bytes(), "letter.zip", Settings(language="en")).tei
    assert written is not None

    same = [d.code for d in validate(written, "letter.xml", sources=tmp_path) if d.code.startswith("fidelity/")]
    source.write_bytes(pack({"1.xml": page(("Dear Tim,", ""))}))
    changed = [d.code for d in validate(written, "letter.xml", sources=tmp_path) if d.code.startswith("fidelity/")]

    assert same == []
    assert changed == ["fidelity/source-changed"]


def test_a_folder_gives_all_that_a_reader_reads_but_its_readme(tmp_path: Path) -> None:
    for name in ("README.md", "a.md", "b.docx", "c.toml", "d.XML", "e.zip", "f.odt", "g.htm", "h.txt", "i.pdf"):
        (tmp_path / name).write_bytes(b"x")

    assert [path.name for path in sources(tmp_path)] == ["a.md", "b.docx", "d.XML", "e.zip", "f.odt", "g.htm", "h.txt"]


@pytest.mark.parametrize(
    ("notes", "document"),
    [
        ([Note(1, "one")], '<note resp="#epistola.source">on</note>'),
        ([Note(1, "one")], ""),
        ([], '<note resp="#epistola.source">one</note>'),
        ([Note(1, "one"), Note(1, "two")], '<note resp="#epistola.source">one</note>'),
    ],
)
def test_a_document_that_does_not_give_back_the_notes_is_refused(notes: list[Note], document: str) -> None:
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>a{document}</body></text></TEI>'.encode()

    with pytest.raises(FidelityError):
        prove(data, "a", "letter.xml", notes)


TAGS = ("person", "place", "date", "abbrev", "sic", "unclear", "gap", "textStyle", "comment", "supplied", "Ship")


@st.composite
def tagged_lines(draw: st.DrawFn) -> tuple[str, str]:
    text = draw(
        st.sampled_from(("Dear Mr. Ames,", "London, 4 March 1861", "I saw “Tom” and 𝒳 there.", "Yours,", "Ann"))
    )
    custom = ""
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(TAGS))
        start = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, len(text)))
        said = draw(
            st.sampled_from(
                (
                    "",
                    "expansion:x;",
                    "correction:x;",
                    "comment:x;",
                    "continued:true;",
                    "italic:true; strikethrough:true;",
                )
            )
        )
        custom += f"{name} {{offset:{start}; length:{length}; {said}}} "
    return text, custom


@settings(max_examples=200, deadline=None)
@given(st.lists(tagged_lines(), min_size=1, max_size=7))
def test_whatever_is_tagged_the_encoding_is_valid_and_gives_back_the_text(lines: list[tuple[str, str]]) -> None:
    found = encoded(page(*lines), "letter.xml")

    assert found.tei is not None, found.diagnostics
    assert schema().validate(etree.fromstring(found.tei)), schema().error_log
    assert not any(d.severity is Severity.ERROR for d in found.diagnostics)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ("# Letter", "London, 4 *March* 1861", "Dear **Mr. Ames**,", "I am ~~not~~ here[^1].", "> Go *home*.",
             "", "", "*Yours", "ever*,", "Ann Lee", "[^1]: A **note**.", "*I saw Mr.* Ames in [London](https://example.org).")
        ),
        min_size=1, max_size=12,
    ).filter(lambda some: any(some))
)  # fmt: skip
def test_whatever_markdown_says_the_encoding_is_valid(lines: list[str]) -> None:
    found = encoded("\n".join(lines))

    if found.tei is None:
        assert {d.code for d in found.diagnostics if d.severity is Severity.ERROR} == {"md/empty"}
    else:
        assert schema().validate(etree.fromstring(found.tei)), schema().error_log
