"""Carrying tasks out, one after the other: a task that fails is reported in its place and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from epistola.build.events import Begun, Done, Event, Summary, Tally
from epistola.build.files import make_folder, write
from epistola.build.outcomes import ERRORS, failed, once
from epistola.build.paths import STANDARD, refuse_unwritable_name
from epistola.build.plan import refuse_collisions
from epistola.build.spreading import spread
from epistola.build.tasks import Task
from epistola.build.workers import Product
from epistola.diagnostics import Diagnostic


def carry_out(stage: str, tasks: Sequence[Task], on_event: Callable[[Event], None], *, jobs: int = 1) -> Tally:
    """Do the tasks of one stage, in so many processes, and return them in figures."""
    on_event(Begun(stage, len(tasks)))
    tally = Tally(stage)
    told: set[Diagnostic] = set()
    for each in spread(perform, tasks, jobs):
        done = once(each, told)
        tally = tally.plus(done)
        on_event(done)
    return tally


def run(tasks: Sequence[Task], on_event: Callable[[Event], None], *, jobs: int = 1) -> Summary:
    """Do tasks of one stage that were asked for together; nothing is begun if two of them would collide.

    `jobs` is the number of processes; what comes of the tasks is the same however many there are.
    """
    refuse_collisions(tasks)
    for folder in {task.target.parent for task in tasks if task.target != STANDARD}:
        make_folder(folder)
    stage = tasks[0].stage if tasks else ""
    return Summary((carry_out(stage, tasks, on_event, jobs=jobs),))


def perform(task: Task) -> Done:
    """Do one task: read, work, write. Whatever goes wrong is a finding, even a fault of ours."""
    try:
        refuse_unwritable_name(task.document)
        product = task.job()()
        return _finished(task, product)
    except Exception as fault:
        return failed(task, fault)


def _finished(task: Task, product: Product) -> Done:
    if product.content is None:
        return Done(task.stage, task.document, None, diagnostics=product.diagnostics, status=ERRORS)
    changed = write(task.target, product.content)
    return Done(task.stage, task.document, task.target, changed, product.diagnostics)
