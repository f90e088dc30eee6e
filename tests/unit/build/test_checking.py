"""Validating many documents: the same findings in the same order, however many processes there are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from epistola.build import Done, Event
from epistola.build.checking import check_all
from epistola.build.checkings import Checking, Standards
from epistola.diagnostics import Diagnostic

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
ANY = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start><define name="a"><element>
<anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name='a'/></choice></zeroOrMore>
</element></define></grammar>"""
MEMORY = """
import resource, sys
from pathlib import Path
from epistola.build.checking import check_all
from epistola.build.checkings import Checking, Standards
files = sorted(Path(sys.argv[1]).glob("*.xml"))[: int(sys.argv[2])]
check_all([Checking(file, Standards((Path(sys.argv[1], "any.rng"),))) for file in files], lambda event: None)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "any.rng").write_text(ANY)
    for number in range(40):
        lost = '<p corresp="#lost"/>' if number % 7 == 0 else ""
        name = "same" if number in (3, 30) else f"n{number:02}"
        (tmp_path / f"{number:02}.xml").write_text(f'<TEI {NS} xml:id="{name}">{lost}</TEI>')
    (tmp_path / "20.xml").write_text("<TEI>")
    return tmp_path


def found(folder: Path, jobs: int) -> list[Diagnostic]:
    events: list[Event] = []
    tasks = [Checking(file, Standards((folder / "any.rng",))) for file in sorted(folder.glob("*.xml"))]
    tally = check_all(tasks, events.append, jobs=jobs)
    assert tally.done == len(tasks)
    return [diagnostic for event in events if isinstance(event, Done) for diagnostic in event.diagnostics]


def test_two_processes_find_what_one_finds_in_the_same_order(folder: Path) -> None:
    alone, together = found(folder, 1), found(folder, 2)
    assert alone == together
    assert [d.code for d in alone] == [
        *["pointers/no-target"] * 3,
        "xml/not-well-formed",
        *["pointers/no-target"] * 3,
        "corpus/duplicate-identifier",
    ]


def test_memory_does_not_grow_with_the_number_of_files(folder: Path) -> None:
    words = f"<TEI {NS}><p>{'word ' * 20_000}</p></TEI>"
    for number in range(300):
        (folder / f"x{number:03}.xml").write_text(words)

    def peak(files: int) -> int:
        command = [sys.executable, "-c", MEMORY, str(folder), str(files)]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert peak(340) < 1.2 * peak(60)
