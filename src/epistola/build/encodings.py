"""Encodings as tasks, and the work that is left of one when all is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import ClassVar

from epistola.build.editions import Editions
from epistola.build.files import read
from epistola.build.outcomes import ERRORS
from epistola.build.paths import name_of, relative, shown, target, unique
from epistola.build.tasks import Job, Reader
from epistola.build.workers import Product
from epistola.config import Edition
from epistola.diagnostics import Diagnostic
from epistola.encode import (
    Settings,
    encode,
    read_answer,
    read_authority,
    read_model,
    read_sidecar,
    sidecar_path,
    sources,
)
from epistola.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Encoding:
    """A TEI file is made from a transcription and, where there is one, its sidecar."""

    stage: ClassVar[str] = "encode"
    weight: ClassVar[int] = 5
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


def encodings(
    paths: Sequence[Path],
    folder: Path,
    *,
    edition: Path | None = None,
    language: str | None = None,
    authority: Sequence[Path] = (),
) -> tuple[Encoding, ...]:
    """Plan the encoding of files, and of all transcriptions in folders, into `folder`."""
    editions = Editions(edition)

    @cache
    def settings(found: Edition | None) -> Settings:
        files = tuple(authority) or (found.authority_files() if found else ())
        model = read_model(found.model) if found else None
        settings = Settings(edition=found, language=language, model=model, pipelines=found.pipelines if found else ())
        if not files:
            return settings
        base = relative(_folder_of(files), folder)
        return replace(settings, authority=read_authority(files), authority_base=base)

    documents = unique(source for path in paths for source in _sources(path))
    return tuple(_encoding(source, folder, settings(editions.of(source))) for source in documents)


def _encoding(source: Path, folder: Path, settings: Settings) -> Encoding:
    """Plan the encoding of `source` into `folder`, with its sidecar when it has one."""
    sidecar = sidecar_path(source)
    return Encoding(source, target(folder, source, ".xml"), sidecar if sidecar.is_file() else None, settings)


def _sources(path: Path) -> tuple[Path, ...]:
    """Return the transcriptions of a folder, or `path` itself, even when it is missing: its task will say so."""
    return sources(path) if path.is_dir() else (path,)


def _folder_of(authority: Sequence[Path]) -> Path:
    """Return the one folder of the authority files, since one pointer must lead to each of them."""
    folders = {path.resolve().parent for path in authority}
    if len(folders) > 1:
        raise SettingsError(
            f"The authority files lie in several folders: {', '.join(sorted(map(shown, folders)))}.",
            code="plan/authority-folders",
            hint="Put them into one folder.",
        )
    return folders.pop()


def encode_source(data: bytes, name: str, label: str, settings: Settings) -> Product:
    """Encode a transcription; `name` goes into the TEI, `label` is what diagnostics call the file."""
    encoded = encode(data, name, settings)
    failed = encoded.tei is None
    return Product(encoded.tei, _labelled(encoded.diagnostics, name, label), status=ERRORS * failed, lasts=failed)


def _labelled(diagnostics: Iterable[Diagnostic], name: str, label: str) -> tuple[Diagnostic, ...]:
    return tuple(
        replace(found, place=replace(found.place, file=label)) if found.place.file == name else found
        for found in diagnostics
    )
