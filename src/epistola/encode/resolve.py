"""From overlapping claims to a well-nested tree: one pure function with one sort key.

In order: an editor's decision before what the source says itself before the authority file before a rule before a
statistical model, that of the edition before a general one; then the longer; then the surer; then the earlier; then by
name, so that the order is total. What loses is returned with its reason, never dropped.

What the source says of its writing (`hi`, `del` …) crosses nothing: it is cut where another element begins or ends.
A name or date of the source that others found too takes over what they know and the source doesn't (`@ref`, `@when`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from epistola.letter import Annotation, Claim

# From the outside to the inside where two elements have the same span.
_ORDER: Final = (
    "div", "floatingText", "body", "opener", "closer", "postscript", "argument", "epigraph", "figure", "head", "p",
    "ab", "trailer", "byline", "dateline", "salute", "signed", "address", "addrLine",
    "table", "row", "cell", "list", "label", "item", "lg", "l", "fw",
    "quote", "said", "q", "soCalled", "orgName", "rs", "persName", "placeName", "date", "time", "title",
    "roleName", "forename", "nameLink", "surname", "addName", "genName",
    "add", "del", "unclear", "supplied", "damage", "sic", "hi", "abbr", "orig", "choice", "gap", "lb", "pb",
)  # fmt: skip
_RANK: Final = {element: number for number, element in enumerate(_ORDER)}

BLOCKS: Final = frozenset(_ORDER[: _ORDER.index("quote")])
NAME_PARTS: Final = frozenset({"roleName", "forename", "nameLink", "surname", "addName", "genName"})
# Blocks that hold any phrase, quotations included.
_HOLDING: Final = BLOCKS - {"dateline", "byline", "addrLine"}
_QUOTING: Final = frozenset({"quote", "said", "q"})
_PHRASES: Final = frozenset({"dateline", "byline", "addrLine", "persName", "placeName", "orgName", "date", "time"})
_QUOTED: Final = frozenset({"p", "ab", "lg", "l", "list", "label", "item", "table", "row", "cell"})
_QUOTATIONS: Final = frozenset({"quote", "said", "q", "soCalled", "mentioned"})
_WRITING: Final = frozenset({"add", "del", "unclear", "supplied", "damage", "hi"})
_NAMES: Final = frozenset({"persName", "placeName", "orgName", "date", "time", "title"})
_NAMED: Final = _NAMES | {"rs"}

# What covers characters is found by the stretch of so many characters in which it is; what lies in many, apart.
_BUCKET: Final = 256
_MOST_BUCKETS: Final = 16

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


def resolve(annotations: Iterable[Annotation], text: str = "") -> Resolved:
    """Choose among `annotations` those that nest; `text` is what they stand on.

    The result doesn't depend on their order, and resolving it again changes nothing.
    """
    kept = _Kept()
    rejected: list[Rejected] = []
    for annotation in sorted(_agreed(annotations), key=_priority):
        for piece in kept.pieces(annotation, text):
            objection = kept.objection(piece)
            if objection is None:
                kept.add(piece)
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
        _is_divisible(annotation),
        annotation.element not in BLOCKS,
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


def _is_divisible(annotation: Annotation) -> bool:
    return annotation.element in _WRITING and annotation.evidence.claim is Claim.SOURCE


def _agreed(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Yield `annotations`, the names and dates of the source completed by those who found the same words."""
    alike: dict[tuple[int, int, str], list[Annotation]] = {}
    for annotation in annotations:
        alike.setdefault((annotation.start, annotation.end, annotation.element), []).append(annotation)
    for (_, _, element), group in alike.items():
        if len(group) == 1:
            yield group[0]
            continue
        first, *others = sorted(set(group), key=_priority)
        yield from others
        yield _completed(first, others) if element in _NAMES and first.evidence.claim is Claim.SOURCE else first


def _completed(name: Annotation, others: Iterable[Annotation]) -> Annotation:
    """Return `name` with the attributes of the first of `others` that knows more and contradicts nothing."""
    said = dict(name.attributes)
    for other in others:
        new = (pair for pair in other.attributes if pair[0] not in said)
        more = tuple(pair for pair in new if not ("key" in said and _is_local(pair)))
        if more and all(said.get(key, value) == value for key, value in other.attributes):
            theirs = other.evidence
            certainty = min(name.evidence.certainty, theirs.certainty, key=lambda c: c.weight)
            evidence = replace(name.evidence, certainty=certainty, joined=(*name.evidence.joined, theirs.annotator))
            return replace(name, attributes=(*name.attributes, *more), evidence=evidence)
    return name


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _is_local(attribute: tuple[str, str]) -> bool:
    """Tell whether an attribute leads to the letter's own lists, where the source's own key says more."""
    return attribute[0] == "ref" and attribute[1].startswith("#")


class _Kept:
    """What has been accepted so far, findable by the characters that it covers; points cover none."""

    def __init__(self) -> None:
        self.all: list[Annotation] = []
        self._by_bucket: dict[int, list[Annotation]] = {}
        self._wide: list[Annotation] = []
        self._points: dict[tuple[int, str], Annotation] = {}

    def add(self, annotation: Annotation) -> None:
        self.all.append(annotation)
        first, last = annotation.start // _BUCKET, annotation.end // _BUCKET
        if annotation.start == annotation.end:
            self._points[annotation.start, annotation.element] = annotation
        elif last - first >= _MOST_BUCKETS:
            self._wide.append(annotation)
        else:
            for bucket in range(first, last + 1):
                self._by_bucket.setdefault(bucket, []).append(annotation)

    def overlapping(self, new: Annotation) -> list[Annotation]:
        """Return what has a character in common with `new`."""
        start, end = new.start, new.end
        first, last = start // _BUCKET, end // _BUCKET
        if first == last:
            near = self._by_bucket.get(first, [])
        else:
            buckets = (self._by_bucket.get(bucket, ()) for bucket in range(first, last + 1))
            near = list({id(other): other for others in buckets for other in others}.values())
        return [other for others in (self._wide, near) for other in others if start < other.end and other.start < end]

    def pieces(self, new: Annotation, text: str) -> list[Annotation]:
        """Return `new`, or the pieces that cross nothing if it may be divided; none is nothing but white space."""
        if not _is_divisible(new) or new.start == new.end:
            return [new]
        cuts = {new.start, new.end}
        for other in self.overlapping(new):
            if not new.covers(other) and not other.covers(new):
                cuts.add(other.end if other.start < new.start else other.start)
        spans = (_trimmed(start, end, text) for start, end in pairwise(sorted(cuts)))
        return [replace(new, start=start, end=end) for start, end in spans if start < end]

    def objection(self, new: Annotation) -> Rejected | None:
        if new.start == new.end:
            same = self._points.get((new.start, new.element))
            return Rejected(new, same, "it says the same of the same place") if same else None
        near = self.overlapping(new)
        for other in near:
            reason = _conflict(new, other)
            if reason:
                return Rejected(new, other, reason)
        if new.element in NAME_PARTS and not _has_its_name(new, near):
            return Rejected(new, new, "the name that it is a part of was not kept")
        return None


def _conflict(new: Annotation, old: Annotation) -> str:
    """Say why `new` can't stand beside `old`, accepted before, with which it has words in common; "" when it can."""
    within = old.start <= new.start and new.end <= old.end
    around = new.start <= old.start and old.end <= new.end
    if within and not around and old.element in _HOLDING and new.element not in BLOCKS:
        return ""  # what nearly all are asked for: a phrase in a paragraph
    if not within and not around:
        return CROSSES
    if within and around and new.element == old.element:
        return "it says the same of the same words"
    if within and around and {old.element, new.element} <= _QUOTATIONS:
        return "it says otherwise of the same words"
    if new.element in NAME_PARTS and old.element in NAME_PARTS:
        return "a part of a name holds no other"
    inner, outer = (new, old) if within and _inside(new, old) else (old, new)
    if inner.element in BLOCKS and outer.element not in BLOCKS and not _quotes(outer, inner):
        return SPREADS
    if outer.element in _PHRASES and inner.element in ("quote", "said"):
        return "a quotation doesn't stand in this part of a letter"
    if outer.element in _NAMED and inner.element in _NAMED:
        return (
            ""
            if outer.element in _WITHIN.get(inner.element, ())
            else "a name of this kind doesn't stand within the other"
        )
    return "a correction holds no other markup" if outer.element == "choice" or outer.reading is not None else ""


def _quotes(outer: Annotation, inner: Annotation) -> bool:
    """Tell whether the source itself quotes paragraphs, verse, lists."""
    return outer.element in _QUOTING and outer.evidence.claim is Claim.SOURCE and inner.element in _QUOTED


def _inside(new: Annotation, old: Annotation) -> bool:
    length, other = new.end - new.start, old.end - old.start
    return length < other if length != other else _RANK.get(new.element, 99) > _RANK.get(old.element, 99)


def _has_its_name(part: Annotation, near: list[Annotation]) -> bool:
    return any(
        other.element == "persName"
        and other.covers(part)
        and part.evidence.annotator in (other.evidence.annotator, *other.evidence.joined)
        for other in near
    )
