"""Doing the same with many tasks, one after the other or in several processes; what comes of them keeps their order."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from epistola.errors import SurroundingsError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

_Common = TypeVar("_Common")
_Batch = TypeVar("_Batch")
_Result = TypeVar("_Result")

_SELDOM: Final = 20_000
_AHEAD: Final = 3


def spread(
    work: Callable[[_Common, _Batch], Iterable[_Result]], common: _Common, batches: Iterable[_Batch], jobs: int
) -> Iterator[_Result]:
    """Yield what `work`, a function of a module, makes of each batch, in their order.

    `jobs` is the number of processes, each of which gets once what all batches have in `common`; with one, the work is
    done here. Only as many batches are under way as there are processes to feed. Raises SurroundingsError when a
    process is killed from outside.
    """
    if jobs < 2:
        for batch in batches:
            yield from work(common, batch)
        return
    from concurrent.futures import ProcessPoolExecutor  # they take time, and most runs are of few documents
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(jobs, _context(), _begin, (common,)) as pool:
        waiting: deque[Future[list[_Result]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_work, work, batch))
                if len(waiting) == jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise SurroundingsError(
                "A process that worked on documents was stopped from outside.",
                code="build/process-lost",
                hint="There may be too little memory for so many processes; use fewer: --jobs 1.",
            ) from None
        finally:
            for future in waiting:
                future.cancel()


def ranges(number: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield where batches of `size` out of so many tasks begin and end."""
    return ((start, min(start + size, number)) for start in range(0, number, size))


def worthwhile(sizes: Iterable[int], much: int) -> int:
    """Return how many processes make the work shorter: a further one for each time that the sizes come to `much`.

    There are no more than processors.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    together = 0
    for size in sizes if processors > 1 else ():
        together += size
        if together > much * (processors - 1):
            return processors
    return 1 + together // much


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for cycles of garbage seldom: trees and facts are in none, and looking takes a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def end_with_parent() -> None:
    """Let this process end when the one that gives orders is killed: it would wait for orders for ever."""
    from multiprocessing import parent_process

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, name="end with parent", daemon=True).start()


def _context() -> BaseContext:
    """Return the way to start processes: as copies of this one where that is safe, since they have all in memory then.

    It is on Linux, while there is one thread and SaxonC, which starts some of its own, isn't at work.
    """
    from multiprocessing import get_context

    saxon = sys.modules.get("epistola.saxon")
    alone = threading.active_count() == 1 and not (saxon is not None and saxon.at_work())
    return get_context("fork" if sys.platform == "linux" and alone else "spawn")


_known: list[Any] = []


def _begin(common: object) -> None:
    """Begin a process that was started for one run, and what it knows of it: only numbers need be sent to it then."""
    end_with_parent()
    gc.set_threshold(_SELDOM)
    _known[:] = [common]


def _work(work: Callable[[Any, _Batch], Iterable[_Result]], batch: _Batch) -> list[_Result]:
    return list(work(_known[0], batch))
