"""Looking at files: their fingerprints, read anew only when they may have changed since the last build.

A file is known by its name: the way from the root of the edition, with slashes, or the whole path of one outside.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from epistola.build import fingerprints
from epistola.build.fingerprints import Digest
from epistola.build.letters import Letter
from epistola.build.state import Look, State, signs
from epistola.config import Edition
from epistola.transform.formats import Format


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the files of letters; each folder's name ends in a slash, or is "" for none."""

    sources: str
    tei: str
    output: str
    answers: str = ""

    @classmethod
    def of(cls, edition: Edition) -> Names:
        """Name the files of an edition."""
        sources, tei, output = (
            f"{name_from(edition.root, f)}/" for f in (edition.sources, edition.tei, edition.output)
        )
        answers = f"{name_from(edition.root, edition.endpoint.answers)}/" if edition.endpoint is not None else ""
        return cls(sources, tei, output, answers)

    def source_of(self, letter: Letter) -> str:
        """Name the transcription."""
        return f"{self.sources}{letter.source}"

    def sidecar_of(self, letter: Letter) -> str:
        """Name the sidecar; "" where there is none."""
        return f"{self.sources}{letter.name}.toml" if letter.has_sidecar else ""

    def answer_of(self, letter: Letter) -> str:
        """Name what a language model answered about a letter."""
        return f"{self.answers}{letter.name}.json"

    def tei_of(self, letter: Letter) -> str:
        """Name the encoded letter."""
        return f"{self.tei}{letter.name}.xml"

    def letter_of(self, tei: str) -> str:
        """Return the name of the letter that is encoded in a file."""
        return tei.removeprefix(self.tei).removesuffix(".xml")

    def output_of(self, letter: Letter, kind: Format) -> str:
        """Name the letter in a format."""
        return f"{self.output}{letter.name}{kind.suffix}"

    def output_of_all(self, kind: Format) -> str:
        """Name the file of all letters in a format."""
        return f"{self.output}{kind.stem}{kind.suffix}"


def name_from(root: Path, path: Path) -> str:
    """Name a file from the root of the edition."""
    way = path.relative_to(root) if path.is_relative_to(root) else path
    return way.as_posix()


@dataclass(slots=True)
class Files:
    """The files of an edition as they are now, and what is to be noted of them."""

    root: Path
    state: State
    _root: str = ""
    _known: dict[str, Look] = field(default_factory=dict)
    _news: dict[str, Look] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write the root down once."""
        self._root = str(self.root)

    def name(self, path: Path) -> str:
        """Name a file."""
        return name_from(self.root, path)

    def path(self, name: str) -> Path:
        """Return the file with this name."""
        return Path(self._full(name))

    def name_of_text(self, path: str) -> str:
        """Name a file by its path, which is resolved and has the separators of this system."""
        return path.removeprefix(f"{self._root}/")

    def _full(self, name: str) -> str:
        outside = name.startswith("/") or (os.name == "nt" and ":" in name)
        return name if outside else f"{self._root}/{name}"

    def prepare(self, names: Iterable[str]) -> None:
        """Ask the state what it knows of files, and forget what it said of others."""
        self._known = self.state.looks(list(dict.fromkeys(names)))

    def digest(self, name: str) -> Digest | None:
        """Return the fingerprint of a file; None when there is none or it can't be read."""
        full = self._full(name)
        try:
            now = os.stat(full)  # noqa: PTH116 - a Path for each of many files would cost more than the look
            known = self._known.get(name)
            if known is not None and known.holds(now):
                return known.digest
            found = fingerprints.of_file(Path(full))
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
