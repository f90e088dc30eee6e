from pathlib import Path

import pytest

from epistola.errors import MarkupError, SurroundingsError
from epistola.resources import stylesheets
from epistola.transform.closure import closure, stylesheet_of_pieces, stylesheets_of
from epistola.transform.formats import format_named, formats

XSL = '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0">{}</xsl:stylesheet>'


def names(*entries: Path) -> set[str]:
    return {path.name for path in closure(*entries)}


def write(path: Path, content: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(XSL.format(content))


def test_modules_are_followed_wherever_they_lead_and_round_in_circles(tmp_path: Path) -> None:
    write(tmp_path / "a.xsl", '<xsl:include href="lib/b.xsl"/>')
    write(tmp_path / "lib" / "b.xsl", '<xsl:import href="c%20c.xsl"/><xsl:include href="../a.xsl"/>')
    write(tmp_path / "lib" / "c c.xsl", "")
    write(tmp_path / "lib" / "d.xsl", "")

    assert names(tmp_path / "a.xsl") == {"a.xsl", "b.xsl", "c c.xsl"}


@pytest.mark.parametrize(
    ("expression", "read"),
    [
        ("doc('one.xml')", {"one.xml"}),
        ("unparsed-text( 'style.css' )", {"style.css"}),
        ('unparsed-text-lines("style.css")', {"style.css"}),
        ("doc($name)", {"one.xml", "style.css", "deep.xml"}),
        ("sort(uri-collection('data?select=*.xml'))", {"deep.xml"}),
        ("my:doc('one.xml') || documents('one.xml')", {"one.xml"}),
        ("1 + 1", set()),
    ],
)
def test_data_that_is_read_is_found_rather_too_much_than_too_little(
    tmp_path: Path, expression: str, read: set[str]
) -> None:
    write(tmp_path / "a.xsl", f'<xsl:variable name="v" select="{expression.replace(chr(34), "&quot;")}"/>')
    for name in ("one.xml", "style.css", "data/deep.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")

    assert names(tmp_path / "a.xsl") == {"a.xsl", *read}


def test_a_module_that_is_missing_or_broken_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "a.xsl", '<xsl:include href="b.xsl"/>')
    with pytest.raises(SurroundingsError):
        closure(tmp_path / "a.xsl")

    (tmp_path / "b.xsl").write_text("<")
    with pytest.raises(MarkupError):
        closure(tmp_path / "a.xsl")


def test_a_page_is_made_of_its_modules_its_style_and_the_words_of_each_language() -> None:
    found = names(*stylesheets_of(format_named("html")))

    assert {"html.xsl", "page.xsl", "page.css", "record.xsl", "titles.xml", "elements.xml"} <= found
    assert {path.name for path in (stylesheets() / "html" / "labels").iterdir()} <= found
    assert "turtle.xsl" not in found


def test_a_format_of_a_family_depends_on_that_too() -> None:
    assert {"bibtex.xsl", "citations.xsl"} <= names(*stylesheets_of(format_named("bibtex")))


def test_every_module_belongs_to_something() -> None:
    entries = [path for kind in formats() for path in stylesheets_of(kind)]
    found = set(closure(*entries, *map(stylesheet_of_pieces, formats())))
    modules = [path.resolve() for folder in ("lib", "html") for path in (stylesheets() / folder).glob("*.xsl")]

    assert [path.name for path in modules if path not in found] == []
