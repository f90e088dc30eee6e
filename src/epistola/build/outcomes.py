"""What is said of tasks that came to nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Final, Protocol

from epistola.build.events import Done
from epistola.build.paths import shown
from epistola.diagnostics import Diagnostic, Place, Severity, from_error
from epistola.errors import EpistolaError

ERRORS: Final = 1


class Task(Protocol):
    """A task, as far as it must be known to say that it failed."""

    stage: ClassVar[str]

    @property
    def document(self) -> Path:
        """Return the document that it is about."""


def failed(task: Task, fault: Exception) -> Done:
    """Report a task that came to nothing."""
    found, status = described(task.stage, shown(task.document), fault)
    found = replace(found, place=replace(found.place, file=shown(Path(found.place.file))))
    return Done(task.stage, task.document, None, diagnostics=(found,), status=status)


def described(stage: str, label: str, fault: Exception) -> tuple[Diagnostic, int]:
    """Say why a task of `stage` on the document `label` came to nothing, and with which exit code."""
    if isinstance(fault, EpistolaError):
        return from_error(fault, label), fault.exit_code
    return _fault(stage, label, fault), ERRORS


def _fault(stage: str, label: str, fault: Exception) -> Diagnostic:
    """Describe an exception that nobody foresaw, with the line of ours that it came from last."""
    import traceback  # takes time, and is hardly ever needed

    frame = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    return Diagnostic(
        "build/fault",
        Severity.ERROR,
        f"Epistola failed ({stage}): {type(fault).__name__}: {fault} ({where}).",
        Place(label),
        "This is a fault of the program and not of the letter; please report it with this line.",
    )


def once(done: Done, told: set[Diagnostic]) -> Done:
    """Leave out a failure that was told before: one of a stylesheet or schema would be repeated for each letter."""
    if not done.status:
        return done
    new = tuple(found for found in done.diagnostics if found not in told)
    told.update(new)
    return replace(done, diagnostics=new)
