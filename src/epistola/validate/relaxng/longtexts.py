"""Regular expressions on long texts in time that grows as the text does.

Python tries the ways in which an expression may fit one after the other, which for some expressions takes time that
grows with the square of the text or worse. Those of XML Schema have no back references, so all ways can be followed
at once (K. Thompson, Regular expression search algorithm, 1968). For short texts that isn't worth the while.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

# Up to this length, any way of going through a text is quick enough.
SHORT: Final = 20
_MOST_NODES: Final = 5000
_ATOM: Final = re.compile(r"\[(?:\\.|[^\]\\])+\]|\\.|[^\\\[\](){}|*+?]", re.DOTALL)
_TIMES: Final = re.compile(r"\*|\+|\?|\{(\d+)(,?)(\d*)\}")
_WHOLE: Final = re.compile(r"\^\(\?:(.*)\)\$\(\?!\\n\\Z\)", re.DOTALL)

_Test = Callable[[str], object]


def matcher(regex: str) -> Callable[[str], bool] | None:
    """Return what matches whole texts like the Python expression `regex`, which xmlschema wrote.

    None when it needs no such care, since nothing or one thing in it is repeated, or when it isn't understood here.
    """
    whole = _WHOLE.fullmatch(regex)
    if whole is None or len(re.findall(r"[*+]|,\}", regex)) < 2:
        return None
    try:
        nodes = _Nodes(whole[1])
    except ValueError:
        return None
    return nodes.matches


class _Nodes:
    """An automaton whose nodes lead on for nothing, or for one character."""

    def __init__(self, regex: str) -> None:
        self._regex = regex
        self._at = 0
        self._free: list[list[int]] = []
        self._tests: list[tuple[_Test, int] | None] = []
        self._known: dict[tuple[frozenset[int], str], frozenset[int]] = {}
        self._end = self._node()
        start = self._choice(self._end)
        if self._at != len(regex):
            raise ValueError(regex)
        self._start = self._closure({start})

    def matches(self, text: str) -> bool:
        """Tell whether the whole of `text` fits."""
        here = self._start
        for character in text:
            key = (here, character)
            after = self._known.get(key)
            if after is None:
                if len(self._known) > _MOST_NODES:
                    self._known.clear()
                after = self._known[key] = self._step(here, character)
            if not after:
                return False
            here = after
        return self._end in here

    def _step(self, here: frozenset[int], character: str) -> frozenset[int]:
        tests = [test for node in here if (test := self._tests[node]) is not None]
        return self._closure({target for fits, target in tests if fits(character)})

    def _closure(self, nodes: set[int]) -> frozenset[int]:
        left = list(nodes)
        while left:
            for target in self._free[left.pop()]:
                if target not in nodes:
                    nodes.add(target)
                    left.append(target)
        return frozenset(nodes)

    def _node(self, *free: int, test: tuple[_Test, int] | None = None) -> int:
        if len(self._free) >= _MOST_NODES:
            raise ValueError("too large")
        self._free.append(list(free))
        self._tests.append(test)
        return len(self._free) - 1

    def _choice(self, then: int) -> int:
        """Read alternatives; return the node from which they lead to `then`."""
        starts = [self._sequence(then)]
        while self._regex.startswith("|", self._at):
            self._at += 1
            starts.append(self._sequence(then))
        return self._node(*starts)

    def _sequence(self, then: int) -> int:
        """Read what follows one another. Nodes are made from the end, so the pieces are found first."""
        pieces = []
        while self._at < len(self._regex) and self._regex[self._at] not in "|)":
            begin = self._at
            self._skip()
            atom_end = self._at
            times = _TIMES.match(self._regex, self._at)
            if times:
                self._at = times.end()
            pieces.append((begin, atom_end, times))
        end = self._at
        for begin, atom_end, times in reversed(pieces):
            then = self._repeat(begin, atom_end, times, then)
        self._at = end
        return then

    def _skip(self) -> None:
        """Go behind one atom."""
        if not self._regex.startswith("(", self._at):
            found = _ATOM.match(self._regex, self._at)
            if found is None:
                raise ValueError(self._regex)
            self._at = found.end()
            return
        depth = 0
        while depth or self._regex.startswith("(", self._at):
            found = _ATOM.match(self._regex, self._at)
            depth += {"(": 1, ")": -1}.get(self._regex[self._at : self._at + 1], 0)
            if found is None and self._at >= len(self._regex):
                raise ValueError(self._regex)
            self._at = found.end() if found else self._at + 1
            if not depth:
                return

    def _repeat(self, begin: int, end: int, times: re.Match[str] | None, then: int) -> int:
        """Return the node from which the atom between `begin` and `end`, as often as it says, leads to `then`."""
        sign = times[0] if times else "{1}"
        least, most = {"*": (0, -1), "+": (1, -1), "?": (0, 1)}.get(sign, (0, 0))
        if times is None or sign.startswith("{"):
            least = int(times[1]) if times else 1
            most = least if times is None or not times[2] else int(times[3] or -1)
        if most < 0:
            loop = self._node(then)
            self._free[loop].append(self._atom(begin, end, loop))
            then = loop
        for _ in range(most - least if most >= 0 else 0):
            then = self._node(then, self._atom(begin, end, then))
        for _ in range(least):
            then = self._atom(begin, end, then)
        return then

    def _atom(self, begin: int, end: int, then: int) -> int:
        atom = self._regex[begin:end]
        if not atom.startswith("("):
            return self._node(test=(re.compile(atom).fullmatch, then))
        self._at = begin + (3 if atom.startswith("(?:") else 1)
        start = self._choice(then)
        if self._at != end - 1:
            raise ValueError(self._regex)
        return start
