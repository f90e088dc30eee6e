"""Identifiers: each stands once in a file."""

from __future__ import annotations

from epistola.diagnostics import Place
from epistola.validate.checks.identifiers import check
from epistola.validate.document import Document


def test_each_repetition_is_said_with_the_line_of_the_first() -> None:
    document = Document(b'<a xml:id="x">\n<b xml:id="x"/>\n<c xml:id="X"/>\n<d n="" xml:id="x"/></a>', "x.xml")
    found = list(check(document))
    assert [diagnostic.place for diagnostic in found] == [Place("x.xml", 2, 4), Place("x.xml", 4, 9)]
    assert "the first time in line 1." in found[1].message


def test_different_identifiers_are_silent() -> None:
    assert list(check(Document(b'<a xml:id="x" id="x"><b xml:id="y" id="x"/></a>', "x.xml"))) == []
