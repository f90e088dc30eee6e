"""A moving display of a run, on a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from epistola.build.events import Begun, Event, Waiting
from epistola.cli._display import STAGES, WAITING

_REFRESH: Final = 0.1


class _Rate(ProgressColumn):
    """How many tasks are done in a second, and how many failed."""

    def render(self, task: Task) -> Text:
        """Write it."""
        speed = f"{task.speed:,.0f}/s" if task.speed else ""
        failed = task.fields.get("failed", 0)
        return Text.assemble(speed, (f" {failed:,} failed", "bold red") if failed else "")


def moving() -> Progress:
    """Return a display with a bar for each stage, how fast it is, what failed, and how long it will take."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # A thread that refreshes would write to standard error while SaxonC's messages are caught there.
        auto_refresh=False,
    )


@dataclass(slots=True)
class Bars:
    """A bar for each stage."""

    progress: Progress
    bars: dict[str, TaskID] = field(default_factory=dict)
    failed: int = 0
    shown: float = 0.0

    def __call__(self, event: Event) -> None:
        """Take notice of an event."""
        if isinstance(event, Begun):
            self.failed = 0
            self.bars[event.stage] = self.progress.add_task(STAGES[event.stage][0], total=event.total)
        elif isinstance(event, Waiting):
            self.progress.console.print(WAITING)
        elif event.stage in self.bars:
            self.failed += bool(event.status)
            self.progress.update(self.bars[event.stage], advance=1, failed=self.failed)
        if monotonic() - self.shown > _REFRESH:
            self.progress.refresh()
            self.shown = monotonic()
