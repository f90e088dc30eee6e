"""From the records of all letters to one file of them.

The file is made in this process. It depends on the records, not on the letters: a change that no record tells of makes
no work here. What the stylesheet needs at once is all records, some kilobytes for each letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.driving import AT_A_LOOK, conclude, known, settled
from epistola.build.events import Done
from epistola.build.freshness import Unit, Verdict, Work
from epistola.build.letters import Letter
from epistola.build.plan import told_to
from epistola.build.stages.transform import NAME, common, piece_target, wanted
from epistola.build.workers import Product, failure, gather_pieces
from epistola.transform.formats import Format, format_named


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
    units = []
    for kind, file in zip(kinds, outputs, strict=True):
        own = {"what is gathered of the letters": fingerprints.of(b"".join(_digests(bench, kind, letters)))}
        made_from = common(told_to(kind, bench.plan.edition), kind.stylesheet)
        work = Work(file, file, made_from, own, kind.address, row=rows.get(file), current=files.digest(file))
        due = [work] if work.verdict() is not Verdict.FRESH else []
        units.append(Unit(names.tei_of(letters[0]), [work], due))
    return units


def _made(bench: Bench, letters: list[Letter], work: Work) -> Product:
    try:
        kind = format_named(work.format)
        pieces = ((letter.name, text) for letter in letters for text in _pieces(bench, kind, letter))
        return gather_pieces(pieces, work.format, told_to(kind, bench.plan.edition))
    except Exception as fault:
        return failure(NAME, work.file, fault)


def _pieces(bench: Bench, kind: Format, letter: Letter) -> list[str]:
    """Return what was gathered of one document; nothing of one that couldn't be read, which was reported."""
    kept = bench.state.record(piece_target(kind, letter))
    return kept.split("\n") if kept else []


def _digests(bench: Bench, kind: Format, letters: list[Letter]) -> Iterator[bytes]:
    for start in range(0, len(letters), AT_A_LOOK):
        targets = [piece_target(kind, letter) for letter in letters[start : start + AT_A_LOOK]]
        rows = bench.state.rows(targets)
        for target in targets:
            row = rows.get(target)
            yield fingerprints.of_text(target) + (row.made if row is not None and row.made else b"none")
