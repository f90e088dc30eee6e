"""RELAX NG: one message for one mistake, at its place, in words that help."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from epistola.diagnostics import Diagnostic, Place
from epistola.errors import SettingsError
from epistola.validate import validate
from epistola.validate.relaxng.vocabulary import Vocabulary

from .conftest import HEADER, SCHEMA, letter

TEI = "{http://www.tei-c.org/ns/1.0}"
Judge = Callable[[str], list[Diagnostic]]

MISTAKES = [
    ("<opner/><p/>", (3, 1), "unknown-element", "There is no element <opner>", "Did you mean <opener>?"),
    ("<p><i>a</i></p>", (3, 4), "unknown-element", "There is no element <i>", 'In TEI this is <hi rend="italic">.'),
    ("<p>a<br/></p>", (3, 5), "unknown-element", "There is no element <br>", ""),
    ("<P/>", (3, 1), "unknown-element", "There is no element <P> in this schema.", "Did you mean <p>?"),
    ("<p/>\n<opener/>", (4, 1), "out-of-order", "<opener> can stand in <div>, but not here, after <p>.", "too early"),
    ("<p><p/></p>", (3, 4), "misplaced-element", "<p> can't stand in <p>.", "<p> may stand in"),
    ("<p>a<hi> <opener/></hi></p>", (3, 10), "misplaced-element", "<opener> can't stand in <hi>.", "in <div>"),
    ('<p xmlns=""/>', (3, 1), "wrong-namespace", "<p> is in no namespace", 'xmlns="http://www.tei-c.org/ns/1.0"'),
    ("Hello<p/>", (3, 1), "text-not-allowed", "stand directly in <div>: “Hello”.", "as <p>, <ab> and <opener>"),
    ("<p/>\n and &amp; more", (4, 2), "text-not-allowed", "directly in <div>: “and & more”.", "Put it into"),
    ("<opener/>", (2, 1), "incomplete", "<div> is incomplete", "In it may stand"),
    ("", (2, 1), "incomplete", "<div> is empty, but must have content.", "In it may stand <p>"),
    ('<p cert="hihg"/>', (3, 4), "wrong-value", "@cert of <p> can't have the value “hihg”.", "Did you mean “high”?"),
    ('<p cret="high"/>', (3, 4), "unknown-attribute", "<p> can't have the attribute @cret.", "Did you mean @cert?"),
    ('<p q="1"/>', (3, 4), "unknown-attribute", "<p> can't have the attribute @q.", "<p> may have @cert and @xml:id."),
    ('<p><date when="30.10.1962"/></p>', (3, 10), "wrong-value", "“30.10.1962”", "a day such as 1962-10-30 or a year"),
    ('<p xml:id="1"/>', (3, 4), "wrong-value", "@xml:id of <p> can't have the value “1”.", "begins with a letter"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "place", "slug", "sentence", "hint"), MISTAKES)
def test_a_mistake_gives_one_message_at_its_place(
    judge: Judge, body: str, place: tuple[int, int], slug: str, sentence: str, hint: str
) -> None:
    (found,) = judge(letter(body))
    assert (found.code, found.place) == (f"relaxng/{slug}", Place("x.xml", *place))
    assert sentence in found.message
    assert hint in found.hint


def test_a_valid_letter_gives_no_message(judge: Judge) -> None:
    assert judge(letter('<opener/><p xml:id="a">On <date when="1962">that day</date></p>')) == []


def test_a_required_element_is_named_when_another_stands_in_its_place(judge: Judge) -> None:
    (found,) = judge(letter(header=HEADER.replace("<titleStmt><title>T</title></titleStmt>", "")))
    assert found.message == "<teiHeader> lacks the required <titleStmt>."


def test_a_required_element_is_named_when_nothing_stands_in_its_place(judge: Judge) -> None:
    (found,) = judge(letter(header=HEADER.replace("<publicationStmt><p/></publicationStmt>", "")))
    assert (found.message, found.place.line) == ("<teiHeader> lacks the required <publicationStmt>.", 1)


def test_a_required_attribute_is_named_with_its_values(judge: Judge) -> None:
    (found,) = judge(letter(attributes=""))
    assert found.message == "<div> lacks the required attribute @type."
    assert (found.hint, found.place) == ("Its value can be “letter” or “enclosure”.", Place("x.xml", 2, 1))


def test_a_wrong_value_of_a_required_attribute_is_said_as_such(judge: Judge) -> None:
    (found,) = judge(letter(attributes='type="leter"'))
    assert (found.code, found.place) == ("relaxng/wrong-value", Place("x.xml", 2, 6))
    assert found.hint.startswith("Did you mean “letter”?")


def test_several_mistakes_give_as_many_messages_in_the_order_of_their_lines(judge: Judge) -> None:
    found = judge(letter('<p cert="no"/>\n<p><opner/></p>\n<p><p/></p>'))
    assert [(d.place.line, d.code) for d in found] == [
        (3, "relaxng/wrong-value"),
        (4, "relaxng/unknown-element"),
        (5, "relaxng/misplaced-element"),
    ]


def test_a_duplicate_identifier_is_said_once(judge: Judge) -> None:
    (found,) = judge(letter('<p xml:id="a"/><p xml:id="a"/>'))
    assert found.code == "identifiers/duplicate"


def test_prefixed_elements_are_found_and_named_as_they_are_written(judge: Judge) -> None:
    prefixed = letter("<p><t:hi/><t:head/></p>").replace("<TEI ", '<TEI xmlns:t="http://www.tei-c.org/ns/1.0" ')
    (found,) = judge(prefixed)
    assert (found.place, found.message) == (Place("x.xml", 3, 11), "There is no element <t:head> in this schema.")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<hi> <opener/></hi></p>", [(3, 10, "relaxng/misplaced-element")]),
        ('<p>a<hi cert="no"/>\n<opner/></p>', [(3, 9, "relaxng/wrong-value"), (4, 1, "relaxng/unknown-element")]),
        ('<p>a<date when="30.10.1962"/></p>', [(3, 1, "relaxng/invalid")]),
    ],
)
def test_where_libxml2_points_to_content_that_is_in_order_the_mistake_is_looked_for(
    tmp_path: Path, body: str, expected: list[tuple[int, int, str]]
) -> None:
    merged = re.sub(r'<ref name="attributes"/>\s*<ref name="content"/>', '<ref name="content"/>', SCHEMA)
    path = tmp_path / "hard.rng"
    path.write_text(merged.replace('<define name="content">', '<define name="content"><ref name="attributes"/>'))
    found = validate(letter(body).encode(), "x.xml", schemas=[path])
    assert [(d.place.line, d.place.column, d.code) for d in found] == expected


def test_a_foreign_document_is_told_its_root(judge: Judge) -> None:
    (found,) = judge("<html/>")
    assert found.message == "There is no element <html> in this schema."


def test_an_element_that_is_no_root_is_refused_as_root(judge: Judge) -> None:
    (found,) = judge('<p xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert found.code == "relaxng/wrong-root"


def test_a_schema_in_several_files_gives_the_verdict_without_hints(tmp_path: Path, schema: Path) -> None:
    outer = tmp_path / "outer.rng"
    outer.write_text(f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{schema.name}"/></grammar>')
    assert list(validate(letter().encode(), "x.xml", schemas=[outer])) == []
    (found,) = validate(letter("<opner/>").encode(), "x.xml", schemas=[outer])
    assert (found.code, found.place, found.hint) == ("relaxng/invalid", Place("x.xml", 3, 1), "")


@pytest.mark.parametrize("content", ["<grammar", "<html/>", "<!DOCTYPE a><a/>", "", '<grammar xmlns="urn:x"/>'])
def test_a_schema_that_cannot_be_used_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.rng"
    path.write_text(content)
    with pytest.raises(SettingsError) as error:
        list(validate(letter().encode(), "x.xml", schemas=[path]))
    assert (error.value.code, error.value.file) == ("relaxng/unusable-schema", str(path))


def test_the_vocabulary_knows_what_an_element_may_and_must_have() -> None:
    vocabulary = Vocabulary.read(etree.fromstring(SCHEMA))
    assert vocabulary is not None
    assert vocabulary.children(f"{TEI}div") == {f"{TEI}{name}" for name in ("opener", "p", "ab")}
    assert vocabulary.parents(f"{TEI}date") == {f"{TEI}{name}" for name in ("p", "ab", "opener", "hi", "date")}
    assert vocabulary.required(f"{TEI}TEI", "element") == {f"{TEI}teiHeader", f"{TEI}text"}
    assert vocabulary.required(f"{TEI}div", "element") == frozenset()
    assert vocabulary.required(f"{TEI}div", "attribute") == {"type"}
    assert vocabulary.values(f"{TEI}p", "cert") == (["high", "low"], [])
    assert vocabulary.values(f"{TEI}date", "when") == ([], ["date", "gYear"])


def test_what_one_branch_of_a_choice_lacks_is_not_required() -> None:
    schema = etree.fromstring(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><choice>'
        '<group><element name="b"><empty/></element><element name="c"><empty/></element></group>'
        '<element name="b"><text/></element></choice></element>'
    )
    vocabulary = Vocabulary.read(schema)
    assert vocabulary is not None
    assert vocabulary.required("a", "element") == {"b"}


def test_names_can_stand_in_elements_and_have_prefixes() -> None:
    schema = etree.fromstring(
        '<element xmlns="http://relaxng.org/ns/structure/1.0" xmlns:t="urn:t"><choice><name ns="urn:n">a</name>'
        '<name>t:b</name><anyName/></choice><attribute name="xml:id"/>'
        '<attribute><nsName ns="urn:x"/></attribute></element>'
    )
    vocabulary = Vocabulary.read(schema)
    assert vocabulary is not None
    assert set(vocabulary.elements) == {"{urn:n}a", "{urn:t}b", "*"}
    assert vocabulary.attributes("{urn:t}b") == {"{http://www.w3.org/XML/1998/namespace}id", "*"}
