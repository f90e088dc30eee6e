"""The reports: each says all of every finding, in its own form."""

from __future__ import annotations

import json as stdlib_json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from lxml import etree
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from epistola import discovery, reports
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.reports import github, json, junit, sarif, text

MODULES = discovery.modules(reports, "epistola.reports")
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PLACES = st.builds(Place, ANYTHING, st.integers(0, 3), st.integers(0, 90))
DIAGNOSTICS = st.builds(
    Diagnostic,
    st.from_regex(r"[a-z]+/[a-z-]+", fullmatch=True),
    st.sampled_from(Severity),
    ANYTHING,
    PLACES,
    ANYTHING,
    st.one_of(ANYTHING, ANYTHING.map("https://example.org/{}".format), ANYTHING.map("http://{}/".format)),
)


def test_text_shows_the_line_with_a_caret_the_hint_and_a_summary(
    findings: Sequence[Diagnostic], sources: Mapping[str, bytes]
) -> None:
    assert text.render(findings, sources) == (
        "letters/a b.xml:2:3: error: There is no element <opner> in this schema. [relaxng/unknown-element]\n"
        "    <opner>Dear Mädchen &amp; 姉</opner> <p/>\n"
        "    ^\n"
        "  hint: Did you mean <opener>?\n"
        "letters/a b.xml:2:26: warning: 100 %: “姉”, not: here [house/no-sister]\n"
        "    <opner>Dear Mädchen &amp; 姉</opner> <p/>\n"
        "                           ^\n"
        "  see: https://example.org/rules#sister\n"
        "b.xml:7: information: The header names no transcription. [fidelity/not-recorded]\n"
        "error: A control\N{REPLACEMENT CHARACTER} & <sign>. [build/unreadable]\n"
        "\n"
        "2 errors, 1 warning, 1 remark in 2 files.\n"
    )


def test_text_says_that_there_is_nothing_to_say() -> None:
    assert text.render([], {"a.xml": b"<TEI/>"}) == "No findings.\n"


@pytest.mark.parametrize(
    ("column", "shown", "caret"),
    [
        (1, "x" * 100 + "…", 1),
        (61, "x" * 100 + "…", 61),
        (62, "…" + "x" * 100 + "…", 62),
        (200, "…" + "x" * 100 + "…", 62),
        (300, "…" + "x" * 100, 101),
        (301, "…" + "x" * 100, 102),
    ],
)
def test_a_long_line_is_cut_around_the_column(column: int, shown: str, caret: int) -> None:
    line, mark = text.excerpt(Place("x.xml", 1, column), "x" * 300)
    assert line == shown
    assert len(mark) == caret


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_line_is_shown_in_the_encoding_of_its_file(encoding: str) -> None:
    source = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>\n<p>Grüße</p>".encode(encoding)
    shown = text.render([Diagnostic("a/b", Severity.ERROR, "x", Place("a.xml", 2, 4))], {"a.xml": source})
    assert "    <p>Grüße</p>\n       ^\n" in shown


@pytest.mark.parametrize("encoding", ["x-none", "utf-7-", "hex", "rot13", "undefined", "idna", "unicode_escape"])
def test_a_line_in_an_unknown_encoding_is_shown_as_far_as_can_be(encoding: str) -> None:
    source = f"<?xml version='1.0' encoding='{encoding}'?>\n<p>a</p>".encode()
    shown = text.render([Diagnostic("a/b", Severity.ERROR, "x", Place("a.xml", 2, 4))], {"a.xml": source})
    assert "a.xml:2:4: error: x [a/b]\n" in shown


def test_a_caret_stands_under_wide_and_combining_characters() -> None:
    assert list(text.excerpt(Place("x", 1, 4), "姉e\u0301x")) == ["姉e\u0301x", "   ^"]


def test_a_column_beyond_the_line_shows_the_line_alone() -> None:
    assert list(text.excerpt(Place("x", 1, 9), "  abc")) == ["  abc"]


def test_json_has_every_field_of_every_finding(findings: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> None:
    report = stdlib_json.loads(json.render(findings, sources))
    assert report["version"] == 1
    assert report["diagnostics"][0] == {
        "code": "relaxng/unknown-element",
        "severity": "error",
        "message": "There is no element <opner> in this schema.",
        "file": "letters/a b.xml",
        "line": 2,
        "column": 3,
        "hint": "Did you mean <opener>?",
        "link": "",
    }
    assert [d["line"] for d in report["diagnostics"]] == [2, 2, 7, 0]


def test_sarif_has_rules_results_and_regions(findings: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> None:
    report = stdlib_json.loads(sarif.render(findings, sources))
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    first, second, third, last = run["results"]
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "letters/a%20b.xml"},
                "region": {"startLine": 2, "startColumn": 3},
            }
        }
    ]
    assert rules[second["ruleIndex"]]["helpUri"] == "https://example.org/rules#sister"
    assert third["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert "locations" not in last


@given(st.lists(DIAGNOSTICS, max_size=4))
def test_sarif_is_what_the_schema_of_its_standard_allows(findings: list[Diagnostic]) -> None:
    log = Log.model_validate_json(sarif.render(findings, {}))
    (run,) = log.runs
    assert [result.ruleId for result in run.results or []] == [finding.code for finding in findings]


def test_sarif_gives_no_help_address_that_is_none() -> None:
    finding = Diagnostic("a/b", Severity.ERROR, "x", Place("x.xml"), link="page.html#rule")
    (run,) = stdlib_json.loads(sarif.render([finding], {}))["runs"]
    assert run["tool"]["driver"]["rules"] == [{"id": "a/b"}]


def test_junit_has_a_suite_for_each_file_and_a_failure_for_each_error(
    findings: Sequence[Diagnostic], sources: Mapping[str, bytes]
) -> None:
    root = etree.fromstring(junit.render(findings, sources).encode())
    assert (root.get("tests"), root.get("failures")) == ("5", "2")
    assert [suite.get("name") for suite in root] == ["letters/a b.xml", "c.xml", "b.xml", "epistola"]
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == "There is no element <opner> in this schema."
    assert "Did you mean <opener>?" in (failure.text or "")
    assert "warning: letters/a b.xml:2:26: 100 %" in (root.findtext(".//system-out") or "")
    assert root.xpath("count(//testsuite[@name = 'c.xml']/testcase[not(*)]) = 1")


def test_junit_states_what_its_readers_require(findings: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> None:
    root = etree.fromstring(junit.render(findings, sources).encode())
    for suite in root.iter("testsuite"):
        assert {"name", "tests", "failures", "errors"} <= set(suite.attrib)


@given(st.lists(DIAGNOSTICS, max_size=4))
def test_junit_is_understood_by_a_reader_of_such_reports(findings: list[Diagnostic]) -> None:
    report = JUnitXml.fromstring(junit.render(findings, {}).encode())
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    failed = sum(bool(case.result) for suite in report for case in suite)
    assert (report.tests, report.failures, report.errors, failed) == (len(findings), errors, 0, errors)


def test_github_commands_are_escaped(findings: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> None:
    lines = github.render(findings, sources).splitlines()
    assert lines[0] == (
        "::error file=letters/a b.xml,line=2,col=3,title=relaxng/unknown-element::"
        "There is no element <opner> in this schema. Did you mean <opener>?"
    )
    assert lines[1].startswith(
        "::warning file=letters/a b.xml,line=2,col=26,title=house/no-sister::100 %25: “姉”,%0Anot"
    )
    assert lines[2].startswith("::notice file=b.xml,line=7,title=fidelity/not-recorded::")
    assert lines[3].startswith("::error title=build/unreadable::")


@pytest.mark.parametrize("module", [github, junit, sarif], ids=["github", "junit", "sarif"])
def test_a_page_on_this_machine_is_no_link_for_others(module: ModuleType) -> None:
    finding = Diagnostic("a/b", Severity.ERROR, "x", Place("a.xml", 1), link="file:///home/anna/schema.html#rule")
    assert "anna" not in module.render([finding], {})
    assert "https://e.org/r" in module.render([replace(finding, link="https://e.org/r")], {})


def test_github_properties_keep_their_commas_and_colons() -> None:
    finding = Diagnostic("a/b", Severity.ERROR, "x", Place("a,b:c%.xml", 1))
    assert github.render([finding], {}) == "::error file=a%2Cb%3Ac%25.xml,line=1,title=a/b::x\n"


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_nothing_to_say_is_a_report_too(module: ModuleType) -> None:
    rendered = module.render([], {})
    assert rendered == "" or rendered.endswith("\n")


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
@settings(deadline=None)
@given(findings=st.lists(DIAGNOSTICS, max_size=4), source=st.binary(max_size=60))
def test_every_report_has_the_codes_of_all_findings(
    module: ModuleType, findings: list[Diagnostic], source: bytes
) -> None:
    rendered = module.render(findings, {finding.place.file: source for finding in findings})
    for finding in findings:
        assert finding.code in rendered


@given(st.lists(DIAGNOSTICS, max_size=4))
def test_json_reads_back_what_was_said(findings: list[Diagnostic]) -> None:
    read = stdlib_json.loads(json.render(findings, {}))["diagnostics"]
    assert [(d["code"], d["message"], d["file"]) for d in read] == [(f.code, f.message, f.place.file) for f in findings]


@given(st.lists(DIAGNOSTICS, max_size=4))
def test_junit_is_well_formed_whatever_is_said(findings: list[Diagnostic]) -> None:
    root = etree.fromstring(junit.render(findings, {}).encode())
    assert sum(1 for _ in root.iter("testcase")) == len(findings)


@given(st.lists(DIAGNOSTICS, max_size=4))
def test_every_finding_is_one_line_for_github(findings: list[Diagnostic]) -> None:
    assert github.render(findings, {}).count("\n") == len(findings)


@given(st.lists(DIAGNOSTICS, max_size=4), st.binary(max_size=80))
def test_text_keeps_control_characters_from_the_terminal(findings: list[Diagnostic], source: bytes) -> None:
    rendered = text.render(findings, {finding.place.file: source for finding in findings})
    assert not any(ord(character) < 32 and character != "\n" for character in rendered)
