"""Driving a stage: look at what is there, give out what is due, write what comes back, and tell of each step.

Documents come a few at a time, and so do orders and products; what is fresh costs a look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final, Protocol, TypeVar

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.crew import Crew, Products
from epistola.build.events import Begun, Done, Tally
from epistola.build.freshness import Unit, Work, inputs_as_text
from epistola.build.orders import PIECE, Order, Packed, Setup
from epistola.build.outcomes import once
from epistola.build.state import Row
from epistola.build.storing import findings_from_text, findings_to_text
from epistola.build.workers import Product, failure
from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import EpistolaError

AT_A_LOOK: Final = 256
_IN_A_LOT: Final = 8
Document = TypeVar("Document")


class Stopped(Exception):  # noqa: N818 - no error: the user wants the build to end with the first failure
    """A task failed in a build that is to stop then; `tally` is the stage as far as it came."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: what to tell, what to note, and the bytes to write, if any."""

    work: Work
    diagnostics: tuple[Diagnostic, ...] = ()
    status: int = 0
    fresh: bool = False
    row: Row | None = None
    content: bytes | None = None


class Stage(Protocol[Document]):
    """A stage of the build. `documents` are what it works on, `setup` is what their orders have in common."""

    name: str
    setup: Setup

    @property
    def total(self) -> int:
        """Return how many tasks there are."""
        ...

    def documents(self) -> Iterator[Document]:
        """Yield what there is to work on."""
        ...

    def look(self, documents: Sequence[Document]) -> list[Unit]:
        """Say what is to be done about some documents."""
        ...

    def order(self, unit: Unit) -> Order:
        """Read what is needed and return the order; raise EpistolaError when it can't be read."""
        ...

    def settle(self, work: Work, product: Product) -> Outcome:
        """Say what follows from a product."""
        ...

    def fresh(self, work: Work) -> Outcome:
        """Say what is known of a task that needs no work."""
        ...


@dataclass(slots=True)
class Course:
    """How a stage goes on: what was told of it, and its figures so far."""

    bench: Bench
    stage: str
    _tally: Tally = field(init=False)
    _told: set[Diagnostic] = field(default_factory=set)
    _quiet: int = 0

    def __post_init__(self) -> None:
        """Begin to count."""
        self._tally = Tally(self.stage)

    def begin(self, total: int) -> None:
        """Tell that the stage begins."""
        self.bench.tell(Begun(self.stage, total))

    def tell(self, done: Done) -> None:
        """Count a task and tell of it, of a failure only once; raise Stopped after one, if the user wants that."""
        if done.fresh and not done.diagnostics and not done.status:
            self._quiet += 1
            self.bench.tell(done)
            return
        new = once(done, self._told)
        self._tally = self._tally.plus(new)
        self.bench.tell(new)
        if self.bench.fail_fast and is_failure(new):
            raise Stopped(self.tally)

    @property
    def tally(self) -> Tally:
        """Return the stage in figures."""
        quiet = self._quiet
        return replace(self._tally, done=self._tally.done + quiet, fresh=self._tally.fresh + quiet)


def drive(stage: Stage[Document], bench: Bench, crew: Crew) -> Tally:
    """Do what is due in a stage and return it in figures; raise Stopped after a failure, if the user wants that."""
    course = Course(bench, stage.name)
    course.begin(stage.total)
    do(stage, course, crew)
    return course.tally


def do(stage: Stage[Document], course: Course, crew: Crew) -> None:
    """Do what is due in a stage, or a part of one, whose course goes on with it."""
    for units, products in crew.work(_lots(stage), Packed.of(stage.setup)):
        for done in _finished(stage, course.bench, units, products):
            course.tell(done)


def is_failure(done: Done) -> bool:
    """Tell whether a task failed or found an error."""
    return bool(done.status) or any(found.severity is Severity.ERROR for found in done.diagnostics)


def settled(work: Work, product: Product, stage: str) -> Outcome:
    """Say what follows from a product that is simply to be written where it isn't there yet."""
    if product.same and work.row is not None:
        row = work.row._replace(key=work.key, shared=work.shared, inputs=inputs_as_text(work.inputs))
        return Outcome(work, findings_from_text(row.findings), row.status, fresh=True, row=row)
    row = work.as_row(stage, product.view, None)._replace(findings=findings_to_text(product.diagnostics))
    if product.status:
        kept = row._replace(status=product.status) if product.lasts else None
        return Outcome(work, product.diagnostics, product.status, row=kept)
    digest = fingerprints.of(product.content or b"")
    content = product.content if digest != work.current else None
    return Outcome(work, product.diagnostics, row=row._replace(made=digest), content=content)


def known(work: Work) -> Outcome:
    """Say again what an earlier build found about a task that is fresh."""
    row = work.row
    found = findings_from_text(row.findings) if row is not None and row.findings else ()
    return Outcome(work, found, row.status if row is not None else 0, fresh=True)


def conclude(stage: str, bench: Bench, outcomes: Sequence[tuple[Unit, Outcome]]) -> Iterator[Done]:
    """Write what is to be written, note it, and yield what is to be told of each outcome."""
    to_write = [
        (bench.files.path(outcome.work.file), outcome.content, outcome.row.made)
        for _, outcome in outcomes
        if outcome.work.file and outcome.content is not None and outcome.row and outcome.row.made
    ]
    failures = iter(bench.write(to_write, may_be_edited=stage == "encode"))
    rows: list[Row] = []
    records: list[tuple[str, str]] = []
    dones: list[Done] = []
    label, document = "", bench.plan.edition.root
    for unit, outcome in outcomes:
        work = outcome.work
        if unit.label != label:
            label, document = unit.label, bench.files.path(unit.label)
        changed = bool(work.file) and outcome.content is not None
        refused = next(failures) if changed else None
        if refused is not None:
            product = failure(stage, work.file, refused)
            dones.append(Done(stage, document, None, diagnostics=product.diagnostics, status=product.status))
            continue
        if outcome.row is not None:
            rows.append(outcome.row)
        if work.format.startswith(PIECE) and outcome.content is not None:
            records.append((work.target, outcome.content.decode()))
        target = bench.files.path(work.file) if work.file and not (outcome.status or outcome.fresh) else None
        if not work.format.startswith(PIECE) or outcome.status:
            told = outcome.diagnostics
            dones.append(Done(stage, document, target, changed, told, outcome.status, outcome.fresh))
    bench.keep(rows, records)
    yield from dones


def _finished(
    stage: Stage[Document], bench: Bench, units: Sequence[Unit], products: Sequence[Products]
) -> Iterator[Done]:
    answers = iter(products)
    outcomes: list[tuple[Unit, Outcome]] = []
    for unit in units:
        if unit.refusal is not None:
            refused = failure(stage.name, unit.label, unit.refusal)
            made = {work.target: refused for work in unit.due}
        else:
            made = (
                {work.target: product for work, product in zip(unit.due, next(answers), strict=True)}
                if unit.due
                else {}
            )
        for work in unit.works:
            product = made.get(work.target)
            outcomes.append((unit, stage.fresh(work) if product is None else _settle(stage, unit, work, product)))
    yield from conclude(stage.name, bench, outcomes)


def _settle(stage: Stage[Document], unit: Unit, work: Work, product: Product) -> Outcome:
    try:
        return stage.settle(work, product)
    except EpistolaError as fault:
        refused = failure(stage.name, unit.label, fault)
        return Outcome(work, refused.diagnostics, refused.status)


def _lots(stage: Stage[Document]) -> Iterator[tuple[list[Unit], list[Order]]]:
    """Yield units with their orders, a few that are due at a time."""
    documents = stage.documents()
    while some := list(islice(documents, AT_A_LOOK)):
        units: list[Unit] = []
        orders: list[Order] = []
        for unit in stage.look(some):
            units.append(unit)
            if unit.due and unit.refusal is None:
                try:
                    orders.append(stage.order(unit))
                except Exception as fault:
                    unit.refusal = fault
            if len(orders) == _IN_A_LOT:
                yield units, orders
                units, orders = [], []
        if units:
            yield units, orders
