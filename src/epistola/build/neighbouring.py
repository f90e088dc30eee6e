"""Letting the pages of letters that are made together know of one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from epistola.build.paths import STANDARD, shown
from epistola.build.tasks import Gathering, Transformation
from epistola.errors import EpistolaError
from epistola.transform import Letters, neighbours, read_records
from epistola.transform.formats import format_named

_PAGE: Final = ".html"
_INDEX: Final = "index"


def acquainted(tasks: Sequence[Transformation | Gathering]) -> tuple[Transformation | Gathering, ...]:
    """Return `tasks`, of which those that make pages know what their page can say of the others.

    The documents are read, so they must be there. One that can't be read is left out, which its own task will report;
    what comes from standard input or goes to standard output knows of nothing.
    """
    pages = {_name(task): task for task in tasks if _is_page(task) and isinstance(task, Transformation)}
    if len(pages) < 2:
        return tuple(tasks)
    index = next((task.target.name for task in tasks if isinstance(task, Gathering) and task.format == _INDEX), "")
    known = neighbours(_letters(pages.values()), index)
    return tuple(
        replace(task, neighbours=known.get(_name(task), ""))
        if _is_page(task) and isinstance(task, Transformation)
        else task
        for task in tasks
    )


def _is_page(task: Transformation | Gathering) -> bool:
    return (
        isinstance(task, Transformation)
        and STANDARD not in (task.document, task.target)
        and task.target.suffix == _PAGE
        and format_named(task.format).reads_neighbours
    )


def _name(task: Transformation | Gathering) -> str:
    return task.target.name.removesuffix(_PAGE)


def _letters(pages: Iterable[Transformation]) -> Iterator[Letters]:
    for task in pages:
        label = shown(task.document)
        try:
            yield Letters(_name(task), label, read_records(task.data(), label, task.authority))
        except EpistolaError:
            continue
