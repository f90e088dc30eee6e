"""Measure the encoder on the development letters in ../shared/gold: `python tests/benchmarks/evaluate.py`.

Prints, for each language, what the encoder is worth with layer 1 (rules and lexicons), layers 1–2 (and authority
files) and layers 1–3 (and a model), as the scorer of the gold letters counts; then how often each rule is right, how
well the certainties are calibrated, and how many letters a second are encoded.

Layers 2 and 3 are measured in five folds: the authority files and the model are made of the other four. The gold
letters become TEI and authority files here (`gold_tei`, `gold_authority`) and nowhere else.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import calibration  # type: ignore[import-not-found]  # beside this script
from calibration import Judged

from epistola.encode import AuthorityFile, Encoded, Settings, encode
from epistola.encode.authority.register import register
from epistola.encode.context import Context
from epistola.encode.learn.examples import example
from epistola.encode.learn.model import Model
from epistola.encode.learn.training import FEWEST, FOLDS, train
from epistola.encode.lexicon import lexicon
from epistola.encode.sidecar import Sidecar
from epistola.letter import Annotation

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
SETS = {"en": ("en/dev.jsonl", "en/prose_dev.jsonl"), "de": ("de/dev.jsonl",), "fr": ("fr/dev.jsonl",)}
TARGETS = {"en": (0.75, 0.82), "de": (0.70, 0.85), "fr": (0.75, 0.88)}
ELEMENTS = {"person": "persName", "place": "placeName", "org": "orgName", "work": "title"}
KINDS = {element: kind for kind, element in ELEMENTS.items()}
# Rules that find correspondents where the form of the letter names them.
EDGES = frozenset({"signature", "correspondent", "letterhead"})

Record = dict[str, Any]


def main() -> None:
    """Print the tables of the languages asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("languages", nargs="*", default=list(SETS), help="en, de, fr (default: all)")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of the gold letters")
    parser.add_argument("--layers", type=int, nargs="+", default=[1, 2, 3], help="1, 2 (layers 1–2), 3 (layers 1–3)")
    parser.add_argument("--rules", action="store_true", help="print how often each rule is right")
    parser.add_argument("--blocks", action="store_true", help="print the scores of blocks, dates and metadata")
    parser.add_argument("--calibration", action="store_true", help="print how well the certainties are calibrated")
    parser.add_argument("--spacy", action="append", default=[], metavar="NAME", help="ask this pipeline as well")
    asked = parser.parse_args()
    if not asked.gold.is_dir():
        sys.exit(f"The gold letters are not at {asked.gold}; say where they are: --gold FOLDER.")
    scorer = _module(asked.gold / "score.py")
    judged: list[Judged] = []
    for language in asked.languages:
        judged += _language(language, asked, scorer)
    if asked.calibration:
        print("", *calibration.report(judged), sep="\n")


def _language(language: str, asked: argparse.Namespace, scorer: ModuleType) -> list[Judged]:
    """Print what the encoder is worth in one language; return the names of the last layer that was asked for."""
    records = [(name, record) for name in SETS[language] for record in read_records(asked.gold / name)]
    for layer in asked.layers:
        settings = [
            replace(one, pipelines=tuple(asked.spacy)) for one in _settings([r for _, r in records], language, layer)
        ]
        started = time.perf_counter()
        with ProcessPoolExecutor(max_workers=2) as workers:
            jobs = [
                (record["text"], f"{record['id']}.txt", one) for (_, record), one in zip(records, settings, strict=True)
            ]
            encoded = list(workers.map(_encoded, _in_folds(jobs), chunksize=1))
        seconds = time.perf_counter() - started
        letters = _out_of_folds(encoded, len(records))
        for name in SETS[language]:
            chosen = [(r, e) for (n, r), e in zip(records, letters, strict=True) if n == name]
            _print_scores(f"{name} layers 1–{layer}" if layer > 1 else f"{name} layer 1", chosen, scorer, asked)
        print(
            f"{language}: {len(records)} letters in {seconds:.1f} s with two processes "
            f"({len(records) / seconds:.0f} a second, starting included)"
        )
        if asked.rules:
            _print_rules([(r, e) for (_, r), e in zip(records, letters, strict=True)])
    judged = [one for (_, r), e in zip(records, letters, strict=True) for one in _certainties(language, r, e)]
    if asked.calibration:
        judged += [one for _, record in records for one in _dates(language, record)]
    return judged


def _dates(language: str, record: Record) -> Iterator[Judged]:
    """Judge the values of dates where the editors give one, the letter's own date being given, as by a sidecar."""
    own = record["meta"]["date_iso"] or ""
    sidecar = Sidecar(date=own if len(own) == len("1848-05-03") else "")
    encoded = encode(record["text"].encode(), f"{record['id']}.txt", Settings(language=language, sidecar=sidecar))
    given = [e for e in record["entities"] if e["type"] == "date" and e["when"]]
    for date in encoded.letter.of("date") if encoded.letter else ():
        meant = {e["when"] for e in given if e["start"] < date.end and date.start < e["end"]}
        value = date.get("when") or date.get("from") or date.get("notBefore")
        if meant and value and not value.startswith("-"):
            yield Judged(language, "dates", date.evidence.rule, str(date.evidence.certainty), value in meant)


def _certainties(language: str, record: Record, encoded: Encoded) -> Iterator[Judged]:
    parts = list(encoded.letter.of("salute", "signed", "closer")) if encoded.letter else []
    for annotation, right in _judged(record, encoded):
        evidence = annotation.evidence
        edges = evidence.rule in ("signature", "correspondent", "letterhead") or any(
            part.covers(annotation) for part in parts
        )
        yield Judged(language, evidence.annotator, evidence.rule, str(evidence.certainty), right, edges)


def _in_folds(jobs: Sequence[tuple[str, str, Settings]]) -> list[list[tuple[str, str, Settings]]]:
    return [list(jobs[fold::FOLDS]) for fold in range(FOLDS)]


def _out_of_folds(encoded: Sequence[Sequence[Encoded]], count: int) -> list[Encoded]:
    return [encoded[number % FOLDS][number // FOLDS] for number in range(count)]


def _encoded(jobs: Sequence[tuple[str, str, Settings]]) -> list[Encoded]:
    return [encode(text.encode(), name, settings) for text, name, settings in jobs]


def _settings(records: Sequence[Record], language: str, layer: int) -> list[Settings]:
    """Return for each letter what the encoder may know: of layers 2 and 3 what the other folds of its edition say."""
    if layer == 1:
        return [Settings(language=language) for _ in records]
    made: dict[tuple[str, int], Settings] = {}
    for number, record in enumerate(records):
        edition, fold = record["meta"]["source"], number % FOLDS
        if (edition, fold) not in made:
            rest = [r for n, r in enumerate(records) if n % FOLDS != fold and r["meta"]["source"] == edition]
            authority = gold_authority(rest)
            model = _model(rest, authority, language) if layer == 3 and len(rest) >= FEWEST else None
            made[edition, fold] = Settings(language=language, authority=(authority,), model=model)
    return [made[record["meta"]["source"], number % FOLDS] for number, record in enumerate(records)]


def _model(records: Sequence[Record], authority: AuthorityFile, language: str) -> Model:
    context = Context(lexicon(language), register((authority,)))
    letters = [example(gold_tei(record), f"{record['id']}.xml") for record in records]
    return train(letters, lambda _: context)


# ---------------------------------------------------------------------- gold letters as TEI


def gold_tei(record: Record) -> bytes:
    """Write a gold letter as TEI with the names that its edition marked, as the edition's own files would have them."""
    text = record["text"]
    names = [
        e for e in record["entities"] if e["type"] in ELEMENTS and e["type"] in record["meta"]["scored"]["entities"]
    ]
    names = [e for e in names if not e["nominal"] and not e.get("optional")]
    pieces: list[str] = []
    position = 0
    ends: list[tuple[int, str]] = []
    for entity in sorted(names, key=lambda e: (e["start"], -e["end"])):
        while ends and ends[-1][0] <= entity["start"]:
            end, tag = ends.pop()
            pieces += [escape(text[position:end]), tag]
            position = end
        if ends and ends[-1][0] < entity["end"]:
            continue  # it crosses the one that it begins in
        pieces += [
            escape(text[position : entity["start"]]),
            f"<{ELEMENTS[entity['type']]} ref={quoteattr(_pointer(entity))}>",
        ]
        position = entity["start"]
        ends.append((entity["end"], f"</{ELEMENTS[entity['type']]}>"))
    for end, tag in reversed(ends):
        pieces += [escape(text[position:end]), tag]
        position = end
    body = "".join([*pieces, escape(text[position:])])
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="{record["lang"]}">'
        f'<body xml:space="preserve">{body}</body></text></TEI>'
    ).encode()


def gold_authority(records: Iterable[Record]) -> AuthorityFile:
    """Write the persons, places and organisations that letters name as an authority file."""
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for record in records:
        for entity in record["entities"]:
            words = " ".join(entity["surface"].split())
            if (
                entity["type"] in ("person", "place", "org")
                and not entity["nominal"]
                and entity["ref"]
                and len(words) > 2
            ):
                forms[entity["type"], _pointer(entity)][words] += 1
    entries = "".join(_entry(kind, pointer, counted) for (kind, pointer), counted in sorted(forms.items()))
    return AuthorityFile(
        "names.xml", f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{entries}</standOff></TEI>'.encode()
    )


def _entry(kind: str, pointer: str, forms: Counter[str]) -> str:
    identifier = quoteattr(pointer.partition(":")[2])
    element = ELEMENTS[kind]
    written = "".join(f"<{element}>{escape(form)}</{element}>" for form in sorted(forms, key=lambda f: (-forms[f], f)))
    return f"<{kind} xml:id={identifier}>{written}</{kind}>"


def _pointer(entity: Record) -> str:
    return f"{entity['type']}:{entity['ref'].lstrip('#') if entity['ref'] else ''}"


# ---------------------------------------------------------------------- printing


def _print_scores(
    title: str, pairs: Sequence[tuple[Record, Encoded]], scorer: ModuleType, asked: argparse.Namespace
) -> None:
    counted = scorer.Scorer()
    with tempfile.TemporaryDirectory() as folder:
        for record, encoded in pairs:
            path = Path(folder) / f"{record['id']}.xml"
            if encoded.tei is not None:
                path.write_bytes(encoded.tei)
            counted.add(record, path)
    result = counted.result()
    print(f"\n== {title}")
    if asked.blocks:
        scorer.print_report(result)
        return
    for kind, row in [*result["entities"].items(), ("names", result["names_micro"])]:
        if kind != "date":
            exact, overlap = row["exact"], row["overlap"]
            print(
                f"{kind:8}{row['gold']:6}{row['pred']:6}   exact F1 {exact['f1']:.3f}   "
                f"overlap P {overlap['p']:.3f} R {overlap['r']:.3f} F1 {overlap['f1']:.3f}"
            )


def _print_rules(pairs: Iterable[tuple[Record, Encoded]]) -> None:
    """Print how many names of each rule, and of each certainty, overlap a name of that kind in the gold letters."""
    rules: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    levels: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for record, encoded in pairs:
        for annotation, right in _judged(record, encoded):
            evidence = annotation.evidence
            rules[evidence.annotator, evidence.rule][right] += 1
            levels[evidence.annotator, str(evidence.certainty)][right] += 1
    for table in (rules, levels):
        print()
        for (annotator, name), counts in sorted(table.items(), key=lambda item: -sum(item[1].values())):
            total = sum(counts.values())
            print(f"{annotator:10} {name:32} {counts[True]:5} of {total:5}  {counts[True] / total:.2f}")


def _judged(record: Record, encoded: Encoded) -> Iterator[tuple[Annotation, bool]]:
    if encoded.letter is None:
        return
    for annotation in encoded.letter.annotations:
        kind = KINDS.get(annotation.element)
        right = is_right(record, kind, annotation.start, annotation.end) if kind else None
        if right is not None:
            yield annotation, right


def is_right(record: Record, kind: str, start: int, end: int) -> bool | None:
    """Tell whether the editors have a name of this kind there; None where it is neither demanded nor wrong."""
    if kind not in record["meta"]["scored"]["entities"]:
        return None
    near = [e for e in record["entities"] if e["start"] < end and start < e["end"] and e["type"] == kind]
    if near and all(e["nominal"] or e.get("optional") for e in near):
        return None
    return bool(near)


def read_records(path: Path) -> list[Record]:
    """Read the letters of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"The scorer can't be read: {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
