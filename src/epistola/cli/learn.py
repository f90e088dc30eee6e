"""`epistola learn`: a model of how an edition marks names, from its encoded letters."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build.files import make_folder, write
from epistola.build.paths import shown
from epistola.cli._options import FILE
from epistola.cli._speech import counted, say, table
from epistola.encode import learn, read_authority


@click.command(
    "learn",
    short_help="Learn how an edition marks names.",
    epilog="Example: epistola learn tei -o names.model --authority tei/authority/persons.xml",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=FILE)
@click.option("-o", "--output", "target", metavar="FILE", type=FILE, required=True, help="The file of the model.")
@click.option("--authority", metavar="FILE", multiple=True, type=FILE, help="A TEI list of names; may be repeated.")
def command(paths: tuple[Path, ...], target: Path, authority: tuple[Path, ...]) -> int:
    """Train a model on letters whose names are marked and checked, and say what it is worth.

    PATH is an encoded letter, or a folder of them. The table tells how well names, and who wrote and was written to,
    are found in letters that the model hasn't seen. Name the file in edition.toml, as model in [encode], and the
    next letters are encoded with it.
    """
    model, report = learn(paths, read_authority(authority))
    make_folder(target.parent)
    write(target, model.to_bytes())
    rows = [
        (element, f"{score.precision:.2f}", f"{score.recall:.2f}", f"{score.f1:.2f}", str(score.marked))
        for element, score in (*report.scores.items(), *report.parties.items())
        if score.marked or score.found
    ]
    table(("element or role", "precision", "recall", "F1", "marked"), rows)
    say(f"Learnt from {counted(report.letters, 'letter')}; the model is {shown(target)}.")
    return 0
