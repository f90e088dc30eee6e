"""For build servers: JUnit XML as Jenkins, GitLab and others read it.

A file is a test suite; a finding is a test case in it. An error is a `failure`; warnings and remarks are cases
that passed, with the sentence in `system-out`. `errors` is what readers ask for beside `failures`: tests that could
not be run. Files of which nothing is said are suites with one passed case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from epistola.diagnostics import Diagnostic, Severity
from epistola.xml import escape, escape_attribute, refused_character

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> str:
    """Return a `testsuites` document."""
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in sources}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.place.file, []).append(diagnostic)
    suites = [_suite(file, found) for file, found in by_file.items()]
    tests = sum(max(1, len(found)) for found in by_file.values())
    totals = f'tests="{tests}" failures="{_failures(diagnostics)}" errors="0"'
    return "\n".join([_HEAD, f'<testsuites name="epistola" {totals}>', *suites, "</testsuites>", ""])


def _suite(file: str, found: Sequence[Diagnostic]) -> str:
    name = _attribute(file or "epistola")
    cases = [_case(diagnostic) for diagnostic in found] or [f'    <testcase classname="{name}" name="valid"/>']
    head = f'  <testsuite name="{name}" tests="{len(cases)}" failures="{_failures(found)}" errors="0">'
    return "\n".join([head, *cases, "  </testsuite>"])


def _case(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    name = f"{diagnostic.code} at {place.line}:{place.column}" if place.line else diagnostic.code
    head = f'    <testcase classname="{_attribute(place.file or "epistola")}" name="{_attribute(name)}">'
    link = diagnostic.link if diagnostic.link.startswith("http") else ""  # a page on this machine helps nobody there
    words = "\n".join(filter(None, [f"{place}: {diagnostic.message}", diagnostic.hint, link]))
    if diagnostic.severity is Severity.ERROR:
        body = f'<failure type="{_attribute(diagnostic.code)}" message="{_attribute(diagnostic.message)}">'
        return f"{head}{body}{_text(words)}</failure></testcase>"
    return f"{head}<system-out>{_text(f'{diagnostic.severity}: {words}')}</system-out></testcase>"


def _failures(diagnostics: Sequence[Diagnostic]) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def _text(text: str) -> str:
    return escape(_carried(text))


def _attribute(text: str) -> str:
    return escape_attribute(_carried(text))


def _carried(text: str) -> str:
    """Replace the characters that XML can't carry."""
    return "".join("\N{REPLACEMENT CHARACTER}" if refused_character(c) == 0 else c for c in text)
