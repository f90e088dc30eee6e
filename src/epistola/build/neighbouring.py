"""Letting the pages of letters that are made together know of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeGuard

from epistola.build.paths import STANDARD, refuse_unwritable_name, shown
from epistola.build.spreading import ranges, spread
from epistola.build.tasks import Gathering, Task, Transformation
from epistola.errors import EpistolaError
from epistola.transform import among, introduction, read_records
from epistola.transform.formats import INDEX, PAGE, format_named

_AT_ONCE: Final = 8


def acquainted(tasks: Sequence[Task], jobs: int = 1) -> Callable[[Task], str]:
    """Return a function that tells of a page among `tasks` what it says of the others; of all else nothing.

    The documents are read, in so many processes, so they must be there. One that can't be read is left out, which its
    own task will report; what comes from standard input or goes to standard output knows of nothing.
    """
    pages = [task for task in tasks if _is_page(task)]
    lists = (task for task in tasks if isinstance(task, Gathering) and format_named(task.format).name == INDEX)
    index = next((task.target.name for task in lists if task.target != STANDARD), "")
    if len(pages) < 2 and not (pages and index):
        return lambda task: ""
    told = spread(_introductions, pages, ranges(len(pages), _AT_ONCE), min(jobs, len(pages)))
    known = among(zip(map(_name, pages), told, strict=True))
    return lambda task: known.said(_name(task), index) if _is_page(task) else ""


def _is_page(task: Task) -> TypeGuard[Transformation]:
    return (
        isinstance(task, Transformation)
        and STANDARD not in (task.document, task.target)
        and format_named(task.format).is_page
    )


def _name(task: Transformation) -> str:
    return task.target.name.removesuffix(PAGE)


def _introductions(pages: Sequence[Transformation], batch: tuple[int, int]) -> Iterator[str]:
    return map(_introduction, pages[slice(*batch)])


def _introduction(page: Transformation) -> str:
    label = shown(page.document)
    try:
        refuse_unwritable_name(page.document)
        return introduction(read_records(page.data(), label, page.authority), page.document.stem)
    except EpistolaError:
        return ""
