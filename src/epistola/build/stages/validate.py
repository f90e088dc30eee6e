"""From TEI to findings; then the documents are compared with each other.

A verdict depends on the document, on schemas and rules, and on the files to which the document leads (`reads`). It is
worked out on this machine, since pointers lead from file to file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from epistola.build import fingerprints, reads
from epistola.build.bench import Bench
from epistola.build.driving import AT_A_LOOK, Outcome, known, settled
from epistola.build.events import Done
from epistola.build.files import read
from epistola.build.freshness import Common, Unit, Verdict, Work
from epistola.build.orders import Check, Setup
from epistola.build.paths import refuse_unwritable_name, rules_of
from epistola.build.state import Row
from epistola.build.storing import facts_from_text, facts_to_text, findings_from_text, findings_to_text
from epistola.build.workers import Product
from epistola.errors import EpistolaError
from epistola.resources import schemas
from epistola.validate import Corpus
from epistola.validate.corpus import Facts
from epistola.validate.reading import surroundings

NAME: Final = "validate"
_VERDICT: Final = "verdict on "
_COMPARISON: Final = "comparison of all"


@dataclass(slots=True)
class Validation:
    """The stage `validate`."""

    bench: Bench
    setup: Setup
    labels: Sequence[str]
    common: Common
    compares: bool
    name: str = NAME
    _seen: hashlib._Hash = field(default_factory=hashlib.sha256)
    _foreign: dict[str, Facts] = field(default_factory=dict)

    @classmethod
    def of(cls, bench: Bench) -> Validation:
        """Prepare the stage."""
        plan, edition = bench.plan, bench.plan.edition
        rules = rules_of(edition.rules)
        own = sorted(path for path in (schemas() / "generated").iterdir() if path.suffix in (".rng", ".sch"))
        common = {
            "the schemas": fingerprints.of_files(own),
            "the rules of the edition": fingerprints.of(surroundings(rules)),
            "Epistola": fingerprints.program(NAME),
            # Some findings name folders of this machine.
            "the folder of the edition": fingerprints.of_text(f"{edition.root}\n{edition.sources}"),
        }
        letters = (letter for letter in plan.letters if letter.name not in bench.lost)
        tei = ((letter, bench.names.tei_of(letter)) for letter in letters)
        chosen = [name for letter, name in tei if plan.chosen.letter(letter) or plan.chosen.file(name)]
        others = [name for name in map(bench.files.name, edition.authority_files()) if plan.chosen.file(name)]
        setup = Setup(rules=rules, sources=edition.sources, standards=fingerprints.together(common))
        return cls(bench, setup, (*chosen, *others), Common(common), not plan.chosen.patterns)

    @property
    def total(self) -> int:
        """Return how many documents there are to validate."""
        return len(self.labels)

    def documents(self) -> Iterator[str]:
        """Yield the names of letters and authority files."""
        return iter(self.labels)

    def look(self, documents: Sequence[str]) -> list[Unit]:
        """Compare documents, and what they lead to, with what was judged before."""
        units = [self._unit(label) for label in documents]
        good = [unit for unit in units if unit.refusal is None]
        files, name_of = self.bench.files, self.bench.files.name_of_text
        rows = self.bench.state.rows([unit.works[0].target for unit in good])
        read = {target: reads.from_text(row.view) for target, row in rows.items()}
        led_to = {name_of(one.name) for found in read.values() for one in found}
        files.prepare([*(unit.label for unit in good), *led_to])
        now = cache(lambda path: reads.state(Path(path), lambda: files.digest(name_of(path))))
        for unit in good:
            (work,) = unit.works
            work.row = rows.get(work.target)
            work.own["the document"] = files.digest(unit.label) or b""
            if work.verdict() is Verdict.FRESH:
                work.moved = name_of(reads.changed(read[work.target], now))
            unit.due = unit.works if work.moved or work.verdict() is Verdict.STALE else []
        return units

    def order(self, unit: Unit) -> Check:
        """Read the document."""
        document = self.bench.files.path(unit.label)
        return Check(read(document), unit.label, document.resolve().parent)

    def fresh(self, work: Work) -> Outcome:
        """Say what was found before."""
        self._note(work, work.row)
        return known(work)

    def settle(self, work: Work, product: Product) -> Outcome:
        """Keep what was found, and the facts to compare; what can't be kept is judged again next time."""
        outcome = settled(work, product, NAME)
        if outcome.row is None or outcome.status:
            self._note(work, outcome.row)
            return outcome
        try:
            facts = facts_to_text(product.facts)
        except TypeError:
            self._foreign[work.target] = product.facts
            self._note(work, None)
            return replace(outcome, row=None)
        row = outcome.row._replace(made=fingerprints.of_text(f"{outcome.row.findings}\n{facts}"), facts=facts)
        self._note(work, row)
        return replace(outcome, row=row)

    def compare(self) -> Done | None:
        """Compare all documents with each other, if anything about one of them is new; say what was found."""
        if not self.compares:
            return None
        key = self._seen.digest()
        known_row = self.bench.state.rows([_COMPARISON]).get(_COMPARISON)
        if known_row is not None and known_row.key == key and not self._foreign:
            found = findings_from_text(known_row.findings)
        else:
            found = tuple(self._corpus().compare())
            row = Row(_COMPARISON, NAME, key, b"", "", None, 0, "{}", findings_to_text(found))
            self.bench.keep([row])
        return Done(NAME, Path(found[0].place.file), None, diagnostics=found) if found else None

    def _corpus(self) -> Corpus:
        """Collect the facts of all documents, most of which the state keeps."""
        corpus = Corpus()
        for start in range(0, len(self.labels), AT_A_LOOK):
            targets = [f"{_VERDICT}{label}" for label in self.labels[start : start + AT_A_LOOK]]
            rows = self.bench.state.rows([target for target in targets if _is_text(target)])
            for target in targets:
                if target in self._foreign:
                    corpus.add(self._foreign[target])
                elif target in rows:
                    corpus.add(facts_from_text(rows[target].facts))
        return corpus

    def _unit(self, label: str) -> Unit:
        unit = Unit(label, [Work(f"{_VERDICT}{label}", "", self.common)])
        try:
            refuse_unwritable_name(label)
        except EpistolaError as refusal:
            unit.refusal, unit.due = refusal, unit.works
        return unit

    def _note(self, work: Work, row: Row | None) -> None:
        """Take a verdict into the fingerprint of all; one that the state won't know makes it a new one."""
        known_as = row.made if row is not None and row.made is not None else os.urandom(16)
        self._seen.update(fingerprints.of_text(work.target) + known_as)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
