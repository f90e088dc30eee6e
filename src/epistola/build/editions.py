"""The editions that files belong to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from epistola.build.paths import STANDARD
from epistola.config import FILE_NAME, Edition, find, load


class Editions:
    """The editions that files belong to: one for all when the user names it, else the nearest above each file."""

    def __init__(self, told: Path | None = None) -> None:
        """Take the `edition.toml` that the user names, or the folder in which it is."""
        self._told = told / FILE_NAME if told and told.is_dir() else told
        self._load = cache(load)
        self._find = cache(find)

    def of(self, document: Path) -> Edition | None:
        """Return the edition of `document`, or None when there is no `edition.toml` at or above its folder."""
        found = self._told or self._nearest(document)
        return self._load(found) if found else None

    def _nearest(self, document: Path) -> Path | None:
        """Look for the settings above a file; for all the files of a folder, that is done once."""
        if document == STANDARD:
            return self._find(Path())
        if document.name in ("", "..") or document.is_symlink() or document.is_dir():
            return find(document)
        return self._find(document.parent)
