"""From TEI to files in each format, and to the records from which files of many letters are made.

An output depends on the letter, on all files of its stylesheet, and on the part of the authority files that the
letter sees (`slices`). A page that leads to those of other letters depends on what it says of them, too (`links`), so
that pages are made when all letters have been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.driving import Outcome, known, settled
from epistola.build.files import read
from epistola.build.fingerprints import Digest
from epistola.build.freshness import Common, Unit, Verdict, Work
from epistola.build.letters import Letter
from epistola.build.orders import LINKS, PIECE, Setup, Transform
from epistola.build.paths import refuse_unwritable_name
from epistola.build.plan import told_to
from epistola.build.stages.links import index_of, target
from epistola.build.workers import Product
from epistola.errors import EpistolaError
from epistola.transform import Neighbours
from epistola.transform.closure import closure, stylesheet_of_pieces, stylesheets_of
from epistola.transform.formats import Format, format_named
from epistola.transform.outputs import RECORDS as READ_FOR_LINKS

NAME: Final = "transform"
RECORDS: Final = "records"
_STYLESHEETS: Final = "the stylesheets"
_LINKS: Final = "what it says of other letters"


@dataclass(slots=True)
class Transformation:
    """The stage `transform`, as far as it makes something of each letter.

    It has two halves: `formats` and `pieces`, which are the names and orders of what is gathered of each letter; then
    `pages`, with what is known of the letters `beside` each. `made_from` gives for each format and piece what all are
    made from.
    """

    bench: Bench
    setup: Setup
    letters: Sequence[Letter]
    formats: tuple[Format, ...]
    pages: tuple[Format, ...]
    pieces: Mapping[str, str]
    authority: Digest
    made_from: Mapping[str, Common]
    beside: Neighbours | None = None
    name: str = NAME
    _confirmed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, bench: Bench) -> Transformation:
        """Prepare the stage; raise EpistolaError for authority files or stylesheets that can't be read."""
        plan = bench.plan
        authority = tuple(read(path) for path in plan.edition.authority_files())
        together = fingerprints.of(b"".join(map(fingerprints.of, authority)))
        letters = tuple(letter for letter in plan.letters if letter.name not in bench.lost)
        told = {kind.address: told_to(kind, plan.edition) for kind in plan.formats}
        pages = _pages(bench)
        gathering = {piece(kind): kind for kind in wanted(bench)}
        made_from = {kind.address: common(told[kind.address], *stylesheets_of(kind)) for kind in plan.each()}
        for kind in gathering.values():
            parameters = told[kind.address] if kind.gathers != RECORDS else {}
            made_from[piece(kind)] = common(parameters, stylesheet_of_pieces(kind))
        pieces = {name: PIECE + kind.address for name, kind in gathering.items()}
        if pages:
            made_from |= {kind.address: _with_index(made_from[kind.address], index_of(bench)) for kind in pages}
            made_from[LINKS] = common({}, stylesheet_of_pieces(format_named(READ_FOR_LINKS)))
            pieces[LINKS] = PIECE + LINKS
        others = tuple(kind for kind in plan.each() if kind not in pages)
        setup = Setup(authority=authority, parameters=told)
        return cls(bench, setup, letters, others, pages, pieces, together, made_from)

    def of_pages(self, beside: Neighbours | None) -> Transformation:
        """Return the second half of the stage; where it is only counted, who is beside whom needn't be known."""
        return replace(self, formats=self.pages, pieces={}, beside=beside)

    @property
    def total(self) -> int:
        """Return how many files there are to make of single letters."""
        if not self.bench.plan.chosen.patterns:
            return len(self.letters) * len(self.formats)
        return sum(len(self._formats(letter)) for letter in self.letters)

    def documents(self) -> Iterator[Letter]:
        """Yield the letters from which something is made."""
        return (letter for letter in self.letters if self._formats(letter) or any(self._pieces(letter)))

    def look(self, documents: Sequence[Letter]) -> list[Unit]:
        """Compare letters and outputs with what was made before."""
        units = [self._unit(letter) for letter in documents]
        good = [unit for unit in units if unit.refusal is None]
        files = self.bench.files
        outputs = (work.file for unit in good for work in unit.works if work.file)
        files.prepare([*(unit.label for unit in good), *outputs])
        rows = self.bench.state.rows([work.target for unit in good for work in unit.works])
        names = [self.bench.names.letter_of(unit.label) for unit in good]
        says = self.beside.says(names) if self.beside is not None else {}
        for unit, name in zip(good, names, strict=True):
            letter = files.digest(unit.label) or b""
            for work in unit.works:
                work.row = rows.get(work.target)
                work.own["the letter"] = letter
                if name in says:
                    work.own[_LINKS] = says[name]
                work.current = files.digest(work.file) if work.file else None
        if self.beside is not None:
            self._confirm([work for unit in good for work in unit.works if work.verdict() is Verdict.UNSURE])
        for unit in good:
            unit.due = [work for work in unit.works if work.verdict() is not Verdict.FRESH]
        return units

    def _confirm(self, unsure: Sequence[Work]) -> None:
        """Make sure of pages whose letters see the same entries as before: the first half has found out which."""
        rows = self.bench.state.rows([target(Path(work.file).stem) for work in unsure]) if unsure else {}
        for work in unsure:
            seen = rows.get(target(Path(work.file).stem))
            if work.row and seen and (seen.shared, seen.view) == (self.authority, work.row.view):
                work.row = work.row._replace(shared=work.shared)
                self._confirmed.add(work.target)

    def order(self, unit: Unit) -> Transform:
        """Read the letter."""
        seen = {w.format: w.row.view for w in unit.due if w.row is not None and w.verdict() is Verdict.UNSURE}
        said = self._said(self.bench.names.letter_of(unit.label))
        data = read(self.bench.files.path(unit.label))
        return Transform(data, unit.label, tuple(work.format for work in unit.due), seen, said)

    def _said(self, letter: str) -> str:
        return self.beside.said(letter, index_of(self.bench)) if self.beside is not None else ""

    def fresh(self, work: Work) -> Outcome:
        """Say what was found before."""
        if work.target not in self._confirmed:
            return known(work)
        self._confirmed.remove(work.target)
        return replace(known(work), row=work.row)

    def settle(self, work: Work, product: Product) -> Outcome:
        """Write what was made."""
        return settled(work, product, NAME)

    def _formats(self, letter: Letter) -> list[Format]:
        return self._chosen(letter, self.formats)

    def _chosen(self, letter: Letter, kinds: Sequence[Format]) -> list[Format]:
        chosen, names = self.bench.plan.chosen, self.bench.names
        if chosen.letter(letter):
            return list(kinds)
        return [kind for kind in kinds if chosen.file(names.output_of(letter, kind))]

    def _pieces(self, letter: Letter) -> Iterator[str]:
        """Yield what is gathered of a letter: of each for what is made of all, of others for their own page only."""
        return (name for name in self.pieces if name != LINKS or self._chosen(letter, self.pages))

    def _unit(self, letter: Letter) -> Unit:
        names = self.bench.names
        works = []
        for kind in self._formats(letter):
            file = names.output_of(letter, kind)
            shared = self.authority if kind.reads_authority else b""
            works.append(Work(file, file, self.made_from[kind.address], format=kind.address, shared=shared))
        for name in self._pieces(letter):
            made_from, order = self.made_from[name], self.pieces[name]
            works.append(Work(f"{name} of {letter.name}", "", made_from, format=order, shared=self.authority))
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


def _pages(bench: Bench) -> tuple[Format, ...]:
    """Return the formats whose files lead to those of other letters, if there is anything to lead to."""
    alone = len(bench.plan.letters) == 1 and not index_of(bench)
    return () if alone else tuple(kind for kind in bench.plan.each() if kind.is_page)


def common(parameters: Mapping[str, str], *entries: Path) -> Common:
    """Return what all outputs of stylesheets are made from: all that these include and read, and the program."""
    made_from = {_STYLESHEETS: fingerprints.of_files(closure(*entries)), "Epistola": fingerprints.program(NAME)}
    if parameters:
        made_from["its parameters in edition.toml"] = fingerprints.of_text(repr(sorted(parameters.items())))
    return Common(made_from)


def _with_index(made_from: Common, index: str) -> Common:
    return Common({**made_from.inputs, "the list of all letters": fingerprints.of_text(index)}) if index else made_from


def piece(kind: Format) -> str:
    """Name what a format of many letters gathers; records are the same for all."""
    return RECORDS if kind.gathers == RECORDS else f"{kind.gathers} for {kind.name}"


def piece_target(kind: Format, letter: Letter) -> str:
    """Name what is gathered of a letter in the state."""
    return f"{piece(kind)} of {letter.name}"
