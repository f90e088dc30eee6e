"""Formatted references as tasks, and the work that is left of one when all is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from epistola.build.files import read
from epistola.build.paths import STANDARD
from epistola.build.requests import authority_lists, documents_of
from epistola.build.tasks import Job, Reader
from epistola.build.workers import Product
from epistola.transform.citation import check_style, cite


@dataclass(frozen=True, slots=True)
class Citing:
    """A formatted reference to a TEI file is printed."""

    stage: ClassVar[str] = "cite"
    weight: ClassVar[int] = 5
    target: ClassVar[Path] = STANDARD
    document: Path
    style: str
    locale: str | None = None
    authority: tuple[bytes, ...] = ()

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        return partial(cite_document, read(self.document), self.style, self.locale, self.authority)


def citings(paths: Sequence[Path], style: str, locale: str | None = None) -> tuple[Citing, ...]:
    """Plan a formatted reference for each file, and for the XML files in folders.

    Raises SettingsError, once for all of them, when there is no such style or locale.
    """
    check_style(style, locale)
    lists = authority_lists(())
    return tuple(Citing(document, style, locale, lists(document)) for document in documents_of(paths))


def cite_document(data: bytes, style: str, locale: str | None, authority: Sequence[bytes]) -> Product:
    """Write a formatted reference to a TEI document, on a line of its own."""
    return Product(f"{cite(data, style=style, locale=locale, authority=authority)}\n".encode())
