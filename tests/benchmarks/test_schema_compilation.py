"""How long the ODD compiler takes; run by hand: pytest tests/benchmarks -s.

The limits are those of the design: two seconds for our own ODD with all that is made of it, and for RELAX NG and
Schematron of the whole of TEI no more than TEI's own stylesheets take on the same engine.
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time

from lxml import etree

from epistola.schema import compile_odd
from epistola.schema.compiler import run_pass


def seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def test_our_own_odd_is_compiled_in_two_seconds_the_first_time(root: Path) -> None:
    taken = seconds(lambda: compile_odd(root / "schema" / "epistola.odd"))
    print(f"\nepistola.odd, all results, stylesheets compiled as well: {taken:.2f} s")
    assert taken < 2


def test_the_whole_of_tei_is_compiled_no_slower_than_by_its_own_stylesheets(oracle: Path) -> None:
    odd, source = (oracle / "tei_all.odd").read_bytes(), (oracle / "p5subset.xml").read_bytes()

    def compile_grammar_and_rules() -> None:
        resolved = run_pass("40-resolve", run_pass("30-merge", run_pass("20-select", odd, {"p5": source})))
        run_pass("50-relaxng", resolved)
        run_pass("70-schematron", resolved)

    taken = seconds(compile_grammar_and_rules)
    print(f"\ntei_all.odd, RELAX NG and Schematron: {taken:.2f} s")
    assert taken < 2.7


def test_libxml2_reads_our_grammar_at_once(root: Path) -> None:
    tree = etree.parse(root / "schema" / "generated" / "epistola.rng")
    taken = seconds(lambda: etree.RelaxNG(tree))
    print(f"\nepistola.rng in libxml2: {taken:.2f} s")
    assert taken < 0.4


def test_the_xml_schema_of_the_whole_of_tei_is_unambiguous(oracle: Path, tmp_path: Path) -> None:
    for name, content in compile_odd(oracle / "tei_all.odd", oracle / "p5subset.xml").files().items():
        (tmp_path / name).write_bytes(content)
    schemas: list[etree.XMLSchema] = []
    taken = seconds(lambda: schemas.append(etree.XMLSchema(etree.parse(tmp_path / "tei_all.xsd"))))
    print(f"\ntei_all.xsd in libxml2: {taken:.2f} s")
    assert schemas[0].validate(etree.parse(oracle / "tei_all.odd")), schemas[0].error_log
