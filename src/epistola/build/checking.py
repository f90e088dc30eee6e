"""Validating many documents, one after the other or in several processes, and comparing them at the end.

What comes back from each document is its findings and a few facts; documents are read where they are judged, and
only as many are under way as there are processes to feed. So memory grows with what is found, not with what is read.
Findings come in the order of the documents, however many processes there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from epistola.build.checkings import Checking, Standards
from epistola.build.events import Begun, Done, Event, Tally
from epistola.build.files import read
from epistola.build.outcomes import failed, once
from epistola.build.paths import STANDARD, refuse_unwritable_name, shown
from epistola.build.spreading import ranges, seldom_collecting, spread, worthwhile
from epistola.diagnostics import Diagnostic
from epistola.validate import Corpus, Examiner
from epistola.validate.corpus import Facts
from epistola.validate.examiner import Input

Judged: TypeAlias = tuple[tuple[Diagnostic, ...], Facts, int]
"""What was found in a document, the facts to compare, and the status: not 0 when it couldn't be judged."""
_SMALLEST_BATCH: Final = 8
_LARGEST_BATCH: Final = 64
_BATCHES: Final = 8
# So many documents, or so many bytes of them, are examined at once.
_AT_ONCE: Final = 32
_BYTES_AT_ONCE: Final = 1_000_000
# With fewer bytes than these, several processes take longer than one.
_MUCH: Final = 2_000_000


def check_all(tasks: Sequence[Checking], on_event: Callable[[Event], None], *, jobs: int | None = 1) -> Tally:
    """Validate the documents of `tasks`, compare them, and return the stage in figures.

    `jobs` is the number of processes; None means as many as there are processors, if there is enough to do.
    Raises SurroundingsError when one of them is killed from outside.
    """
    on_event(Begun("validate", len(tasks)))
    tally = Tally("validate")
    corpus = Corpus()
    told: set[Diagnostic] = set()
    judged = _judged(tasks, worthwhile(map(_size, tasks), _MUCH) if jobs is None else jobs)
    with seldom_collecting():
        for task, (diagnostics, facts, status) in zip(tasks, judged, strict=True):
            corpus.add(facts)
            new = once(Done(task.stage, task.document, None, diagnostics=diagnostics, status=status), told)
            tally = tally.plus(new)
            on_event(new)
    between = tuple(corpus.compare())
    if between:
        done = Done("validate", Path(between[0].place.file), None, diagnostics=between)
        tally = replace(tally.plus(done), done=tally.done)
        on_event(done)
    return tally


def judging() -> Callable[[Iterable[Checking]], Iterator[Judged]]:
    """Return a function that judges documents, some at once; what they have in common, it looks up once."""

    @cache
    def examiner(by: Standards) -> Examiner:
        return Examiner(schemas=by.schemas, rules=by.rules, sources=by.sources, catalogs=by.catalogs)

    @cache
    def folder(name: str) -> Path:
        return Path(name)

    def opened(task: Checking) -> Input:
        document = task.document
        refuse_unwritable_name(document)
        base = document.resolve().parent if document.is_symlink() else folder(os.path.dirname(document))  # noqa: PTH120
        return read(document), shown(document), base

    def judge(task: Checking) -> Judged:
        """Whatever goes wrong is a finding, even a fault of ours."""
        try:
            examined = examiner(task.by).examine(*opened(task))
        except Exception as fault:
            done = failed(task, fault)
            return done.diagnostics, (), done.status
        return examined.diagnostics, examined.facts, 0

    def judge_some(tasks: Sequence[Checking]) -> list[Judged]:
        """Judge at once; if that fails, one by one, to find out with which."""
        try:
            inputs = map(opened, tasks)
            return [(one.diagnostics, one.facts, 0) for one in examiner(tasks[0].by).examine_all(inputs)]
        except Exception:
            return list(map(judge, tasks))

    def judge_all(tasks: Iterable[Checking]) -> Iterator[Judged]:
        for some in _portions(tasks):
            yield from judge_some(some)

    return judge_all


def _portions(tasks: Iterable[Checking]) -> Iterator[list[Checking]]:
    """Divide the tasks into those whose documents are examined at once: by the same standards, and small together."""
    some: list[Checking] = []
    size = 0
    for task in tasks:
        bytes_ = _size(task)
        if some and (len(some) == _AT_ONCE or size + bytes_ > _BYTES_AT_ONCE or task.by is not some[0].by):
            yield some
            some, size = [], 0
        some.append(task)
        size += bytes_
    if some:
        yield some


def _size(task: Checking) -> int:
    """Return how many bytes a document has; 0 where there is none to ask."""
    try:
        return os.stat(task.document).st_size  # noqa: PTH116 - a Path takes longer
    except OSError:
        return 0


def _judged(tasks: Sequence[Checking], jobs: int) -> Iterator[Judged]:
    """Yield what comes of each task, in their order."""
    if jobs < 2 or len(tasks) < 2 or any(task.document == STANDARD for task in tasks):
        yield from judging()(tasks)
        return
    size = min(max(len(tasks) // (jobs * _BATCHES), _SMALLEST_BATCH), _LARGEST_BATCH)
    yield from spread(_judge_some, tasks, ranges(len(tasks), size), min(jobs, len(tasks)))


_judging: Final = cache(judging)  # in a process that was started for one run


def _judge_some(tasks: Sequence[Checking], batch: tuple[int, int]) -> Iterator[Judged]:
    return _judging()(tasks[slice(*batch)])
