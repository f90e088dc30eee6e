"""Options that several commands have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from epistola.build.editions import Editions
from epistola.build.paths import STANDARD
from epistola.cli._speech import forms
from epistola.diagnostics import Severity
from epistola.errors import SettingsError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from epistola.config import Edition

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Decorator = Callable[[_Command], _Command]

FILE = click.Path(path_type=Path)


def edition_option() -> _Decorator[Any]:
    """Take the edition that a command is about."""
    return click.option(
        "--edition", "told", metavar="FILE", type=FILE, help="The edition.toml to follow [default: the nearest one]."
    )


def edition_of(told: Path | None, room: str) -> Edition:
    """Return the edition that the user names, or the nearest.

    Raises SettingsError, in the name of the `room` that asks, when there is none.
    """
    edition = Editions(told).of(Path())
    if edition is None:
        raise SettingsError(
            "There is no edition.toml in this folder or above it.",
            code=f"{room}/no-edition",
            hint="Go to the folder of your edition, or name its file with --edition.",
        )
    return edition


def paths_argument() -> _Decorator[Any]:
    """Take one path or more; `-` is standard input."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=FILE)


def output_option() -> _Decorator[Any]:
    """Take the folder to write into."""
    return click.option(
        "-o",
        "--output",
        "folder",
        metavar="DIR",
        type=FILE,
        help="The folder to write into; - is standard output.",
    )


def report_option(*names: str) -> _Decorator[Any]:
    """Take the form in which findings are printed."""
    return click.option(
        *names,
        "form",
        type=_Form(),
        default="text",
        show_default=True,
        help="How findings are printed.",
    )


class _Form(click.ParamType[str]):
    """The name of a report format; what there is beside text is looked up only when it is asked for."""

    name = "form"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value` when it is a report format."""
        return value if value == "text" else str(self._choice.convert(value, param, ctx))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """List the formats, as click does for a choice."""
        return self._choice.get_metavar(param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a format."""
        return self._choice.shell_complete(ctx, param, incomplete)

    @property
    def _choice(self) -> click.Choice[str]:
        return click.Choice(tuple(forms()))


def everything_option() -> _Decorator[Any]:
    """Take the wish to read remarks, too."""
    return click.option(
        "--all", "everything", is_flag=True, help="Print remarks, too, which are only counted otherwise."
    )


def parameter_option() -> _Decorator[Any]:
    """Take parameters of a stylesheet, as a dictionary."""
    return click.option(
        "--param",
        "parameters",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_pairs,
        help="A parameter of the stylesheet; may be repeated.",
    )


def _pairs(ctx: click.Context, option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    for value in values:
        if not value.partition("=")[0] or "=" not in value:
            raise click.BadParameter(f"“{value}” is not of the form NAME=VALUE.", ctx, option)
    return {name: text for name, _, text in (value.partition("=") for value in values)}


def folder_for(folder: Path | None, paths: Sequence[Path]) -> Path:
    """Return where to write: what is read from standard input goes to standard output unless told otherwise."""
    if folder is not None:
        return folder
    if list(paths) == [STANDARD]:
        return STANDARD
    raise click.UsageError("Missing option '-o': say into which folder to write.", click.get_current_context())


def listing_option(show: Callable[[], None], what: str) -> _Decorator[Any]:
    """Take `--list`, which shows something and ends."""

    def callback(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            show()
            ctx.exit()

    return click.option(
        "--list", is_flag=True, is_eager=True, expose_value=False, callback=callback, help=f"List {what} and end."
    )


def at_least(severity: Severity, lowest: str) -> bool:
    """Tell whether `severity` weighs at least as much as `lowest`."""
    order = list(Severity)
    return order.index(severity) <= order.index(Severity(lowest))
