"""What a run tells while it goes on, and what it says at its end; a display or a log is made from these."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from epistola.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage (`encode`, `validate`, `transform`) begins; it has `total` tasks."""

    stage: str
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """A task is over.

    `status` is 0, or the exit code of the failure for which nothing was made; `changed` says whether the target
    was written, which it isn't when it had these bytes already; `fresh` says that nothing had to be done, and no
    target is named then.
    """

    stage: str
    document: Path
    target: Path | None
    changed: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    status: int = 0
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another build of the edition is at work; this one begins when that has ended."""


Event: TypeAlias = Begun | Done | Waiting


@dataclass(frozen=True, slots=True)
class Tally:
    """A stage in figures: tasks done (of which some were fresh) and failed, files written anew, findings."""

    stage: str
    done: int = 0
    fresh: int = 0
    failed: int = 0
    changed: int = 0
    errors: int = 0
    warnings: int = 0
    information: int = 0
    status: int = 0

    def plus(self, done: Done) -> Tally:
        """Count one more task."""
        found = [diagnostic.severity for diagnostic in done.diagnostics]
        return Tally(
            self.stage,
            self.done + (done.status == 0),
            self.fresh + (done.status == 0 and done.fresh),
            self.failed + (done.status != 0),
            self.changed + done.changed,
            self.errors + found.count(Severity.ERROR),
            self.warnings + found.count(Severity.WARNING),
            self.information + found.count(Severity.INFORMATION),
            max(self.status, done.status),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: its stages in figures, and the file to open first (None when there is none)."""

    tallies: tuple[Tally, ...]
    first: Path | None = None

    @property
    def exit_code(self) -> int:
        """0 when all is well, 1 when there are errors, 3 when the surroundings failed."""
        errors = any(tally.errors for tally in self.tallies)
        return max([int(errors), *(tally.status for tally in self.tallies)])

    def tally(self, stage: str) -> Tally:
        """Return the figures of one stage; all are 0 when it didn't run."""
        return next((tally for tally in self.tallies if tally.stage == stage), Tally(stage))
