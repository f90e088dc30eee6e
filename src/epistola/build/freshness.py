"""Whether what is there is what would be made today, and if not, why.

A task is known by its inputs, named in words: fingerprints of content, never times. What was made is compared with
what is there, so that an output that was changed or deleted by hand is noticed, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from epistola.build import fingerprints
from epistola.build.fingerprints import Digest
from epistola.build.state import Row

AUTHORITY: Final = "the authority files"
_SHORT: Final = 12


class Verdict(Enum):
    """What is to be done about a task. UNSURE: only if it sees another part of what it shares with others."""

    FRESH = "fresh"
    STALE = "stale"
    UNSURE = "unsure"


class Common:
    """What many tasks are made from, by words for it; its fingerprint is worked out once."""

    __slots__ = ("_digest", "inputs")

    def __init__(self, inputs: Mapping[str, Digest]) -> None:
        """Take fingerprints by name."""
        self.inputs = inputs
        self._digest = fingerprints.together(inputs)

    def with_own(self, own: Mapping[str, Digest]) -> Digest:
        """Return the fingerprint of these inputs and those that a task has alone."""
        return fingerprints.of(self._digest + b"".join(name.encode() + own[name] for name in sorted(own)))


@dataclass(slots=True)
class Work:
    """One thing that is made from a document, or found in it.

    `target` is its name in the state; `file` that of the file, "" where none is written; `own` what it is made from, by
    words for it, and `common` what others of its kind are made from, too; `shared` is the fingerprint of what it uses a
    part of, `current` that of the file as it is, None where there is none. `row` is what the state knows; `moved` names
    what it read and that has changed.
    """

    target: str
    file: str
    common: Common
    own: dict[str, Digest] = field(default_factory=dict)
    format: str = ""
    shared: Digest = b""
    row: Row | None = None
    current: Digest | None = None
    moved: str = ""

    @property
    def key(self) -> Digest:
        """Return the fingerprint of all inputs."""
        return self.common.with_own(self.own)

    @property
    def inputs(self) -> dict[str, Digest]:
        """Return all that it is made from, by words for it."""
        return {**self.common.inputs, **self.own}

    def verdict(self) -> Verdict:
        """Say what is to be done."""
        row = self.row
        if row is None or row.key != self.key or self.moved:
            return Verdict.STALE
        if row.made is not None and self.file and self.current != row.made:
            return Verdict.STALE
        return Verdict.FRESH if row.shared == self.shared else Verdict.UNSURE

    def reasons(self) -> list[str]:
        """Say in words why it isn't fresh; nothing when it is."""
        row = self.row
        if row is None:
            return ["it has not been made yet" if self.current is None else "nothing is known of how it was made"]
        before: Mapping[str, str] = json.loads(row.inputs)
        found = [_changed(name, before.get(name), digest) for name, digest in self.inputs.items()]
        found += [f"{name}: gone" for name in before if name not in self.inputs]
        if self.moved:
            found.append(f"{self.moved}, to which it leads: changed")
        if row.made is not None and self.file and self.current != row.made:
            found.append("it has been changed by hand" if self.current is not None else "it has been deleted")
        if row.shared != self.shared:
            found.append(f"{AUTHORITY}: changed, which matters if the letter sees an entry that did")
        return [reason for reason in found if reason]

    def as_row(self, stage: str, view: str, made: Digest | None) -> Row:
        """Return what the state is to know when this is done."""
        return Row(self.target, stage, self.key, self.shared, view, made, 0, inputs_as_text(self.inputs), "")


@dataclass(slots=True)
class Unit:
    """What is to be done about one document, named `label`, at one stage. `refusal` says why nothing can be."""

    label: str
    works: list[Work]
    due: list[Work] = field(default_factory=list)
    refusal: Exception | None = None


def inputs_as_text(inputs: Mapping[str, Digest]) -> str:
    """Write down what a task was made from, so that a later build can say what has changed."""
    return json.dumps({name: digest.hex()[:_SHORT] for name, digest in inputs.items()})


def _changed(name: str, before: str | None, now: Digest) -> str:
    if before is None:
        return f"{name}: new"
    return f"{name}: changed" if before != now.hex()[:_SHORT] else ""
