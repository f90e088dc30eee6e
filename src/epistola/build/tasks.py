"""Tasks as data: each knows its document, its target and all that has an influence on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, Protocol, TypeAlias

from epistola.build import outcomes
from epistola.build.files import read
from epistola.build.paths import shown
from epistola.build.workers import (
    Product,
    apply_stylesheet,
    gather_documents,
    transform_document,
)
from epistola.transform import split
from epistola.transform.formats import format_named

Job: TypeAlias = Callable[[], Product]
Reader: TypeAlias = Callable[[Path], bytes]
_PAGE: Final = 5
_WEIGHTS: Final = {"zip": 10, "pdf": 40}


@dataclass(frozen=True, slots=True)
class Transformation:
    """A file in one of the output formats is made from a TEI file, or one letter of it, and the authority files.

    `neighbours` is what it can say of letters that are transformed together with it (`transform.neighbours`).
    """

    stage: ClassVar[str] = "transform"
    document: Path
    target: Path
    format: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    authority: tuple[bytes, ...] = ()
    together: tuple[str, ...] = ()
    letter: str = ""
    neighbours: str = ""

    @property
    def weight(self) -> int:
        """Return what it takes: a page takes longer than a citation, and setting pages for print much longer."""
        kind = format_named(self.format)
        return _WEIGHTS.get(kind.container, _PAGE if kind.is_page else 1)

    def data(self, read: Reader = read) -> bytes:
        """Return the TEI document that is transformed."""
        data = read(self.document)
        if self.letter:
            data = next(part.data for part in split(data, shown(self.document)) if part.name == self.letter)
        return data

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        return partial(
            transform_document,
            self.data(read),
            shown(self.document),
            self.format,
            self.parameters,
            self.authority,
            self.together,
            self.neighbours,
        )


@dataclass(frozen=True, slots=True)
class Gathering:
    """One file is made from many TEI files, of which `document` is the first, and the authority files."""

    stage: ClassVar[str] = "transform"
    weight: ClassVar[int] = 1
    documents: tuple[Path, ...]
    target: Path
    format: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    authority: tuple[bytes, ...] = ()
    takes_apart: bool = False

    @property
    def document(self) -> Path:
        """Return the file that stands for all in messages."""
        return self.documents[0]

    def job(self, read: Reader = read) -> Job:
        """Return the work; each file is read when its turn comes, since all at once may be too many."""
        return partial(gather_documents, self._letters(), self.format, self.parameters, self.authority)

    def _letters(self) -> Iterator[tuple[str, bytes]]:
        for document in self.documents:
            data = read(document)
            parts = split(data, shown(document)) if self.takes_apart else ()
            yield from ((shown(document.with_stem(f"{document.stem}-{part.name}")), part.data) for part in parts)
            if not parts:
                yield shown(document), data


@dataclass(frozen=True, slots=True)
class Styling:
    """A file is made from a TEI file with a stylesheet of the user."""

    stage: ClassVar[str] = "transform"
    weight: ClassVar[int] = 1
    document: Path
    target: Path
    stylesheet: Path
    parameters: Mapping[str, str] = field(default_factory=dict)

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        data = read(self.document)
        return partial(apply_stylesheet, data, shown(self.document), self.stylesheet, self.parameters)


class Task(outcomes.Task, Protocol):
    """A task: from a document to a file."""

    @property
    def target(self) -> Path:
        """Return the file that is made."""

    @property
    def weight(self) -> int:
        """Return what it takes, where 1 is what a small file made by a stylesheet takes."""

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
