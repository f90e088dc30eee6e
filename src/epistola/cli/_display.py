"""Watching a run: a moving display on a terminal, lines or JSON elsewhere; findings wait for the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from epistola.build.events import Begun, Done, Event, Waiting
from epistola.cli._speech import counted, is_terminal, say
from epistola.diagnostics import Diagnostic, Severity

PROGRESS: Final = ("auto", "bars", "lines", "json", "none")
_BETWEEN_LINES: Final = 10.0
STAGES: Final = {
    "encode": ("Encoding", "letter"),
    "validate": ("Validating", "file"),
    "transform": ("Making", "file"),
    "cite": ("Citing", "letter"),
}


@dataclass(slots=True)
class Watcher:
    """Keeps what a run finds (without `everything`, no remarks: they are only counted), and shows its events."""

    display: Callable[[Event], None]
    everything: bool = True
    findings: list[Diagnostic] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        """Take notice of an event."""
        if isinstance(event, Done) and event.diagnostics:
            wanted = (f for f in event.diagnostics if self.everything or f.severity is not Severity.INFORMATION)
            self.findings.extend(wanted)
        self.display(event)


@contextmanager
def watching(progress: str = "auto", *, lines: bool = False, everything: bool = True) -> Iterator[Watcher]:
    """Show how a run goes on: in one of the ways of PROGRESS.

    By itself it is a moving display on a terminal and, with `lines`, lines where there is none.
    """
    if progress == "auto":
        progress = "bars" if is_terminal(err=True) else "lines" if lines else "none"
    if progress == "bars":
        from epistola.cli._bars import Bars, moving  # it takes time, and only a person sees it

        with moving() as display:
            yield Watcher(Bars(display), everything)
    else:
        displays: dict[str, Callable[[Event], None]] = {"lines": _Lines(), "json": _json, "none": _nothing}
        yield Watcher(displays[progress], everything)


WAITING: Final = "Another build of this edition is at work; waiting for it to end …"


@dataclass(slots=True)
class _Lines:
    """A line for each stage, and one now and then while it takes long."""

    total: int = 0
    done: int = 0
    failed: int = 0
    begun: float = 0.0
    said: float = 0.0

    def __call__(self, event: Event) -> None:
        if isinstance(event, Waiting):
            say(WAITING)
        elif isinstance(event, Begun):
            self.total, self.done, self.failed = event.total, 0, 0
            self.begun = self.said = monotonic()
            if event.total:
                verb, noun = STAGES[event.stage]
                say(f"{verb} {counted(event.total, noun)} …")
        else:
            self.done += 1
            self.failed += bool(event.status)
            if monotonic() - self.said > _BETWEEN_LINES:
                self.said = monotonic()
                say(self._how_far())

    def _how_far(self) -> str:
        rate = self.done / (self.said - self.begun)
        left = max(self.total - self.done, 0) / rate
        failed = f", {self.failed:,} failed" if self.failed else ""
        return f"  {self.done:,} of {self.total:,}{failed}; {rate:,.0f} a second, about {left:,.0f} s left"


def _json(event: Event) -> None:
    """Write an event as a line of JSON on standard error; docs/reference/commands.md describes it."""
    said: dict[str, Any]
    if isinstance(event, Begun):
        said = {"event": "begun", "stage": event.stage, "total": event.total}
    elif isinstance(event, Waiting):
        said = {"event": "waiting"}
    else:
        said = {
            "event": "done",
            "stage": event.stage,
            "document": str(event.document),
            "target": str(event.target) if event.target is not None else None,
            "fresh": event.fresh,
            "changed": event.changed,
            "status": event.status,
            "findings": [f"{found.severity}: {found.code}" for found in event.diagnostics],
        }
    say(json.dumps(said, ensure_ascii=False))


def _nothing(event: Event) -> None:
    """Show nothing."""
