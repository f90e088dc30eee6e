"""Spans of a text that are in order and apart, so that what meets them is soon found, however many they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


def united(spans: Iterable[Span]) -> list[Span]:
    """Return `spans` in order and apart: those that overlap as one."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether one of `spans`, which are in order and apart, has a character in common with another span."""
    number = bisect_left(spans, (end,)) - 1
    return number >= 0 and start < spans[number][1]
