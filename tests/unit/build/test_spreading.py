"""How work is spread over processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from heapq import merge

import pytest

from epistola.build.spreading import ranges, spread, worthwhile


@pytest.mark.parametrize(
    ("processors", "sizes", "processes"),
    [(1, [900], 1), (2, [], 1), (2, [60, 39], 1), (2, [60, 41], 2), (2, [900], 2), (8, [60, 41], 2), (8, [100] * 9, 8)],
)
def test_there_are_more_processes_where_there_is_more_to_do(
    monkeypatch: pytest.MonkeyPatch, processors: int, sizes: list[int], processes: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(processors)), raising=False)

    assert worthwhile(sizes, 100) == processes


def test_batches_hold_each_task_once() -> None:
    assert list(ranges(7, 3)) == [(0, 3), (3, 6), (6, 7)]
    assert list(ranges(0, 3)) == []


def test_one_process_takes_no_batch_before_the_one_before_is_done() -> None:
    steps: list[str] = []

    def batches() -> Iterator[int]:
        for number in (1, 2):
            steps.append(f"take {number}")
            yield number

    def work(word: str, number: int) -> list[str]:
        steps.append(f"do {number}")
        return [word * number]

    assert list(spread(work, "a", batches(), 1)) == ["a", "aa"]
    assert steps == ["take 1", "do 1", "take 2", "do 2"]


def test_several_processes_give_what_one_gives_in_the_same_order() -> None:
    batches = [["a", "b"], ["d"], ["e"]]

    assert list(spread(merge, ["c"], batches, 2)) == list(spread(merge, ["c"], batches, 1)) == list("abccdce")
