"""The whole of TEI, compiled from its ODD by our compiler, against the grammar that TEI's own tools made of it.

Jing must say the same of both, error by error, on the letters of other editions and on broken copies of them.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from epistola.schema import Compiled, compile_odd

TEI = "{http://www.tei-c.org/ns/1.0}"
BROKEN = 300


@pytest.fixture(scope="module")
def compiled(oracle: Path) -> Compiled:
    return compile_odd(oracle / "tei_all.odd", oracle / "p5subset.xml")


@pytest.fixture(scope="module")
def letters(wild: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The letters, and as many broken copies of the short ones, one or two changes each."""
    originals = sorted(wild.rglob("*.xml"))
    trees = [etree.parse(path) for path in originals if path.stat().st_size < 40_000]
    names = sorted({str(element.tag) for tree in trees for element in tree.iter(f"{TEI}*")})
    attributes = sorted({str(name) for tree in trees for element in tree.iter("*") for name in element.attrib})
    folder = tmp_path_factory.mktemp("broken")
    chance = random.Random(1911)
    copies = []
    for number in range(BROKEN):
        tree = copy.deepcopy(chance.choice(trees))
        for _ in range(chance.randint(1, 2)):
            break_something(list(tree.iter(f"{TEI}*")), names, attributes, chance)
        copies.append(folder / f"{number}.xml")
        tree.write(copies[-1], encoding="utf-8")
    return originals + copies


def break_something(
    elements: list[etree._Element], names: list[str], attributes: list[str], chance: random.Random
) -> None:
    element = chance.choice(elements[1:])
    match chance.randrange(5):
        case 0:
            element.tag = chance.choice(names)
        case 1:
            element.getparent().remove(element)  # type: ignore[union-attr]
        case 2:
            element.set(chance.choice(attributes), chance.choice(["x", "1911", "a b", "", "#a", "high", "-1"]))
        case 3:
            element.insert(chance.randint(0, len(element)), etree.Element(chance.choice(names)))
        case 4:
            element.text = "text"


def errors(messages: list[str]) -> set[tuple[str, str]]:
    """Where each error is and what it is; the list of what was expected instead may be ordered in any way."""
    found = (re.match(r"(.+?:\d+:\d+): error: (.*?)(;|$)", message) for message in messages)
    return {(match[1], match[2]) for match in found if match}


def test_jing_finds_the_same_errors_with_our_grammar_as_with_that_of_tei(
    compiled: Compiled,
    letters: list[Path],
    oracle: Path,
    tmp_path: Path,
    jing: Callable[[Path, list[Path]], list[str]],
) -> None:
    (tmp_path / "ours.rng").write_bytes(compiled.rng)
    ours = errors(jing(tmp_path / "ours.rng", letters))
    theirs = errors(jing(oracle / "tei_all.rng", letters))
    assert len(theirs) > BROKEN
    assert ours == theirs


def test_the_grammar_of_the_whole_of_tei_is_one_that_libxml2_follows(compiled: Compiled, oracle: Path) -> None:
    grammar = etree.RelaxNG(etree.fromstring(compiled.rng))
    assert grammar.validate(etree.parse(oracle / "tei_all.odd"))


def test_every_rule_of_tei_comes_into_the_schematron(compiled: Compiled, oracle: Path) -> None:
    sch = "{http://purl.oclc.org/dsdl/schematron}"
    source = etree.parse(oracle / "p5subset.xml", etree.XMLParser(huge_tree=True))
    chosen = [
        node
        for rule in source.iter(f"{TEI}constraintSpec")
        if rule.get("{http://www.w3.org/XML/1998/namespace}lang", "en") == "en"
        for node in rule.iter(f"{sch}assert", f"{sch}report")
    ]
    made = etree.fromstring(compiled.sch)
    tests = [str(node.get("test")) for node in made.iter(f"{sch}assert", f"{sch}report")]
    assert sorted(tests) == sorted(str(node.get("test")) for node in chosen)
    names = [str(pattern.get("id")) for pattern in made.iter(f"{sch}pattern")]
    assert len(set(names)) == len(names)
