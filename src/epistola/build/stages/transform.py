"""From TEI to files in each format, and to the records from which files of many letters are made.

An output depends on the letter, on all files of its stylesheet, and on the part of the authority files that the
letter sees (`slices`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.driving import Outcome, known, settled
from epistola.build.files import read
from epistola.build.fingerprints import Digest
from epistola.build.freshness import Unit, Verdict, Work
from epistola.build.letters import Letter, Plan
from epistola.build.orders import RECORD, Setup, Transform
from epistola.build.paths import refuse_unwritable_name
from epistola.build.workers import Product
from epistola.errors import EpistolaError
from epistola.transform.closure import closure, stylesheet_of_records, stylesheets_of
from epistola.transform.formats import Format

NAME: Final = "transform"
_STYLESHEETS: Final = "the stylesheets"


@dataclass(slots=True)
class Transformation:
    """The stage `transform`, as far as it makes something of each letter."""

    bench: Bench
    setup: Setup
    letters: Sequence[Letter]
    formats: tuple[Format, ...]
    with_records: bool
    authority: Digest
    name: str = NAME

    @classmethod
    def of(cls, bench: Bench) -> Transformation:
        """Prepare the stage; raise EpistolaError for authority files or stylesheets that can't be read."""
        plan = bench.plan
        authority = tuple(read(path) for path in plan.edition.authority_files())
        together = fingerprints.of(b"".join(map(fingerprints.of, authority)))
        letters = tuple(letter for letter in plan.letters if letter.name not in bench.lost)
        return cls(
            bench,
            Setup(authority=authority),
            letters,
            tuple(plan.each()),
            any(plan.chosen.file(plan.output_of_all(kind)) for kind in plan.of_all()),
            together,
        )

    @property
    def total(self) -> int:
        """Return how many files there are to make of single letters."""
        if not self.bench.plan.chosen.patterns:
            return len(self.letters) * len(self.formats)
        return sum(len(self._formats(letter)) for letter in self.letters)

    def documents(self) -> Iterator[Letter]:
        """Yield the letters from which something is made."""
        return (letter for letter in self.letters if self.with_records or self._formats(letter))

    def look(self, documents: Sequence[Letter]) -> list[Unit]:
        """Compare letters and outputs with what was made before."""
        units = [self._unit(letter) for letter in documents]
        good = [unit for unit in units if unit.refusal is None]
        files = self.bench.files
        outputs = (work.path for unit in good for work in unit.works if work.path is not None)
        files.prepare([*(unit.document for unit in good), *outputs])
        rows = self.bench.state.rows([work.target for unit in good for work in unit.works])
        for unit in good:
            letter = files.digest(unit.document) or b""
            for work in unit.works:
                work.row = rows.get(work.target)
                work.inputs["the letter"] = letter
                work.current = files.digest(work.path) if work.path is not None else None
            unit.due = [work for work in unit.works if work.verdict() is not Verdict.FRESH]
        return units

    def order(self, unit: Unit) -> Transform:
        """Read the letter."""
        seen = {w.format: w.row.view for w in unit.due if w.row is not None and w.verdict() is Verdict.UNSURE}
        return Transform(read(unit.document), unit.label, tuple(work.format for work in unit.due), seen)

    def fresh(self, work: Work) -> Outcome:
        """Say what was found before."""
        return known(work)

    def settle(self, work: Work, product: Product) -> Outcome:
        """Write what was made."""
        return settled(work, product, NAME)

    def _formats(self, letter: Letter) -> list[Format]:
        plan = self.bench.plan
        if plan.chosen.letter(letter):
            return list(self.formats)
        return [kind for kind in self.formats if plan.chosen.file(plan.output(letter, kind))]

    def _unit(self, letter: Letter) -> Unit:
        plan, files = self.bench.plan, self.bench.files
        document = letter.tei(plan.edition)
        works = [self._work(plan.output(letter, kind), kind) for kind in self._formats(letter)]
        if self.with_records:
            inputs = {_STYLESHEETS: fingerprint(stylesheet_of_records()), "Epistola": fingerprints.program(NAME)}
            works.append(Work(record_target(plan, letter), None, inputs, RECORD, self.authority))
        unit = Unit(document, files.name(document), works)
        try:
            refuse_unwritable_name(document)
        except EpistolaError as refusal:
            unit.refusal, unit.due = refusal, unit.works
        return unit

    def _work(self, path: Path, kind: Format) -> Work:
        inputs = {_STYLESHEETS: fingerprint(*stylesheets_of(kind)), "Epistola": fingerprints.program(NAME)}
        shared = self.authority if kind.reads_authority else b""
        return Work(self.bench.files.name(path), path, inputs, kind.name, shared)


def record_target(plan: Plan, letter: Letter) -> str:
    """Name the record of a letter in the state."""
    return f"record of {letter.name}"


@cache
def fingerprint(*entries: Path) -> Digest:
    """Return the fingerprint of stylesheets with all that they include and read."""
    return fingerprints.of_files(closure(*entries))
