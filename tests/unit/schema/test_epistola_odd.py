"""`schema/epistola.odd` and what is made of it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import xmlschema
from lxml import etree, html

from epistola.schema import Compiled, check, compile_odd

ROOT = Path(__file__).resolve().parents[3]
ODD = ROOT / "schema" / "epistola.odd"
GENERATED = ROOT / "schema" / "generated"
TEI = "{http://www.tei-c.org/ns/1.0}"
EXAMPLE = "{http://www.tei-c.org/ns/Examples}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTS = sorted((ROOT / "tei").rglob("*.xml"))


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_odd(ODD)


@pytest.fixture(scope="module")
def odd() -> etree._ElementTree:
    return etree.parse(ODD)


def specifications(odd: etree._ElementTree) -> list[etree._Element]:
    kinds = "schemaSpec moduleSpec elementSpec classSpec macroSpec dataSpec attDef constraintSpec valItem"
    return [spec for kind in kinds.split() for spec in odd.iter(TEI + kind)]


def examples(odd: etree._ElementTree) -> list[etree._Element]:
    """The elements in the examples, brought back into the namespace of TEI."""
    found = []
    for example in odd.iter(f"{EXAMPLE}egXML"):
        for element in example.iterchildren(f"{EXAMPLE}*"):
            text = etree.tostring(element, encoding="unicode", with_tail=False)
            found.append(etree.fromstring(text.replace("http://www.tei-c.org/ns/Examples", TEI[1:-1])))
    return found


def test_what_is_generated_is_what_the_odd_says() -> None:
    assert check(ODD, GENERATED) == []


def test_a_generated_file_that_was_edited_or_is_missing_is_found(tmp_path: Path) -> None:
    folder = shutil.copytree(GENERATED, tmp_path / "generated")
    (folder / "epistola.rng").write_bytes(b"<grammar/>")
    (folder / "epistola.sch").unlink()
    assert [(d.code, Path(d.place.file).name) for d in check(ODD, folder)] == [
        ("schema/stale", "epistola.rng"),
        ("schema/missing", "epistola.sch"),
    ]


def test_the_same_odd_gives_the_same_bytes_elsewhere_and_again(compiled: Compiled, tmp_path: Path) -> None:
    copy = tmp_path / "a folder with blanks" / "copy.odd"
    copy.parent.mkdir()
    shutil.copy(ODD, copy)
    assert compile_odd(copy) == compiled


def test_the_odd_is_valid_tei(oracle: Path, jing: Callable[[Path, list[Path]], list[str]]) -> None:
    assert jing(oracle / "tei_all.rng", [ODD]) == []


def test_everything_that_is_declared_is_described(odd: etree._ElementTree) -> None:
    silent = [
        spec
        for spec in specifications(odd)
        if spec.get("mode") not in ("change", "delete") and not (spec.findtext(f"{TEI}desc") or "").strip()
    ]
    assert [f"line {spec.sourceline}: {spec.get('ident')}" for spec in silent] == []


def test_every_element_is_shown_in_an_example(odd: etree._ElementTree) -> None:
    shown = {element.tag for example in examples(odd) for element in example.iter()}
    assert {TEI + str(spec.get("ident")) for spec in odd.iter(f"{TEI}elementSpec")} - shown == set()


def test_every_example_is_valid_against_our_grammar(odd: etree._ElementTree, opened: Callable[[Path], bytes]) -> None:
    grammar = etree.RelaxNG(etree.fromstring(opened(GENERATED / "epistola.rng")))
    wrong = [etree.tostring(example, encoding="unicode") for example in examples(odd) if not grammar.validate(example)]
    assert wrong == []


def test_every_example_is_valid_against_the_whole_of_tei(
    odd: etree._ElementTree,
    opened: Callable[[Path], bytes],
    oracle: Path,
    tmp_path: Path,
    jing: Callable[[Path, list[Path]], list[str]],
) -> None:
    (tmp_path / "tei.rng").write_bytes(opened(oracle / "tei_all.rng"))
    paths = []
    for number, example in enumerate(examples(odd)):
        paths.append(tmp_path / f"{number}.xml")
        paths[-1].write_bytes(etree.tostring(example))
    assert jing(tmp_path / "tei.rng", paths) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_documents_of_the_edition_are_valid_against_both_schemas(path: Path) -> None:
    tree = etree.parse(path)
    for schema in (
        etree.RelaxNG(etree.parse(GENERATED / "epistola.rng")),
        etree.XMLSchema(etree.parse(GENERATED / "epistola.xsd")),
    ):
        assert schema.validate(tree), schema.error_log


def test_the_relax_ng_has_only_forms_that_libxml2_follows(compiled: Compiled) -> None:
    """No `empty` beside anything, no group of one, attributes before content (libxml2 up to 2.15 goes astray)."""
    grammar = etree.fromstring(compiled.rng)
    astray = [
        f"line {pattern.sourceline}: {pattern.tag}"
        for pattern in grammar.iter(f"{RNG}group", f"{RNG}interleave", f"{RNG}choice", f"{RNG}empty")
        if (pattern.tag == f"{RNG}empty" and len(pattern.getparent()) > 1)  # type: ignore[arg-type]
        or (pattern.tag != f"{RNG}empty" and len(pattern.findall(f"{RNG}*")) < 2)
    ]
    assert astray == []


def test_a_class_is_one_flat_pattern_of_references_to_elements(compiled: Compiled) -> None:
    grammar = etree.fromstring(compiled.rng)
    defines = list(grammar.iter(f"{RNG}define"))
    elements = {define.get("name") for define in defines if define.find(f"{RNG}element") is not None}
    for define in defines:
        if str(define.get("name")).startswith("model."):
            assert {ref.get("name") for ref in define.iter(f"{RNG}ref")} <= elements
            assert len(list(define.iter(f"{RNG}choice"))) <= 1


def test_xmlschema_builds_the_xml_schema_and_finds_it_unambiguous() -> None:
    schema = xmlschema.XMLSchema(str(GENERATED / "epistola.xsd"))
    assert set(schema.elements) == {str(spec.get("ident")) for spec in etree.parse(ODD).iter(f"{TEI}elementSpec")}


def test_the_manual_has_an_entry_for_everything_and_every_link_leads_somewhere(
    compiled: Compiled, odd: etree._ElementTree
) -> None:
    page = html.document_fromstring(compiled.html)
    anchors = Counter(str(element.get("id")) for element in page.iter("*") if element.get("id"))
    links = {str(link.get("href")) for link in page.iter("a")}
    assert [anchor for anchor, times in anchors.items() if times > 1] == []
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)
    assert {f"e-{spec.get('ident')}" for spec in odd.iter(f"{TEI}elementSpec")} <= set(anchors)
    assert {f"rule-{spec.get('ident')}" for spec in odd.iter(f"{TEI}constraintSpec")} <= set(anchors)


def test_the_manual_can_be_read_by_ear_and_on_paper(compiled: Compiled) -> None:
    page = html.document_fromstring(compiled.html)
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert page.get("lang") == "en"
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for needed in ("//main", "//nav[@aria-label]", "//th[@scope]", "//a[@class='skip']"):
        assert page.xpath(needed), needed
    assert "@media print" in compiled.html.decode()
    assert not re.search(r'(src|href)="https?://[^"]*\.(js|css|woff2?)"', compiled.html.decode())
