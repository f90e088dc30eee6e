"""From TEI to files in each format, and to the records from which files of many letters are made.

An output depends on the letter, on all files of its stylesheet, and on the part of the authority files that the
letter sees (`slices`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.driving import Outcome, known, settled
from epistola.build.files import read
from epistola.build.fingerprints import Digest
from epistola.build.freshness import Common, Unit, Verdict, Work
from epistola.build.letters import Letter
from epistola.build.orders import PIECE, Setup, Transform
from epistola.build.paths import refuse_unwritable_name
from epistola.build.plan import told_to
from epistola.build.workers import Product
from epistola.errors import EpistolaError
from epistola.transform.closure import closure, stylesheet_of_pieces, stylesheets_of
from epistola.transform.formats import Format

NAME: Final = "transform"
RECORDS: Final = "records"
_STYLESHEETS: Final = "the stylesheets"


@dataclass(slots=True)
class Transformation:
    """The stage `transform`, as far as it makes something of each letter.

    `made_from` gives for each format, and for the pieces that formats of many letters gather, what all are made from.
    """

    bench: Bench
    setup: Setup
    letters: Sequence[Letter]
    formats: tuple[Format, ...]
    gathering: tuple[Format, ...]
    authority: Digest
    made_from: Mapping[str, Common]
    name: str = NAME

    @classmethod
    def of(cls, bench: Bench) -> Transformation:
        """Prepare the stage; raise EpistolaError for authority files or stylesheets that can't be read."""
        plan = bench.plan
        authority = tuple(read(path) for path in plan.edition.authority_files())
        together = fingerprints.of(b"".join(map(fingerprints.of, authority)))
        letters = tuple(letter for letter in plan.letters if letter.name not in bench.lost)
        told = {kind.address: told_to(kind, plan.edition) for kind in plan.formats}
        gathering = {piece(kind): kind for kind in wanted(bench)}
        made_from = {kind.address: common(told[kind.address], *stylesheets_of(kind)) for kind in plan.each()}
        for kind in gathering.values():
            parameters = told[kind.address] if kind.gathers != RECORDS else {}
            made_from[piece(kind)] = common(parameters, stylesheet_of_pieces(kind))
        setup = Setup(authority=authority, parameters=told)
        return cls(bench, setup, letters, tuple(plan.each()), tuple(gathering.values()), together, made_from)

    @property
    def total(self) -> int:
        """Return how many files there are to make of single letters."""
        if not self.bench.plan.chosen.patterns:
            return len(self.letters) * len(self.formats)
        return sum(len(self._formats(letter)) for letter in self.letters)

    def documents(self) -> Iterator[Letter]:
        """Yield the letters from which something is made."""
        return (letter for letter in self.letters if self.gathering or self._formats(letter))

    def look(self, documents: Sequence[Letter]) -> list[Unit]:
        """Compare letters and outputs with what was made before."""
        units = [self._unit(letter) for letter in documents]
        good = [unit for unit in units if unit.refusal is None]
        files = self.bench.files
        outputs = (work.file for unit in good for work in unit.works if work.file)
        files.prepare([*(unit.label for unit in good), *outputs])
        rows = self.bench.state.rows([work.target for unit in good for work in unit.works])
        for unit in good:
            letter = files.digest(unit.label) or b""
            for work in unit.works:
                work.row = rows.get(work.target)
                work.own["the letter"] = letter
                work.current = files.digest(work.file) if work.file else None
            unit.due = [work for work in unit.works if work.verdict() is not Verdict.FRESH]
        return units

    def order(self, unit: Unit) -> Transform:
        """Read the letter."""
        seen = {w.format: w.row.view for w in unit.due if w.row is not None and w.verdict() is Verdict.UNSURE}
        return Transform(
            read(self.bench.files.path(unit.label)), unit.label, tuple(work.format for work in unit.due), seen
        )

    def fresh(self, work: Work) -> Outcome:
        """Say what was found before."""
        return known(work)

    def settle(self, work: Work, product: Product) -> Outcome:
        """Write what was made."""
        return settled(work, product, NAME)

    def _formats(self, letter: Letter) -> list[Format]:
        chosen, names = self.bench.plan.chosen, self.bench.names
        if chosen.letter(letter):
            return list(self.formats)
        return [kind for kind in self.formats if chosen.file(names.output_of(letter, kind))]

    def _unit(self, letter: Letter) -> Unit:
        names = self.bench.names
        works = []
        for kind in self._formats(letter):
            file = names.output_of(letter, kind)
            shared = self.authority if kind.reads_authority else b""
            works.append(Work(file, file, self.made_from[kind.address], format=kind.address, shared=shared))
        for kind in self.gathering:
            made_from, shared = self.made_from[piece(kind)], self.authority
            works.append(Work(piece_target(kind, letter), "", made_from, format=PIECE + kind.address, shared=shared))
        unit = Unit(names.tei_of(letter), works)
        try:
            refuse_unwritable_name(unit.label)
        except EpistolaError as refusal:
            unit.refusal, unit.due = refusal, unit.works
        return unit


def wanted(bench: Bench) -> list[Format]:
    """Return the formats of which there is to be one file for all letters."""
    plan, names = bench.plan, bench.names
    return [kind for kind in plan.of_all() if plan.chosen.file(names.output_of_all(kind))]


def common(parameters: Mapping[str, str], *entries: Path) -> Common:
    """Return what all outputs of stylesheets are made from: all that these include and read, and the program."""
    made_from = {_STYLESHEETS: fingerprints.of_files(closure(*entries)), "Epistola": fingerprints.program(NAME)}
    if parameters:
        made_from["its parameters in edition.toml"] = fingerprints.of_text(repr(sorted(parameters.items())))
    return Common(made_from)


def piece(kind: Format) -> str:
    """Name what a format of many letters gathers; records are the same for all."""
    return RECORDS if kind.gathers == RECORDS else f"{kind.gathers} for {kind.name}"


def piece_target(kind: Format, letter: Letter) -> str:
    """Name what is gathered of a letter in the state."""
    return f"{piece(kind)} of {letter.name}"
