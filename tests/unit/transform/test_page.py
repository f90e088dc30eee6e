"""The reading page: what a reader, a citation manager and a screen reader find in it."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from lxml import etree

from epistola.transform import transform

CASES = Path(__file__).resolve().parents[2] / "cases/formats"
HEADER = """<teiHeader xml:lang="{language}">
  <fileDesc>
    <titleStmt>
      <title>Letter</title>
      <respStmt xml:id="editors"><resp>edited by</resp><name>The editors</name></respStmt>
      <respStmt xml:id="robot"><resp>names marked by software</resp><name type="software">Robot 1.0</name></respStmt>
    </titleStmt>
    <publicationStmt><publisher>P</publisher>
      <availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>
    </publicationStmt>
    <sourceDesc><bibl><title>A leaf</title><idno type="sha256">{digest}</idno></bibl></sourceDesc>
  </fileDesc>
  <encodingDesc>
    <listPrefixDef>
      <prefixDef ident="person" matchPattern="([a-z-]+)" replacementPattern="persons.xml#$1"/>
      <prefixDef ident="broken" matchPattern="((" replacementPattern="$9"/>
    </listPrefixDef>
  </encodingDesc>
  <profileDesc><correspDesc><correspAction type="sent">
    <persName ref="person:voss">Ida Voss</persName><date when="1871-03-04"/></correspAction></correspDesc></profileDesc>
</teiHeader>"""
PERSONS = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
  <person xml:id="voss"><persName><forename>Ida</forename> <surname>Voss</surname></persName>
    <persName type="variant">Ida Brandt</persName><birth when="1840-02-01"/><death when="1901"/>
    <occupation from="1870" to="1875">mayor</occupation><occupation from="1880">judge</occupation>
    <idno type="GND">118500000</idno><idno type="URI">http://www.wikidata.org/entity/Q1</idno></person>
</listPerson></standOff></TEI>"""


def page(body: str, language: str = "en", stand_off: str = "", **parameters: str) -> lxml.html.HtmlElement:
    header = HEADER.format(language=language, digest="ab" * 32)
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text>{stand_off}</TEI>'
    output = transform(data.encode(), "html", parameters=parameters, authority=[PERSONS])
    return lxml.html.document_fromstring(output.content.decode())


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_a_name_leads_to_its_entry_and_the_entry_back() -> None:
    found = page('<p>Dear <persName ref="person:voss">Ida</persName>,</p>')

    (link,) = found.cssselect("article a.name")
    (entry,) = found.cssselect("#reg-voss")
    assert link.get("href") == "#reg-voss"
    assert link.get("title") == "Ida Voss (1840–1901), mayor"
    assert [words(p) for p in entry.cssselect("p")] == [
        "Ida Voss (1840–1901)",
        "mayor (1870–1875); judge (1880–)",
        "Also: Ida Brandt",
        "GND Wikidata",
        "Where: ¶ 1",
    ]
    assert [a.get("href") for a in entry.cssselect(".entry-links a")] == [
        "https://d-nb.info/gnd/118500000",
        "http://www.wikidata.org/entity/Q1",
    ]
    assert [(words(a), a.get("href")) for a in entry.cssselect(".entry-occurrences a")] == [
        ("¶ 1", f"#{link.get('id')}")
    ]


@pytest.mark.parametrize(
    "ref", ["#voss", "persons.xml#voss", "voss", "http://www.wikidata.org/entity/Q1", "https://d-nb.info/x person:voss"]
)
def test_pointers_of_every_kind_find_the_entry(ref: str) -> None:
    found = page(f'<p><persName key="{ref}">Ida</persName></p>')

    expected = "#reg-voss" if not ref.startswith("https://d-nb") else "https://d-nb.info/x"
    assert found.cssselect("article a.name")[0].get("href") in {expected, "#reg-voss"}


def test_entries_of_the_document_itself_count_too() -> None:
    stand_off = '<standOff><listPlace><place xml:id="x"><placeName>Bonn</placeName></place></listPlace></standOff>'

    found = page('<p><placeName ref="#x">Bonn</placeName></p>', stand_off=stand_off)

    assert words(found.cssselect("#reg-x b")[0]) == "Bonn"


def test_a_pointer_that_leads_nowhere_makes_no_link() -> None:
    found = page(
        '<p><persName ref="broken:x">Ida</persName> <ref target="#nowhere">x</ref> <ref target="b.xml">y</ref></p>'
    )

    assert found.cssselect("article p a:not(.para-number)") == []


def test_what_software_marked_can_be_told_from_what_editors_decided() -> None:
    found = page(
        '<p><persName ref="person:voss" resp="#robot" cert="medium">Ida</persName> '
        '<persName ref="person:voss" resp="#editors">Ida</persName></p>'
    )

    first, second = found.cssselect("article a.name")
    assert {"by-software", "unsure"} <= set(first.get("class").split())
    assert first.get("title").endswith("marked by software, certainty medium")
    assert "by-software" not in second.get("class")
    assert second.get("title").endswith("marked by The editors")
    assert "Robot 1.0: names marked by software (1 place)" in words(found.cssselect("#about")[0])
    assert "¶ 1 ×2?" in words(found.cssselect("#reg-voss")[0])


def test_both_readings_are_in_the_page_and_the_corrections_are_listed() -> None:
    found = page(
        '<p>We <choice><sic>sat</sic><corr resp="#editors" cert="high">set</corr></choice> it.</p>', reading="corrected"
    )

    assert words(found.cssselect("article .in-source")[0]) == "sat"
    corrected = found.cssselect("article .in-corrected")[0]
    assert (words(corrected), corrected.get("title")) == ("set", "source: sat · marked by The editors, certainty high")
    cells = [words(cell) for cell in found.cssselect("#corrections tbody td")]
    assert cells == ["sat", "set", "The editors, certainty high", "¶ 1"]
    assert found.cssselect("#reading-corrected")[0].get("checked") is not None


def test_there_are_switches_only_for_what_the_letter_has() -> None:
    assert page("<p>Nothing.</p>").cssselect(".switches") == []
    assert [box.get("id") for box in page("<p>a<lb/>b</p>").cssselect(".switches input")] == ["show-lines"]


def test_paragraphs_have_permanent_anchors() -> None:
    found = page('<p>one</p><p xml:id="own">two</p>')

    assert [p.get("id") for p in found.cssselect("article p.p")] == ["p1", "own"]
    assert [a.get("href") for a in found.cssselect("a.para-number")] == ["#p1", "#own"]


def test_verse_among_the_paragraphs_is_counted_and_has_its_anchor() -> None:
    found = page("<p>one</p><lg><l>two</l><lg><l>and more</l></lg></lg><p>three<lg><l>not counted</l></lg></p>")

    assert [(a.get("href"), words(a)) for a in found.cssselect("a.para-number")] == [
        ("#p1", "1"),
        ("#p2", "2"),
        ("#p3", "3"),
    ]
    assert [lg.get("id") for lg in found.cssselect("article > * > .lg, article .lg")] == ["p2", None, None]


def test_a_note_on_words_of_one_reading_belongs_to_it_and_keeps_its_number() -> None:
    found = page(
        "<p><del>no<note>A.</note></del> <choice><sic>x<note>B.</note></sic><corr>y<note>C.</note></corr></choice>"
        "<note>D.</note></p>"
    )

    items = [(li.get("value"), set(li.get("class").split()) - {"note"}) for li in found.cssselect("#notes li")]
    assert items == [("1", {"in-source"}), ("2", {"in-source"}), ("3", {"in-corrected"}), ("4", set())]


def test_words_inside_a_picture_are_shown() -> None:
    found = page('<figure><graphic url="a.png"><desc>a ship</desc></graphic><figDesc>drawn in ink</figDesc></figure>')

    assert [words(part) for part in found.cssselect("article figure div")] == ["a ship", "drawn in ink"]


def test_identifiers_of_the_document_never_meet_ours() -> None:
    ids = page('<p>one</p><p xml:id="p1">two</p>').xpath("//@id")

    assert len(ids) == len(set(ids))


def test_notes_lead_there_and_back() -> None:
    found = page("<p>one<note>a note <note>in it</note></note></p>")

    (reference,) = found.cssselect("a.noteref")
    (item,) = found.cssselect("#notes li")
    assert reference.get("href") == f"#{item.get('id')}"
    assert item.cssselect("a.back")[0].get("href") == f"#{reference.get('id')}"
    assert words(item) == "a note in it ↩"


def test_no_link_stands_inside_another_and_no_block_inside_a_paragraph() -> None:
    found = page(
        '<p><orgName ref="person:voss">the <placeName ref="person:voss">city</placeName> of<note>x</note></orgName>'
        '<orgName ref="person:voss">the <placeName ref="person:voss">city</placeName></orgName>'
        "<list><item><p>a</p></item></list><quote><p>b</p></quote><table><row><cell>c</cell></row></table></p>"
    )

    assert found.cssselect("a a") == []
    assert found.cssselect("p p, p ul, p blockquote, p table, span p, span div, p div") == []


def test_the_head_tells_citation_managers_that_this_is_a_letter(full: bytes) -> None:
    found = lxml.html.document_fromstring(transform(full, "html").content.decode())
    meta = {(m.get("name") or m.get("property")): m.get("content") for m in found.cssselect("meta[content]")}

    assert meta["bibo.type"] == "Letter"
    assert (meta["z.archive"], meta["z.archiveLocation"]) == ("Lübeck, Stadtbibliothek", "Nachlass Voss, Ms. 12, 3")
    assert found.cssselect("link[rel='schema.z']")
    assert [each.get("content") for each in found.cssselect("meta[name='DC.type']")] == ["Letter", "Text"]
    assert meta["citation_author"] == "Voss, Ida"
    assert meta["citation_date"] == "1871/03/04"
    assert meta["DC.date"] == "1871-03-04"
    assert meta["DC.rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert meta["og:title"] == "Letter from Ida Voss to Erik Lindqvist, March 4, 1871"
    linked = json.loads(found.cssselect("script")[0].text or "")
    assert linked["@type"] == "Message"
    assert linked["recipient"] == {"@type": "Person", "name": "Erik Lindqvist"}
    assert linked["dateSent"] == "1871-03-04"


def test_the_cite_box_holds_what_the_formats_give(full: bytes) -> None:
    found = lxml.html.document_fromstring(transform(full, "html").content.decode())

    downloads = {
        a.get("download"): unquote(a.get("href", "").partition(",")[2]) for a in found.cssselect("#cite a[download]")
    }
    key = "voss-lindqvist-1871-03-04"
    for name, kind in ((f"{key}.bib", "bibtex"), (f"{key}.ris", "ris"), (f"{key}.csl.json", "csl-json")):
        assert downloads[name].encode() == transform(full, kind).content
    assert words(found.cssselect("#cite .reference")[0]) == (
        "Voss, Ida. Brief an Erik Lindqvist, 4. März 1871. In: The Voss Papers, herausgegeben von Ann Reader. "
        "Harbour Press, 2024. Lübeck, Stadtbibliothek, Nachlass Voss, Ms. 12, 3. https://doi.org/10.5072/voss.17."
    )


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (
            "a-letter-with-everything",
            [
                "Voss, I. (1871, 4. März). [Brief an Erik Lindqvist]. In: A. Reader (Hrsg.), The Voss Papers. "
                "Harbour Press. Lübeck, Stadtbibliothek, Nachlass Voss, Ms. 12, 3. https://doi.org/10.5072/voss.17.",
                "Voss, Ida. Brief an Erik Lindqvist. 4. März 1871. The Voss Papers, herausgegeben von Ann Reader, "
                "Harbour Press, 2024, Lübeck, Stadtbibliothek, Nachlass Voss, Ms. 12, 3. "
                "https://doi.org/10.5072/voss.17.",
            ],
        ),
        ("nothing-is-known", ["A leaf. (n.d.).", "A leaf."]),
        (
            "names-with-particles",
            [
                "von Hofmannsthal, H., von und zu Holstein, K., d'Anvers, P., & Voltaire (1901). "
                "[Letter to Henry van de Velde].",
                "von Hofmannsthal, Hugo, Karl von und zu Holstein, Paul d'Anvers and Voltaire. "
                "Letter to Henry van de Velde. 1901.",
            ],
        ),
    ],
)
def test_the_cite_box_has_references_in_other_styles_to_copy(folder: str, expected: list[str]) -> None:
    data = (Path(__file__).resolve().parents[2] / "cases/formats" / folder / "letter.xml").read_bytes()
    found = lxml.html.document_fromstring(transform(data, "html").content.decode())

    assert [words(dt) for dt in found.cssselect("#cite dl.references dt")] == ["Chicago", "APA", "MLA"]
    assert [words(dd) for dd in found.cssselect("#cite dl.references dd")][1:] == expected


def test_hostile_words_stay_words() -> None:
    case = Path(__file__).resolve().parents[2] / "cases/formats/hostile-words/letter.xml"
    found = lxml.html.document_fromstring(transform(case.read_bytes(), "html").content.decode())

    assert len(found.cssselect("script")) == 1
    assert json.loads(found.cssselect("script")[0].text or "")["name"].startswith('100% of "A & B"')
    assert words(found.cssselect("article p")[0]).endswith("<b> &amp; \\LaTeX{}")


def test_the_page_speaks_the_language_of_the_header() -> None:
    assert page("<p>x</p>", language="de").cssselect("#cite h2")[0].text == "Diesen Brief zitieren"
    assert page("<p>x</p>", language="fr-CA").get("lang") == "fr"
    assert page("<p>x</p>", language="sv").get("lang") == "en"


def test_the_language_of_the_page_can_be_chosen(full: bytes) -> None:
    found = lxml.html.document_fromstring(transform(full, "html", parameters={"language": "fr"}).content.decode())

    assert found.get("lang") == "fr"
    assert found.cssselect("article")[0].get("lang") == "de"


def test_text_from_right_to_left_says_so() -> None:
    data = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text xml:lang="he"><body><p>שלום '
        '<foreign xml:lang="en">hello</foreign></p></body></text></TEI>'
    )
    found = lxml.html.document_fromstring(transform(data.encode(), "html").content.decode())

    (article,) = found.cssselect("article")
    assert (article.get("lang"), article.get("dir")) == ("he", "rtl")
    assert found.cssselect("article i")[0].get("dir") == "ltr"


def test_words_from_right_to_left_are_kept_apart_from_those_around_them() -> None:
    case = Path(__file__).resolve().parents[2] / "cases/formats/right-to-left/letter.xml"
    found = lxml.html.document_fromstring(transform(case.read_bytes(), "html").content.decode())

    assert [words(bdi) for bdi in found.cssselect("h1 bdi, .facts bdi")] == [
        "מכתב מאידה אל יאן",
        "אידה פוס",
        "יאן מוזר",
    ]
    assert words(found.cssselect("#cite .reference bdi")[0]) == "פוס, אידה"
    assert page("<p>x</p>").cssselect("bdi") == []


def test_licence_and_fingerprint_stand_at_the_foot() -> None:
    foot = words(page("<p>x</p>").cssselect("footer")[0])

    assert "Licence: CC BY 4.0" in foot
    assert "ab" * 32 in foot


def test_the_page_needs_nothing_from_elsewhere(full: bytes) -> None:
    found = lxml.html.document_fromstring(transform(full, "html").content.decode())

    assert found.cssselect("script[src], link[rel=stylesheet], img, iframe") == []
    style = found.cssselect("style")[0].text or ""
    assert "url(" not in style
    assert "@import" not in style


LABELS = sorted((Path(__file__).resolve().parents[3] / "xslt/html/labels").glob("*.xml"))


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_every_language_has_every_word_with_the_same_places_to_fill(path: Path) -> None:
    def places(file: Path) -> dict[str, list[str]]:
        labels = etree.parse(file).getroot().iterfind("label")
        return {str(label.get("key")): sorted(re.findall(r"\{\w+\}", label.text or "")) for label in labels}

    english = LABELS[0].with_name("en.xml")
    assert path.stem == etree.parse(path).getroot().get("{http://www.w3.org/XML/1998/namespace}lang")
    assert places(path) == places(english)


FACSIMILE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><facsimile>
  <surface xml:id="s1" lrx="800" lry="1200"><graphic url="https://iiif.example/a/full/max/0/default.jpg"/></surface>
  <surface xml:id="s2"><graphic xml:id="g2" url="https://pictures.example/2.png"/></surface>
  <surface xml:id="s3"><graphic url="scans/3.png"/></surface></facsimile>
  <text><body><pb n="1r" facs="#s1"/><p>One<pb n="1v" facs="#g2"/> two<pb n="2r" facs="#s3"/> three.</p></body></text>
</TEI>"""


def test_pictures_in_the_web_stand_beside_the_text_and_page_beginnings_lead_to_them() -> None:
    found = lxml.html.document_fromstring(transform(FACSIMILE.encode(), "html").content.decode())

    figures = found.cssselect("section.facsimile figure")
    assert [figure.cssselect("figcaption")[0].text for figure in figures] == ["1r", "1v"]
    assert [str(link.get("href")) for link in found.cssselect("article a.pb")] == [f"#{f.get('id')}" for f in figures]
    assert [str(image.get("src")) for image in found.cssselect("section.facsimile img")] == [
        "https://iiif.example/a/full/800,/0/default.jpg",
        "https://pictures.example/2.png",
    ]
    assert all(image.get("alt") for image in found.cssselect("section.facsimile img"))


def test_a_letter_without_pictures_has_no_place_for_them() -> None:
    found = page("<pb facs='#gone'/><p>Text.</p>")

    assert found.cssselect("section.facsimile, a[href='#facsimile'], a.pb") == []


def test_the_page_carries_the_tei_byte_for_byte(full: bytes) -> None:
    found = lxml.html.document_fromstring(transform(full, "html").content.decode())

    (link,) = found.cssselect("p.download a")
    media_type, content = str(link.get("href")).split(",")
    assert media_type == "data:application/tei+xml;base64"
    assert base64.b64decode(content) == full
    assert link.get("download") == "voss-lindqvist-1871-03-04.xml"


def test_the_tei_can_lie_beside_the_page() -> None:
    (link,) = page("<p>Text.</p>", tei="../tei/letter.xml").cssselect("p.download a")

    assert link.get("href") == "../tei/letter.xml"


def test_a_page_of_several_letters_has_them_as_coins_and_a_page_of_one_leaves_it_to_its_head(full: bytes) -> None:
    several = (CASES / "a-corpus-of-two-letters/letter.xml").read_bytes()
    coins = lxml.html.fragments_fromstring(transform(several, "coins").content.decode())
    found = lxml.html.document_fromstring(transform(several, "html").content.decode())
    alone = lxml.html.document_fromstring(transform(full, "html").content.decode())

    assert len(coins) == 2
    assert [span.get("title") for span in found.cssselect("span.Z3988")] == [span.get("title") for span in coins]
    assert alone.cssselect("span.Z3988") == []


def test_a_language_without_words_of_its_own_is_reported(full: bytes) -> None:
    output = transform(full, "html", parameters={"language": "tlh"})

    assert [found.code for found in output.diagnostics] == ["html/unknown-language"]
    assert "de, en, es, fr" in output.diagnostics[0].message


def test_a_page_of_several_letters_is_about_what_they_are_parts_of() -> None:
    several = (CASES / "a-corpus-of-two-letters/letter.xml").read_bytes()
    found = lxml.html.document_fromstring(transform(several, "html").content.decode())

    assert [words(heading) for heading in found.cssselect("h1")] == ["Two letters"]
    assert found.cssselect("header dl.facts div") == []
    assert found.cssselect("meta[name='bibo.type']") == []
    assert "Two letters" in words(found.cssselect("#cite .reference")[0])
    assert len(found.cssselect("article")) == 2


def test_a_note_on_a_heading_has_its_paragraphs() -> None:
    found = page("<div><head>Heading<note><p>One.</p><p>Two.</p></note></head><p>Text.</p></div>")

    assert [words(paragraph) for paragraph in found.cssselect("#notes li p")] == ["One.", "Two."]
    assert found.cssselect("h2 p, h2 div") == []
