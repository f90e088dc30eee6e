"""`epistola divide`: a file with several letters becomes a file for each."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build.files import make_folder, read, write
from epistola.build.paths import shown
from epistola.cli._options import FILE
from epistola.cli._speech import counted, say, table
from epistola.encode import divide
from epistola.errors import SurroundingsError


@click.command(
    "divide",
    short_help="Divide a file with several letters.",
    epilog="Example: epistola divide letters.txt -o seeds --marker “Letter no.”",
)
@click.argument("path", metavar="FILE", type=FILE)
@click.option("-o", "--output", "folder", metavar="DIR", type=FILE, required=True, help="The folder to write into.")
@click.option("--marker", metavar="TEXT", default="", help="What the first line of each letter begins with.")
@click.option("--language", metavar="CODE", help="The language of the letters, such as de [default: detected].")
def command(path: Path, folder: Path, marker: str, language: str | None) -> int:
    """Divide a text file with several letters into DIR/NAME-1.txt, DIR/NAME-2.txt and so on.

    Without a marker, letters are told apart by form feeds, by lines of signs such as * * * over what begins like a
    letter, and by a heading or date with a salutation after the end of a letter. Every character is in exactly one of
    the files, but for those that only divide. Look at the table before you encode them.
    """
    parts = divide(read(path), path.name, marker=marker, language=language)
    make_folder(folder)
    for part in parts:
        _refuse_to_overwrite(folder / part.name, part.content)
    for part in parts:
        write(folder / part.name, part.content)
    first = [part.content.decode().strip("\ufeff \r\n").splitlines()[0].strip()[:60] for part in parts]
    table(("file", "line", "begins"), [(p.name, str(p.line), words) for p, words in zip(parts, first, strict=True)])
    say(f"Divided {shown(path)} into {counted(len(parts), 'letter')} in {shown(folder)}.")
    return 0


def _refuse_to_overwrite(target: Path, content: bytes) -> None:
    if target.exists() and read(target) != content:
        raise SurroundingsError(
            "A file of this name is there already, and says something else.",
            code="division/in-the-way",
            file=str(target),
            hint="Choose another folder, or remove the file if nobody has worked on it.",
        )
