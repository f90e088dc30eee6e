"""The crew that carries orders out: orders go in, as many as can be under way, and products come out in their order.

Only a few orders wait at a time, so that memory doesn't grow with the edition. When a process is lost, what was under
way is given out anew; an order that costs a process again and again is given up, and the rest goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final, Generic, TypeAlias, TypeVar

from epistola import discovery
from epistola.build import executors
from epistola.build.orders import Order, Packed, carry_out
from epistola.build.workers import Product
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SurroundingsError

Products: TypeAlias = tuple[Product, ...]
_Lot = TypeVar("_Lot")

_AHEAD: Final = 3
_CLUSTER: Final = 8  # lots for a cluster, whose size may change while it works
_LOST: Final = (BrokenExecutor, CancelledError)


@dataclass(slots=True)
class _Sent(Generic[_Lot]):
    """A lot whose orders are under way; without a future it has none."""

    lot: _Lot
    orders: Sequence[Order]
    answer: Future[list[Products] | None] | None


@dataclass(slots=True)
class Crew:
    """Workers of one kind; the executor is opened when there is work for it. `size` of them work at a time."""

    open_executor: Callable[[], Executor]
    size: int = 1
    _executor: Executor | None = None

    def work(
        self, lots: Iterable[tuple[_Lot, Sequence[Order]]], setup: Packed
    ) -> Iterator[tuple[_Lot, Sequence[Products]]]:
        """Yield each lot with the products of its orders, in the order in which they came."""
        waiting: deque[_Sent[_Lot]] = deque()
        most = self.size * _AHEAD if self.size > 1 else 0
        for lot, orders in lots:
            waiting.append(_Sent(lot, orders, self._give(orders, setup) if orders else None))
            while len(waiting) > most:
                yield self._finished(waiting, setup)
        while waiting:
            yield self._finished(waiting, setup)

    def close(self) -> None:
        """Send the workers away; what is under way is dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def _finished(self, waiting: deque[_Sent[_Lot]], setup: Packed) -> tuple[_Lot, Sequence[Products]]:
        first = waiting.popleft()
        if first.answer is None:
            return first.lot, ()
        try:
            return first.lot, self._answer(first.answer, first.orders, setup)
        except _LOST:
            products = self._carefully(first.orders, setup)
        for other in waiting:
            other.answer = self._give(other.orders, setup) if other.orders else None
        return first.lot, products

    def _give(
        self, orders: Sequence[Order], setup: Packed, content: bytes | None = None
    ) -> Future[list[Products] | None]:
        if self._executor is None:
            self._executor = self.open_executor()
        try:
            return self._executor.submit(carry_out, setup.digest, content, orders)
        except _LOST as lost:
            broken: Future[list[Products] | None] = Future()
            broken.set_exception(lost)
            return broken

    def _answer(
        self, answer: Future[list[Products] | None], orders: Sequence[Order], setup: Packed
    ) -> Sequence[Products]:
        """Wait for an answer; who doesn't know the setup yet gets it, which is once for each process."""
        found = answer.result()
        if found is None:
            found = self._give(orders, setup, setup.content).result()
        return found or []

    def _carefully(self, orders: Sequence[Order], setup: Packed) -> Sequence[Products]:
        """Carry orders out one by one, with nothing else under way; one that costs a second process is given up."""
        products: list[Products] = []
        self.close()
        for order in orders:
            try:
                products += self._answer(self._give([order], setup), [order], setup)
            except _LOST:
                self.close()
                products.append(_given_up(order))
        return products


@contextmanager
def crew(jobs: int, scheduler: str) -> Iterator[tuple[Crew, Crew]]:
    """Give a crew for what needs bytes only, and one of this machine for what follows pointers from file to file.

    They are processes where there is more than one job; with the address of a `scheduler`, the first is a cluster.
    """
    kinds = discovery.modules(executors, "epistola.executors")
    here = Crew(partial(kinds["processes" if jobs > 1 else "serial"].open_executor, jobs, ""), jobs)
    there = Crew(partial(kinds["dask"].open_executor, jobs, scheduler), max(jobs, _CLUSTER)) if scheduler else here
    try:
        yield there, here
    finally:
        there.close()
        here.close()


def _given_up(order: Order) -> Products:
    """Report a document whose work ended a process, for each product that was wanted."""
    found = Diagnostic(
        "build/process-lost",
        Severity.ERROR,
        "A process that worked on this was stopped from outside, twice.",
        Place(order.label),
        "There may be too little memory for so many processes; use fewer: --jobs 1.",
    )
    return (Product(None, (found,), status=SurroundingsError.exit_code),) * order.wanted
