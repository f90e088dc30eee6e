"""A small schema for the tests, and a way to validate with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from epistola.diagnostics import Diagnostic
from epistola.validate import validate

HEADER = "<teiHeader><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt></teiHeader>"
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><ref name="TEI"/></start>
  <define name="TEI"><element name="TEI"><ref name="teiHeader"/><ref name="text"/></element></define>
  <define name="teiHeader">
    <element name="teiHeader"><ref name="titleStmt"/><ref name="publicationStmt"/></element>
  </define>
  <define name="titleStmt"><element name="titleStmt"><element name="title"><text/></element></element></define>
  <define name="publicationStmt">
    <element name="publicationStmt"><oneOrMore><ref name="p"/></oneOrMore></element>
  </define>
  <define name="text"><element name="text"><element name="body"><oneOrMore><ref name="div"/></oneOrMore></element>
  </element></define>
  <define name="div">
    <element name="div">
      <attribute name="type"><choice><value>letter</value><value>enclosure</value></choice></attribute>
      <zeroOrMore><ref name="opener"/></zeroOrMore>
      <oneOrMore><choice><ref name="p"/><ref name="ab"/></choice></oneOrMore>
    </element>
  </define>
  <define name="opener"><element name="opener"><ref name="attributes"/><ref name="content"/></element></define>
  <define name="p"><element name="p"><ref name="attributes"/><ref name="content"/></element></define>
  <define name="ab"><element name="ab"><ref name="attributes"/><ref name="content"/></element></define>
  <define name="attributes">
    <optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
    <optional><attribute name="cert"><choice><value>high</value><value>low</value></choice></attribute></optional>
  </define>
  <define name="content">
    <zeroOrMore><choice><text/><ref name="date"/><ref name="hi"/></choice></zeroOrMore>
  </define>
  <define name="hi"><element name="hi"><ref name="attributes"/><ref name="content"/></element></define>
  <define name="date">
    <element name="date">
      <optional><attribute name="when"><choice><data type="date"/><data type="gYear"/></choice></attribute></optional>
      <ref name="attributes"/>
      <ref name="content"/>
    </element>
  </define>
</grammar>
"""


def letter(body: str = "<p/>", header: str = HEADER, attributes: str = 'type="letter"') -> str:
    """Make a letter; the content of its div begins in line 3, column 1."""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>\n'
        f"<div {attributes}>\n{body}</div></body></text></TEI>"
    )


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """A small grammar for letters."""
    path = tmp_path / "small.rng"
    path.write_text(SCHEMA)
    return path


@pytest.fixture
def judge(schema: Path) -> Callable[[str], list[Diagnostic]]:
    """Validate a document by the small grammar."""
    return lambda document: list(validate(document.encode(), "x.xml", schemas=[schema]))
