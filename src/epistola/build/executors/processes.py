"""In processes of this machine. They begin with nothing of this one (spawn), which works everywhere in the same way."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor

from epistola.build.spreading import end_with_parent


def open_executor(jobs: int, address: str) -> Executor:
    """Return `jobs` processes, each started when there is work for it; `address` means nothing here."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=end_with_parent)
