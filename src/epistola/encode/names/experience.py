"""What the model of an edition says of names that others propose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from epistola.encode.learn.model import Experience, Model
from epistola.encode.names.mentions import ELEMENTS
from epistola.letter import Annotation, Letter

# A model that has met a rule less often can't doubt it.
EXPERIENCED: Final = 10


class Experienced:
    """The names that the model reads in a letter, beside what others propose; without a model it has nothing to say."""

    def __init__(self, letter: Letter, model: Model | None) -> None:
        """Look at the claims of the annotator `learned` in `letter`."""
        self._rules: Mapping[str, Experience] = model.rules if model is not None else {}
        self._learned = [
            a
            for a in letter.annotations
            if a.evidence.annotator == "learned" and a.element in {*ELEMENTS.values(), "rs"}
        ]

    def doubts(self, rule: str, start: int, end: int) -> bool:
        """Tell whether the model knows the rule, and finds no name in these words."""
        known = self._rules.get(rule)
        return known is not None and known.seen >= EXPERIENCED and not self._near(start, end)

    def agrees(self, element: str, start: int, end: int) -> bool:
        """Tell whether the model reads just these words as this element."""
        return any((a.element, a.start, a.end) == (element, start, end) for a in self._near(start, end))

    def differs(self, element: str, start: int, end: int) -> bool:
        """Tell whether the model reads a name in these words, but another, or of another extent."""
        return bool(self._near(start, end)) and not self.agrees(element, start, end)

    def _near(self, start: int, end: int) -> list[Annotation]:
        return [a for a in self._learned if a.start < end and start < a.end]
