"""The door through which a run reads and writes: nobody sees half a file, and what didn't change isn't touched.

The path `-` is standard input and standard output.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TextIO

from epistola import xml
from epistola.build.paths import STANDARD
from epistola.errors import SurroundingsError
from epistola.whole import whole


def read(path: Path) -> bytes:
    """Return the bytes of `path`; raise SurroundingsError when it can't be read."""
    return _standard_input(sys.stdin) if path == STANDARD else xml.read(path)


@cache
def _standard_input(stream: TextIO) -> bytes:
    """Read a stream once, however many tasks want what it has."""
    return stream.buffer.read()


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it; raise SurroundingsError when it can't be made or written into.

    A run calls this before its first letter, so that it fails at once and not after an hour of work.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _refusal("The folder can't be made, since a file is in its way.", "no-folder", folder) from None
    except OSError as error:
        raise _refusal(f"The folder can't be made: {_reason(error)}.", "no-folder", folder) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _refusal("You may not write into the folder.", "no-folder", folder)


def write(path: Path, content: bytes) -> bool:
    """Write `content` to `path` unless it is there already; tell whether anything was written.

    The bytes go to a temporary file in the same folder, reach the disk, and then take the place of the old file
    in one step (POSIX `rename`). Raises SurroundingsError, and leaves the old file as it was, when that fails.
    """
    if path == STANDARD:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return True
    try:
        if holds(path, content):
            return False
        make_folder(path.parent)
        with whole(path) as file:
            file.write(content)
    except OSError as error:
        raise unwritten(path, error) from None
    return True


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a file is as it would be written; raise OSError when that can't be found out."""
    try:
        return os.stat(path).st_size == len(content) and path.read_bytes() == content  # noqa: PTH116
    except FileNotFoundError:
        return False


def fill(path: str, content: bytes, *, waits: bool = True) -> None:
    """Write a new file and, unless told not to, wait until its bytes are on the disk; raise OSError if that fails."""
    with open(path, "wb") as file:  # noqa: PTH123 - a Path for each of many files would take longer
        file.write(content)
        if waits:
            file.flush()
            os.fsync(file.fileno())


def unwritten(path: Path, error: OSError) -> SurroundingsError:
    """Say why a file couldn't be written."""
    return _refusal(f"The file can't be written: {_reason(error)}.", "no-file", path)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _refusal(message: str, slug: str, path: Path) -> SurroundingsError:
    return SurroundingsError(
        message,
        code=f"files/{slug}",
        file=str(path),
        hint="Check that nothing of that name is in the way, that you may write there, and that there is space.",
    )
