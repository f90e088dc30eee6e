"""In processes of this machine. They begin with nothing of this one (spawn), which works everywhere in the same way."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor


def open_executor(jobs: int, address: str) -> Executor:
    """Return `jobs` processes, each started when there is work for it; `address` means nothing here."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=end_with_parent)


def end_with_parent() -> None:
    """Let this process end when the one that gives orders is killed: it would wait for orders for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, name="end with parent", daemon=True).start()
