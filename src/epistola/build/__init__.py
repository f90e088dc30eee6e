"""The build: all that `edition.toml` asks for, made from the transcriptions.

    transcriptions ─ encode ─▶ tei ─ validate ─▶ findings
                                └─── transform ─▶ outputs

What is as it would be made today is left as it is. Each task is bytes in, bytes out, carried out by a crew: in this
process, in several, or on a cluster. Only this process writes files and state. What fails is reported, nothing
half-written stays, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable

from epistola.build.events import Begun, Done, Event, Summary, Tally, Waiting
from epistola.build.options import Options, ignore
from epistola.config import Edition

__all__ = ["Begun", "Done", "Event", "Options", "Summary", "Tally", "Waiting", "build"]


def build(edition: Edition, options: Options | None = None, *, on_event: Callable[[Event], None] = ignore) -> Summary:
    """Encode, validate and transform the letters of `edition`; `on_event` is told of every step.

    A letter that can't be encoded is reported and left out of what follows; its TEI file, when there is one from
    an earlier build, stays as it is. TEI files of the edition that have no transcription (encoded by hand or by
    another program) are validated and transformed with the rest; one that was edited after it had been encoded stays.
    Raises SettingsError when the edition asks for what can't be, SurroundingsError for a folder that can't be made.
    """
    # Imported here, so that who only validates needn't wait for what encodes and transforms.
    from epistola.build.building import build_edition

    return build_edition(edition, options or Options(), on_event)
