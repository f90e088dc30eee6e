"""The shortcuts of validation change nothing: what isn't looked for, because the bytes don't mention it, isn't there.

A document in UTF-16 is judged without them, since names have other bytes in it; in UTF-8 the same must be found.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from epistola.validate import Document, Examiner
from epistola.validate.checks.languages import _USUAL, _shorter, _unknown

PIECES = [
    "word ",
    "e\u0301",
    "caf\u00e9",
    "\u00ab\u00bb",
    "\u0092",
    "\x7f",
    "\ufeff",
    "&#x65;&#x301;",
    "&#146;",
    '<hi xml:id="a"/>',
    '<hi xml:id="b" xml:lang="de-"/>',
    '<p corresp="#a #lost"/>',
    '<ref target="https://example.org/"/>',
    '<ref target="https://example.org/ #lost"/>',
    '<ref target="x:y"/>',
    '<graphic url="lost.png"/>',
    '<pb facs="#lost"/>',
    "<?epistola ignore pointers/*?>",
    "<?epistola nonsense?>",
    '<!-- <p xml:id="a"/> -->',
    '<prefixDef ident="https" matchPattern="(.*)" replacementPattern="#lost"/>',
    '<correspDesc><correspAction type="sent"><persName ref="#a"/></correspAction></correspDesc>',
]
DOCUMENT = '<?xml version="1.0" encoding="{}"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>{}</p></text></TEI>'


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_document_in_another_encoding_has_the_same_findings(text: str) -> None:
    examiner = Examiner(schemas=[])

    def found(bytes_: bytes) -> list[tuple[str, str, int, int]]:
        diagnostics = examiner.examine(bytes_, "x.xml", Path("/nowhere")).diagnostics
        return [(d.code, d.message, d.place.line, d.place.column) for d in diagnostics]

    expected = found(DOCUMENT.format("UTF-16", text).encode("utf-16"))
    # The name of the encoding is part of the first line, and columns count from there.
    utf_8 = DOCUMENT.replace("?>", " ?>", 1).format("UTF-8", text).encode()

    assert found(utf_8) == expected
    assert found(b"\xef\xbb\xbf" + utf_8) == expected
    without_mark = DOCUMENT.format("UTF-16", text).encode("utf-16-le")
    assert [code for code, *_ in found(without_mark)] == [code for code, *_ in expected]


def test_names_are_not_looked_for_by_their_bytes_where_these_may_be_others() -> None:
    text = DOCUMENT.format("UTF-16", '<p facs="#x"/>')
    assert Document(text.encode("utf-16"), "x.xml").mentions(b"facs")
    assert Document(text.encode("utf-16-le"), "x.xml").mentions(b"facs")
    assert not Document(DOCUMENT.format("UTF-8", "").encode(), "x.xml").mentions(b"facs")


def test_the_languages_that_are_not_looked_up_are_known() -> None:
    assert not [tag for tag in _USUAL if _shorter(tag) or _unknown(tag, "", "")]
