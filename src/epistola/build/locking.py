"""One build of an edition at a time: the second waits, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from epistola.errors import SurroundingsError


@contextmanager
def alone(folder: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of the edition whose state is in `folder`; `on_wait` is called once if another build has it.

    The operating system takes the lock from a process that ends, however it ends. Raises SurroundingsError when
    the lock can't be made.
    """
    lock = FileLock(folder / "lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait()
            lock.acquire()
    except OSError as error:
        raise SurroundingsError(
            f"The folder of the state can't be used: {error.strerror or error}.",
            code="state/no-folder",
            file=str(folder),
            hint="Check that nothing of that name is in the way, that you may write there, and that there is space.",
        ) from None
    try:
        yield
    finally:
        lock.release()
