"""Packages: documents that are ZIP archives of XML parts (ECMA-376 part 2; OpenDocument 1.3 part 2)."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from epistola.errors import SourceError

LARGEST_PART: Final = 64 * 2**20
_MOST_PARTS: Final = 10_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Package:
    """The parts of a package. None larger than 64 MiB is read, whatever the archive says of its size."""

    def __init__(self, data: bytes, name: str, form: str) -> None:
        self._name, self._form = name, form
        if data.startswith(_OLE):
            raise self.error(
                "encrypted",
                "The file is encrypted, or a document of the time before 2007 under a new name.",
                "Open it, remove the password, and save it in the present format.",
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = tuple(self._archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self.error(
                "no-archive",
                "The file is not what its name says: it is no ZIP archive, or its end is missing."
                if data
                else "The file is empty.",
                "Save or export it anew; if it is plain text, end its name in .txt.",
            ) from None
        if len(self.names) > _MOST_PARTS:
            raise self.error("too-large", "The archive has more than 10,000 parts.", "Save or export it anew.")

    def error(self, slug: str, message: str, hint: str) -> SourceError:
        """Make the error of this package."""
        return SourceError(message, code=f"{self._form}/{slug}", file=self._name, hint=hint)

    def part(self, path: str) -> bytes | None:
        """Return the bytes of a part, or None if there is no such part.

        Raises SourceError for what is encrypted, damaged or too large.
        """
        if path not in self.names:
            return None
        if self._archive.getinfo(path).flag_bits & 1:
            raise self.error("encrypted", "The file is encrypted.", "Remove the password and save it again.")
        try:
            with self._archive.open(path) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise self.error(
                "damaged", f"The part {path} of the file is damaged.", "Restore it from a copy, or save it anew."
            ) from None
        if len(data) > LARGEST_PART:
            raise self.error(
                "too-large",
                f"The part {path} has more than {LARGEST_PART // 2**20} MiB.",
                "No letter is so long; check where the file comes from.",
            )
        return data

    def needed(self, path: str) -> bytes:
        """Return the bytes of a part without which there is no document."""
        data = self.part(path)
        if data is None:
            raise self.error(
                "no-document",
                f"The archive has no {path}; it isn't a document of this kind.",
                "Check the name of the file, or save it anew.",
            )
        return data
