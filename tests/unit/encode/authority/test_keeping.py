"""New entries and identifiers go into a list, and nothing else in it changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.authority import entries, keeping
from epistola.encode.authority.entries import Draft
from epistola.encode.authority.register import AuthorityFile, register
from epistola.encode.lexicon import lexicon
from epistola.errors import MarkupError, SettingsError

ENGLISH = lexicon("en")
LIST = """<?xml version="1.0" encoding="UTF-8"?>
<!-- kept by hand -->
<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>
\t<listPerson>
\t\t<person xml:id="adler"  sex='f'>
\t\t\t<persName>Ida Adler</persName><!-- sic > -->
\t\t</person>
\t\t<!-- about Zorn: -->
\t\t<person xml:id="zorn">
\t\t\t<persName>Max  Zorn</persName>
\t\t\t<birth when="1840"/>
\t\t\t<note>A &amp; B</note>
\t\t</person>
\t</listPerson></standOff></TEI>
"""


def lists(text: str = LIST, name: str = "persons.xml") -> tuple[AuthorityFile, ...]:
    return (AuthorityFile(name, text.encode()),)


def add(draft: Draft, text: str = LIST, identifier: str = "", *, anyway: bool = False) -> str:
    change = keeping.add(lists(text), draft, ENGLISH, None, identifier=identifier, anyway=anyway)
    return change.content.decode()


def test_an_entry_goes_to_its_place_in_the_order_of_the_identifiers_laid_out_like_its_neighbours() -> None:
    written = add(Draft("person", ("Moser, Anna", "A. Moser"), ("https://d-nb.info/gnd/118540238",), "1822", "1879-05"))

    entry = """\t\t<person xml:id="moser-anna">
\t\t\t<persName><forename>Anna</forename> <surname>Moser</surname></persName>
\t\t\t<persName type="variant"><forename>A.</forename> <surname>Moser</surname></persName>
\t\t\t<birth when="1822"/>
\t\t\t<death when="1879-05"/>
\t\t\t<idno type="GND">https://d-nb.info/gnd/118540238</idno>
\t\t</person>
"""
    comment = "\t\t<!-- about Zorn: -->\n"
    assert written == LIST.replace(comment, entry + comment)


def test_an_entry_comes_first_or_last_where_that_is_its_place() -> None:
    first, last = add(Draft("person", ("Abel",))), add(Draft("person", ("Zwick",)))

    assert first.index('"abel"') < first.index('"adler"')
    assert last.index('"zwick"') > last.index('"zorn"')
    assert first.replace(first[first.index("<person") : first.index('<person xml:id="adler"')], "") == LIST


def test_in_a_list_without_order_an_entry_comes_last() -> None:
    text = LIST.replace('"adler"', '"zz"')

    assert add(Draft("person", ("Moser",)), text).index('"moser"') > text.index('"zorn"')


def test_line_ends_and_encodings_stay_what_they_are() -> None:
    windows = LIST.replace("\n", "\r\n")
    assert "\n" not in add(Draft("person", ("Moser",)), windows).replace("\r\n", "")

    latin = LIST.replace("UTF-8", "ISO-8859-1").replace("Max", "Jörg").encode("iso-8859-1")
    change = keeping.add((AuthorityFile("p.xml", latin),), Draft("person", ("Müller, Łucja",)), ENGLISH, None)
    assert change.content.replace(latin[:200], b"").count("ü".encode("iso-8859-1")) == 1
    assert [entry.name for entry in register((AuthorityFile("p.xml", change.content),)).entries][1] == "Łucja Müller"


def test_a_list_on_one_line_stays_on_one_line() -> None:
    text = LIST.replace("\n", "").replace("\t", "")
    assert "\n" not in add(Draft("person", ("Moser",)), text)


def test_utf_16_is_refused_with_the_remedy() -> None:
    data = LIST.replace("UTF-8", "UTF-16").encode("utf-16")
    with pytest.raises(SettingsError, match="UTF-16"):
        keeping.add((AuthorityFile("p.xml", data),), Draft("person", ("Moser",)), ENGLISH, None)


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])


@given(st.text(alphabet=CHARACTERS, min_size=1).map(str.strip).filter(bool))
def test_whatever_the_name_is_all_other_bytes_stay_and_the_name_is_read_back(name: str) -> None:
    before = LIST.encode()
    after = keeping.add(lists(), Draft("person", (name,)), ENGLISH, None, anyway=True).content
    start = next(n for n in range(len(before)) if before[n] != after[n])
    shared = 0
    while before[-1 - shared] == after[-1 - shared]:
        shared += 1
    assert len(before) <= start + shared
    made = {entry.pointer: entry for entry in register((AuthorityFile("p.xml", after),)).entries}
    new = made.keys() - {"person:adler", "person:zorn"}
    (entry,) = (made[pointer] for pointer in new)
    if "," not in name:
        assert entry.name == " ".join(name.split())


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("person", "Anna Moser", "moser-anna"),
        ("person", "Dr. Anna Moser", "moser-anna"),
        ("person", "Moser, Anna Maria", "moser-anna-maria"),
        ("person", "Dorticós, Osvaldo", "dorticos-osvaldo"),
        ("person", "Napoleon", "napoleon"),
        ("place", "Weißenburg i. B.", "weissenburg-i-b"),
        ("org", "3. Regiment", "org-3-regiment"),
        ("org", "Société des Nations", "societe-des-nations"),
        ("person", "Толстой, Лев", "толстои-лев"),
    ],
)
def test_an_identifier_is_made_of_the_name(kind: str, name: str, expected: str) -> None:
    assert entries.slug(Draft(kind, (name,)), ENGLISH) == expected


def test_an_identifier_that_is_taken_gets_a_number() -> None:
    written = add(Draft("person", ("Zorn",)))
    assert 'xml:id="zorn-2"' in written


def test_an_identifier_of_the_editor_is_kept_or_refused() -> None:
    assert 'xml:id="anna"' in add(Draft("person", ("Anna Moser",)), identifier="anna")
    with pytest.raises(SettingsError, match="taken"):
        add(Draft("person", ("Anna Moser",)), identifier="zorn")


@pytest.mark.parametrize("name", ["Max Zorn", "ZORN, Max", "max zorn"])
def test_a_name_that_is_listed_is_not_added_unless_told_so(name: str) -> None:
    with pytest.raises(SettingsError, match="person:zorn"):
        add(Draft("person", (name,)))
    assert add(Draft("person", (name,)), anyway=True).count("<person ") == 3


@pytest.mark.parametrize("date", ["18.5.1850", "1850-13", "ca. 1850", "1850/"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(SettingsError, match="not a date"):
        add(Draft("person", ("Moser",), born=date))


def test_a_span_of_time_becomes_its_two_ends() -> None:
    assert '<birth notBefore="1820" notAfter="1825"/>' in add(Draft("person", ("Moser",), born="1820/1825"))


@pytest.mark.parametrize("address", ["118540238", "urn:x", "https://", "https://x.org/a b"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="not an address"):
        add(Draft("person", ("Moser",), (address,)))


def test_an_identifier_is_written_among_the_facts_before_the_notes() -> None:
    (zorn,) = (entry for entry in register(lists()).entries if entry.pointer == "person:zorn")

    change = keeping.identify(lists(), zorn, "http://www.wikidata.org/entity/Q1")

    line = '\n\t\t\t<idno type="Wikidata">http://www.wikidata.org/entity/Q1</idno>'
    born = '<birth when="1840"/>'
    assert change.content.decode() == LIST.replace(born, born + line)


def test_a_kind_without_a_list_gets_a_new_file() -> None:
    change = keeping.add(lists(), Draft("org", ("Gasverein",)), ENGLISH, None)

    assert change.new
    assert change.file == "organisations.xml"
    assert [e.pointer for e in register((AuthorityFile(change.file, change.content),)).entries] == ["org:gasverein"]


def test_an_entry_is_found_with_its_prefix_and_without() -> None:
    assert keeping.entry_named(lists(), "zorn") == keeping.entry_named(lists(), "person:zorn")
    with pytest.raises(SettingsError):
        keeping.entry_named(lists(), "moser")


def test_a_file_that_is_no_xml_is_refused() -> None:
    with pytest.raises(MarkupError):
        add(Draft("person", ("Moser",)), "<TEI>")
