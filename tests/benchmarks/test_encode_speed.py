"""How many letters a second are encoded with layers 1 to 3; run by hand: pytest tests/benchmarks -s -k a_second.

The letters are the development letters in ../shared/gold; the authority file and the model are made of them. Each
letter counts with the least of some times, in turn, since what else the machine does only adds to them. So that the
figure can be compared from machine to machine, it is also given as a multiple of what lxml takes to read the results.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

import pytest
from lxml import etree

from epistola.build.encodings import encode_source
from epistola.encode import Settings, encode

EVALUATE = Path(__file__).with_name("evaluate.py")
GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
TIMES = 3
# How many times as long as lxml takes to read the result a letter may take.
MOST = {"en": 150, "de": 150, "fr": 150}
BATCH = 20

Letters = Sequence[tuple[str, bytes]]


def letters(language: str) -> tuple[Letters, Settings]:
    """The letters of a language, and what the encoder knows: an authority file and a model made of the same letters."""
    if not GOLD.is_dir():
        pytest.skip(f"needs the gold letters at {GOLD}")
    sys.path.append(str(EVALUATE.parent))  # where it finds what stands beside it
    spec = importlib.util.spec_from_file_location("evaluate", EVALUATE)
    assert spec is not None
    assert spec.loader is not None
    evaluate = sys.modules["evaluate"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluate)
    records = evaluate.read_records(GOLD / language / "dev.jsonl")
    authority = evaluate.gold_authority(records)
    model = evaluate._model(records, authority, language)
    settings = Settings(language=language, authority=(authority,), model=model)
    return [(f"{record['id']}.txt", record["text"].encode()) for record in records], settings


def in_two_processes(given: Letters, settings: Settings) -> float:
    """Return how many letters a second two processes encode, their start included."""
    many = [*given] * (2000 // len(given))
    names = [name for name, _ in many]
    begin = perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        data = (data for _, data in many)
        made = list(pool.map(encode_source, data, names, names, repeat(settings), chunksize=BATCH))
    assert all(one.content for one in made)
    return len(many) / (perf_counter() - begin)


def least(works: Sequence[Callable[[], object]]) -> float:
    """The sum of the least times of each, in seconds."""
    taken = [float("inf")] * len(works)
    for _ in range(TIMES):
        for number, work in enumerate(works):
            begin = process_time()
            work()
            taken[number] = min(taken[number], process_time() - begin)
    return sum(taken)


@pytest.mark.parametrize("language", MOST)
def test_letters_a_second(language: str) -> None:
    given, settings = letters(language)
    results = [encode(data, name, settings).tei or b"" for name, data in given]
    ours = least([partial(encode, data, name, settings) for name, data in given])
    lxml = least([partial(etree.fromstring, result) for result in results])

    length = sum(len(data) for _, data in given) / len(given)
    print(
        f"\n{language}: {len(given)} letters of {length:.0f} bytes; {len(given) / ours:.0f} a second in one process, "
        f"{in_two_processes(given, settings):.0f} in two; each takes {ours / lxml:.0f} times what lxml takes to read it"
    )
    assert ours / lxml <= MOST[language]
