"""Tasks as data: each knows its document, its target and all that has an influence on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

Job: TypeAlias = Callable[[], Product]


@dataclass(frozen=True, slots=True)
class Encoding:
    """A TEI file is made from a transcription and, where there is one, its sidecar."""

    stage: ClassVar[str] = "encode"
    document: Path
    target: Path
    sidecar: Path | None
    settings: Settings

    def job(self) -> Job:
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
    """A file in one of the output formats is made from a TEI file and the authority files."""

    stage: ClassVar[str] = "transform"
    document: Path
    target: Path
    format: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    authority: tuple[bytes, ...] = ()
    together: tuple[str, ...] = ()

    def job(self) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        data = read(self.document)
        label = shown(self.document)
        return partial(transform_document, data, label, self.format, self.parameters, self.authority, self.together)


@dataclass(frozen=True, slots=True)
class Gathering:
    """One file is made from many TEI files, of which `document` is the first, and the authority files."""

    stage: ClassVar[str] = "transform"
    documents: tuple[Path, ...]
    target: Path
    format: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    authority: tuple[bytes, ...] = ()

    @property
    def document(self) -> Path:
        """Return the file that stands for all in messages."""
        return self.documents[0]

    def job(self) -> Job:
        """Return the work; each file is read when its turn comes, since all at once may be too many."""
        letters = ((shown(document), read(document)) for document in self.documents)
        return partial(gather_documents, letters, self.format, self.parameters, self.authority)


@dataclass(frozen=True, slots=True)
class Styling:
    """A file is made from a TEI file with a stylesheet of the user."""

    stage: ClassVar[str] = "transform"
    document: Path
    target: Path
    stylesheet: Path
    parameters: Mapping[str, str] = field(default_factory=dict)

    def job(self) -> Job:
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

    def job(self) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        return partial(cite_document, read(self.document), self.style, self.locale, self.authority)


Task: TypeAlias = Encoding | Transformation | Gathering | Styling | Citing
