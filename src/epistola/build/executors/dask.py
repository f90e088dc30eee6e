"""On the machines of a Dask cluster (extra `epistola[dask]`), which must have the same Epistola as this one.

A worker that is lost is no harm: Dask gives its orders to others.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from functools import cache, partial
from importlib import import_module
from typing import Any, Final, ParamSpec, TypeVar

from epistola.build import fingerprints
from epistola.errors import SurroundingsError
from epistola.extras import need

_P = ParamSpec("_P")
_T = TypeVar("_T")
_PATIENCE: Final = 10.0  # seconds


class Cluster(Executor):
    """The workers of a cluster; each carries out one order at a time, always in the same thread, as SaxonC wants."""

    def __init__(self, client: Any) -> None:
        """Take a `distributed.Client`, which is closed with this."""
        self._client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Send an order to some worker."""
        answer: Future[_T] = Future()
        sent: Future[_T] = self._executor.submit(_in_one_thread, fn, *args, **kwargs)
        sent.add_done_callback(partial(_pass_on, answer))
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which drops what isn't done."""
        self._executor.shutdown(wait=wait)
        self._client.close()


def open_executor(jobs: int, address: str) -> Executor:
    """Return the cluster whose scheduler is at `address`; how many work there isn't ours to say.

    Raises SurroundingsError when Dask isn't installed, when there is no scheduler or no worker, or when one has another
    Epistola.
    """
    need("dask", "distributed")
    client_of: Any = import_module("distributed").Client
    try:
        client = client_of(address, timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
        theirs = set(client.run(_programs).values())
    except (OSError, TimeoutError, ValueError, ImportError, AttributeError) as error:
        raise SurroundingsError(
            f"The cluster can't be used: {error}.",
            code="build/no-cluster",
            file=address,
            hint="Give the address of a Dask scheduler that has workers, such as tcp://localhost:8786, "
            "and install the same Epistola on all of them.",
        ) from None
    if theirs != {_here()}:
        client.close()
        raise SurroundingsError(
            "The workers of the cluster have another Epistola, or other versions of what it needs.",
            code="build/other-program",
            file=address,
            hint="Install the same versions everywhere, so that all machines make the same bytes.",
        )
    return Cluster(client)


def _pass_on(answer: Future[_T], sent: Future[_T]) -> None:
    """Answer as Dask did; what ended worker after worker, or was lost with the scheduler, is a broken executor."""
    try:
        answer.set_result(sent.result())
    except Exception as error:
        lost = isinstance(error, CancelledError | OSError) or type(error).__module__.startswith("distributed")
        answer.set_exception(BrokenExecutor(str(error)) if lost else error)


def _here() -> tuple[bytes, ...]:
    return _programs()


def _programs() -> tuple[bytes, ...]:
    return tuple(fingerprints.program(room) for room in ("encode", "transform"))


def _in_one_thread(fn: Callable[..., _T], *args: Any, **kwargs: Any) -> _T:
    return _thread().submit(fn, *args, **kwargs).result()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="epistola")
