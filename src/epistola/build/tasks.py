"""Tasks as data: each knows its document, its target and all that has an influence on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeAlias

from epistola.build.files import read
from epistola.build.paths import STANDARD, name_of, shown
from epistola.build.workers import (
    Product,
    apply_stylesheet,
    cite_document,
    encode_source,
    gather_documents,
    transform_document,
)
from epistola.encode import Settings, read_answer, read_sidecar
from epistola.transform import split

Job: TypeAlias = Callable[[], Product]
Reader: TypeAlias = Callable[[Path], bytes]


@dataclass(frozen=True, slots=True)
class Encoding:
    """A TEI file is made from a transcription and, where there is one, its sidecar."""

    stage: ClassVar[str] = "encode"
    document: Path
    target: Path
    sidecar: Path | None
    settings: Settings

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        data = read(self.document)
        settings = self.settings
        if self.sidecar is not None:
            settings = replace(settings, sidecar=read_sidecar(self.sidecar))
        if settings.edition is not None and settings.edition.endpoint is not None:
            settings = replace(settings, answer=read_answer(settings.edition.endpoint.answers, self.document))
        return partial(encode_source, data, name_of(self.document), shown(self.document), settings)


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
    document: Path
    target: Path
    stylesheet: Path
    parameters: Mapping[str, str] = field(default_factory=dict)

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        data = read(self.document)
        return partial(apply_stylesheet, data, shown(self.document), self.stylesheet, self.parameters)


@dataclass(frozen=True, slots=True)
class Citing:
    """A formatted reference to a TEI file is printed."""

    stage: ClassVar[str] = "cite"
    target: ClassVar[Path] = STANDARD
    document: Path
    style: str
    locale: str | None = None
    authority: tuple[bytes, ...] = ()

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        return partial(cite_document, read(self.document), self.style, self.locale, self.authority)


Task: TypeAlias = Encoding | Transformation | Gathering | Styling | Citing
