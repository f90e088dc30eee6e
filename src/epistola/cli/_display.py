"""Watching a run: a moving display on a terminal, a line for each stage elsewhere; findings wait for the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Final

from epistola.build.events import Begun, Done, Event
from epistola.cli._speech import counted, is_terminal, say
from epistola.diagnostics import Diagnostic

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_REFRESH: Final = 0.1
_STAGES: Final = {
    "encode": ("Encoding", "letter"),
    "validate": ("Validating", "file"),
    "transform": ("Making", "file"),
    "cite": ("Citing", "letter"),
}


@dataclass(slots=True)
class Watcher:
    """Keeps what a run finds, and passes its events on to a display."""

    display: Callable[[Event], None]
    findings: list[Diagnostic] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        """Take notice of an event."""
        if isinstance(event, Done):
            self.findings.extend(event.diagnostics)
        self.display(event)


@contextmanager
def watching(*, lines: bool = False) -> Iterator[Watcher]:
    """Show how a run goes on; with `lines`, also where there is no terminal: in a log, a line for each stage."""
    if is_terminal(err=True):
        with _progress() as progress:
            yield Watcher(_Bars(progress))
    else:
        yield Watcher(_line if lines else _nothing)


def _progress() -> Progress:
    from rich.console import Console  # it takes time, and only a person sees it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # A thread that refreshes would write to standard error while SaxonC's messages are caught there.
        auto_refresh=False,
    )


@dataclass(slots=True)
class _Bars:
    """A bar for each stage."""

    progress: Progress
    bars: dict[str, TaskID] = field(default_factory=dict)
    shown: float = 0.0

    def __call__(self, event: Event) -> None:
        if isinstance(event, Begun):
            self.bars[event.stage] = self.progress.add_task(_STAGES[event.stage][0], total=event.total)
        else:
            self.progress.advance(self.bars[event.stage])
        if monotonic() - self.shown > _REFRESH:
            self.progress.refresh()
            self.shown = monotonic()


def _line(event: Event) -> None:
    if isinstance(event, Begun) and event.total:
        verb, noun = _STAGES[event.stage]
        say(f"{verb} {counted(event.total, noun)} …")


def _nothing(event: Event) -> None:
    """Show nothing."""
