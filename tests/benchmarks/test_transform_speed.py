"""How fast letters become pages and citations; run by hand: pytest tests/benchmarks/test_transform_speed.py -s.

Times are of this process alone (CPU), since the machine may be busy with other things.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from time import process_time

import pytest
import saxonche

from epistola.resources import stylesheets
from epistola.transform import formats, gather, transform
from epistola.transform.formats import CORPUS

LETTER = Path(__file__).parents[2] / "tei/khrushchev-castro-1962-10-30.xml"
CITATIONS = ("bibtex", "biblatex", "ris", "csl-json", "coins")
# The least that a page can be: each element of the letter as a span, named after it.
SPANS = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html" version="5"/>
  <xsl:template match="/"><html><xsl:apply-templates select="*/*[2]"/></html></xsl:template>
  <xsl:template match="*"><span class="{local-name()}"><xsl:apply-templates/></span></xsl:template>
</xsl:stylesheet>"""


def letters(count: int) -> list[bytes]:
    """As many letters, each another."""
    data = LETTER.read_bytes()
    return [data.replace(b"</teiHeader>", b"<!-- %d --></teiHeader>" % number) for number in range(count)]


def times(given: list[bytes], kinds: tuple[str, ...]) -> list[float]:
    taken = []
    for data in given:
        begin = process_time()
        for kind in kinds:
            transform(data, kind, together=kinds)
        taken.append(process_time() - begin)
    return taken


def test_a_page_takes_no_longer_than_half_as_long_again_as_a_bare_loop_over_the_stylesheet() -> None:
    data = letters(120)
    transform(data[0], "html")
    ours = times(data, ("html",))
    processor = saxonche.PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    page = compiler.compile_stylesheet(stylesheet_file=str(stylesheets() / "html.xsl"))
    spans = compiler.compile_stylesheet(stylesheet_text=SPANS)

    def alone(stylesheet: saxonche.PyXsltExecutable | None) -> list[float]:
        taken = []
        for each in data:
            begin = process_time()
            document = processor.parse_xml(xml_text=each.decode())
            if stylesheet:
                stylesheet.transform_to_string(xdm_node=document)
            taken.append(process_time() - begin)
        return taken

    bare = alone(page)
    kinds = {
        "html": ours,
        "bare loop": bare,
        "parsing and a span for each element": alone(spans),
        "parsing": alone(None),
    }
    print("\n" + "; ".join(f"{kind} {milliseconds(taken)}" for kind, taken in kinds.items()))
    assert statistics.median(ours) <= 1.5 * statistics.median(bare)


def milliseconds(taken: list[float]) -> str:
    return f"{statistics.median(taken) * 1000:.1f} ms (least {min(taken) * 1000:.2f})"


def test_the_citations_of_a_letter_in_five_formats() -> None:
    data = letters(100)
    times(data[:3], CITATIONS)
    taken = times(data, CITATIONS)

    print(f"\nfive citation formats: {milliseconds(taken)} a letter")
    assert statistics.median(taken) <= 0.008


@pytest.mark.parametrize("kind", [kind.name for kind in formats() if kind.scope != CORPUS and kind.container != "pdf"])
def test_every_format_of_a_letter(kind: str) -> None:
    data = letters(30)
    begin = process_time()
    transform(data[0], kind)
    first = process_time() - begin
    taken = statistics.median(times(data, (kind,)))

    print(f"\n{kind}: first {first:.2f} s, then {taken * 1000:.1f} ms")
    assert taken <= 0.05


@pytest.mark.parametrize("kind", [kind.name for kind in formats() if kind.scope == CORPUS and kind.container != "pdf"])
def test_gathering_grows_with_the_number_of_letters(kind: str) -> None:
    def seconds(count: int) -> float:
        given = [(str(number), data) for number, data in enumerate(letters(count))]
        begin = process_time()
        gather(given, kind)
        return process_time() - begin

    seconds(5)
    small, large = seconds(50), seconds(500)
    print(f"\n{kind}: 50 letters {small:.2f} s, 500 letters {large:.2f} s")
    # Records are kept between runs, so that the smaller number may find all of them made.
    assert large <= 15 * small + 0.5
