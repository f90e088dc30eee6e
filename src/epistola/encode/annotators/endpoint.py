"""Names by a language model that the user named and asked (`epistola ask`); off otherwise.

The answer of the model is a file beside the edition; while letters are encoded nobody is asked. A name in it counts
only if it stands in the text, word for word, where the answer says, and only where no other annotator has found
anything; what doesn't count is told. How often such a model is right is not known here: `@cert` is “unknown” for
persons and places, and organisations and works are suggestions.

Fires: “Zarathu” is a `persName` where the answer says person, and where that word stands.
Doesn't: “Zoroaster” isn't a word of the letter, so that it is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.models.answers import Refused, verified
from epistola.encode.models.claims import claims
from epistola.encode.models.spans import Found
from epistola.letter import Annotation, Certainty, Letter, Remark

NEEDS = ("structure", "corrections", "dates", "authority", "names", "spacy")
GIVES = ("endpoint",)
RESPONSIBILITY = "names read by a language model marked by software"

_SURE: Final[Mapping[str, Certainty | None]] = {
    "person": Certainty.UNKNOWN,
    "place": Certainty.UNKNOWN,
    "org": None,
    "work": None,
}


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names of the answer that stand in the letter, and remarks on what doesn't count."""
    if context.answer is None:
        return
    if not context.answer.is_about(letter.text):
        yield Remark(
            0,
            0,
            "outdated",
            Severity.WARNING,
            "The answer of the language model is about another text of this letter; it was not used.",
            "Run epistola ask again.",
        )
        return
    said = list(verified(context.answer, letter.text))
    for one in said:
        if isinstance(one, Refused):
            message = f"Of the language model's answer, {one.words} was not used: {one.reason}."
            yield Remark(one.at, one.at, "refused", Severity.INFORMATION, message)
    found = dict.fromkeys(one for one in said if isinstance(one, Found))
    yield from claims("endpoint", found, letter, context, _SURE)


def credit(letter: Letter, context: Context) -> str:
    """Return the name of the model."""
    return context.answer.model if context.answer is not None else ""
