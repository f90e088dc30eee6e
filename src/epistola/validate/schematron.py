"""Validation by Schematron (ISO/IEC 19757-3:2020) with the query bindings of XSLT 2.0 and 3.0.

A schema is compiled in passes, `xslt/schematron/10-…` to `30-…`, into a stylesheet that makes a report in SVRL of
a document. Compiled schemas are kept, by their content, for as long as the process lives.

The code of a finding is the name of the schema's file without its suffix, and the `id` of the assertion, or else of
the pattern. `role` gives the severity: error or fatal (also where there is none), warning, warn or nonfatal,
information or info. The text is the sentence, diagnostics are the hint, `see` is the link.

Codes of its own: `schematron/stopped` (an expression of a rule fails on this document).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag

from lxml import etree

from epistola import resources, saxon
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SettingsError, StylesheetError
from epistola.validate.document import Document
from epistola.validate.inclusion import assemble

_PASSES: Final = ("10-instantiate", "20-extend", "30-compile")
# What stands in a report in which something was found.
_FAILED: Final = "failed-assert"
_SUCCEEDED: Final = "successful-report"
_SVRL: Final = "{http://purl.oclc.org/dsdl/svrl}"
_SEVERITIES: Final = {
    "error": Severity.ERROR,
    "fatal": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "information": Severity.INFORMATION,
    "info": Severity.INFORMATION,
}
_NO_EXTERNAL: Final = ". External function calls have been disabled"
_ORIGIN: Final = re.compile(r'origin:place="([^"]*)"')
_STEP: Final = re.compile(
    r"/(?:(?P<attribute>@)?(?:Q\{(?P<namespace>[^}]*)\})?(?P<name>[^/\[(]++)(?!\()|(?P<kind>[a-z\-]+)\((?P<target>[^)]*)\))"
    r"(?:\[(?P<number>\d+)\])?"
)


def check(document: Document, schema: Path, phase: str = "#DEFAULT") -> Iterator[Diagnostic]:
    """Return what the rules of `schema` find in `document`.

    `phase` is a phase of the schema, #ALL, or #DEFAULT, which means the one that the schema names.
    Raises SettingsError when `schema` can't be compiled, or MarkupError when it can't be read.
    """
    return iter(engine(schema, phase)([document])[0])


def engine(
    schema: Path, phase: str = "#DEFAULT", without: Collection[str] = ()
) -> Callable[[Sequence[Document]], list[list[Diagnostic]]]:
    """Return `check` for `schema` as it is now and for several documents at once.

    Assertions whose code is one of `without` are not run.
    """
    slugs = sorted(code.removeprefix(f"{schema.stem}/") for code in without if code.startswith(f"{schema.stem}/"))
    return partial(_judge, schema, _compile(assemble(schema), str(schema), phase, True, " ".join(slugs)))


def _judge(schema: Path, stylesheet: str, documents: Sequence[Document]) -> list[list[Diagnostic]]:
    try:
        outputs = saxon.outputs_of_text(stylesheet, str(schema), [document.for_saxon for document in documents])
    except StylesheetError:  # which of them it was, is seen one by one
        return [list(_alone(schema, stylesheet, document)) for document in documents]
    pairs = zip(documents, outputs, strict=True)
    return [list(_reported(document, schema, output)) for document, output in pairs]


def _alone(schema: Path, stylesheet: str, document: Document) -> Iterator[Diagnostic]:
    try:
        output = saxon.run_text(stylesheet, str(schema), document.for_saxon).output
    except StylesheetError as error:
        if error.code == "saxon/does-not-compile":
            raise _unusable(schema, error, stylesheet) from None
        yield Diagnostic(
            "schematron/stopped",
            Severity.ERROR,
            f"The rules of {schema.name} could not be applied to the end: {_spoken(error, stylesheet)}",
            document.place(document.root),
            hint="A rule makes a mistake on this document; what it would have found is not known.",
        )
        return
    yield from _reported(document, schema, output)


def _reported(document: Document, schema: Path, output: str) -> Iterator[Diagnostic]:
    if _FAILED in output or _SUCCEEDED in output:
        yield from _findings(document, schema, etree.fromstring(output.encode()))


def report(document: Document, schema: Path, phase: str = "#DEFAULT") -> str:
    """Return the report in SVRL (ISO/IEC 19757-3:2020, annex D); raise StylesheetError when a rule fails."""
    stylesheet = _compile(assemble(schema), str(schema), phase)
    return saxon.run_text(stylesheet, str(schema), document.for_saxon).output


@lru_cache(maxsize=64)
def _compile(schema: bytes, name: str, phase: str, findings_only: bool = False, without: str = "") -> str:
    """Return the stylesheet for `schema`, whose inclusions are resolved; `name` is for messages."""
    folder = resources.stylesheets() / "schematron"
    text = schema.decode()
    try:
        for number in _PASSES:
            parameters: dict[str, saxon.Value] = {}
            if number == _PASSES[-1]:
                parameters = {"phase": phase, "findings-only": findings_only, "without": without}
            text = saxon.run(folder / f"{number}.xsl", text.encode(), parameters).output
    except StylesheetError as error:
        raise _unusable(Path(name), error) from None
    return text


def _unusable(schema: Path, error: StylesheetError, stylesheet: str = "") -> SettingsError:
    return SettingsError(
        f"The Schematron schema can't be used: {_spoken(error, stylesheet)}",
        code="schematron/unusable-schema",
        file=str(schema),
        hint="Correct the schema; its rules were not run.",
    )


def _spoken(error: StylesheetError, stylesheet: str) -> str:
    """Take the first error out of the processor's words, and say from where in the schema it comes."""
    said = re.search(r"(?:s:schema|[A-Z]{4}\d{4})\s+(.*?)(?:\.? (?:Errors? |In |at |During )|$)", error.message)
    sentence = (said[1] if said else error.message).rstrip(".")
    sentence = sentence.replace("Q{http://www.w3.org/2005/xpath-functions}", "").removesuffix(_NO_EXTERNAL)
    place = re.search(r"on line (\d+) column (\d+)", error.message)
    if place is None or not stylesheet:
        return f"{sentence}."
    lines = stylesheet.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2])
    origins = _ORIGIN.findall(stylesheet, 0, stylesheet.find(">", offset))
    return f"{sentence} ({origins[-1]})." if origins else f"{sentence}."


def _findings(document: Document, schema: Path, report: etree._Element) -> Iterator[Diagnostic]:
    """Turn SVRL into diagnostics; a finding stands after the pattern and the rule that it belongs to."""
    pattern: etree._Element | None = None
    rule: etree._Element | None = None
    number = 0
    for entry in report:
        if entry.tag == f"{_SVRL}active-pattern":
            pattern, rule, number = entry, None, int(entry.get("number", number + 1))
        elif entry.tag == f"{_SVRL}fired-rule":
            rule = entry
        elif entry.tag in (_SVRL + _FAILED, _SVRL + _SUCCEEDED):
            around = [node for node in (entry, rule, pattern) if node is not None]
            slug = next((i for node in around if (i := node.get("id"))), f"pattern-{number}")
            yield _finding(document, schema, f"{schema.stem}/{slug}", entry, around)


def _finding(
    document: Document, schema: Path, code: str, entry: etree._Element, around: list[etree._Element]
) -> Diagnostic:
    roles = (node.get("role", "").strip().lower() for node in around)
    text = entry.find(f"{_SVRL}text")
    return Diagnostic(
        code,
        next((_SEVERITIES[role] for role in roles if role in _SEVERITIES), Severity.ERROR),
        _words(text) or f"The rule {code} is broken: {entry.get('test')}",
        locate(document, entry.get("location", "/")),
        hint=" ".join(_words(node) for node in entry.iterfind(f"{_SVRL}diagnostic-reference")),
        link=_address(text.get("see", ""), schema) if text is not None else "",
    )


def _address(see: str, schema: Path) -> str:
    """Return the address that explains a rule; a page beside the schema is named in full."""
    page, fragment = urldefrag(see)
    path = schema.resolve().parent / unquote(page)
    return f"{path.as_uri()}#{fragment}".rstrip("#") if page and path.is_file() else see


def _words(node: etree._Element | None) -> str:
    return "" if node is None else " ".join("".join(map(str, node.itertext())).split())


def locate(document: Document, path: str) -> Place:
    """Return where the node stands to which `path` leads, a path as fn:path() writes it (XPath functions, 14.5)."""
    node: etree._Element | None = None
    for step in _STEP.finditer(path):
        if step["attribute"] and node is not None:
            name = f"{{{step['namespace']}}}{step['name']}" if step["namespace"] else step["name"]
            return document.place(node, name)
        number = int(step["number"] or 1)
        if step["kind"] == "text" and node is not None:
            return _text_place(document, node, number)
        found = _child(document, node, step, number)
        if found is None:
            break
        node = found
    return document.place(document.root if node is None else node)


def _child(
    document: Document, parent: etree._Element | None, step: re.Match[str], number: int
) -> etree._Element | None:
    """Return the child of `parent` (or of the document) that `step` means."""
    if step["kind"] == "comment":
        kind: object = etree.Comment
    elif step["kind"] == "processing-instruction":
        kind = etree.ProcessingInstruction
    else:
        kind = f"{{{step['namespace']}}}{step['name']}" if step["namespace"] else step["name"]
    if parent is not None:
        nodes = parent.iterchildren()
    else:
        root = document.root
        nodes = iter([*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()])
    same = (node for node in nodes if node.tag is kind or node.tag == kind)
    wanted = (n for n in same if not step["target"] or step["target"] == getattr(n, "target", ""))
    return next(islice(wanted, number - 1, None), None)


def _text_place(document: Document, parent: etree._Element, number: int) -> Place:
    """Return where the text node `number` of `parent` begins."""
    texts = [(parent, False)] if parent.text else []
    texts += [(child, True) for child in parent if child.tail]
    if number > len(texts):
        return document.place(parent)
    owner, tail = texts[number - 1]
    return document.places.of_text(owner, tail=tail)
