"""`epistola transform`: TEI letters become pages, plain text, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from epistola.build.paths import STANDARD, shown
from epistola.build.requests import formats_here, stylings, transformations
from epistola.build.running import run
from epistola.build.tasks import Task
from epistola.cli._display import watching
from epistola.cli._options import (
    FILE,
    folder_for,
    listing_option,
    output_option,
    parameter_option,
    paths_argument,
)
from epistola.cli._speech import counted, is_terminal, outcome, report, say, table
from epistola.transform import Parameter


def _names(ctx: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _list() -> None:
    rows = [
        (kind.name, kind.suffix, kind.description, ", ".join(map(_parameter, kind.parameters)))
        for kind in formats_here()
    ]
    if is_terminal():
        told = [(*row[:2], row[2] + (f"\nparameters: {row[3]}" if row[3] else "")) for row in rows]
        table(("format", "suffix", "what it is, and its parameters (the first value is the default)"), told)
    else:
        table((), rows)


def _parameter(parameter: Parameter) -> str:
    return f"{parameter.name}={'|'.join(parameter.values) or '…'}"


@click.command(
    "transform",
    short_help="Make pages, plain text, citation files.",
    epilog="Example: epistola transform tei/letter.xml --to html,bibtex -o out",
)
@paths_argument()
@click.option(
    "--to",
    metavar="FORMAT,...",
    default="",
    callback=_names,
    help="The output formats, separated by commas; --list shows them.",
)
@click.option("--xslt", "stylesheet", metavar="FILE", type=FILE, help="A stylesheet of your own, instead of --to.")
@parameter_option()
@output_option()
@click.option(
    "--authority",
    metavar="FILE",
    multiple=True,
    type=FILE,
    help="A TEI list that persons, places and organisations are looked up in; may be repeated "
    "[default: those of the edition].",
)
@click.option(
    "--split",
    "takes_apart",
    is_flag=True,
    help="Take an edition in one file apart: each letter gets files of its own, DIR/NAME-LETTER.",
)
@click.option(
    "--jobs",
    metavar="NUMBER",
    type=click.IntRange(1),
    help="How many processes work [default: one, and for many files as many as there are processors].",
)
@listing_option(_list, "the output formats")
def command(
    paths: tuple[Path, ...],
    to: tuple[str, ...],
    stylesheet: Path | None,
    parameters: dict[str, str],
    folder: Path | None,
    authority: tuple[Path, ...],
    takes_apart: bool,
    jobs: int | None,
) -> int:
    """Make pages, plain text or citation files from TEI letters.

    PATH is a TEI file, a folder of them, or - for standard input. Each becomes DIR/NAME with the suffix of the
    format. TEI that was made by other programs is welcome. Pages (html) of several letters lead to one another.
    """
    if bool(to) == bool(stylesheet):
        raise click.UsageError("Say either --to FORMAT,... or --xslt FILE.")
    folder = folder_for(folder, paths)
    if folder == STANDARD and len(to) > 1:
        raise click.UsageError("Standard output takes one format; say with -o into which folder to write several.")
    tasks: Sequence[Task]
    if stylesheet:
        tasks = stylings(paths, folder, stylesheet, parameters=parameters)
    else:
        tasks = transformations(paths, folder, to, parameters=parameters, authority=authority, takes_apart=takes_apart)
    with watching() as watcher:
        summary = run(tasks, watcher, jobs=jobs)
    report(watcher.findings, "text", everything=False, err=True)
    if folder != STANDARD:
        tally = summary.tallies[0]
        say(outcome(f"Made {counted(tally.done, 'file')} in {shown(folder)}", tally))
    return summary.exit_code
