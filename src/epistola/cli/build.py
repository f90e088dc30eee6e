"""`epistola build`: the whole edition."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build import Summary, build
from epistola.build.editions import Editions
from epistola.build.paths import shown
from epistola.cli._display import watching
from epistola.cli._options import FILE, everything_option, report_option
from epistola.cli._speech import counted, findings_in_words, outcome, report, say
from epistola.config import Edition
from epistola.errors import SettingsError


@click.command(
    "build", short_help="Make the whole edition.", epilog="Example: epistola build --edition letters/edition.toml"
)
@click.option(
    "--edition", "told", metavar="FILE", type=FILE, help="The edition.toml to follow [default: the nearest one]."
)
@report_option("--format")
@everything_option()
def command(told: Path | None, form: str, everything: bool) -> int:
    """Make the whole edition: encode, validate and transform, as edition.toml says.

    What hasn't changed isn't written again. What can't be encoded is reported, and the rest is done.
    """
    edition = Editions(told).of(Path())
    if edition is None:
        raise SettingsError(
            "There is no edition.toml in this folder or above it.",
            code="build/no-edition",
            hint="Go to the folder of your edition, or name its file with --edition.",
        )
    with watching(lines=True) as watcher:
        summary = build(edition, on_event=watcher)
    report(watcher.findings, form, everything=everything)
    for line in _lines(edition, summary, everything or form != "text"):
        say(line)
    return summary.exit_code


def _lines(edition: Edition, summary: Summary, everything: bool) -> list[str]:
    encoded, checked, made = (summary.tally(stage) for stage in ("encode", "validate", "transform"))
    lines = [
        outcome(f"Encoded {counted(encoded.done, 'letter')} into {shown(edition.tei)}", encoded),
        f"{findings_in_words(checked)}.",
        outcome(f"Made {counted(made.done, 'file')} in {shown(edition.output)}", made),
    ]
    if not everything and any(tally.information for tally in summary.tallies):
        lines.append("To read the remarks: epistola build --all")
    if summary.first is not None:
        lines.append(f"Open {shown(summary.first)} first.")
    return lines
