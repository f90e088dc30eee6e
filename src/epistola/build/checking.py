"""Validating many documents, one after the other or in several processes, and comparing them at the end.

What comes back from each document is its findings and a few facts; documents are read where they are judged, and
only as many are under way as there are processes to feed. So memory grows with what is found, not with what is read.
Findings come in the order of the documents, however many processes there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from epistola.build.events import Begun, Done, Event, Tally
from epistola.build.paths import refuse_unwritable_name
from epistola.build.running import failed, once
from epistola.build.spreading import spread
from epistola.build.tasks import Checking
from epistola.diagnostics import Diagnostic
from epistola.validate import Corpus
from epistola.validate.corpus import Facts

Judged: TypeAlias = tuple[Done, Facts]


def check_all(tasks: Sequence[Checking], on_event: Callable[[Event], None], *, jobs: int = 1) -> Tally:
    """Validate the documents of `tasks`, compare them, and return the stage in figures.

    `jobs` is the number of processes. Raises SurroundingsError when one of them is killed from outside.
    """
    on_event(Begun("validate", len(tasks)))
    tally = Tally("validate")
    corpus = Corpus()
    told: set[Diagnostic] = set()
    for done, facts in spread(judge, tasks, jobs):
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
