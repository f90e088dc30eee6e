"""Doing the same with many tasks, one after the other or in several processes; what comes of them keeps their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Final, TypeVar

from epistola.build.executors.processes import open_executor
from epistola.build.paths import STANDARD
from epistola.build.tasks import Task
from epistola.errors import SurroundingsError

_Task = TypeVar("_Task", bound=Task)
_Result = TypeVar("_Result")

_BATCH: Final = 8
_AHEAD: Final = 3


def spread(work: Callable[[_Task], _Result], tasks: Sequence[_Task], jobs: int) -> Iterator[_Result]:
    """Yield what `work`, a function of a module, makes of each task, in their order.

    `jobs` is the number of processes; only as many tasks are under way as there are processes to feed. What reads
    from standard input or writes to standard output is done here. Raises SurroundingsError when a process is killed
    from outside.
    """
    if jobs < 2 or len(tasks) < 2 or any(STANDARD in (task.document, task.target) for task in tasks):
        yield from map(work, tasks)
        return
    rest = iter(tasks)
    with open_executor(min(jobs, len(tasks)), "") as pool:
        waiting: deque[Future[list[_Result]]] = deque()
        try:
            while True:
                while len(waiting) < jobs * _AHEAD and (batch := list(islice(rest, _BATCH))):
                    waiting.append(pool.submit(_some, work, batch))
                if not waiting:
                    return
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


def _some(work: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
    return [work(task) for task in tasks]
