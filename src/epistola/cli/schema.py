"""`epistola schema`: schemas, rules and a manual, made from an ODD."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from epistola import resources
from epistola.build.files import make_folder, write
from epistola.build.paths import inside, shown
from epistola.cli._options import FILE, report_option
from epistola.cli._speech import counted, report, say
from epistola.schema import check, compile_odd
from epistola.validate.vault import fetch


def _odd_argument() -> Callable[[Any], Any]:
    return click.argument("odd", required=False, type=FILE, default=lambda: resources.schemas() / "epistola.odd")


def _p5_option() -> Callable[[Any], Any]:
    return click.option(
        "--p5", metavar="FILE", type=FILE, help="The compiled source of TEI P5, for an ODD that chooses from it."
    )


@click.group(
    "schema",
    short_help="Make schemas and a manual from an ODD.",
    epilog="Example: epistola schema build my.odd -o schema",
)
def command() -> None:
    """Make schemas, rules and a manual from a TEI ODD, or check that they are up to date."""


@command.command("build", epilog="Example: epistola schema build my.odd --p5 p5subset.xml -o schema")
@_odd_argument()
@_p5_option()
@click.option("-o", "--output", "folder", metavar="DIR", type=FILE, required=True, help="The folder to write into.")
def build(odd: Path, p5: Path | None, folder: Path) -> int:
    """Write RELAX NG, XML Schema, Schematron and the manual of an ODD.

    Without ODD it is Epistola's own.
    """
    files = compile_odd(odd, p5).files()
    targets = {inside(folder, name): content for name, content in files.items()}
    make_folder(folder)
    changed = sum(write(target, content) for target, content in targets.items())
    say(f"Made {counted(len(targets), 'file')} from {shown(odd)} in {shown(folder)}; {changed or 'none'} changed.")
    return 0


@command.command("check", epilog="Example: epistola schema check my.odd schema")
@_odd_argument()
@click.argument("folder", required=False, type=FILE, default=lambda: resources.schemas() / "generated")
@_p5_option()
@report_option("--format")
def check_(odd: Path, folder: Path, p5: Path | None, form: str) -> int:
    """Tell whether the files in FOLDER are what an ODD gives today.

    Without ODD and FOLDER they are Epistola's own.
    """
    found = check(odd, folder, p5)
    report(found, form)
    if not found:
        say(f"What lies in {shown(folder)} is what {shown(odd)} gives.")
    return int(bool(found))


@command.command("doc", epilog="Example: epistola schema doc my.odd -o manual")
@_odd_argument()
@_p5_option()
@click.option("-o", "--output", "folder", metavar="DIR", type=FILE, required=True, help="The folder to write into.")
def doc(odd: Path, p5: Path | None, folder: Path) -> int:
    """Write the manual of an ODD, a page in HTML."""
    compiled = compile_odd(odd, p5)
    target = inside(folder, f"{compiled.name}.html")
    write(target, compiled.html)
    say(f"Open {shown(target)}.")
    return 0


@command.command("fetch", epilog="Example: epistola schema fetch tei_all@4.12.0")
@click.argument("name")
@click.option("--sha256", metavar="HEX", default="", help="The checksum that the schema must have.")
@click.option("--vault", metavar="URL", default="", help="A mirror of the TEI Vault [default: the Vault itself].")
def fetch_(name: str, sha256: str, vault: str) -> int:
    """Download a schema into your cache, once; `validate --schema NAME` finds it there.

    NAME is tei_all@VERSION, cmif@COMMIT, or an address that begins with https://.
    """
    fetched = fetch(name, sha256=sha256, vault=vault)
    say(f"{'Fetched' if fetched.new else 'Already here:'} {fetched.path}")
    say(f"SHA-256: {fetched.sha256}")
    return 0
