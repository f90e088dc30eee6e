"""The door to SaxonC: what it gives, what it refuses, and that everything that leads outside is locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from epistola import saxon
from epistola.errors import MarkupError, StylesheetError

HEAD = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="urn:x" expand-text="yes">'
)
TEXT = '<xsl:output method="text"/>'
BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;&c;&c;&c;</a>'


def stylesheet(folder: Path, body: str, name: str = "sheet.xsl") -> Path:
    path = folder / name
    path.write_text(f"{HEAD}{body}</xsl:stylesheet>", encoding="utf-8")
    return path


def computing(folder: Path, expression: str) -> Path:
    """Make a stylesheet that writes the value of an XPath expression."""
    body = f"""{TEXT}<xsl:template match="/"><xsl:value-of select="{expression}"/></xsl:template>"""
    return stylesheet(folder, body)


def test_a_stylesheet_gives_its_output_and_its_messages_in_order(tmp_path: Path) -> None:
    body = f"""{TEXT}<xsl:template match="/"><xsl:message>one</xsl:message><xsl:message>two</xsl:message
        >{{string(.)}}</xsl:template>"""
    path = stylesheet(tmp_path, body)
    assert saxon.run(path, "<a>ä</a>".encode()) == saxon.Result("ä", ("one", "two"))
    assert saxon.run(path, b"<a>b</a>") == saxon.Result("b", ("one", "two"))


def test_parameters_are_strings_booleans_integers_and_documents(tmp_path: Path) -> None:
    body = f"""{TEXT}<xsl:param name="s"/><xsl:param name="b"/><xsl:param name="i"/><xsl:param name="d"/>
        <xsl:template match="/">{{$s || '!'}} {{not($b)}} {{$i + 1}} {{string-join($d/*/name(), ',')}}</xsl:template>"""
    values: dict[str, saxon.Value] = {"s": "x", "b": False, "i": 41, "d": [b"<p/>", b"<q/>"]}
    assert saxon.run(stylesheet(tmp_path, body), b"<a/>", values).output.strip() == "x! true 42 p,q"


def test_a_parameter_of_one_run_is_not_there_in_the_next(tmp_path: Path) -> None:
    body = f"""{TEXT}<xsl:param name="s" select="'none'"/><xsl:template match="/">{{$s}}</xsl:template>"""
    path = stylesheet(tmp_path, body)
    assert saxon.run(path, b"<a/>", {"s": "some"}).output == "some"
    assert saxon.run(path, b"<a/>").output == "none"


def test_a_document_can_be_read_by_several_stylesheets(tmp_path: Path) -> None:
    document = saxon.Document(b"<a>b</a>")
    first = stylesheet(tmp_path, f'{TEXT}<xsl:template match="/">{{name(*)}}</xsl:template>', "first.xsl")
    second = stylesheet(tmp_path, f'{TEXT}<xsl:template match="/">{{string(*)}}</xsl:template>', "second.xsl")
    outputs = [saxon.run(path, document).output for path in (first, second, first)]
    assert outputs == ["a", "b", "a"]


def test_a_stylesheet_given_as_text_runs_and_is_kept() -> None:
    text = f'{HEAD}{TEXT}<xsl:template match="/">{{name(*)}}</xsl:template></xsl:stylesheet>'
    assert saxon.run_text(text, "made", b"<a/>").output == "a"
    assert saxon.run_text(text, "made", b"<b/>").output == "b"


def test_a_stylesheet_given_as_text_can_include_no_file(tmp_path: Path) -> None:
    included = stylesheet(tmp_path, "", "included.xsl")
    text = f'{HEAD}<xsl:include href="{included.as_uri()}"/></xsl:stylesheet>'
    with pytest.raises(StylesheetError) as error:
        saxon.run_text(text, "made", b"<a/>")
    assert (error.value.code, error.value.file) == ("saxon/does-not-compile", "made")


def test_a_stylesheet_that_does_not_compile_is_named_with_the_reason(tmp_path: Path) -> None:
    path = computing(tmp_path, "nowhere(1)")
    with pytest.raises(StylesheetError, match="nowhere") as error:
        saxon.run(path, b"<a/>")
    assert (error.value.code, error.value.file) == ("saxon/does-not-compile", str(path))


def test_the_words_of_a_stylesheet_that_stops_are_told_as_they_are(tmp_path: Path) -> None:
    path = computing(tmp_path, "error((), 'No “letter” in it – ça.')")
    with pytest.raises(StylesheetError, match="No “letter” in it – ça") as error:
        saxon.run(path, b"<a/>")
    assert error.value.code == "saxon/stopped"


def test_a_terminating_message_is_told(tmp_path: Path) -> None:
    path = stylesheet(
        tmp_path, '<xsl:template match="/"><xsl:message terminate="yes">Enough.</xsl:message></xsl:template>'
    )
    with pytest.raises(StylesheetError, match=r"Enough\."):
        saxon.run(path, b"<a/>")


def test_a_stylesheet_that_stopped_runs_again(tmp_path: Path) -> None:
    path = computing(tmp_path, "if (*/@bad) then error((), 'bad') else 'good'")
    with pytest.raises(StylesheetError):
        saxon.run(path, b'<a bad=""/>')
    assert saxon.run(path, b"<a/>").output == "good"


@pytest.mark.parametrize(
    "expression",
    [
        "doc('{file}')",
        "doc-available('{file}')",
        "unparsed-text('{file}')",
        "unparsed-text-available('{file}')",
        "json-doc('{file}')",
        "collection('{folder}')",
        "uri-collection('{folder}')",
        "doc('http://127.0.0.1:9/')",
        "unparsed-text('http://127.0.0.1:9/')",
        "environment-variable('SECRET')",
        "string-join(available-environment-variables())",
        "system-property('user.home')",
        "transform(map {{ 'stylesheet-location': '{sheet}', 'source-node': . }})?output",
    ],
)
def test_nothing_outside_can_be_read(expression: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "secret")
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret>secret</secret>")
    other = stylesheet(tmp_path, '<xsl:template match="/">secret</xsl:template>', "other.xsl")
    filled = expression.format(file=secret.as_uri(), folder=tmp_path.as_uri(), sheet=other.as_uri())
    assert result(computing(tmp_path, filled)) in ("", "false", "refused")


def result(sheet: Path) -> str:
    try:
        return saxon.run(sheet, b"<a/>").output
    except StylesheetError:
        return "refused"


def test_no_further_document_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    instruction = f'<xsl:result-document href="{target.as_uri()}"><b/></xsl:result-document>'
    body = f'<xsl:template match="/">{instruction}</xsl:template>'
    with pytest.raises(StylesheetError):
        saxon.run(stylesheet(tmp_path, body), b"<a/>")
    assert not target.exists()


@pytest.mark.parametrize(
    "document",
    [
        b"<a",
        b"",
        "<a>ä</a>".encode("latin-1"),
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        BOMB,
    ],
)
def test_a_document_that_is_not_plain_xml_is_refused(document: bytes, tmp_path: Path) -> None:
    with pytest.raises(MarkupError) as error:
        saxon.run(computing(tmp_path, "string(.)"), document)
    assert error.value.code == "saxon/unreadable"


@pytest.mark.parametrize("depth", [101, 1500])
def test_a_document_can_be_deeper_than_a_hundred_elements(depth: int, tmp_path: Path) -> None:
    document = b"<a>" * depth + b"</a>" * depth
    assert saxon.run(computing(tmp_path, "count(//a)"), document).output == str(depth)


def test_a_document_can_have_many_characters_that_are_escaped(tmp_path: Path) -> None:
    document = b"<a>" + b"&lt;&amp;" * 200_000 + b"</a>"
    assert saxon.run(computing(tmp_path, "string-length(.)"), document).output == "400000"


def test_nothing_is_said_on_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StylesheetError):
        saxon.run(computing(tmp_path, "error((), 'aloud')"), b"<a/>")
    with pytest.raises(MarkupError):
        saxon.run(computing(tmp_path, "1"), b"<a")
    assert capfd.readouterr().err == ""


def writing(folder: Path, element: str) -> Path:
    """Make a stylesheet that writes an empty element, and is named after it."""
    return stylesheet(folder, f'<xsl:template match="/"><{element}/></xsl:template>', f"{element}.xsl")


def test_stylesheets_compiled_together_share_a_parsed_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    parse = saxon._read

    def noted(processor: object, data: bytes) -> object:
        parsed.append(data)
        return parse(processor, data)

    monkeypatch.setattr(saxon, "_read", noted)
    first, second = (writing(tmp_path, name) for name in ("first", "second"))
    document = saxon.Document(b"<a/>")

    assert "<first " in saxon.run(first, document, together=[second]).output
    assert "<second " in saxon.run(second, document, together=[first]).output
    assert parsed == [b"<a/>"]


def test_a_broken_stylesheet_does_not_break_those_compiled_together_with_it(tmp_path: Path) -> None:
    sound, broken = writing(tmp_path, "sound"), stylesheet(tmp_path, "<a", "broken.xsl")

    assert "<sound " in saxon.run(sound, b"<a/>", together=[broken]).output
    with pytest.raises(StylesheetError):
        saxon.run(broken, b"<a/>", together=[sound])


def test_stylesheets_compiled_together_can_reach_nothing_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>")
    reading = computing(tmp_path, f"doc('{secret.as_uri()}')")

    with pytest.raises(StylesheetError):
        saxon.run(reading, b"<a/>", together=[writing(tmp_path, "other")])


def test_several_documents_give_what_each_gives_alone() -> None:
    sheet = f'{HEAD}{TEXT}<xsl:template match="/">{{string(*)}}</xsl:template></xsl:stylesheet>'
    documents = [saxon.Document(data) for data in ("<a>ä</a>".encode(), b"<a/>", b"<a>b</a>")]
    alone = [saxon.run_text(sheet, "sheet", document).output for document in documents]
    assert saxon.outputs_of_text(sheet, "sheet", documents) == alone == ["ä", "", "b"]


def test_one_of_several_documents_that_fails_is_told_and_leaves_no_trace() -> None:
    body = """<xsl:template match="/"><xsl:if test="*='x'"><xsl:message terminate="yes">No.</xsl:message></xsl:if
        >{string(*)}</xsl:template>"""
    sheet = f"{HEAD}{TEXT}{body}</xsl:stylesheet>"
    good, bad = saxon.Document(b"<a>b</a>"), saxon.Document(b"<a>x</a>")
    with pytest.raises(StylesheetError, match="No"):
        saxon.outputs_of_text(sheet, "sheet", [good, bad, good])
    assert saxon.outputs_of_text(sheet, "sheet", [good, good]) == ["b", "b"]
