"""The build: all that `edition.toml` asks for, made from the transcriptions.

    sources ─ encode ─▶ tei ─ validate ─▶ findings
                         └─── transform ─▶ output

A plan says what is made from what. Each of its tasks reads in this process, works in a pure function, and writes
in this process. What fails is reported, nothing half-written stays, and the rest goes on. A build that has
nothing new to say changes no file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from epistola.build.events import Begun, Done, Event, Summary, Tally
from epistola.config import Edition

__all__ = ["Begun", "Done", "Event", "Summary", "Tally", "build"]

PAGE: Final = "html"


def ignore(event: Event) -> None:
    """Take no notice of an event."""


def build(edition: Edition, *, on_event: Callable[[Event], None] = ignore) -> Summary:
    """Encode, validate and transform the letters of `edition`; `on_event` is told of every step.

    A letter that can't be encoded is reported and left out of what follows; its TEI file, when there is one from
    an earlier build, stays as it is. TEI files of the edition that have no transcription (encoded by hand or by
    another program) are validated and transformed with the rest.
    Raises SettingsError when the edition asks for what can't be, SurroundingsError for a folder that can't be made.
    """
    # Imported here, so that who only validates needn't wait for what encodes and transforms.
    from epistola.build.checking import check_all
    from epistola.build.files import make_folder
    from epistola.build.neighbouring import acquainted
    from epistola.build.plan import plan
    from epistola.build.running import carry_out

    made = plan(edition)
    for folder in (edition.tei, edition.output):
        make_folder(folder)
    lost: set[Path] = set()

    def notice(event: Event) -> None:
        if isinstance(event, Done) and event.status:
            lost.add(event.document)
        on_event(event)

    encoded = carry_out("encode", made.encode, notice)
    rest = made.without(task.target for task in made.encode if task.document in lost)
    checked = check_all(rest.validate, on_event)
    transformed = carry_out("transform", acquainted([*rest.transform, *rest.gather]), notice)
    pages = (task for task in rest.transform if task.document not in lost)
    first = min(pages, key=lambda task: task.format != PAGE, default=None)
    return Summary((encoded, checked, transformed), first.target if first else None)
