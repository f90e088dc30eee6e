"""`epistola cite`: a formatted reference to a letter."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build.citings import citings
from epistola.build.running import carry_out
from epistola.cli._display import watching
from epistola.cli._options import paths_argument
from epistola.cli._speech import report


@click.command(
    "cite",
    short_help="Print references to letters.",
    epilog="Example: epistola cite tei/letter.xml --style modern-language-association",
)
@paths_argument()
@click.option(
    "--style", metavar="NAME", default="chicago", show_default=True, help="A CSL style, by name or as a file."
)
@click.option("--locale", metavar="CODE", help="The language of the reference, such as de-DE [default: the style's].")
@click.option("--split", "takes_apart", is_flag=True, help="Cite each letter of an edition in one file by itself.")
def command(paths: tuple[Path, ...], style: str, locale: str | None, takes_apart: bool) -> int:
    """Print a reference to each letter, formatted as bibliographies want it.

    PATH is a TEI file, a folder of them, or - for standard input. Each reference is one line.
    """
    with watching() as watcher:
        tally = carry_out("cite", citings(paths, style, locale, takes_apart=takes_apart), watcher)
    report(watcher.findings, "text", everything=False, err=True)
    return max(tally.status, int(tally.errors > 0))
