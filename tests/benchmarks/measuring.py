"""Whole processes, measured from outside: seconds, and the memory of a process with those that it starts (Linux)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from time import perf_counter, sleep


def run(command: list[str]) -> tuple[float, float]:
    """Return the seconds and the MiB that `command` takes; it must find nothing wrong.

    The peak is read while it runs, since what wait4 says counts the process that started it as well. What several
    processes share is counted for each of them.
    """
    start = perf_counter()
    peaks: dict[int, float] = {}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        for pid in family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0.0), resident(pid))
        sleep(0.005)
    seconds = perf_counter() - start
    assert process.returncode == 0
    return seconds, sum(peaks.values())


def family(pid: int) -> list[int]:
    """Return a process and those that it started, as far as they live."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(other for child in children for other in family(int(child)))]


def resident(pid: int) -> float:
    """Return the peak of the resident set of a process so far, in MiB; 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
