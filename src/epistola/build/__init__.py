"""The build: all that `edition.toml` asks for, made from the transcriptions.

    transcriptions ─ encode ─▶ tei ─ validate ─▶ findings
                                └─── transform ─▶ outputs

What is as it would be made today is left as it is. Each task is bytes in, bytes out, carried out by a crew: in this
process, in several, or on a cluster. Only this process writes files and state. What fails is reported, nothing
half-written stays, and the rest goes on.
"""

from __future__ import annotations

from epistola.build.edition import Options, build
from epistola.build.events import Begun, Done, Event, Summary, Tally, Waiting

__all__ = ["Begun", "Done", "Event", "Options", "Summary", "Tally", "Waiting", "build"]
