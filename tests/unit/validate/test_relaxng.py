"""RELAX NG: one message for one mistake, at its place, in words that help."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from epistola.diagnostics import Diagnostic, Place
from epistola.errors import SettingsError
from epistola.validate import validate
from epistola.validate.relaxng import load
from epistola.validate.relaxng.vocabulary import Vocabulary

from .conftest import HEADER, SCHEMA, letter

TEI = "{http://www.tei-c.org/ns/1.0}"
Judge = Callable[[str], list[Diagnostic]]

MISTAKES = [
    ("<opner/><p/>", (3, 1), "unknown-element", "There is no element <opner>", "Did you mean <opener>?"),
    ("<p><i>a</i></p>", (3, 4), "unknown-element", "There is no element <i>", 'In TEI this is <hi rend="italic">.'),
    ("<p>a<br/></p>", (3, 5), "unknown-element", "There is no element <br>", ""),
    ("<P/>", (3, 1), "unknown-element", "There is no element <P> in this schema.", "Did you mean <p>?"),
    ("<p/>\n<opener/>", (4, 1), "misplaced-element", "can stand in <div>, but not here, after <p>.", "<p> and <ab>."),
    ("<p><p/></p>", (3, 4), "misplaced-element", "<p> can't stand in <p>.", "End the first <p> before the second"),
    ("<p>a<hi> <opener/></hi></p>", (3, 10), "misplaced-element", "<opener> can't stand in <hi>.", "in <div>"),
    ('<p xmlns=""/>', (3, 1), "unknown-element", "<p> is in no namespace", 'xmlns="http://www.tei-c.org/ns/1.0"'),
    ("Hello<p/>", (3, 1), "text-not-allowed", "stand directly in <div>: “Hello”.", "as <p>, <opener> and <ab>"),
    ("<p/>\n and &amp; more", (4, 2), "text-not-allowed", "directly in <div>: “and & more”.", "Put it into"),
    ("<opener/>", (2, 1), "incomplete", "is incomplete", "What may come next: <opener>, <p> and <ab>."),
    ("", (2, 1), "incomplete", "<div> is empty, but must have content.", "In it may stand <p>"),
    ('<p cert="hihg"/>', (3, 4), "wrong-value", "@cert of <p> can't have the value “hihg”.", "Did you mean “high”?"),
    ('<p cret="high"/>', (3, 4), "unknown-attribute", "<p> can't have the attribute @cret.", "Did you mean @cert?"),
    ('<p q="1"/>', (3, 4), "unknown-attribute", "<p> can't have the attribute @q.", "<p> may have @cert and @xml:id."),
    ('<p><date when="30.10.1962"/></p>', (3, 10), "wrong-value", "“30.10.1962”", "a day such as 1962-10-30 or a year"),
    ('<p><date when=""/></p>', (3, 10), "wrong-value", "@when of <date> can't be empty.", "a day such as"),
    ('<p when="1962"/>', (3, 4), "unknown-attribute", "can't have the attribute @when", "It may stand on <date>."),
    ('<p id="a"/>', (3, 4), "unknown-attribute", "can't have the attribute @id", "In TEI this is @xml:id."),
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


def test_what_stands_right_after_an_element_that_comes_too_early_is_not_a_mistake_of_its_own(judge: Judge) -> None:
    (found,) = judge(letter("<p/><opener/>\n<opener/>"))
    assert (found.place.line, found.code) == (3, "relaxng/misplaced-element")


def test_two_elements_out_of_order_are_two_mistakes_when_something_stands_between(judge: Judge) -> None:
    assert [found.place.line for found in judge(letter("<p/><opener/>\n<p/>\n<opener/>"))] == [3, 5]


def test_text_in_the_place_of_an_element_is_one_mistake(judge: Judge) -> None:
    (found,) = judge(letter("Hello"))
    assert (found.code, found.place) == ("relaxng/text-not-allowed", Place("x.xml", 3, 1))
    assert found.hint == "Put it into an element that may stand here, such as <p>, <opener> and <ab>."


def test_where_a_misplaced_element_may_stand_is_said_before_what_may_stand_there(judge: Judge) -> None:
    (found,) = judge(letter("<p><opener/></p>"))
    assert found.hint == "<opener> may stand in <div>. Allowed here: <date> and <hi>."


def test_the_only_element_that_can_take_a_text_is_named(judge: Judge) -> None:
    (found,) = judge(letter(header=HEADER.replace("<title>T</title>", "T")))
    assert found.hint == "Put it into <title>."


def test_what_the_document_has_in_such_elements_is_named_first(judge: Judge) -> None:
    (found,) = judge(letter("<ab/><ab/><opner/>").replace("opner", "xxx"))
    assert found.hint == "Allowed here: <ab> and <p>."


def test_a_wrong_language_is_said_by_the_grammar_alone(tmp_path: Path) -> None:
    path = tmp_path / "small.rng"
    language = '<optional><attribute name="xml:lang"><data type="language"/></attribute></optional>'
    path.write_text(SCHEMA.replace('<define name="attributes">', f'<define name="attributes">{language}'))
    found = validate(letter('<p xml:lang="Old French"/>').encode(), "x.xml", schemas=[path])
    assert [diagnostic.code for diagnostic in found] == ["relaxng/wrong-value"]


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
        ('<p>a<date when="30.10.1962"/></p>', [(3, 11, "relaxng/wrong-value")]),
    ],
)
def test_the_place_is_right_where_attributes_and_content_are_one_pattern(
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
    assert (found.code, found.hint) == ("relaxng/misplaced-element", "Allowed here: <TEI>.")
    assert found.message == "<p> can't be the outermost element by this schema."


def test_a_schema_in_several_files_gives_the_same_verdict(tmp_path: Path, schema: Path) -> None:
    outer = tmp_path / "outer.rng"
    outer.write_text(f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{schema.name}"/></grammar>')
    assert list(validate(letter().encode(), "x.xml", schemas=[outer])) == []
    (found,) = validate(letter("<opner/>").encode(), "x.xml", schemas=[outer])
    assert (found.code, found.place, found.hint) == (
        "relaxng/unknown-element",
        Place("x.xml", 3, 1),
        "Did you mean <opener>?",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<grammar", "unusable-schema"),
        ("<!DOCTYPE a><a/>", "unusable-schema"),
        ("", "unusable-schema"),
        ("<html/>", "bad-schema"),
        ('<grammar xmlns="urn:x"/>', "bad-schema"),
    ],
)
def test_a_schema_that_cannot_be_used_is_named(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "broken.rng"
    path.write_text(content)
    with pytest.raises(SettingsError) as error:
        list(validate(letter().encode(), "x.xml", schemas=[path]))
    assert (error.value.code, error.value.file) == (f"relaxng/{code}", str(path))


def vocabulary(schema: str, folder: Path) -> Vocabulary:
    return load(schema.encode(), cached=folder).vocabulary


def test_the_vocabulary_knows_what_an_element_may_have(tmp_path: Path) -> None:
    found = vocabulary(SCHEMA, tmp_path)
    assert found.children(f"{TEI}div") == {f"{TEI}{name}" for name in ("opener", "p", "ab")}
    assert found.parents(f"{TEI}date") == {f"{TEI}{name}" for name in ("p", "ab", "opener", "hi", "date")}
    assert found.values(f"{TEI}p", "cert") == (("high", "low"), ())
    assert found.values(f"{TEI}date", "when") == ((), ("date", "gYear"))


def test_what_one_branch_of_a_choice_lacks_is_not_required(tmp_path: Path) -> None:
    path = tmp_path / "choice.rng"
    path.write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><choice>'
        '<group><element name="b"><empty/></element><element name="c"><empty/></element></group>'
        '<element name="b"><text/></element></choice></element>'
    )
    (found,) = validate(b"<a/>", "x.xml", schemas=[path])
    assert found.message == "<a> lacks the required <b>."


def test_the_vocabulary_has_no_names_for_what_a_wildcard_allows(tmp_path: Path) -> None:
    found = vocabulary(
        '<element xmlns="http://relaxng.org/ns/structure/1.0" xmlns:t="urn:t"><choice><name ns="urn:n">a</name>'
        "<name>t:b</name></choice><zeroOrMore><element><anyName/><empty/></element></zeroOrMore></element>",
        tmp_path,
    )
    assert set(found.elements) == {"{urn:n}a", "{urn:t}b"}
    assert found.children("{urn:t}b") == frozenset()


def test_text_is_found_where_it_stands_after_a_comment_or_a_reference(judge: Judge) -> None:
    (found,) = judge(letter("<p>&amp;</p><!-- a -->\n  Hello"))
    assert (found.code, found.place) == ("relaxng/text-not-allowed", Place("x.xml", 4, 3))


def test_identifiers_of_two_types_for_one_attribute_are_no_reason_to_refuse_a_schema(tmp_path: Path) -> None:
    path = tmp_path / "two.rng"
    path.write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"'
        ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><choice>'
        '<attribute name="b"><data type="ID"/></attribute><attribute name="b"><data type="IDREF"/></attribute>'
        "</choice></element>"
    )
    assert list(validate(b'<a b="x"/>', "x.xml", schemas=[path])) == []


def test_a_schema_that_was_changed_is_read_anew(schema: Path) -> None:
    assert list(validate(letter().encode(), "x.xml", schemas=[schema])) == []
    changed = SCHEMA.replace("<value>letter</value>", "<value>card</value>")
    schema.write_text(changed)
    os.utime(schema, ns=(0, 0))
    (found,) = validate(letter().encode(), "x.xml", schemas=[schema])
    assert found.code == "relaxng/wrong-value"


@pytest.mark.parametrize("value", ["", "a b"])
def test_a_wrong_identifier_gives_one_message(judge: Judge, value: str) -> None:
    (found,) = judge(letter(f'<p xml:id="{value}"/>'))
    assert (found.code, found.place) == ("relaxng/wrong-value", Place("x.xml", 3, 4))


def test_a_wildcard_elsewhere_does_not_hide_a_wrong_namespace(tmp_path: Path) -> None:
    path = tmp_path / "wild.rng"
    path.write_text(
        '<element name="a" ns="urn:a" xmlns="http://relaxng.org/ns/structure/1.0">'
        '<element name="p"><empty/></element><optional><element name="x"><zeroOrMore>'
        "<element><anyName><except><nsName/></except></anyName><empty/></element>"
        "</zeroOrMore></element></optional></element>"
    )
    found = list(validate(b'<a xmlns="urn:a"><p xmlns=""/><p/></a>', "x.xml", schemas=[path]))
    assert [d.message for d in found] == ["<p> is in no namespace; the schema has it in “urn:a”."]
