"""How the program speaks: findings in the form asked for, all else in plain words on standard error."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click

from epistola import reports
from epistola.build.events import Tally
from epistola.build.files import read
from epistola.build.paths import STANDARD, shown
from epistola.diagnostics import Diagnostic, Severity, from_error
from epistola.discovery import module, modules
from epistola.errors import EpistolaError

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}


def prepare() -> None:
    """Let no character that a terminal can't show stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def forms() -> Mapping[str, ModuleType]:
    """Return the report formats by name."""
    return modules(reports, "epistola.reports")


def say(words: str) -> None:
    """Tell the user something about the run, on standard error."""
    click.echo(harmless(words), err=True)


def complain(error: EpistolaError, program: str) -> None:
    """Say on standard error why the program stopped: where, what, and how to mend it."""
    from epistola.schema import OddError  # here and below: what takes time is imported when it is needed

    for found in error.diagnostics if isinstance(error, OddError) else (from_error(error, program),):
        file = found.place.file
        place = found.place if "://" in file else replace(found.place, file=shown(Path(file)))
        say(f"{place}: {found.severity}: {found.message} [{found.code}]")
        if found.hint:
            say(f"  hint: {found.hint}")


def report(diagnostics: Sequence[Diagnostic], form: str, *, everything: bool = True, err: bool = False) -> None:
    """Print findings in one of the report formats; on a terminal, the text report is in colour.

    Unless `everything` is wanted, the text report is about errors and warnings only, and silent without them.
    """
    if form == "text" and not everything:
        diagnostics = [found for found in diagnostics if found.severity is not Severity.INFORMATION]
        if not diagnostics:
            return
    written = module(reports, form, "epistola.reports").render(diagnostics, _sources(diagnostics))
    if form != "text":
        click.echo(written, nl=bool(written) and not written.endswith("\n"), err=err)
        return
    words = harmless(written)
    if is_terminal(err=err):
        from rich.console import Console
        from rich.text import Text

        coloured = Text(words)
        for severity, colour in COLOURS.items():
            coloured.highlight_regex(rf"\b{severity}\b(?=[: ])", colour)
        Console(stderr=err, soft_wrap=True).print(coloured, end="")
    else:
        click.echo(words, nl=False, err=err)


def _sources(diagnostics: Sequence[Diagnostic]) -> dict[str, bytes]:
    """Return the content of the files in which something was found, as far as it can be read again."""
    contents = {}
    for name in {found.place.file for found in diagnostics}:
        with suppress(EpistolaError):
            contents[name] = read(STANDARD if name == shown(STANDARD) else Path(name))
    return contents


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: ruled on a terminal, else columns that a program can split."""
    if is_terminal():
        from rich.console import Console
        from rich.table import Column, Table
        from rich.text import Text

        columns = [Column(heading, overflow="fold") for heading in headings]
        made = Table(*columns, box=None, header_style="bold", pad_edge=False)
        for row in rows:
            made.add_row(*map(Text, row))
        Console().print(made)
    else:
        for row in rows:
            click.echo("\t".join(row))


def is_terminal(*, err: bool = False) -> bool:
    """Tell whether a person reads this in colour: on a terminal that can do it, and without `NO_COLOR`."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def harmless(words: str) -> str:
    """Show control characters instead of sending them: a letter must not be able to steer the terminal."""
    return "".join(
        f"\\x{ord(sign):02x}" if unicodedata.category(sign) == "Cc" and sign not in "\n\t" else sign for sign in words
    )


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: “1 letter”, “3 letters”."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def outcome(words: str, tally: Tally) -> str:
    """Complete what a stage did: “Encoded 2 letters into tei: 1 file new or changed; 1 failed; 3 remarks.”."""
    changed = f"{counted(tally.changed, 'file')} new or changed" if tally.changed else "no file changed"
    counts = {"warning": tally.warnings, "remark": tally.information}
    failed = [f"{tally.failed:,} failed"] if tally.failed else []
    found = [counted(number, noun) for noun, number in counts.items() if number]
    return f"{words}: {'; '.join([changed, *failed, *found])}."


def summary_table(rows: Sequence[tuple[str, str, Tally]]) -> list[str]:
    """Sum stages up in lines: what was done, where; the columns that would be nothing but zeros are left out."""
    names = ("fresh", "new or changed", "failed", "errors", "warnings", "remarks")
    figures = [
        (tally.fresh, tally.changed, tally.failed, tally.errors, tally.warnings, tally.information)
        for _, _, tally in rows
    ]
    used = [n for n, name in enumerate(names) if name == "new or changed" or any(row[n] for row in figures)]
    lines = [["", "done", *(names[n] for n in used), ""]]
    for (done, where, tally), row in zip(rows, figures, strict=True):
        into = f"in {where}" if where else ""
        lines.append([done, f"{tally.done:,}", *(f"{row[n]:,}" for n in used), into])
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return ["  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() for line in lines]
