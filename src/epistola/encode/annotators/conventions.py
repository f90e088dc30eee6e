"""What the transcriber could not read, or only with doubt: `gap`, `unclear`, `supplied`, `sic` (TEI Guidelines, 12.3).

The usual signs are those of `conventions.toml`; an edition adds its own. The signs themselves stay in the text, as all
of the source does: what is missing, `gap` or `supplied`, stands beside them (`choice` of `orig` and `reg`), the other
elements hold them, or the word before them.

Fires: in “the mill [illegible] again” a word is missing.
Doesn't: “[our]” may be the writer's own brackets, unless the edition says what brackets mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from epistola.encode.context import Context
from epistola.encode.conventions import Written, written
from epistola.letter import Annotation, Certainty, Letter, Remark, claimed

NEEDS = ("structure",)
GIVES = ("conventions",)
RESPONSIBILITY = "signs of the transcription read by software"


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield what the signs of the transcription mean."""
    for found in written(letter.text, context.conventions):
        evidence = claimed("conventions", found.convention.means, Certainty.HIGH)
        reading = found.words if found.convention.means == "supplied" else None
        yield Annotation(found.start, found.end, found.convention.means, evidence, tuple(_attributes(found)), reading)


def _attributes(found: Written) -> Iterator[tuple[str, str]]:
    if found.convention.reason:
        yield "reason", found.convention.reason
    if found.quantity and found.convention.unit:
        yield "quantity", found.quantity
        yield "unit", found.convention.unit
