"""`epistola deposit`: carry an edition, or one letter, into a repository."""

from __future__ import annotations

from pathlib import Path

import click

from epistola.build.depositing import Form, check, missing, pack
from epistola.build.paths import shown
from epistola.cli._display import watching
from epistola.cli._options import FILE, edition_of, edition_option, report_option
from epistola.cli._sending import COMMANDS
from epistola.cli._speech import counted, report, say
from epistola.diagnostics import Severity
from epistola.extras import need

_EXTRA = ("deposit", "bagit", "rocrate", "datacite")


@click.group(
    "deposit",
    short_help="Carry an edition, or one letter, into a repository.",
    invoke_without_command=True,
    epilog="Example: epistola deposit pack -o deposit",
)
@edition_option()
@click.pass_context
def command(context: click.Context, told: Path | None) -> int:
    """Carry an edition, or one letter, into a repository.

    Without a command: say what is still missing, and what to do next.
    """
    if context.invoked_subcommand is not None:
        return 0
    edition = edition_of(told, "deposit")
    lacks = missing(edition)
    report(lacks, "text")
    if lacks:
        say(f"{counted(len(lacks), 'thing')} to fill in before “{edition.title}” can be deposited.")
        return 1
    say(f"“{edition.title}” says all that a repository asks for. The next steps:")
    say("  epistola deposit pack -o deposit     makes the package and looks at every file")
    say("  epistola deposit check deposit/NAME  checks it, now and in twenty years")
    say("  epistola deposit send zenodo         makes a draft in a repository (--dry-run shows each request)")
    return 0


@command.command("pack", epilog="Example: epistola deposit pack -o deposit --as zip")
@click.argument("letter", required=False, type=FILE)
@edition_option()
@click.option("-o", "--output", "folder", metavar="DIR", type=FILE, required=True, help="The folder to write into.")
@click.option(
    "--as",
    "kind",
    type=click.Choice([form.value for form in Form]),
    default=Form.BAG.value,
    show_default=True,
    help="A folder (bag), a zip archive of it, or an OCFL object.",
)
@report_option("--format")
def pack_(letter: Path | None, told: Path | None, folder: Path, kind: str, form: str) -> int:
    """Make the package: a BagIt bag whose payload is an RO-Crate, with all that belongs to the edition.

    With LETTER, a TEI file of the edition, it holds that letter and what it needs. The same edition gives the same
    bytes. Nothing is made while something required is missing or a letter has errors.
    """
    need(*_EXTRA)
    with watching(lines=True) as watcher:
        packed = pack(edition_of(told, "deposit"), folder, Form(kind), letter=letter, on_event=watcher)
    errors = [found for found in packed.findings if found.severity is Severity.ERROR]
    report(errors, form)
    if packed.place is None:
        say(f"No package was made: {counted(len(errors), 'error')}.")
        return 1
    say(f"Packed {counted(packed.files, 'file')} ({packed.size / 1e6:.1f} MB) into {shown(packed.place)}.")
    return 0


@command.command("check", epilog="Example: epistola deposit check deposit/letters-1962")
@click.argument("package", type=FILE)
@click.option("--judge", "judged", is_flag=True, help="Ask roc-validator for its opinion of the crate, too.")
@report_option("--format")
def check_(package: Path, judged: bool, form: str) -> int:
    """Check a package: checksums, crate, description, and each letter against schema, rules and its transcription.

    PACKAGE is the folder of a bag, a zip archive of one, or an OCFL object.
    """
    need(*_EXTRA)
    found = check(package, judged=judged)
    report(found, form)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    say(f"Checked {shown(package)}: {counted(errors, 'error')}, {counted(len(found) - errors, 'other finding')}.")
    return int(bool(errors))


for sub_command in COMMANDS:
    command.add_command(sub_command)
