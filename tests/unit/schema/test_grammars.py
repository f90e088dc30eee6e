"""Small ODDs and the documents that their grammars must accept or refuse: tests/cases/odd/grammar/.

A folder is a case: `schema.odd`, the source that it chooses from (`source.xml`, if there is one), and
`documents.xml`. A document that only the XML Schema may accept bears xsd="looser".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from epistola.schema import Compiled, compile_odd

CASES = Path(__file__).resolve().parents[2] / "cases" / "odd" / "grammar"


@pytest.fixture(params=sorted(path.name for path in CASES.iterdir()))
def case(request: pytest.FixtureRequest) -> Path:
    return CASES / str(request.param)


@cache
def compiled(case: Path) -> Compiled:
    source = case / "source.xml"
    return compile_odd(case / "schema.odd", source if source.exists() else None)


def documents(case: Path, kind: str) -> list[etree._Element]:
    """The documents of one kind; each keeps its line and what its wrapper says of it."""
    return [wrapper[0] for wrapper in etree.parse(case / "documents.xml").getroot().iterchildren("{*}" + kind)]


def alone(document: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(document, with_tail=False))


def said(document: etree._Element) -> str:
    return f"line {document.sourceline}: {etree.tostring(document, encoding='unicode', with_tail=False)}"


def test_relax_ng_gives_the_verdicts_that_the_case_states(case: Path) -> None:
    grammar = etree.RelaxNG(etree.fromstring(compiled(case).rng))
    refused = [said(document) for document in documents(case, "valid") if not grammar.validate(alone(document))]
    accepted = [said(document) for document in documents(case, "invalid") if grammar.validate(alone(document))]
    assert (refused, accepted) == ([], [])


def test_xml_schema_gives_the_same_verdicts_but_where_it_may_be_looser(case: Path, tmp_path: Path) -> None:
    files = compiled(case).files()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    schema = etree.XMLSchema(etree.parse(next(path for path in tmp_path.glob("*.xsd") if path.name != "xml.xsd")))
    refused = [said(document) for document in documents(case, "valid") if not schema.validate(alone(document))]
    wrong = [
        said(document)
        for document in documents(case, "invalid")
        if schema.validate(alone(document)) != (document.getparent().get("xsd") == "looser")  # type: ignore[union-attr]
    ]
    assert (refused, wrong) == ([], [])


def test_jing_gives_the_same_verdicts(
    case: Path, tmp_path: Path, jing: Callable[[Path, list[Path]], list[str]]
) -> None:
    (tmp_path / "schema.rng").write_bytes(compiled(case).rng)
    paths = {}
    for kind in ("valid", "invalid"):
        for number, document in enumerate(documents(case, kind)):
            path = tmp_path / f"{kind}-{number}.xml"
            path.write_bytes(etree.tostring(document, with_tail=False))
            paths[path] = kind
    messages = jing(tmp_path / "schema.rng", list(paths))
    refused = {path for path in paths if any(message.startswith(f"{path}:") for message in messages)}
    assert refused == {path for path, kind in paths.items() if kind == "invalid"}


def test_of_a_source_nothing_comes_that_the_schema_does_not_need() -> None:
    grammar = etree.fromstring(compiled(CASES / "modules-and-elements-chosen-from-a-source").rng)
    names = {define.get("name") for define in grammar.iter("{*}define")}
    assert {"letter", "p", "q", "l", "macro.words", "word"} <= names
    assert names & {"hi", "rhyme", "model.none", "macro.unused", "unused"} == set()
