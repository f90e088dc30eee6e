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
from epistola.transform.splitting import split


@dataclass(frozen=True, slots=True)
class Citing:
    """A formatted reference to a TEI file is printed, or to each letter of an edition in one file."""

    stage: ClassVar[str] = "cite"
    weight: ClassVar[int] = 5
    target: ClassVar[Path] = STANDARD
    document: Path
    style: str
    locale: str | None = None
    authority: tuple[bytes, ...] = ()
    takes_apart: bool = False

    def job(self, read: Reader = read) -> Job:
        """Read what is needed and return the work that is left, which is pure."""
        data = read(self.document)
        return partial(cite_document, data, self.style, self.locale, self.authority, takes_apart=self.takes_apart)


def citings(
    paths: Sequence[Path], style: str, locale: str | None = None, *, takes_apart: bool = False
) -> tuple[Citing, ...]:
    """Plan a formatted reference for each file, and for the XML files in folders; on demand for each letter of a file.

    Raises SettingsError, once for all of them, when there is no such style or locale.
    """
    check_style(style, locale)
    lists = authority_lists(())
    return tuple(Citing(document, style, locale, lists(document), takes_apart) for document in documents_of(paths))


def cite_document(
    data: bytes, style: str, locale: str | None, authority: Sequence[bytes], *, takes_apart: bool = False
) -> Product:
    """Write a formatted reference to a TEI document, or to each of its letters, on a line of its own."""
    letters = [part.data for part in split(data)] if takes_apart else []
    lines = (cite(letter, style=style, locale=locale, authority=authority) for letter in letters or [data])
    return Product("".join(f"{line}\n" for line in lines).encode())
