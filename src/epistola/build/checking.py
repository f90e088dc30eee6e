"""Validating many documents, one after the other or in several processes, and comparing them at the end.

What comes back from each document is its findings and a few facts; documents are read where they are judged, and
only as many are under way as there are processes to feed. So memory grows with what is found, not with what is read.
Findings come in the order of the documents, however many processes there are.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

from epistola.build.events import Begun, Done, Event, Tally
from epistola.build.paths import STANDARD, refuse_unwritable_name
from epistola.build.running import failed, once
from epistola.build.tasks import Checking
from epistola.diagnostics import Diagnostic
from epistola.errors import SurroundingsError
from epistola.validate import Corpus
from epistola.validate.corpus import Facts

Judged: TypeAlias = tuple[Done, Facts]
_BATCH: Final = 8
_AHEAD: Final = 3


def check_all(tasks: Sequence[Checking], on_event: Callable[[Event], None], *, jobs: int = 1) -> Tally:
    """Validate the documents of `tasks`, compare them, and return the stage in figures.

    `jobs` is the number of processes. Raises SurroundingsError when one of them is killed from outside.
    """
    on_event(Begun("validate", len(tasks)))
    tally = Tally("validate")
    corpus = Corpus()
    told: set[Diagnostic] = set()
    for done, facts in _judged(tasks, jobs):
        corpus.add(facts)
        new = once(done, told)
        tally = tally.plus(new)
        on_event(new)
    between = tuple(corpus.compare())
    if between:
        done = Done("validate", Path(between[0].place.file), None, diagnostics=between)
        tally = replace(tally.plus(done), done=tally.done)
        on_event(done)
    return tally


def judge(task: Checking) -> Judged:
    """Judge one document. Whatever goes wrong is a finding, even a fault of ours."""
    try:
        refuse_unwritable_name(task.document)
        product = task.job()()
        return Done(task.stage, task.document, None, diagnostics=product.diagnostics), product.facts
    except Exception as fault:
        return failed(task, fault), ()


def _judged(tasks: Sequence[Checking], jobs: int) -> Iterator[Judged]:
    """Yield what comes of each task, in their order."""
    if jobs < 2 or len(tasks) < 2 or any(task.document == STANDARD for task in tasks):
        yield from map(judge, tasks)
        return
    rest = iter(tasks)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context) as pool:
        waiting: deque[Future[list[Judged]]] = deque()
        try:
            while True:
                while len(waiting) < jobs * _AHEAD and (batch := list(islice(rest, _BATCH))):
                    waiting.append(pool.submit(_judge_some, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise SurroundingsError(
                "A process that judged documents was stopped from outside.",
                code="build/process-lost",
                hint="There may be too little memory for so many processes; use fewer: --jobs 1.",
            ) from None
        finally:
            for future in waiting:
                future.cancel()


def _judge_some(tasks: Sequence[Checking]) -> list[Judged]:
    return [judge(task) for task in tasks]
