"""Names that the edition's own model reads: marked as the letters encoded already mark them.

`epistola learn` trains the model, a conditional random field, on the edition's encoded letters. Its features are the
words, what the rules propose and what the authority files know, so that it learns which rules this edition follows:
whether titles are part of a name, whether the signature has a name, whether adjectives are places. Without a model
this annotator says nothing. `@cert` follows the probability that the model gives: .7 is medium, less is low. In
letters that it hasn't seen, 83 of 100 names that it alone reads with .7 or more are right, so that none is high.

Fires: in an edition whose letters mark the calling with the name, “Farmer Vogel” is a `persName`.
Doesn't: where the letters leave salutations unmarked, “Dear Anna” stays unmarked.
"""

from __future__ import annotations

from collections.abc import Iterator

from epistola.encode.context import Context
from epistola.encode.learn.reading import laid
from epistola.encode.names.mentions import ELEMENTS, Mention, mark
from epistola.encode.names.proposals import proposals
from epistola.encode.names.referents import referents
from epistola.letter import Annotation, Certainty, Claim, Letter, Remark, claimed

NEEDS = ("structure", "corrections", "dates")
GIVES = ("learned",)
RESPONSIBILITY = "names read as in the letters encoded before marked by software"

_MEDIUM = 0.7
_KINDS = {element: kind for kind, element in ELEMENTS.items()}


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the names that the model reads."""
    if context.model is None:
        return
    proposed = proposals(letter, context)
    words, text = proposed.page.words, proposed.reading.text
    found = context.model.read(proposed.page, laid(letter, proposed, context).around)
    persons = [
        text[words.starts[one.name.first] : words.ends[one.name.last]] for one in found if "pers" in one.name.label
    ]
    known = referents(proposed.who, context.register, context.words, persons)
    for one in found:
        element, _, kind = one.name.label.partition(":")
        start, end = words.starts[one.name.first], words.ends[one.name.last]
        evidence = claimed("learned", one.name.label, _certainty(one.probability), Claim.MODEL)
        kind = kind or _KINDS[element]
        target = known.person(text[start:end]) if kind == "person" else known.other(kind, text[start:end])
        if kind == "work":
            target = ""
        mention = Mention(start, end, element, target, evidence, type=kind if element == "rs" else "", whole=True)
        yield from mark(mention, proposed.reading, context.words)


def _certainty(probability: float) -> Certainty:
    return Certainty.MEDIUM if probability >= _MEDIUM else Certainty.LOW
