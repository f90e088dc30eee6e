"""`epistola encode`: transcriptions become TEI."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build.encodings import encodings
from epistola.build.paths import STANDARD, shown
from epistola.build.running import run
from epistola.cli._display import watching
from epistola.cli._options import (
    FILE,
    everything_option,
    folder_for,
    listing_option,
    output_option,
    paths_argument,
    report_option,
)
from epistola.cli._speech import counted, outcome, report, say, table
from epistola.encode import annotators


def _list() -> None:
    table(("annotator", "what it finds"), annotators())


@click.command(
    "encode",
    short_help="Encode transcribed letters as TEI.",
    epilog="Example: epistola encode seeds/letter.txt -o tei",
)
@paths_argument()
@output_option()
@click.option("--edition", metavar="FILE", type=FILE, help="The edition.toml to follow [default: the nearest one].")
@click.option("--language", metavar="CODE", help="The language of the letters, such as de [default: detected].")
@click.option(
    "--authority",
    metavar="FILE",
    multiple=True,
    type=FILE,
    help="A TEI list of persons, places or organisations; may be repeated [default: those of the edition].",
)
@click.option(
    "--jobs", metavar="NUMBER", type=click.IntRange(1), default=1, show_default=True, help="How many processes work."
)
@report_option("--report")
@everything_option()
@listing_option(_list, "the annotators in the order in which they work")
def command(
    paths: tuple[Path, ...],
    folder: Path | None,
    edition: Path | None,
    language: str | None,
    authority: tuple[Path, ...],
    jobs: int,
    form: str,
    everything: bool,
) -> int:
    """Encode transcribed letters as TEI P5.

    PATH is a file with one letter (plain text in UTF-8, Markdown, Word, ODT, HTML, PAGE or ALTO XML, TEI), a folder
    of them, or - for standard input. Each becomes DIR/NAME.xml. A file NAME.toml beside it says what only an editor
    can know. What can't be encoded is
    reported, and the rest is done.
    """
    folder = folder_for(folder, paths)
    tasks = encodings(paths, folder, edition=edition, language=language, authority=authority)
    with watching() as watcher:
        summary = run(tasks, watcher, jobs=jobs)
    report(watcher.findings, form, everything=everything, err=folder == STANDARD)
    if folder != STANDARD:
        tally = summary.tallies[0]
        say(outcome(f"Encoded {counted(tally.done, 'letter')} into {shown(folder)}", tally))
    return summary.exit_code
