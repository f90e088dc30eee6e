"""Formats of one's own, which build on Epistola's modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from epistola.errors import SettingsError, StylesheetError
from epistola.transform import formats, run_stylesheet, starter, transform
from epistola.transform.formats import CORPUS, format_named


def own(folder: Path, content: str, name: str = "mine.xsl") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_the_starter_works_as_it_is(tmp_path: Path, full: bytes) -> None:
    output = run_stylesheet(own(tmp_path, starter("list")), full)

    assert output.content.decode() == (
        "voss-lindqvist-1871-03-04\t1871-03-04\tLetter from Ida Voss to Erik Lindqvist, March 4, 1871\n"
    )
    assert output.suffix == ".txt"


def test_a_function_of_a_module_can_be_replaced(tmp_path: Path, full: bytes) -> None:
    replaced = starter("list").replace(
        "</xsl:package>",
        """<xsl:function name="f:display-title" as="xs:string">
        <xsl:param name="record" as="map(xs:string, item()*)"/>
        <xsl:sequence select="'My ' || $record?kind"/></xsl:function></xsl:package>""",
    )

    assert run_stylesheet(own(tmp_path, replaced), full).content.endswith(b"\tMy letter\n")


def test_own_modules_are_found_beside_the_stylesheet(tmp_path: Path, full: bytes) -> None:
    head = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    own(tmp_path, f"{head}<xsl:template match='/'>mine</xsl:template></xsl:stylesheet>", "part.xsl")
    text = "<xsl:output method='text'/>"
    path = own(tmp_path, f"{head}{text}<xsl:include href='part.xsl'/></xsl:stylesheet>")

    assert run_stylesheet(path, full).content == b"mine"


@pytest.mark.parametrize("module", ["lib/nothing.xsl", "../pyproject.toml", "lib"])
def test_a_module_that_there_is_not_is_refused(module: str, tmp_path: Path, full: bytes) -> None:
    path = own(tmp_path, starter("list").replace("lib/errors.xsl", module))

    with pytest.raises(SettingsError, match="no module") as caught:
        run_stylesheet(path, full)
    assert caught.value.line == 14


def test_a_stylesheet_with_modules_can_read_nothing_while_it_runs(tmp_path: Path, full: bytes) -> None:
    (tmp_path / "secret.xml").write_text("<secret/>")
    reading = starter("list").replace("{?key}", "{doc('secret.xml')}")

    with pytest.raises(StylesheetError):
        run_stylesheet(own(tmp_path, reading), full)


@pytest.mark.parametrize("name", ["", "Mine", "a b", "../a", "1"])
def test_a_format_has_a_plain_name(name: str) -> None:
    with pytest.raises(SettingsError, match="can't be the name"):
        starter(name)


@pytest.mark.parametrize("kind", [kind.name for kind in formats() if kind.scope != CORPUS])
def test_a_format_begun_like_one_of_ours_makes_the_same(kind: str, tmp_path: Path, case: Path) -> None:
    data = (case / "letter.xml").read_bytes()
    path = own(tmp_path, starter("mine", kind))

    assert transform(data, str(path)).content == transform(data, kind).content


def test_a_template_of_the_page_can_be_replaced(tmp_path: Path, full: bytes) -> None:
    mine = """<xsl:template match="tei:postscript" mode="m:html" as="element()"
      xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:m="https://epistola.example/ns/mode"><b>P.S.</b></xsl:template>"""
    path = own(tmp_path, starter("html", "html").replace("</xsl:package>", f"{mine}</xsl:package>"), "html.xsl")

    assert b">P.S.</b>" in transform(full, str(path)).content


def test_the_stylesheets_of_an_edition_are_formats_and_come_before_ours(tmp_path: Path) -> None:
    own(tmp_path, starter("shelfmarks"), "shelfmarks.xsl")
    own(tmp_path, starter("html", "html"), "html.xsl")
    own(tmp_path, "<xsl:stylesheet xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>", "part.xsl")
    known = {kind.name: kind for kind in formats(tmp_path)}

    assert set(known) - {kind.name for kind in formats()} == {"shelfmarks"}
    assert [name for name, kind in known.items() if kind.is_own] == ["html", "shelfmarks"]
    assert format_named("html", tmp_path).address == str(tmp_path / "html.xsl")


def test_a_stylesheet_that_does_not_say_what_it_makes_is_no_format(tmp_path: Path, full: bytes) -> None:
    path = own(tmp_path, "<xsl:stylesheet xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>")

    with pytest.raises(SettingsError, match="no output format"):
        transform(full, str(path))
