"""Names by spaCy pipelines, where `edition.toml` names some; off otherwise.

A pipeline for the language of the letter, or for all languages, reads the text; what it labels as a person, a place,
an organisation or a work is marked where no other annotator has found anything, and its offsets are verified against
the text. It knows nothing of letters or of the edition, so that its claims are the weakest of all. `@cert` is low;
organisations are suggestions, since of those that are left for it hardly any was right in the development letters.

Fires: “Zarathu”, at the beginning of a sentence where no rule sees a name, is a `persName` if the pipeline says so.
Doesn't: “Ida Bell” in the signature stays a person, whatever the pipeline makes of “Bell”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from epistola.encode.context import Context
from epistola.encode.models import pipelines
from epistola.encode.models.claims import claims
from epistola.letter import Annotation, Certainty, Letter, Remark

NEEDS = ("structure", "corrections", "dates", "authority", "names")
GIVES = ("spacy",)
RESPONSIBILITY = "names read by a spaCy pipeline marked by software"

# By how often `en_core_web_sm` was right in the English development letters, in what the rules leave:
# persons 8 of 17, places 4 of 9, organisations 0 of 14, works 6 of 7.
_SURE: Final[Mapping[str, Certainty | None]] = {
    "person": Certainty.LOW,
    "place": Certainty.LOW,
    "org": None,
    "work": Certainty.LOW,
}


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names that the pipelines find and nobody else."""
    if not context.pipelines:
        return
    found = pipelines.names(letter.text, context.pipelines, letter.language)
    yield from claims("spacy", found, letter, context, _SURE)


def credit(letter: Letter, context: Context) -> str:
    """Return the pipelines that read the letter, with their versions."""
    return pipelines.credit(context.pipelines, letter.language)
