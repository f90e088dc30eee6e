"""The annotators in their order, and the loop that runs them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from types import ModuleType

from epistola.discovery import modules
from epistola.encode import annotators
from epistola.encode.context import Context
from epistola.errors import SettingsError
from epistola.letter import Annotation, Letter, Remark


def available() -> Mapping[str, ModuleType]:
    """Return the annotators, ours and those of installed packages, by name."""
    return modules(annotators, "epistola.annotators")


def in_order(found: Mapping[str, ModuleType]) -> list[tuple[str, ModuleType]]:
    """Order the annotators so that each runs after what it needs; those of equal standing by name.

    Raises SettingsError for a need that nobody meets, and for needs that go round in a circle.
    """
    givers = {gift: name for name, module in found.items() for gift in module.GIVES}
    for name, module in found.items():
        for need in module.NEEDS:
            if need not in givers:
                raise SettingsError(
                    f"The annotator “{name}” needs “{need}”, which no annotator gives.",
                    code="pipeline/unmet-need",
                    hint=f"Install the annotator that gives “{need}”, or correct NEEDS.",
                )
    graph = {name: sorted({givers[need] for need in module.NEEDS}) for name, module in found.items()}
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        raise SettingsError(
            f"The annotators need one another in a circle: {' → '.join(error.args[1])}.",
            code="pipeline/circle",
            hint="One of them must do without the other.",
        ) from None
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return [(name, found[name]) for name in order]


@cache
def _steps() -> tuple[tuple[str, ModuleType], ...]:
    """Return the annotators in their order, which is the same for all letters."""
    return tuple(in_order(available()))


def annotate(letter: Letter, context: Context) -> tuple[Letter, tuple[tuple[str, Remark], ...]]:
    """Run the annotators one after another; return the letter with all claims, and what was remarked by whom."""
    return annotate_until("", letter, context)


def annotate_until(stop: str, letter: Letter, context: Context) -> tuple[Letter, tuple[tuple[str, Remark], ...]]:
    """Run the annotators that come before the annotator `stop`."""
    remarks: list[tuple[str, Remark]] = []
    for name, module in _steps():
        if name == stop:
            break
        said = list(module.annotate(letter, context))
        letter = letter.having(one for one in said if isinstance(one, Annotation))
        remarks += [(name, one) for one in said if isinstance(one, Remark)]
    return letter, tuple(remarks)
