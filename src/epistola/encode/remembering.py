"""What is found out about a word is remembered, since letters have most of their words in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Found = TypeVar("Found")

MOST: Final = 1 << 15


class Remembered(dict[str, Found]):
    """What `find` says of each word that was asked for; all is forgotten when there are more than `most` words.

    It does what `functools.lru_cache` does, in half the time: a word that is known is found without a call.
    """

    __slots__ = ("_find", "_most")

    def __init__(self, find: Callable[[str], Found], most: int = MOST) -> None:
        """Remember what `find` says."""
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, word: str) -> Found:
        """Find it out."""
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._find(word)
        return found
