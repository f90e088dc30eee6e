import pytest

from epistola.encode.resolve import resolve
from epistola.letter import Annotation, Certainty, Claim, Evidence


def claim(
    start: int,
    end: int,
    element: str = "persName",
    *,
    by: Claim = Claim.RULE,
    certainty: Certainty = Certainty.HIGH,
    annotator: str = "names",
    ref: str = "",
) -> Annotation:
    attributes = (("ref", ref),) if ref else ()
    return Annotation(start, end, element, Evidence(annotator, "rule", certainty, by), attributes)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (claim(0, 5, "quote", by=Claim.EDITOR), claim(3, 20, "quote", by=Claim.AUTHORITY)),
        (claim(0, 5, by=Claim.AUTHORITY), claim(3, 20, by=Claim.RULE)),
        (claim(0, 5, by=Claim.RULE), claim(3, 20, by=Claim.MODEL)),
        (claim(0, 9, certainty=Certainty.LOW), claim(5, 12, certainty=Certainty.HIGH)),
        (claim(5, 12, certainty=Certainty.MEDIUM), claim(0, 7, certainty=Certainty.LOW)),
        (claim(0, 7), claim(5, 12)),
        (claim(0, 7, annotator="authority", ref="#a"), claim(0, 7, annotator="names", ref="#b")),
    ],
    ids=["the editor", "the authority file", "a rule", "the longer", "the surer", "the earlier", "by name"],
)
def test_of_two_claims_that_cannot_both_stand_the_first_in_the_written_order_stands(
    winner: Annotation, loser: Annotation
) -> None:
    resolved = resolve([loser, winner])

    assert resolved.nested == (winner,)
    assert [(one.annotation, one.winner) for one in resolved.rejected] == [(loser, winner)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (claim(0, 9, "quote"), claim(5, 12, "date"), "it crosses the other"),
        (claim(0, 9, ref="#a"), claim(0, 9, ref="#b"), "it says the same of the same words"),
        (claim(0, 9, "persName"), claim(2, 5, "date"), "a name of this kind doesn't stand within the other"),
        (claim(0, 9, "choice", by=Claim.EDITOR), claim(2, 5, "date"), "a correction holds no other markup"),
    ],
)
def test_what_loses_is_told_why(one: Annotation, other: Annotation, reason: str) -> None:
    assert [lost.reason for lost in resolve([one, other]).rejected] == [reason]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        (claim(0, 9, "orgName"), claim(3, 9, "placeName")),
        (claim(0, 9, "rs"), claim(3, 9, "placeName")),
        (claim(0, 9, "orgName"), claim(3, 9, "persName")),
        (claim(0, 9, "quote"), claim(3, 6, "soCalled")),
        (claim(0, 9, "quote"), claim(0, 9, "placeName")),
        (claim(0, 9, "date"), claim(3, 6, "choice", by=Claim.EDITOR)),
    ],
)
def test_what_may_stand_within_another_is_kept_with_it(outer: Annotation, inner: Annotation) -> None:
    assert resolve([inner, outer]).nested == (outer, inner)


def test_a_part_of_a_name_goes_when_its_name_goes() -> None:
    name, surname = claim(3, 9), claim(5, 9, "surname")
    editor = claim(0, 6, "choice", by=Claim.EDITOR)

    resolved = resolve([surname, name, editor])

    assert resolved.nested == (editor,)
    assert [(one.annotation, one.reason) for one in resolved.rejected] == [
        (name, "it crosses the other"),
        (surname, "it crosses the other"),
    ]


def test_a_part_of_a_name_belongs_to_the_name_that_its_own_annotator_found() -> None:
    name = claim(0, 9, by=Claim.AUTHORITY, annotator="authority")
    foreign = claim(5, 9, "surname", annotator="names")

    assert [one.reason for one in resolve([name, foreign]).rejected] == [
        "the name that it is a part of was not kept",
    ]


def test_the_parts_of_the_letter_stand_against_everything() -> None:
    block = claim(0, 9, "p", certainty=Certainty.LOW)
    decision = claim(5, 12, "choice", by=Claim.EDITOR)

    assert resolve([decision, block]).nested == (block,)


@pytest.mark.parametrize("element", ["orgName", "quote", "choice"])
def test_nothing_holds_a_part_of_the_letter_but_a_part_of_the_letter(element: str) -> None:
    signed, over = claim(3, 9, "signed"), claim(3, 12, element, by=Claim.EDITOR)

    assert [one.reason for one in resolve([signed, over]).rejected] == [
        "it goes over more than one part of the letter",
    ]


def test_line_beginnings_stand_anywhere() -> None:
    inside = Annotation(5, 5, "lb", Evidence("structure", "line"))

    assert resolve([claim(0, 9), inside]).nested == (claim(0, 9), inside)


def test_at_the_same_span_the_wider_kind_is_outside() -> None:
    kinds = ("surname", "persName", "quote", "p", "div")

    assert [one.element for one in resolve([claim(0, 9, kind) for kind in kinds]).nested] == [*kinds[::-1]]


def test_claims_far_apart_are_seen_by_those_that_span_a_whole_letter() -> None:
    wide = claim(10, 90_000, "quote", by=Claim.EDITOR)
    crossing = claim(89_990, 90_010, "quote")

    assert [one.winner for one in resolve([crossing, wide]).rejected] == [wide]


def test_of_two_equal_claims_one_is_kept() -> None:
    assert resolve([claim(0, 9), claim(0, 9)]).nested == (claim(0, 9),)
