"""The command line: one command a file, and one place where failures become words and exit codes.

A command is a module of this folder whose name has no underscore in front; its `command` is what click runs. It
parses options, calls, prints, and returns its exit code:

    0    all is well
    1    something was found: errors in letters or encodings
    2    the command was misunderstood: an option, `edition.toml`, a sidecar
    3    the surroundings failed: a file or folder that can't be read or written
    130  stopped with Ctrl-C
    141  whoever read the output wanted no more of it
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from contextlib import suppress
from typing import Any, Final

import click

from epistola.cli._speech import complain, prepare
from epistola.errors import EpistolaError

_INTERRUPTED: Final = 130
_UNREAD: Final = 141


class Commands(click.Group):
    """The commands of this folder, each imported when it is wanted, and the handling of all that goes wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        return sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and leave with its exit code."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except EpistolaError as error:
            complain(error, ctx.info_name or "")
            code = error.exit_code
        except KeyboardInterrupt:
            click.echo("Stopped; every file that was written is whole.", err=True)
            code = _INTERRUPTED
        except BrokenPipeError:
            _close_output()
            code = _UNREAD
        ctx.exit(code or 0)


def _close_output() -> None:
    """Keep the interpreter from writing, at its end, to those who no longer listen."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all is well, 1 errors were found, 2 the command was misunderstood, 3 a file or folder "
    "can't be read or written.",
)
@click.version_option(prog_name="Epistola", package_name="epistola", message="%(prog)s %(version)s")
def epistola() -> None:
    """From a transcribed letter to a scholarly digital edition.

    Epistola encodes plain transcriptions as TEI P5, validates them, and makes readable pages, plain text and
    citations from them. In the folder of an edition, `epistola build` does all of it.
    """


def main() -> None:
    """Run the command line of this process."""
    prepare()
    epistola(prog_name="epistola")
