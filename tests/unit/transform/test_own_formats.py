"""Formats of one's own, which build on Epistola's modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from epistola.errors import SettingsError, StylesheetError
from epistola.transform import run_stylesheet, starter


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
    assert caught.value.line == 10


def test_a_stylesheet_with_modules_can_read_nothing_while_it_runs(tmp_path: Path, full: bytes) -> None:
    (tmp_path / "secret.xml").write_text("<secret/>")
    reading = starter("list").replace("{?key}", "{doc('secret.xml')}")

    with pytest.raises(StylesheetError):
        run_stylesheet(own(tmp_path, reading), full)


@pytest.mark.parametrize("name", ["", "Mine", "a b", "../a", "1"])
def test_a_format_has_a_plain_name(name: str) -> None:
    with pytest.raises(SettingsError, match="can't be the name"):
        starter(name)
