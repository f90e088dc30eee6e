"""The names that a model found, marked as its claims where nobody else has found anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from epistola.diagnostics import Severity
from epistola.encode.context import Context
from epistola.encode.models.spans import Found
from epistola.encode.names.mentions import ELEMENTS, Mention, mark
from epistola.encode.names.proposals import in_reading, proposals
from epistola.encode.names.referents import referents
from epistola.letter import Annotation, Certainty, Claim, Evidence, Letter, Remark

_TAKEN: Final = frozenset({*ELEMENTS.values(), "rs", "date", "time", "address", "choice"})
_KINDS: Final = {"person": "a person", "place": "a place", "org": "an organisation", "work": "a work"}


def claims(
    annotator: str, found: Iterable[Found], letter: Letter, context: Context, sure: Mapping[str, Certainty | None]
) -> Iterator[Annotation | Remark]:
    """Yield the names, whose offsets count in the source, as claims of `annotator`.

    `sure` says for each kind how sure the model is; None makes a suggestion of it.
    """
    others = sorted((a.start, a.end) for a in letter.annotations if a.element in _TAKEN)
    free = [one for one in found if not any(start < one.end and one.start < end for start, end in others)]
    if not free:
        return
    proposed = proposals(letter, context)
    persons = [letter.text[one.start : one.end] for one in free if one.kind == "person"]
    known = referents(proposed.who, context.register, context.words, persons)
    for one in free:
        words, certainty = letter.text[one.start : one.end], sure[one.kind]
        if certainty is None:
            yield _suggestion(words, one)
            continue
        evidence = Evidence(annotator, one.label, certainty, Claim.GENERAL_MODEL)
        target = known.person(words) if one.kind == "person" else known.other(one.kind, words)
        start, end = in_reading(proposed.reading, one.start), in_reading(proposed.reading, one.end)
        pointer = "" if one.kind == "work" else target
        mention = Mention(start, end, ELEMENTS[one.kind], pointer, evidence, single="")
        yield from mark(mention, proposed.reading, context.words)


def _suggestion(words: str, one: Found) -> Remark:
    return Remark(
        one.start,
        one.end,
        "suggested",
        Severity.INFORMATION,
        f"“{words}” may be {_KINDS[one.kind]} (“{one.label}”); it is not marked.",
        "If it is, mark it in the TEI, or add the name to the authority files.",
    )
