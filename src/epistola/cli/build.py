"""`epistola build`: the whole edition, or what of it isn't as it would be made today."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

from epistola.build import Options, Summary, build
from epistola.build.explaining import expected, explain
from epistola.build.paths import shown
from epistola.build.watching import changes
from epistola.cli._display import PROGRESS, watching
from epistola.cli._options import FILE, edition_of, edition_option, everything_option, report_option
from epistola.cli._speech import complain, counted, report, say, summary_table
from epistola.config import FILE_NAME, Edition, load
from epistola.errors import EpistolaError


@dataclass(frozen=True, slots=True)
class _Saying:
    """How the findings and the progress of a build are told."""

    form: str
    everything: bool
    progress: str


@click.command(
    "build", short_help="Make the whole edition.", epilog="Example: epistola build --edition letters/edition.toml"
)
@edition_option()
@click.option("--only", metavar="GLOB", multiple=True, help="Make only these letters or outputs; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and why; write nothing.")
@click.option("--explain", "output", metavar="OUTPUT", type=FILE, help="Say why a file is fresh or stale, and end.")
@click.option("--keep-going/--fail-fast", default=True, help="After a failure, do the rest [default], or stop.")
@click.option("--overwrite", is_flag=True, help="Encode anew also what was edited; the edited files are put aside.")
@click.option(
    "--jobs", metavar="NUMBER", type=click.IntRange(1), default=1, show_default=True, help="How many processes work."
)
@click.option("--scheduler", metavar="ADDRESS", default="", help="Work on the Dask cluster of this scheduler.")
@click.option("--watch", is_flag=True, help="Build again whenever something changes, until Ctrl-C.")
@click.option(
    "--progress",
    type=click.Choice(PROGRESS),
    default="auto",
    help="How progress is shown: a moving display, lines, JSON events, not at all [default: by the terminal].",
)
@report_option("--format")
@everything_option()
def command(
    told: Path | None,
    only: tuple[str, ...],
    dry_run: bool,
    output: Path | None,
    keep_going: bool,
    overwrite: bool,
    jobs: int,
    scheduler: str,
    watch: bool,
    progress: str,
    form: str,
    everything: bool,
) -> int:
    """Make the whole edition: encode, validate and transform, as edition.toml says.

    What is as it would be made today is left as it is. What can't be encoded is reported, and the rest is done. A
    TEI file that somebody edited stays.
    """
    edition = edition_of(told, "build")
    options = Options(jobs, scheduler, only, overwrite, not keep_going)
    if output is not None:
        return _explain(edition, output)
    if dry_run:
        return _dry_run(edition, options)
    saying = _Saying(form, everything, progress)
    return _watch(edition, options, saying) if watch else _build(edition, options, saying)


def _build(edition: Edition, options: Options, saying: _Saying) -> int:
    every_finding = saying.everything or saying.form != "text"
    with watching(saying.progress, lines=True, everything=every_finding) as watcher:
        summary = build(edition, options, on_event=watcher)
    report(watcher.findings, saying.form, everything=saying.everything)
    for line in _lines(edition, summary, every_finding):
        say(line)
    return summary.exit_code


def _lines(edition: Edition, summary: Summary, everything: bool) -> list[str]:
    rows = {
        "fetch": ("fetched", ""),
        "encode": ("encoded", shown(edition.tei)),
        "validate": ("validated", ""),
        "transform": ("made", shown(edition.output)),
        "send": ("sent", ""),
    }
    lines = summary_table([(*rows[tally.stage], tally) for tally in summary.tallies])
    if not everything and any(tally.information for tally in summary.tallies):
        lines.append("To read the remarks: epistola build --all")
    if summary.first is not None:
        lines.append(f"Open {shown(summary.first)} first.")
    return lines


def _dry_run(edition: Edition, options: Options) -> int:
    number = 0
    for found in expected(edition, options):
        number += found.certain
        click.echo(f"{found.stage} {shown(found.target)}: {'; '.join(found.reasons)}")
    say(f"Dry run: {counted(number, 'task')} to do for certain; nothing was written.")
    return 0


def _explain(edition: Edition, output: Path) -> int:
    for found in explain(edition, output):
        done = {"encode": "encoded", "validate": "judged", "transform": "made"}[found.stage]
        state = "fresh" if not found.reasons else "stale" if found.certain else "perhaps stale"
        click.echo(f"{shown(found.target)}: {state} (as {done})")
        for reason in found.reasons:
            click.echo(f"  {reason}")
    return 0


def _watch(edition: Edition, options: Options, saying: _Saying) -> int:
    """Build, and again after each change; what goes wrong is told, and the next change may mend it."""
    for changed in chain([()], changes(edition)):
        if changed:
            say(f"Changed: {', '.join(map(shown, changed))}")
        try:
            _build(load(edition.root / FILE_NAME), options, saying)
        except EpistolaError as error:
            complain(error, "build")
        say("Watching for changes; Ctrl-C ends it.")
    return 0
