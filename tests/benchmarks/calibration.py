"""How well the certainties of names and of the values of dates are calibrated, on letters that editors have marked.

A certainty is a promise: of the names with `cert="high"` nine of ten are right or more, of those with `medium` seven to
nine, with `low` four to seven. Here the promise is held against what the editors of the development letters marked,
for each language and layer, and for each rule against the other languages, so that no rule is set by one edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# The share of right names that a certainty promises: at least, below, and what is reckoned with.
PROMISES: Final[Mapping[str, tuple[float, float, float]]] = {
    "high": (0.9, 1.01, 0.95),
    "medium": (0.7, 0.9, 0.8),
    "low": (0.4, 0.7, 0.55),
}
_LAYERS: Final = {
    "names": "1 rules",
    "authority": "2 authority",
    "learned": "3 learned",
    "spacy": "4 spaCy",
    "dates": "dates",
}
# A rule that spoke less often in a language says nothing there.
FEWEST: Final = 10
_PRIOR: Final = 5
_EXPECTED: Final = 0.7
_HARDLY_EVER: Final = 0.1


@dataclass(frozen=True, slots=True)
class Judged:
    """A name that was marked: in which language, by whom, how sure, and whether the editors have it, too.

    `edges` says that it is a correspondent's, or stands in a salutation or signature.
    """

    language: str
    annotator: str
    rule: str
    certainty: str
    right: bool
    edges: bool = False


def report(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield the lines of the tables.

    Some editions mark no correspondents, no salutations and no signatures, since the header names them; there such
    names are neither right nor wrong.
    """
    left_out = {
        language
        for language, group in _by_language(judged).items()
        if not marks_edges([one.right for one in group if one.edges])
    }
    judged = [one for one in judged if not (one.edges and one.language in left_out)]
    if left_out:
        yield f"Left out where the edition doesn't mark them: correspondents and signatures ({', '.join(left_out)})"
    yield from _reliability(judged)
    for annotator in ("names", "dates"):
        yield ""
        yield from _rules([one for one in judged if one.annotator == annotator])


def expected_error(judged: Iterable[Judged]) -> float:
    """Return the expected calibration error: the mean distance of promised and observed shares, weighed by number."""
    groups = _grouped(judged, lambda one: one.certainty)
    total = sum(map(len, groups.values()))
    off = (len(group) * abs(_share(group) - PROMISES[level][2]) for level, group in groups.items())
    return sum(off) / total if total else 0.0


def brier(judged: Sequence[Judged]) -> float:
    """Return the Brier score: the mean square of what a certainty promises less what is so (1 for right, 0 else)."""
    return sum((PROMISES[one.certainty][2] - one.right) ** 2 for one in judged) / len(judged)


def level(share: float) -> str:
    """Return the certainty that promises `share`; “suggestion” for less than any promises."""
    return next((name for name, (least, below, _) in PROMISES.items() if least <= share < below), "suggestion")


def _reliability(judged: Sequence[Judged]) -> Iterator[str]:
    yield "language  layer         certainty   names   right   promised"
    for language in [*sorted({one.language for one in judged}), "all"]:
        of_language = [one for one in judged if language in (one.language, "all")]
        for annotator, layer in _LAYERS.items():
            mine = [one for one in of_language if one.annotator == annotator and one.certainty in PROMISES]
            for name, (least, below, _) in PROMISES.items():
                group = [one for one in mine if one.certainty == name]
                if group:
                    kept = "" if least <= _share(group) < below else "  below" if _share(group) < least else "  above"
                    promised = f"{least:.1f}–{min(below, 1):.1f}"
                    yield f"{language:9} {layer:13} {name:9} {len(group):7}    {_share(group):.2f}   {promised}{kept}"
            if mine:
                errors = f"expected calibration error {expected_error(mine):.3f}, Brier score {brier(mine):.3f}"
                yield f"{language:9} {layer:13} {errors}"


def _rules(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield for each rule its share of right names in each language, and what it has in the mean and has promised."""
    languages = sorted({one.language for one in judged})
    yield f"{'rule':32}" + "".join(f"{language:>13}" for language in languages) + "   mean  measured    is"
    held = tried = 0
    for rule, group in sorted(_grouped(judged, lambda one: one.rule).items()):
        by_language = _by_language(group)
        shares = {lang: _drawn(found) for lang, found in by_language.items() if len(found) >= FEWEST}
        cells = (
            f"{_share(by_language[lang]):.2f} of {len(by_language[lang]):4}" if lang in by_language else "—"
            for lang in languages
        )
        mean = sum(shares.values()) / len(shares) if shares else _drawn(group)
        said = f"   {mean:.2f}  {level(mean):10}  {group[0].certainty}"
        yield f"{rule:32}" + "".join(f"{cell:>13}" for cell in cells) + said
        for lang, share in shares.items():
            others = [s for other, s in shares.items() if other != lang]
            if others:
                tried += 1
                held += level(sum(others) / len(others)) == level(share)
    yield f"In {held} of {tried} cases the other languages give a rule the certainty that it has in the one left out."


def marks_edges(right: Sequence[bool]) -> bool:
    """Tell whether an edition marks correspondents and signatures, by which of them it has."""
    return len(right) < FEWEST or sum(right) / len(right) > _HARDLY_EVER


def smoothed(right: int, total: int) -> float:
    """Return the share of right names, drawn a little to what is expected, so that few names promise nothing."""
    return (right + _EXPECTED * _PRIOR) / (total + _PRIOR)


def _by_language(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    return _grouped(judged, lambda one: one.language)


def _drawn(group: Sequence[Judged]) -> float:
    return smoothed(sum(one.right for one in group), len(group))


def _share(group: Sequence[Judged]) -> float:
    return sum(one.right for one in group) / len(group)


def _grouped(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[key(one)].append(one)
    return groups
