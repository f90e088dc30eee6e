"""Pointers: those that lead somewhere are silent, the others say where they were looked for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from epistola.diagnostics import Diagnostic, Place
from epistola.validate.checks.pointers import check
from epistola.validate.document import Document

PERSONS = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="dupont-jean"/></TEI>'
PREFIX = '<prefixDef ident="person" matchPattern="([^#]+)" replacementPattern="authority/persons.xml#$1"/>'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder of letters with one list of persons and one image, and a file outside of it."""
    folder = tmp_path / "tei"
    (folder / "authority").mkdir(parents=True)
    (folder / "authority" / "persons.xml").write_text(PERSONS)
    (folder / "authority" / "broken.xml").write_text("<a>")
    (folder / "page one.jpg").write_bytes(b"")
    (tmp_path / "outside.xml").write_text(PERSONS)
    return folder


def found(body: str, base: Path | None = None) -> list[Diagnostic]:
    document = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="top">\n{body}</TEI>'
    return list(check(Document(document.encode(), "x.xml", base=base)))


@pytest.mark.parametrize(
    "body",
    [
        '<p resp="#top"/>',
        '<p xml:id="a"/><ref target="#a #top"/>',
        '<ref target="https://example.org/#x"/><ref target="mailto:a@example.org"/><ref target="urn:x:y"/>',
        '<ref target="#"/>',
        '<ref target="#range(string-range(a,1,2))"/>',
        '<p n="#nowhere" type="#nowhere" when="#nowhere" xml:base="nowhere/"/>',
        '<date from="1962" to="1963"/><num value="3"/>',
        '<ref target=""/>',
        '<x xmlns="urn:other" ref="#nowhere"/>',
        '<graphic url="nowhere.jpg"/>',
    ],
)
def test_what_leads_somewhere_or_is_no_pointer_is_silent(body: str) -> None:
    assert found(body) == []


def test_a_pointer_to_nothing_is_said_at_the_attribute_with_the_nearest_identifier() -> None:
    (diagnostic,) = found('<p xml:id="editors"/>\n<corr resp="#editor">x</corr>')
    assert (diagnostic.code, diagnostic.place) == ("pointers/no-target", Place("x.xml", 3, 7))
    assert diagnostic.message.startswith("@resp of <corr>: “#editor” leads nowhere")
    assert diagnostic.hint == "Did you mean #editors?"


def test_each_pointer_of_a_list_is_followed() -> None:
    assert [d.message.split("”")[0] for d in found('<ref target="#a #top #b"/>')] == [
        "@target of <ref>: “#a",
        "@target of <ref>: “#b",
    ]


@pytest.mark.parametrize("element", ["app", "arc", "rt", "span"])
def test_an_attribute_that_is_a_pointer_on_some_elements_is_followed_there(element: str) -> None:
    assert [d.code for d in found(f'<{element} from="#nowhere"/>')] == ["pointers/no-target"]


def test_a_private_address_is_followed_by_its_declaration(edition: Path) -> None:
    assert found(f'{PREFIX}<persName ref="person:dupont-jean"/>', edition) == []


def test_a_private_address_that_leads_nowhere_says_what_it_means(edition: Path) -> None:
    (diagnostic,) = found(f'{PREFIX}<persName ref="person:dupond-jean"/>', edition)
    assert diagnostic.code == "pointers/no-target-in-file"
    assert "“person:dupond-jean” means “authority/persons.xml#dupond-jean”" in diagnostic.message
    assert diagnostic.hint == "Did you mean dupont-jean?"


def test_without_a_folder_files_are_not_looked_for() -> None:
    assert found(f'{PREFIX}<persName ref="person:nobody"/>') == []


def test_of_several_declarations_one_that_leads_somewhere_is_enough(edition: Path) -> None:
    other = PREFIX.replace("persons.xml", "nowhere.xml")
    assert found(f'{other}{PREFIX}<persName ref="person:dupont-jean"/>', edition) == []
    assert len(found(f'{other}{PREFIX}<persName ref="person:nobody"/>', edition)) == 1


def test_a_declaration_can_lead_into_the_document_or_to_another_prefix() -> None:
    local = '<prefixDef ident="p" matchPattern="(\\d+)-(\\d+)" replacementPattern="#p$2.$1"/>'
    outer = '<prefixDef ident="q" matchPattern="(.*)" replacementPattern="p:$1"/>'
    assert found(f'{local}{outer}<p xml:id="p2.1"/><ref target="p:1-2 q:1-2"/>') == []
    assert [d.code for d in found(f'{local}{outer}<ref target="q:1-2"/>')] == ["pointers/no-target"]


def test_a_declaration_that_leads_to_itself_comes_to_an_end() -> None:
    circle = '<prefixDef ident="q" matchPattern="(.*)" replacementPattern="q:$1"/>'
    assert len(found(f'{circle}<ref target="q:1"/>')) == 1


def test_a_form_that_no_declaration_allows_is_said() -> None:
    (diagnostic,) = found('<prefixDef ident="p" matchPattern="\\d+" replacementPattern="#p"/><ref target="p:one"/>')
    assert (diagnostic.code, diagnostic.hint) == ("pointers/no-match", "matchPattern allows: \\d+.")


def test_a_pattern_that_is_none_is_said() -> None:
    (diagnostic,) = found('<prefixDef ident="p" matchPattern="(" replacementPattern="#p"/><ref target="p:one"/>')
    assert diagnostic.code == "pointers/bad-pattern"


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+b", "(.*)(.*)(.*)(.*)(.*)(.*)b", "((a{0,20}){0,20})*b"])
def test_a_pattern_that_tries_endlessly_elsewhere_comes_to_an_end(pattern: str) -> None:
    declared = f'<prefixDef ident="p" matchPattern="{pattern}" replacementPattern="#p"/>'
    (diagnostic,) = found(f'{declared}<ref target="p:{"a" * 5_000}"/>')
    assert diagnostic.code == "pointers/no-match"


@pytest.mark.parametrize("pattern", ["((((a{900}){900}){900}){900})", "(?=a)a", r"(a)\1"])
def test_a_pattern_that_no_bounded_engine_takes_is_refused(pattern: str) -> None:
    declared = f'<prefixDef ident="p" matchPattern="{pattern}" replacementPattern="#p"/>'
    assert [d.code for d in found(f'{declared}<ref target="p:aa"/>')] == ["pointers/bad-pattern"]


def test_a_pattern_may_name_classes_of_unicode() -> None:
    local = r'<prefixDef ident="p" matchPattern="(\p{L}+)(-x)?" replacementPattern="#$1$2"/>'
    assert found(f'{local}<ref target="p:Müller"/><p xml:id="Müller"/>') == []


def test_a_prefix_that_is_not_declared_is_an_error_with_a_remedy() -> None:
    (diagnostic,) = found(f'{PREFIX}<persName ref="persn:dupont-jean"/>')
    assert (diagnostic.code, diagnostic.hint) == ("pointers/undeclared-prefix", "Did you mean “person:”?")
    (diagnostic,) = found('<persName ref="psn:dupont-jean"/>')
    assert "prefixDef[@ident='psn']" in diagnostic.hint


@pytest.mark.parametrize("url", ["page%20one.jpg", "page%20one.jpg#xywh=1,2,3,4", "authority/persons.xml", "."])
def test_a_file_of_the_edition_is_found(edition: Path, url: str) -> None:
    assert found(f'<graphic url="{url}"/>', edition) == []


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("page-one.jpg", "no-file"),
        ("authority/person.xml#dupont-jean", "no-file"),
        ("authority/persons.xml#nobody", "no-target-in-file"),
        ("authority/broken.xml#a", "unreadable-file"),
        ("../outside.xml", "outside"),
        ("..%2Foutside.xml", "outside"),
        ("authority/../../outside.xml", "outside"),
        ("/etc/hostname", "outside"),
        ("file:///etc/hostname", "outside"),
    ],
)
def test_a_file_that_is_lacking_or_lies_outside_is_said(edition: Path, url: str, slug: str) -> None:
    (diagnostic,) = found(f'<graphic url="{url}"/>', edition)
    assert diagnostic.code == f"pointers/{slug}"


def test_a_link_that_leads_out_of_the_folder_is_not_followed(edition: Path) -> None:
    (edition / "link.xml").symlink_to(edition.parent / "outside.xml")
    assert [d.code for d in found('<ref target="link.xml#dupont-jean"/>', edition)] == ["pointers/outside"]


def test_xml_base_counts(edition: Path) -> None:
    assert found('<div xml:base="authority/"><ref target="persons.xml#dupont-jean"/></div>', edition) == []
    assert found('<div xml:base="https://example.org/"><ref target="persons.xml#nobody"/></div>', edition) == []
    assert len(found('<div xml:base="nowhere/"><ref target="persons.xml"/></div>', edition)) == 1


def test_a_list_that_changes_is_read_anew(edition: Path) -> None:
    body = f'{PREFIX}<persName ref="person:petit-anne"/>'
    assert len(found(body, edition)) == 1
    (edition / "authority" / "persons.xml").write_text(PERSONS.replace("dupont-jean", "petit-anne"))
    assert found(body, edition) == []


def test_thousands_of_lost_pointers_are_said_in_little_time() -> None:
    body = "".join(f'<p xml:id="a{number}" corresp="#b{number}"/>' for number in range(3000))
    start = time.perf_counter()
    assert len(found(body)) == 3000
    assert time.perf_counter() - start < 5
