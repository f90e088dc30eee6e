"""Looking at files: their fingerprints, read anew only when they may have changed since the last build."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from epistola.build import fingerprints
from epistola.build.fingerprints import Digest
from epistola.build.state import Look, State, signs


@dataclass(slots=True)
class Files:
    """The files of an edition as they are now, and what is to be noted of them."""

    root: Path
    state: State
    _known: dict[str, Look] = field(default_factory=dict)
    _news: dict[str, Look] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """Name a file as the state and the findings do: from the root of the edition where it lies in it."""
        text, root = str(path), f"{self.root}{os.sep}"
        return text.removeprefix(root).replace(os.sep, "/") if text.startswith(root) else text

    def prepare(self, paths: Iterable[Path]) -> None:
        """Ask the state what it knows of `paths`, and forget what it said of others."""
        self._known = self.state.looks([self.name(path) for path in paths])

    def digest(self, path: Path) -> Digest | None:
        """Return the fingerprint of a file; None when there is none or it can't be read."""
        name = self.name(path)
        try:
            now = path.stat()
            known = self._known.get(name)
            if known is not None and known.holds(now):
                return known.digest
            found = fingerprints.of_file(path)
        except OSError:
            return None
        self._note(name, now, found)
        return found

    def wrote(self, path: Path, digest: Digest) -> None:
        """Take note of a file that was just written."""
        self._note(self.name(path), path.stat(), digest)

    def _note(self, name: str, now: os.stat_result, digest: Digest) -> None:
        self._known[name] = self._news[name] = Look(*signs(now), digest)

    def news(self) -> dict[str, Look]:
        """Return what the state doesn't know yet; it is told only once."""
        found, self._news = self._news, {}
        return found
