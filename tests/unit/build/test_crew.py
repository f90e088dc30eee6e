"""Who carries orders out makes no difference to what is made."""

import os
import runpy
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures.process import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from epistola.build import Done, Event, Options, build
from epistola.build.crew import Crew
from epistola.build.executors import dask, processes, serial
from epistola.build.orders import Order, Packed, Setup
from epistola.build.workers import Product
from epistola.config import Edition, load
from epistola.errors import SurroundingsError

FORMATS = ("text", "bibtex", "html", "letters")
LETTERS = 24


def written(edition: Edition) -> dict[str, bytes]:
    folders = (edition.tei, edition.output)
    return {path.name: path.read_bytes() for folder in folders for path in folder.glob("*.*")}


@pytest.fixture(scope="session")
def new_edition(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Edition]:
    """Make an edition of generated letters, the same each time."""
    generate = runpy.run_path(str(root / "tests" / "corpus" / "generate.py"))["generate"]

    def make() -> Edition:
        folder = tmp_path_factory.mktemp("edition")
        generate(folder, LETTERS, known=40, formats=FORMATS)
        return load(folder / "edition.toml")

    return make


@pytest.fixture(scope="session")
def by_one(new_edition: Callable[[], Edition]) -> dict[str, bytes]:
    """What one process makes."""
    edition = new_edition()
    assert build(edition).exit_code == 0
    return written(edition)


def test_processes_make_the_same_bytes(new_edition: Callable[[], Edition], by_one: dict[str, bytes]) -> None:
    edition = new_edition()

    summary = build(edition, Options(jobs=2))

    assert len(by_one) == LETTERS * 4 + 1
    assert written(edition) == by_one
    assert summary.exit_code == 0


def test_a_process_that_is_killed_costs_nothing_but_time(
    new_edition: Callable[[], Edition], by_one: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = new_edition()
    pools: list[ProcessPoolExecutor] = []
    opened = processes.open_executor

    def remembered(jobs: int, address: str) -> Executor:
        pool = opened(jobs, address)
        assert isinstance(pool, ProcessPoolExecutor)
        pools.append(pool)
        return pool

    def on_event(event: Event) -> None:
        if isinstance(event, Done) and event.stage == "encode" and len(pools) == 1:
            for process in list(pools[0]._processes.values()):
                os.kill(process.pid or 0, signal.SIGTERM)

    monkeypatch.setattr(processes, "open_executor", remembered)
    summary = build(edition, Options(jobs=2), on_event=on_event)

    assert len(pools) > 1
    assert written(edition) == by_one
    assert summary.exit_code == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc, to see which processes there are")
def test_processes_end_when_the_one_that_gives_orders_is_killed() -> None:
    """A process that gives two orders, tells who carries them out, and waits."""
    code = """if __name__ == "__main__":
        import os, time
        from epistola.build.executors.processes import open_executor
        executor = open_executor(1, "")
        print(executor.submit(os.getpid).result(), flush=True)
        time.sleep(60)
    """
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "orders.py"
        script.write_text(textwrap.dedent(code))
        with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as giver:
            assert giver.stdout is not None
            worker = int(giver.stdout.readline())
            giver.kill()
    for _ in range(200):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.05)
    pytest.fail("the process is still there")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two workers, each a process of its own."""
    distributed = pytest.importorskip("distributed", reason="needs Dask: pip install 'epistola[dask]'")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


def test_a_cluster_makes_the_same_bytes_though_a_worker_is_killed(
    new_edition: Callable[[], Edition], by_one: dict[str, bytes], cluster: Any
) -> None:
    edition = new_edition()
    killed: list[int] = []

    def on_event(event: Event) -> None:
        if isinstance(event, Done) and event.stage == "encode" and not killed:
            worker = next(iter(cluster.workers.values()))
            killed.append(worker.process.pid)
            os.kill(worker.process.pid, signal.SIGKILL)

    summary = build(edition, Options(scheduler=cluster.scheduler_address), on_event=on_event)

    assert killed
    assert written(edition) == by_one
    assert summary.exit_code == 0


def test_a_cluster_that_is_not_there_is_an_error_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs Dask: pip install 'epistola[dask]'")
    monkeypatch.setattr(dask, "_PATIENCE", 0.2)

    with pytest.raises(SurroundingsError, match="cluster can't be used"):
        dask.open_executor(1, "tcp://127.0.0.1:1")


def test_a_cluster_with_another_epistola_is_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "_here", lambda: (b"another",))

    with pytest.raises(SurroundingsError, match="another Epistola"):
        dask.open_executor(1, cluster.scheduler_address)


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(SurroundingsError) as caught:
        dask.open_executor(1, "tcp://127.0.0.1:1")
    assert "epistola[dask]" in caught.value.hint


class Fragile(serial.Serial):
    """An executor that breaks when it gets a certain order."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if any(order.label == "deadly" for order in args[2]):
            raise BrokenExecutor
        return super().submit(fn, *args, **kwargs)


class Labelled:
    """An order that gives its label."""

    wanted = 1

    def __init__(self, label: str) -> None:
        self.label = label

    def carry_out(self, setup: Setup) -> tuple[Product, ...]:
        return (Product(self.label.encode()),)


def carried_out(crew: Crew, *lots: tuple[str, ...]) -> list[list[bytes | int | None]]:
    orders: list[tuple[int, list[Order]]] = [
        (number, [Labelled(label) for label in lot])  # type: ignore[misc]
        for number, lot in enumerate(lots)
    ]
    done = list(crew.work(orders, Packed.of(Setup())))
    assert [number for number, _ in done] == list(range(len(lots)))
    return [[product.content or product.status for (product,) in products] for _, products in done]


def test_an_order_that_ends_every_process_is_given_up_and_the_rest_is_done() -> None:
    crew = Crew(Fragile, 2)

    assert carried_out(crew, ("a", "b"), ("c", "deadly", "d"), (), ("e",)) == [
        [b"a", b"b"],
        [b"c", 3, b"d"],
        [],
        [b"e"],
    ]


def test_only_so_many_orders_are_under_way_that_memory_does_not_grow() -> None:
    ahead = 0
    most = 0

    def lots() -> Iterator[tuple[int, list[Order]]]:
        nonlocal ahead, most
        for number in range(1000):
            ahead += 1
            most = max(most, ahead)
            yield number, [Labelled(str(number))]  # type: ignore[list-item]

    for _ in Crew(serial.Serial, 4).work(lots(), Packed.of(Setup())):
        ahead -= 1

    assert most <= 4 * 3 + 1
