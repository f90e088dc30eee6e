"""How to build: what the user can choose."""

from __future__ import annotations

from dataclasses import dataclass

from epistola.build.events import Event


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    `jobs` is the number of processes, `scheduler` the address of a Dask scheduler, `only` patterns of what is wanted
    (`letters.Chosen`). With `overwrite`, TEI that somebody edited is encoded anew; with `fail_fast`, the build ends
    with the first failure.
    """

    jobs: int = 1
    scheduler: str = ""
    only: tuple[str, ...] = ()
    overwrite: bool = False
    fail_fast: bool = False


def ignore(event: Event) -> None:
    """Take no notice of an event."""
