"""What the model of an edition says of names that others propose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from epistola.encode.learn.model import Experience, Model
from epistola.encode.names.mentions import ELEMENTS
from epistola.letter import Annotation, Letter

# A model that has met names of the authority files less often can't doubt them, nor if they were right so often.
EXPERIENCED: Final = 10
TRUSTED: Final = 0.8

_NAMES: Final = frozenset({*ELEMENTS.values(), "rs"})
_STRETCH: Final = 256


class Experienced:
    """The names that the model reads in a letter, beside what others propose; without a model it has nothing to say."""

    def __init__(self, letter: Letter, model: Model | None) -> None:
        """Look at the claims of the annotator `learned` in `letter`."""
        self._reads = model is not None
        self._rules: Mapping[str, Experience] = model.rules if model is not None else {}
        self._learned: dict[int, list[Annotation]] = {}
        for a in letter.annotations:
            if a.evidence.annotator == "learned" and a.element in _NAMES:
                for stretch in range(a.start // _STRETCH, a.end // _STRETCH + 1):
                    self._learned.setdefault(stretch, []).append(a)

    def doubts(self, rule: str, start: int, end: int) -> bool:
        """Tell whether a rule of the authority files often erred in the edition, and the model finds no name here."""
        known = self._rules.get(rule)
        if known is None or known.seen < EXPERIENCED or known.right > known.seen * TRUSTED:
            return False
        return self.misses(start, end)

    def misses(self, start: int, end: int) -> bool:
        """Tell whether there is a model and it finds no name in these words."""
        return self._reads and not self._near(start, end)

    def agrees(self, element: str, start: int, end: int) -> bool:
        """Tell whether the model reads just these words as this element."""
        return any((a.element, a.start, a.end) == (element, start, end) for a in self._near(start, end))

    def differs(self, element: str, start: int, end: int) -> bool:
        """Tell whether the model reads a name in these words, but another, or of another extent."""
        return bool(self._near(start, end)) and not self.agrees(element, start, end)

    def _near(self, start: int, end: int) -> list[Annotation]:
        stretches = range(start // _STRETCH, end // _STRETCH + 1)
        return [a for s in stretches for a in self._learned.get(s, ()) if a.start < end and start < a.end]
