"""From overlapping claims to a well-nested tree: one pure function with one sort key.

In order: an editor's decision before the authority file before a rule before a statistical model; then the
longer; then the surer; then the earlier; then by name, so that the order is total. What loses is returned with
its reason, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from epistola.letter import Annotation

# From the outside to the inside where two elements have the same span.
_ORDER: Final = (
    "div", "opener", "closer", "postscript", "argument", "head", "p",
    "dateline", "salute", "signed", "address", "addrLine",
    "quote", "said", "q", "soCalled", "orgName", "rs", "persName", "placeName", "date", "time", "title",
    "roleName", "forename", "nameLink", "surname", "addName", "genName", "choice", "lb", "pb",
)  # fmt: skip
_RANK: Final = {element: number for number, element in enumerate(_ORDER)}

_BLOCKS: Final = frozenset(_ORDER[: _ORDER.index("quote")])
NAME_PARTS: Final = frozenset({"roleName", "forename", "nameLink", "surname", "addName", "genName"})
_NAMES: Final = frozenset({"persName", "placeName", "orgName", "date", "time", "title"})

# The reasons for a loss that a reader should hear of.
CROSSES: Final = "it crosses the other"
SPREADS: Final = "it goes over more than one part of the letter"

# Names that may stand within other names: the place in the name of an office or of an organisation.
_WITHIN: Final = {
    "placeName": frozenset({"rs", "orgName"}),
    "rs": frozenset({"orgName"}),
    "persName": frozenset({"orgName"}),
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """An annotation that lost, and the one that it lost to."""

    annotation: Annotation
    winner: Annotation
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """Annotations that nest, from the outside to the inside in the order of the text, and what lost."""

    nested: tuple[Annotation, ...]
    rejected: tuple[Rejected, ...]


def resolve(annotations: Iterable[Annotation]) -> Resolved:
    """Choose among `annotations` those that nest.

    The result doesn't depend on their order, and resolving it again changes nothing.
    """
    kept = _Kept()
    rejected: list[Rejected] = []
    for annotation in sorted(set(annotations), key=_priority):
        objection = kept.objection(annotation)
        if objection is None:
            kept.add(annotation)
        else:
            rejected.append(objection)
    return Resolved(tuple(sorted(kept.all, key=nesting)), tuple(rejected))


def nesting(annotation: Annotation) -> tuple[int, int, int, int, str]:
    """The order of the start tags: by start, the longer first, at the same span by what contains what."""
    empty = annotation.start == annotation.end
    rank = _RANK.get(annotation.element, len(_ORDER))
    return annotation.start, 0 if empty else 1, -annotation.end, rank, annotation.element


def _priority(annotation: Annotation) -> tuple[object, ...]:
    evidence = annotation.evidence
    return (
        annotation.element not in _BLOCKS,
        annotation.element in NAME_PARTS,
        -evidence.claim,
        annotation.start - annotation.end,
        -evidence.certainty.weight,
        annotation.start,
        annotation.element,
        evidence.annotator,
        evidence.rule,
        annotation.attributes,
        annotation.reading or "",
    )


class _Kept:
    """What has been accepted so far, findable by the characters that it covers."""

    def __init__(self) -> None:
        self.all: list[Annotation] = []
        self._by_bucket: dict[int, list[Annotation]] = {}
        self._wide: list[Annotation] = []

    def add(self, annotation: Annotation) -> None:
        self.all.append(annotation)
        buckets = range(annotation.start // 256, annotation.end // 256 + 1)
        if len(buckets) > 16:
            self._wide.append(annotation)
        else:
            for bucket in buckets:
                self._by_bucket.setdefault(bucket, []).append(annotation)

    def near(self, annotation: Annotation) -> list[Annotation]:
        buckets = range(annotation.start // 256, annotation.end // 256 + 1)
        found = {id(other): other for bucket in buckets for other in self._by_bucket.get(bucket, ())}
        return [*self._wide, *found.values()]

    def objection(self, new: Annotation) -> Rejected | None:
        if new.start == new.end:
            return None
        near = self.near(new)
        for other in near:
            reason = _conflict(new, other)
            if reason:
                return Rejected(new, other, reason)
        if new.element in NAME_PARTS and not _has_its_name(new, near):
            return Rejected(new, new, "the name that it is a part of was not kept")
        return None


def _conflict(new: Annotation, old: Annotation) -> str:
    """Say why `new` can't stand beside `old`, which was accepted before; "" when it can."""
    if old.start == old.end or not new.overlaps(old):
        return ""
    if not new.covers(old) and not old.covers(new):
        return CROSSES
    if old.covers(new) and new.covers(old) and new.element == old.element:
        return "it says the same of the same words"
    if new.element in NAME_PARTS and old.element in NAME_PARTS:
        return "a part of a name holds no other"
    inner, outer = (new, old) if old.covers(new) and _inside(new, old) else (old, new)
    if inner.element in _BLOCKS and outer.element not in _BLOCKS:
        return SPREADS
    if outer.element in _NAMES | {"rs"} and inner.element in _NAMES | {"rs"}:
        return (
            ""
            if outer.element in _WITHIN.get(inner.element, ())
            else "a name of this kind doesn't stand within the other"
        )
    return "a correction holds no other markup" if outer.element == "choice" else ""


def _inside(new: Annotation, old: Annotation) -> bool:
    return (new.end - new.start, -_RANK.get(new.element, 99)) < (old.end - old.start, -_RANK.get(old.element, 99))


def _has_its_name(part: Annotation, near: list[Annotation]) -> bool:
    return any(
        other.element == "persName" and other.covers(part) and other.evidence.annotator == part.evidence.annotator
        for other in near
    )
