"""Measure how sure each rule for names is: `python tests/benchmarks/certainties.py [--write]`.

Each name that a rule sights in the development letters is held against what their editors marked; what they neither
demanded nor refused doesn't count. Correspondents and signatures count only where an edition marks them. A rule's share
is the mean of its shares in the languages, each drawn a little to the middle, so that a few names promise nothing; a
language weighs the more the more names it has, but never so much that one edition decides for all. A rule that spoke
seldom in all of them is never high, and one that hardly ever spoke is low at best. `--write` writes the table into
src/epistola/encode/names/certainty.toml, from which the encoder takes it.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import evaluate  # type: ignore[import-not-found]  # beside this script
from calibration import FEWEST, PROMISES, level, marks_edges, smoothed  # type: ignore[import-not-found]
from evaluate import Record

from epistola.encode.annotators.names import span
from epistola.encode.context import Context
from epistola.encode.lexicon import lexicon
from epistola.encode.names.certainty import HINTS
from epistola.encode.names.proposals import proposals
from epistola.encode.pipeline import annotate_until
from epistola.letter import Letter, Source

TARGET: Final = Path(__file__).parents[2] / "src/epistola/encode/names/certainty.toml"
# A rule that spoke less often in all languages isn't more than that.
CAPS: Final = ((FEWEST, "low"), (30, "medium"))
# A language with so many names weighs half as much as one with any number.
HALF: Final = 50
HEAD: Final = """\
# How sure each rule for names is: high, medium, low, or "suggestion" for what isn't marked.
# Measured on the development letters by tests/benchmarks/certainties.py --write; behind it how many names of how many
# were right in each language.
"""


def main() -> None:
    """Print the table, or write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=evaluate.GOLD, help="folder of the gold letters")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    asked = parser.parse_args()
    counts: dict[str, dict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    for language, names in evaluate.SETS.items():
        records = [record for name in names for record in evaluate.read_records(asked.gold / name)]
        for rule, right in _of_language(records, language):
            counts[rule][language][right] += 1
    table = HEAD + "".join(_line(rule, by_language) for rule, by_language in sorted(counts.items()))
    if asked.write:
        TARGET.write_text(table, encoding="utf-8")
    else:
        print(table, end="")


def _of_language(records: Iterable[Record], language: str) -> list[tuple[str, bool]]:
    """Return the rule of each name that was sighted in a language, and whether the editors have it."""
    judged = [one for record in records for one in _of_letter(record, language)]
    edges = [right for _, right, edge in judged if edge]
    marked = marks_edges(edges)
    return [(rule, right) for rule, right, edge in judged if marked or not edge]


def _of_letter(record: Record, language: str) -> Iterator[tuple[str, bool, bool]]:
    context = Context(lexicon(language))
    source = Source(f"{record['id']}.txt", "text/plain", "UTF-8", "0" * 64)
    letter, _ = annotate_until("names", Letter(record["text"], source, language), context)
    parts = list(letter.of("salute", "signed", "closer"))
    proposed = proposals(letter, context)
    for sighting in proposed.page.sightings:
        start, end = proposed.reading.span(*span(proposed, sighting))
        right = evaluate.is_right(record, sighting.kind, start, end)
        if right is not None and sighting.rule not in HINTS:
            edge = sighting.rule in evaluate.EDGES or any(part.start <= start and end <= part.end for part in parts)
            yield sighting.rule, right, edge


def _line(rule: str, by_language: dict[str, Counter[bool]]) -> str:
    weighed = [(one.total() / (one.total() + HALF), smoothed(one[True], one.total())) for one in by_language.values()]
    share = sum(weight * share for weight, share in weighed) / sum(weight for weight, _ in weighed)
    for least, at_most in CAPS:
        if sum(one.total() for one in by_language.values()) < least:
            share = min(share, PROMISES[at_most][2])
    seen = ", ".join(f"{language} {one[True]} of {one.total()}" for language, one in sorted(by_language.items()))
    return f'{rule} = "{level(share)}"  # {share:.2f}: {seen}\n'


if __name__ == "__main__":
    main()
