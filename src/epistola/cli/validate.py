"""`epistola validate`: findings about TEI documents."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build.requests import checkings
from epistola.build.running import run
from epistola.cli._display import watching
from epistola.cli._options import FILE, at_least, paths_argument, report_option
from epistola.cli._speech import counted, report, say
from epistola.diagnostics import Severity


@click.command(
    "validate",
    short_help="Check TEI documents.",
    epilog="Example: epistola validate tei --format sarif > findings.sarif",
)
@paths_argument()
@click.option(
    "--schema",
    "schemas",
    metavar="FILE",
    multiple=True,
    type=FILE,
    help="A RELAX NG, XML Schema or Schematron file; may be repeated [default: Epistola's own].",
)
@click.option(
    "--rules",
    metavar="DIR",
    type=FILE,
    help="A folder of Schematron rules to add [default: that of the edition].",
)
@click.option(
    "--sources",
    metavar="DIR",
    type=FILE,
    help="The folder of the transcriptions to compare with [default: that of the edition].",
)
@report_option("--format")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least weight of a finding that makes the exit code 1.",
)
def command(
    paths: tuple[Path, ...],
    schemas: tuple[Path, ...],
    rules: Path | None,
    sources: Path | None,
    form: str,
    fail_on: str,
) -> int:
    """Check TEI documents: grammar, rules, pointers, and that no word of the transcription was lost.

    PATH is an XML file, a folder (all XML files in it and below it), or - for standard input.
    """
    tasks = checkings(paths, schemas=schemas, rules=rules, sources=sources)
    with watching() as watcher:
        summary = run(tasks, watcher)
    report(watcher.findings, form)
    say(f"Validated {counted(summary.tallies[0].done, 'file')}.")
    found = any(at_least(finding.severity, fail_on) for finding in watcher.findings)
    return max(summary.tallies[0].status, int(found))
