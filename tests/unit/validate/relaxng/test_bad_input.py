"""Documents that are out to harm: a verdict in bounded time, and nothing kept of them."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from lxml import etree

from epistola import xml
from epistola.validate.relaxng import Fault, Schema, load
from epistola.validate.relaxng import schema as schema_module

SCHEMA = b"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><ref name="a"/></start>
  <define name="a"><element name="a"><optional><attribute name="id"><data type="ID"/></attribute></optional>
    <zeroOrMore><choice><text/><ref name="a"/><ref name="n"/><ref name="any"/></choice></zeroOrMore></element></define>
  <define name="n"><element name="n"><data type="integer"/></element></define>
  <define name="any"><element><anyName><except><name>a</name><name>n</name><name>no</name></except></anyName>
    <zeroOrMore><attribute><anyName><except><name>id</name></except></anyName></attribute></zeroOrMore>
    <zeroOrMore><ref name="a"/></zeroOrMore></element></define>
</grammar>"""
SECONDS = 10


@pytest.fixture
def schema(tmp_path: Path) -> Schema:
    return load(SCHEMA, cached=tmp_path)


def deep(levels: int, innermost: str = "a") -> etree._Element:
    root = element = etree.Element("a")
    for _ in range(levels):
        element = etree.SubElement(element, "a")
    etree.SubElement(element, innermost)
    return root


def faults(schema: Schema, root: etree._Element) -> list[Fault]:
    start = process_time()
    found = [violation.fault for violation in schema.validate(root)]
    assert process_time() - start < SECONDS
    return found


def test_twenty_thousand_levels_are_no_matter(schema: Schema) -> None:
    assert faults(schema, deep(20_000)) == []


def test_a_mistake_twenty_thousand_levels_down_is_found(schema: Schema) -> None:
    assert faults(schema, deep(20_000, "no")) == [Fault.UNKNOWN_ELEMENT]


def test_a_hundred_thousand_children_are_no_matter(schema: Schema) -> None:
    assert faults(schema, etree.fromstring(f"<a>{'<a/><x/>' * 50_000}</a>")) == []


def test_a_hundred_thousand_mistakes_are_given_one_by_one(schema: Schema) -> None:
    root = etree.fromstring(f"<a>{'<no/>' * 100_000}</a>")

    assert next(schema.validate(root)).fault is Fault.UNKNOWN_ELEMENT
    assert len(faults(schema, root)) == 100_000


def test_a_line_of_many_megabytes_is_no_matter(schema: Schema) -> None:
    assert faults(schema, xml.parse(b"<a>" + b"word <a>x</a> " * 1_000_000 + b"</a>", "a.xml").getroot()) == []
    assert faults(schema, xml.parse(b"<a>" + b"x" * 50_000_000 + b"</a>", "a.xml").getroot()) == []


def test_a_number_of_a_million_digits_is_no_matter(schema: Schema) -> None:
    assert faults(schema, etree.fromstring(f"<a><n>{'9' * 1_000_000}</n></a>")) == []


def test_names_namespaces_and_identifiers_without_end_are_not_kept(
    schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema_module, "_LARGEST", 5_000)
    sizes = []
    for turn in range(6):
        many = "".join(f'<p{turn}:x{n} xmlns:p{turn}="urn:{turn}:{n}" y{n}="{n}"/>' for n in range(2_000))
        known = "".join(f'<a id="i{n}"/>' for n in range(2_000))
        assert faults(schema, etree.fromstring(f"<a>{many}{known}</a>")) == []
        sizes.append(schema.size)
    assert max(sizes[1:]) == sizes[0] > 5_000


def test_what_cannot_be_serialised_as_usual_is_judged_as_well(schema: Schema) -> None:
    parser = etree.XMLParser(strip_cdata=False)
    document = "<a><!-- <no/> --><![CDATA[<no/>]]><?pi <no/> ?><x q='&quot;>'/>&#13;<n>4<!-- -->2</n></a>"

    assert faults(schema, etree.fromstring(document, parser)) == []
    assert faults(schema, etree.fromstring(document.replace("4<", "<x/><"), parser)) != []


def test_an_attribute_whose_name_begins_like_a_declaration_is_an_attribute(schema: Schema) -> None:
    assert faults(schema, etree.fromstring("<a><x xmlnsx='urn:x'><a/></x></a>")) == []


def test_a_schema_goes_on_after_a_document_was_left_in_the_middle(schema: Schema) -> None:
    root = etree.fromstring("<a><no/><no/></a>")
    first = schema.validate(root)
    next(first)

    assert faults(schema, root) == [Fault.UNKNOWN_ELEMENT] * 2
    assert [violation.fault for violation in first] == [Fault.UNKNOWN_ELEMENT]
