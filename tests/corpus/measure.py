"""Measures builds of a generated edition: the first, and with nothing, a letter, an entry, a stylesheet changed.

    python tests/corpus/measure.py FOLDER --letters 10000 [--jobs 1] [--formats html,text,bibtex]

A line for each: seconds by the clock, seconds of processors, megabytes at most of the process that gives the orders.
For a moment a comment is added to a stylesheet of this checkout.
"""

from __future__ import annotations

import argparse
import os
import runpy
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

STYLESHEET = Path(__file__).resolve().parents[2] / "xslt" / "lib" / "bibtex.xsl"


def build(folder: Path, jobs: int) -> str:
    """Build the edition, and return what it took."""
    code = "from epistola.cli import main; main()"
    command = [sys.executable, "-c", code, "build", "--progress", "none", "--jobs", str(jobs)]
    begun = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"epistola build ended with {os.waitstatus_to_exitcode(status)} in {folder}")
    seconds = time.monotonic() - begun
    processors = used.ru_utime + used.ru_stime
    return f"{seconds:8.2f} s {processors:8.2f} s of processors {used.ru_maxrss / 1024:6.0f} MB"


def change_letter(folder: Path) -> None:
    """Add a sentence to the letter in the middle."""
    letters = sorted((folder / "seeds").glob("*.txt"))
    letter = letters[len(letters) // 2]
    letter.write_text(letter.read_text(encoding="utf-8") + "\nP.S. One thing more.\n", encoding="utf-8")


def change_entry(folder: Path) -> None:
    """Correct the GND number of a person."""
    persons = folder / "tei" / "authority" / "persons.xml"
    persons.write_text(persons.read_text(encoding="utf-8").replace("gnd/1000007<", "gnd/2000007<"), encoding="utf-8")


@contextmanager
def changed_stylesheet() -> Iterator[None]:
    """Add a comment to a stylesheet."""
    before = STYLESHEET.read_bytes()
    STYLESHEET.write_bytes(before + b"<!-- changed -->\n")
    try:
        yield
    finally:
        STYLESHEET.write_bytes(before)


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--formats", default="html,text,bibtex")
    told = parser.parse_args()
    generate = runpy.run_path(str(Path(__file__).with_name("generate.py")))["generate"]
    generate(told.folder, told.letters, formats=told.formats.split(","))
    changes: dict[str, Callable[[Path], None]] = {
        "first build": lambda folder: None,
        "nothing changed": lambda folder: None,
        "one letter changed": change_letter,
        "one entry changed": change_entry,
    }
    for what, change in changes.items():
        change(told.folder)
        print(f"{what:20} {build(told.folder, told.jobs)}", flush=True)
    with changed_stylesheet():
        print(f"{'one stylesheet':20} {build(told.folder, told.jobs)}")


if __name__ == "__main__":
    main()
