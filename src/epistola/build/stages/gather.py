"""From the records of all letters to one file of them.

The file is made in this process. It depends on the records, not on the letters: a change that no record tells of makes
no work here. What the stylesheet needs at once is all records, some kilobytes for each letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.driving import conclude, known, settled
from epistola.build.events import Done
from epistola.build.freshness import Unit, Verdict, Work
from epistola.build.letters import Letter
from epistola.build.stages.transform import NAME, common, record_target
from epistola.build.workers import Product, failure, gather_records
from epistola.transform.formats import Format

_AT_A_LOOK: Final = 256


def wanted(bench: Bench) -> list[Format]:
    """Return the formats of which there is to be one file for all letters."""
    plan, names = bench.plan, bench.names
    return [kind for kind in plan.of_all() if plan.chosen.file(names.output_of_all(kind))]


def gather(bench: Bench, letters: list[Letter]) -> Iterator[Done]:
    """Make the files that are due, and yield what is to be told of each."""
    kinds = wanted(bench)
    if not kinds or not letters:
        return
    for unit in look(bench, letters):
        (work,) = unit.works
        outcome = known(work) if not unit.due else settled(work, _made(bench, letters, work), NAME)
        yield from conclude(NAME, bench, [(unit, outcome)])


def look(bench: Bench, letters: list[Letter]) -> list[Unit]:
    """Compare the records, and what was made of them, with what was made before."""
    names, files, kinds = bench.names, bench.files, wanted(bench)
    outputs = [names.output_of_all(kind) for kind in kinds]
    files.prepare(outputs)
    rows = bench.state.rows(outputs)
    records = fingerprints.of(b"".join(_digests(bench, letters)))
    units = []
    for kind, file in zip(kinds, outputs, strict=True):
        own = {"the records of the letters": records}
        work = Work(file, file, common(kind.stylesheet), own, kind.name, row=rows.get(file), current=files.digest(file))
        due = [work] if work.verdict() is not Verdict.FRESH else []
        units.append(Unit(names.tei_of(letters[0]), [work], due))
    return units


def _made(bench: Bench, letters: list[Letter], work: Work) -> Product:
    try:
        records = (record for letter in letters for record in _records(bench, letter))
        return gather_records(records, work.format)
    except Exception as fault:
        return failure(NAME, work.file, fault)


def _records(bench: Bench, letter: Letter) -> list[str]:
    """Return the records of one document; none for one that couldn't be read, which was reported."""
    kept = bench.state.record(record_target(letter))
    return kept.split("\n") if kept else []


def _digests(bench: Bench, letters: list[Letter]) -> Iterator[bytes]:
    for start in range(0, len(letters), _AT_A_LOOK):
        targets = [record_target(letter) for letter in letters[start : start + _AT_A_LOOK]]
        rows = bench.state.rows(targets)
        for target in targets:
            row = rows.get(target)
            yield fingerprints.of_text(target) + (row.made if row is not None and row.made else b"none")
