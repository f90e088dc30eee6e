"""From transcriptions to TEI. A TEI file that somebody edited is that person's work: it stays.

The state tells whether a file is as a build wrote it. One of unknown origin that isn't what the encoder makes today
counts as edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from epistola.build import fingerprints
from epistola.build.bench import Bench
from epistola.build.driving import Outcome, known, settled
from epistola.build.files import read, write
from epistola.build.freshness import AUTHORITY, Common, Unit, Verdict, Work
from epistola.build.letters import Letter
from epistola.build.orders import Encode, Setup
from epistola.build.paths import refuse_unwritable_name, relative
from epistola.build.state import FOLDER, Row
from epistola.build.workers import Product
from epistola.config import Edition
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.encode import Settings, read_answer, read_authority, read_model, read_sidecar
from epistola.errors import EpistolaError

NAME: Final = "encode"
_TRANSCRIPTION: Final = "the transcription"
_SIDECAR: Final = "the sidecar"
_ANSWER: Final = "the answer of the language model"


@dataclass(slots=True)
class Encoding:
    """The stage `encode`."""

    bench: Bench
    setup: Setup
    letters: Sequence[Letter]
    common: Common
    _letters: dict[str, Letter] = field(default_factory=dict)
    name: str = NAME

    @classmethod
    def of(cls, bench: Bench) -> Encoding:
        """Prepare the stage; raise EpistolaError for authority files or a model that can't be read."""
        edition = bench.plan.edition
        authority = read_authority(edition.authority_files())
        base = relative(edition.authority, edition.tei)
        settings = Settings(
            edition=edition,
            authority=authority,
            authority_base=base,
            model=read_model(edition.model),
            pipelines=edition.pipelines,
        )
        listed = b"".join(fingerprints.of_text(file.name) + fingerprints.of(file.data) for file in authority)
        common = {
            "edition.toml": fingerprints.of_text(repr(_told(edition, base))),
            "Epistola": fingerprints.program(NAME),
            AUTHORITY: fingerprints.of(listed),
        }
        if edition.model is not None:
            common["the model"] = fingerprints.of_file(edition.model)
        if edition.pipelines:
            common["the spaCy pipelines"] = fingerprints.of_packages(("spacy", *edition.pipelines))
        return cls(bench, Setup(encode=settings), tuple(_wanted(bench)), Common(common))

    @property
    def total(self) -> int:
        """Return how many letters there are to encode."""
        return len(self.letters)

    def documents(self) -> Iterator[Letter]:
        """Yield the letters that have a transcription."""
        return iter(self.letters)

    def look(self, documents: Sequence[Letter]) -> list[Unit]:
        """Compare transcriptions, sidecars and TEI with what was encoded before."""
        units = [self._unit(letter) for letter in documents]
        good = [(letter, unit) for letter, unit in zip(documents, units, strict=True) if unit.refusal is None]
        self._letters = {unit.works[0].target: letter for letter, unit in zip(documents, units, strict=True)}
        names = self.bench.names
        ways = (names.source_of, names.sidecar_of, names.answer_of, names.tei_of)
        self.bench.files.prepare(way(letter) for letter, _ in good for way in ways)
        rows = self.bench.state.rows([unit.works[0].target for _, unit in good])
        for letter, unit in good:
            self._compare(letter, unit, rows)
        return units

    def order(self, unit: Unit) -> Encode:
        """Read transcription and sidecar. If they changed since they were looked at, the next build will notice."""
        letter, files = self._letters[unit.works[0].target], self.bench.files
        sidecar = self.bench.names.sidecar_of(letter)
        read_beside = read_sidecar(files.path(sidecar)) if sidecar else None
        source, endpoint = files.path(unit.label), self.bench.plan.edition.endpoint
        answer = read_answer(endpoint.answers, source) if endpoint is not None else None
        return Encode(read(source), letter.source, unit.label, read_beside, answer)

    def fresh(self, work: Work) -> Outcome:
        """Say what was found when the letter was encoded, and whether it was edited since."""
        outcome = known(work)
        if outcome.status:
            self.bench.lost.add(_letter_of(work))
        return replace(outcome, diagnostics=(*outcome.diagnostics, *self._edited(work)))

    def settle(self, work: Work, product: Product) -> Outcome:
        """Write the TEI unless somebody edited what is there."""
        work.current = self.bench.files.digest(work.file)
        outcome = settled(work, product, NAME)
        if outcome.status:
            self.bench.lost.add(_letter_of(work))
        if outcome.content is None or work.current is None or self._is_ours(work):
            return outcome
        if self.bench.overwrite:
            return replace(outcome, diagnostics=(*outcome.diagnostics, self._put_aside(work)))
        row = outcome.row._replace(kept=work.current) if outcome.row is not None else None
        work.row = row
        return replace(outcome, row=row, content=None, diagnostics=(*outcome.diagnostics, *self._edited(work)))

    def _unit(self, letter: Letter) -> Unit:
        source, tei = self.bench.names.source_of(letter), self.bench.names.tei_of(letter)
        unit = Unit(source, [Work(tei, tei, self.common)])
        try:
            refuse_unwritable_name(source)
        except EpistolaError as refusal:
            unit.refusal, unit.due = refusal, unit.works
        return unit

    def _compare(self, letter: Letter, unit: Unit, rows: dict[str, Row]) -> None:
        (work,) = unit.works
        files = self.bench.files
        work.row = rows.get(work.target)
        work.own[_TRANSCRIPTION] = files.digest(unit.label) or b""
        sidecar = self.bench.names.sidecar_of(letter)
        if sidecar:
            work.own[_SIDECAR] = files.digest(sidecar) or b""
        answer = files.digest(self.bench.names.answer_of(letter)) if self.bench.names.answers else None
        if answer is not None:
            work.own[_ANSWER] = answer
        work.current = files.digest(work.file)
        stays = self._is_edited(work) and not self.bench.overwrite
        if work.verdict() is not Verdict.FRESH and not (stays and work.row is not None and work.row.key == work.key):
            unit.due = unit.works

    def _is_ours(self, work: Work) -> bool:
        """Tell whether the file is as some build wrote it."""
        if work.current is None or (work.row is not None and work.row.made == work.current):
            return True
        return self.bench.state.is_ours(work.target, work.current)

    def _is_edited(self, work: Work) -> bool:
        if work.row is None or work.row.made is None or work.current is None:
            return False
        return work.current != work.row.made and not self._is_ours(work)

    def _edited(self, work: Work) -> Iterator[Diagnostic]:
        """Say that a file stays as somebody edited it, and whether it should be looked at."""
        if not self._is_edited(work) or work.row is None:
            return
        place = Place(work.target)
        if work.row.kept == work.current:
            sentence = "This is not what the encoder makes now, and it may have been edited; it stays as it is."
            hint = "See what is different; to take the new encoding, delete the file or run: epistola build --overwrite"
            yield Diagnostic("build/not-overwritten", Severity.WARNING, sentence, place, hint)
        else:
            sentence = "This was edited after it had been encoded; it stays as it is."
            yield Diagnostic("build/edited", Severity.INFORMATION, sentence, place)

    def _put_aside(self, work: Work) -> Diagnostic:
        """Keep a copy of a file that is about to be overwritten; raise SurroundingsError when there can't be one."""
        path = self.bench.files.path(work.file)
        digest = (work.current or b"").hex()[:8]
        copy = self.bench.plan.edition.root / FOLDER / "replaced" / f"{path.stem}.{digest}{path.suffix}"
        write(copy, read(path))
        sentence = (
            f"This had been edited and was encoded anew; the edited file is kept as {self.bench.files.name(copy)}."
        )
        return Diagnostic("build/overwritten", Severity.INFORMATION, sentence, Place(work.target))


def _told(edition: Edition, base: str) -> tuple[object, ...]:
    """Return what of `edition.toml` the encoder tells in each letter."""
    who = (edition.title, edition.description, edition.language, edition.publisher, edition.date, edition.base_uri)
    endpoint = (edition.endpoint.url, edition.endpoint.model) if edition.endpoint is not None else ()
    return (*who, edition.licence, edition.editors, edition.conventions, endpoint, base)


def _wanted(bench: Bench) -> Iterator[Letter]:
    """Yield the letters with a transcription from which something that was chosen is made."""
    plan, names = bench.plan, bench.names
    kinds, everything = tuple(plan.each()), any(plan.chosen.file(names.output_of_all(kind)) for kind in plan.of_all())
    for letter in plan.letters:
        wanted = everything or plan.chosen.letter(letter) or plan.chosen.file(names.tei_of(letter))
        if letter.source and (wanted or any(plan.chosen.file(names.output_of(letter, kind)) for kind in kinds)):
            yield letter


def _letter_of(work: Work) -> str:
    return Path(work.target).stem
