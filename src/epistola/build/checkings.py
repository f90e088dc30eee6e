"""Validations as tasks: which documents are asked for, and by what each is judged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from epistola.build.editions import Editions
from epistola.build.paths import STANDARD, resolving, rules_of, xml_files
from epistola.config import Edition


@dataclass(frozen=True, slots=True)
class Standards:
    """By what documents are judged: schemas (None: those that they ask for), rules, transcriptions, catalogs."""

    schemas: tuple[Path | str, ...] | None = None
    rules: tuple[Path, ...] = ()
    sources: Path | None = None
    catalogs: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Checking:
    """A TEI file is validated; nothing is made."""

    stage: ClassVar[str] = "validate"
    document: Path
    by: Standards = Standards()


def checkings(
    paths: Sequence[Path],
    *,
    schemas: Sequence[Path | str] = (),
    rules: Path | None = None,
    sources: Path | None = None,
    catalogs: Sequence[Path] = (),
) -> tuple[Checking, ...]:
    """Plan the validation of files, and of all XML files in folders and in the folders below them."""
    editions = Editions()

    @cache
    def standards(edition: Edition | None) -> Standards:
        folder = rules or (edition.rules if edition else None)
        return Standards(
            tuple(schemas) or None,
            rules_of(folder) if folder else (),
            sources or (edition.sources if edition else None),
            tuple(catalogs),
        )

    @cache
    def of_folder(folder: str) -> Standards:
        return standards(editions.of(Path(folder)))

    resolved = resolving()
    documents = {resolved(document): document for path in paths for document in xml_files(path, below=True)}
    return tuple(
        Checking(document, of_folder("." if document == STANDARD else os.path.dirname(place)))  # noqa: PTH120
        for place, document in documents.items()
    )
