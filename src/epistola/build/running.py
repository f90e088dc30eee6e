"""Carrying tasks out: a task that fails is reported in its place and the rest goes on.

Tasks go some at a time: their documents are read once, and what is written waits for the disk together. What comes of
them is the same in however many processes they are done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Final, TypeAlias

from epistola.build.events import Begun, Done, Event, Summary, Tally
from epistola.build.files import holds, make_folder, read, write
from epistola.build.neighbouring import acquainted
from epistola.build.outcomes import ERRORS, failed, once
from epistola.build.paths import STANDARD, refuse_unwritable_name
from epistola.build.plan import refuse_collisions
from epistola.build.spreading import seldom_collecting, spread, worthwhile
from epistola.build.tasks import Reader, Task, Transformation
from epistola.build.workers import Product
from epistola.build.writing import File, Underway, abandon, begin, finish
from epistola.diagnostics import Diagnostic
from epistola.errors import EpistolaError

_AT_ONCE: Final = 40  # eight letters in five formats, or as pages
_SHARES: Final = 4
# With less than this, several processes take longer than one.
_MUCH: Final = 400

_Batch: TypeAlias = tuple[int, int, tuple[str, ...]]
"""Where some tasks begin and end, and what each says of other letters if it makes a page."""


def carry_out(stage: str, tasks: Sequence[Task], on_event: Callable[[Event], None], *, jobs: int | None = 1) -> Tally:
    """Do the tasks of one stage, in so many processes, and return them in figures.

    `jobs` None means as many as there are processors, if there is enough to do. What reads from standard input or
    writes to standard output is done here. Raises SurroundingsError when a process is killed from outside.
    """
    on_event(Begun(stage, len(tasks)))
    tally = Tally(stage)
    told: set[Diagnostic] = set()
    jobs = worthwhile((task.weight for task in tasks), _MUCH) if jobs is None else min(jobs, len(tasks))
    jobs = 1 if any(STANDARD in (task.document, task.target) for task in tasks) else jobs
    with seldom_collecting():
        batches = _batches(tasks, acquainted(tasks, jobs), jobs)
        for each in spread(_perform, tasks, batches, jobs):
            done = once(each, told)
            tally = tally.plus(done)
            on_event(done)
    return tally


def run(tasks: Sequence[Task], on_event: Callable[[Event], None], *, jobs: int | None = 1) -> Summary:
    """Do tasks of one stage that were asked for together; nothing is begun if two of them would collide.

    `jobs` is the number of processes; what comes of the tasks is the same however many there are.
    """
    refuse_collisions(tasks)
    for folder in {task.target.parent for task in tasks if task.target != STANDARD}:
        make_folder(folder)
    stage = tasks[0].stage if tasks else ""
    return Summary((carry_out(stage, tasks, on_event, jobs=jobs),))


def _batches(tasks: Sequence[Task], said: Callable[[Task], str], jobs: int) -> Iterator[_Batch]:
    """Divide the tasks; what is made from one document stays together."""
    most = min(_AT_ONCE, sum(task.weight for task in tasks) // (jobs * _SHARES)) if jobs > 1 else _AT_ONCE
    begin, weight = 0, 0
    for place, task in enumerate(tasks):
        if place > begin and weight >= most and task.document != tasks[place - 1].document:
            yield begin, place, tuple(map(said, tasks[begin:place]))
            begin, weight = place, 0
        weight += task.weight
    if begin < len(tasks):
        yield begin, len(tasks), tuple(map(said, tasks[begin:]))


def _perform(tasks: Sequence[Task], batch: _Batch) -> list[Done]:
    begin, end, said = batch
    return perform([_knowing(task, words) for task, words in zip(tasks[begin:end], said, strict=True)])


def _knowing(task: Task, said: str) -> Task:
    return replace(task, neighbours=said) if said and isinstance(task, Transformation) else task


def perform(tasks: Sequence[Task]) -> list[Done]:
    """Do some tasks: read, work, write. Whatever goes wrong is a finding, even a fault of ours."""
    reading = cache(read)
    made: list[Product | Done] = []
    begun: dict[int, Underway] = {}
    try:
        for number, task in enumerate(tasks):
            made.append(_made(task, reading))
            if (file := _due(task, made[number])) is not None:
                begun[number] = begin(file, f".{os.getpid()}.part")
        refusals = dict(zip(begun, finish(begun.values()), strict=True))
    except BaseException:
        abandon(begun.values())
        raise
    return [
        what if isinstance(what, Done) else _finished(task, what, number in begun, refusals.get(number))
        for number, (task, what) in enumerate(zip(tasks, made, strict=True))
    ]


def _made(task: Task, reading: Reader) -> Product | Done:
    try:
        refuse_unwritable_name(task.document)
        return task.job(reading)()
    except Exception as fault:
        return failed(task, fault)


def _due(task: Task, made: Product | Done) -> File | None:
    """Return what is to be written, if it isn't there yet."""
    if isinstance(made, Done) or made.content is None or task.target == STANDARD:
        return None
    with suppress(OSError):  # writing will say what is wrong
        if holds(task.target, made.content):
            return None
    # What other stages make can be made again should the power fail, and waiting would take most of their time.
    return File(task.target, made.content, waits=task.stage == "encode")


def _finished(task: Task, product: Product, changed: bool, refusal: EpistolaError | None) -> Done:
    if refusal is not None:
        return failed(task, refusal)
    if product.content is None:
        return Done(task.stage, task.document, None, diagnostics=product.diagnostics, status=ERRORS)
    if task.target == STANDARD:
        changed = write(STANDARD, product.content)
    return Done(task.stage, task.document, task.target, changed, product.diagnostics)
