"""Writing many files at once: whole or not at all, on the disk before anybody is told, no stray left behind.

The bytes go to a temporary file in the same folder, reach the disk, and take the place of the old file in one step
(POSIX `rename`). Waiting for the disk is what takes time, so that the files of a batch wait together, in threads; what
can be made again doesn't wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from epistola.build import files as disk
from epistola.build.files import make_folder, unwritten
from epistola.errors import SurroundingsError

_SUFFIX: Final = ".build-part"
_AT_ONCE: Final = 8


@dataclass(frozen=True, slots=True)
class File:
    """What is to be written where; what can be made again needn't wait for the disk."""

    path: Path
    content: bytes
    waits: bool = True


@dataclass(frozen=True, slots=True)
class Underway:
    """A file on its way to the disk: the temporary file, and what will say whether its bytes have arrived."""

    file: File
    temporary: str
    arrival: Future[SurroundingsError | None]


def write_all(files: Sequence[File], intend: Callable[[], None]) -> list[SurroundingsError | None]:
    """Write `files` and return for each why it couldn't be written, None when it was.

    When all bytes are on the disk and no file has been replaced yet, `intend` is called.
    """
    begun = [begin(file) for file in files]
    for each in begun:
        each.arrival.result()
    intend()
    return finish(begun)


def begin(file: File, suffix: str = _SUFFIX) -> Underway:
    """Begin to write a file, while other work goes on; `suffix` is that of the temporary file."""
    temporary = _beside(str(file.path), suffix)
    if file.waits:
        return Underway(file, temporary, _threads().submit(_prepare, temporary, file))
    arrived: Future[SurroundingsError | None] = Future()
    arrived.set_result(_prepare(temporary, file))
    return Underway(file, temporary, arrived)


def finish(begun: Iterable[Underway]) -> list[SurroundingsError | None]:
    """Wait for files and put them into their places; return for each why it couldn't be written, None when it was."""
    return [each.arrival.result() or _move(each.temporary, each.file) for each in begun]


def abandon(begun: Iterable[Underway]) -> None:
    """Leave nothing of files that were begun, and that nobody will finish."""
    for each in begun:
        each.arrival.exception()
        with suppress(OSError):
            os.unlink(each.temporary)  # noqa: PTH108


def _beside(path: str, suffix: str) -> str:
    """Name a temporary file; a Path would take longer than the name."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}{suffix}")  # noqa: PTH118


def remove_strays(folders: Iterable[Path]) -> None:
    """Remove the temporary files of a build that was killed; only who holds the lock may do so."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name.endswith(_SUFFIX):
                    with suppress(OSError):
                        Path(entry.path).unlink()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="writing")


def _prepare(temporary: str, file: File) -> SurroundingsError | None:
    try:
        _fill(temporary, file)
    except SurroundingsError as refusal:
        return refusal
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        if isinstance(error, OSError):
            return unwritten(file.path, error)
        raise
    return None


def _fill(temporary: str, file: File) -> None:
    """Write the temporary file; its folder may be gone since the run began."""
    try:
        disk.fill(temporary, file.content, waits=file.waits)
    except (FileNotFoundError, NotADirectoryError):
        make_folder(file.path.parent)
        disk.fill(temporary, file.content, waits=file.waits)


def _move(temporary: str, file: File) -> SurroundingsError | None:
    try:
        os.replace(temporary, file.path)  # noqa: PTH105
    except OSError as error:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        return unwritten(file.path, error)
    return None


def settle(folders: Iterable[Path]) -> None:
    """Let new names in folders reach the disk, where the system can do that for a folder."""
    for folder in folders:
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
