"""Zip archives that are the same bytes for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import IO, Final, NamedTuple

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_COMPRESSION: Final = 9
_READABLE: Final = 0o644 << 16
_UNIX: Final = 3


class Entry(NamedTuple):
    """A file of an archive: its path with `/` between folders, its bytes, and whether it is kept uncompressed."""

    path: str
    content: bytes
    stored: bool = False


def write_zip(target: IO[bytes], entries: Iterable[Entry]) -> None:
    """Write `entries`, in their order, as a zip archive to `target`.

    Times are those of the first day that zip knows; whose files they were is not said.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for entry in entries:
            head = zipfile.ZipInfo(entry.path, _FIRST_DAY)
            head.compress_type = zipfile.ZIP_STORED if entry.stored else zipfile.ZIP_DEFLATED
            head.external_attr = _READABLE
            head.create_system = _UNIX
            archive.writestr(head, entry.content, compresslevel=_COMPRESSION)
