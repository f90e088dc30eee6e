"""`epistola formats`: the output formats, and a beginning for one's own."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build.files import make_folder, write
from epistola.build.paths import inside, shown
from epistola.cli._options import FILE
from epistola.cli._speech import say
from epistola.errors import SettingsError
from epistola.transform import starter


@click.group(
    "formats", short_help="Begin an output format of your own.", epilog="Example: epistola formats new shelfmarks"
)
def command() -> None:
    """Begin an output format of your own; `epistola transform --list` shows those that there are."""


@command.command("new", epilog="Example: epistola formats new shelfmarks -o xslt")
@click.argument("name")
@click.option("--like", metavar="FORMAT", default="", help="Begin with what this format does, to change parts of it.")
@click.option("-o", "--output", "folder", metavar="DIR", type=FILE, default=Path(), help="The folder to write into.")
def new(name: str, like: str, folder: Path) -> int:
    """Write a stylesheet that works, to be changed: NAME.xsl.

    `epistola transform --xslt NAME.xsl` runs it; in the folder xslt of an edition it is a format called NAME.
    """
    content = starter(name, like).encode()
    target = inside(folder, f"{name}.xsl")
    if target.exists():
        raise SettingsError(
            "There is such a file already.",
            code="formats/exists",
            file=shown(target),
            hint="Choose another name, or remove the file.",
        )
    make_folder(folder)
    write(target, content)
    say(f"Wrote {shown(target)}. Try it: epistola transform tei --xslt {shown(target)} -o out")
    return 0
