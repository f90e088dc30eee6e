"""`epistola validate`: findings about TEI documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from epistola.build.checking import check_all
from epistola.build.checkings import Checking, checkings
from epistola.build.files import read as read_bytes
from epistola.build.files import write
from epistola.build.paths import STANDARD, shown
from epistola.cli._display import watching
from epistola.cli._options import FILE, at_least, paths_argument, report_option
from epistola.cli._speech import counted, report, say
from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import EpistolaError


@click.command(
    "validate",
    short_help="Check TEI documents.",
    epilog="Example: epistola validate tei --format sarif > findings.sarif",
)
@paths_argument()
@click.option(
    "--schema",
    "schemas",
    metavar="SCHEMA",
    multiple=True,
    help="A file in RELAX NG, XML Schema or Schematron, a name (epistola, tei_all, tei_all@VERSION, cmif) or an "
    "address that was fetched; may be repeated [default: what each document asks for, else Epistola's own].",
)
@click.option("--catalog", "catalogs", metavar="FILE", multiple=True, type=FILE, help="An XML catalog for addresses.")
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
@click.option(
    "--max",
    "most",
    metavar="NUMBER",
    type=click.IntRange(1),
    help="Print no more findings than this; errors go before warnings.",
)
@click.option("--baseline", metavar="FILE", type=FILE, help="A file of known findings, which are not told again.")
@click.option("--write-baseline", "to_keep", metavar="FILE", type=FILE, help="Write all findings down as known.")
@click.option(
    "--fix",
    "mend",
    is_flag=True,
    help="Mend what is mechanical in the files first; the words of a letter never change.",
)
@click.option(
    "--jobs",
    metavar="NUMBER",
    type=click.IntRange(1),
    help="How many processes work [default: one, and for much as many as there are processors].",
)
def command(
    paths: tuple[Path, ...],
    schemas: tuple[str, ...],
    catalogs: tuple[Path, ...],
    rules: Path | None,
    sources: Path | None,
    form: str,
    fail_on: str,
    most: int | None,
    baseline: Path | None,
    to_keep: Path | None,
    mend: bool,
    jobs: int | None,
) -> int:
    """Check TEI documents: grammar, rules, pointers, and that no word of the transcription was lost.

    PATH is an XML file, a folder (all XML files in it and below it), or - for standard input. Documents that are
    checked together are compared, too: their identifiers, and whether letters name each other in return.
    """
    new = _news(baseline)
    tasks = checkings(paths, schemas=schemas, rules=rules, sources=sources, catalogs=catalogs)
    refused = _mend(tasks) if mend else ()
    with watching() as watcher:
        watcher.findings.extend(refused)
        tally = check_all(tasks, watcher, jobs=jobs)
    if to_keep is not None:
        from epistola.validate.baseline import written

        write(to_keep, written(watcher.findings))
        say(f"Wrote {counted(len(watcher.findings), 'known finding')} into {shown(to_keep)}.")
        return tally.status
    found = new(watcher.findings)
    report(_weightiest(found, most), form)
    say(f"Validated {counted(tally.done, 'file')}{_left_out(len(watcher.findings), len(found), most)}.")
    return max(tally.status, int(any(at_least(finding.severity, fail_on) for finding in found)))


def _news(baseline: Path | None) -> Callable[[Sequence[Diagnostic]], Sequence[Diagnostic]]:
    """Return a function that leaves out what the file `baseline` knows; without one, all is new."""
    if baseline is None:
        return lambda findings: findings
    from epistola.validate.baseline import read, unknown

    known = read(baseline)
    return lambda findings: list(unknown(findings, known))


def _mend(tasks: Sequence[Checking]) -> list[Diagnostic]:
    """Mend the files; say what was done, and return what couldn't be. What can't be read is left to the checks."""
    from epistola.validate.fixes import fix

    refused: list[Diagnostic] = []
    for task in tasks:
        if task.document == STANDARD:
            raise click.UsageError("Standard input can't be mended: --fix needs files.")
        with suppress(EpistolaError):
            folder = task.document.resolve().parent
            fixed = fix(read_bytes(task.document), shown(task.document), base=folder, sources=task.by.sources)
            refused += fixed.diagnostics
            if fixed.mended and write(task.document, fixed.content):
                say(f"Mended {shown(task.document)}: {', '.join(fixed.mended)}.")
    return refused


def _weightiest(found: Sequence[Diagnostic], most: int | None) -> list[Diagnostic]:
    """Choose the weightiest `most` of the findings, or all; their order stays."""
    weights = list(Severity)
    chosen = sorted(range(len(found)), key=lambda number: weights.index(found[number].severity))[:most]
    return [found[number] for number in sorted(chosen)]


def _left_out(all_: int, new: int, most: int | None) -> str:
    """Say how many findings were not printed, and why."""
    parts = [f"{counted(all_ - new, 'known finding')} not told"] if all_ > new else []
    if most is not None and new > most:
        parts.append(f"{counted(new - most, 'further finding')} not printed (--max {most})")
    return f"; {'; '.join(parts)}" if parts else ""
