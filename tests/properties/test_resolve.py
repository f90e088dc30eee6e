"""What holds for `resolve`, whatever it is given."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode.resolve import Resolved, nesting, resolve
from epistola.letter import Annotation, Certainty, Claim, Evidence

LENGTH = 40
ELEMENTS = ("div", "opener", "p", "dateline", "quote", "soCalled", "persName", "placeName", "orgName", "rs", "date",
            "forename", "surname", "roleName", "choice", "lb", "ornament")  # fmt: skip


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    start = draw(st.integers(0, LENGTH))
    element = draw(st.sampled_from(ELEMENTS))
    end = start if element == "lb" else draw(st.integers(start, LENGTH))
    evidence = Evidence(
        draw(st.sampled_from(("names", "authority", "structure"))),
        draw(st.sampled_from(("one", "other"))),
        draw(st.sampled_from(Certainty)),
        draw(st.sampled_from(Claim)),
    )
    reading = draw(st.sampled_from(("set", "not"))) if element == "choice" else None
    attributes = (("ref", draw(st.sampled_from(("#a", "#b")))),) if element.endswith("Name") else ()
    return Annotation(start, end, element, evidence, attributes, reading)


claims = st.lists(annotations(), max_size=25)


@settings(max_examples=300, deadline=None)
@given(claims)
def test_what_is_kept_nests(some: list[Annotation]) -> None:
    spans = [one for one in resolve(some).nested if one.start < one.end]

    for one in spans:
        for other in spans:
            assert one.covers(other) or other.covers(one) or not one.overlaps(other)


@settings(max_examples=200, deadline=None)
@given(claims)
def test_only_parts_of_the_letter_hold_parts_of_the_letter(some: list[Annotation]) -> None:
    blocks = {"div", "opener", "p", "dateline"}
    kept = [one for one in resolve(some).nested if one.start < one.end]

    for outer in kept:
        for inner in kept:
            if inner.element in blocks and outer.element not in blocks and outer.covers(inner):
                assert inner.covers(outer)


@settings(max_examples=200, deadline=None)
@given(claims)
def test_what_is_kept_comes_in_the_order_of_the_start_tags(some: list[Annotation]) -> None:
    kept = resolve(some).nested

    assert all(nesting(one) <= nesting(other) for one, other in pairwise(kept))


@settings(max_examples=200, deadline=None)
@given(claims)
def test_every_claim_is_kept_or_rejected(some: list[Annotation]) -> None:
    resolved = resolve(some)
    rejected = [one.annotation for one in resolved.rejected]

    assert sorted([*resolved.nested, *rejected], key=repr) == sorted(set(some), key=repr)


@settings(max_examples=200, deadline=None)
@given(claims)
def test_what_is_rejected_names_its_reason_and_what_stands_instead(some: list[Annotation]) -> None:
    resolved = resolve(some)

    for one in resolved.rejected:
        assert one.reason
        assert one.winner in resolved.nested or one.winner is one.annotation


@settings(max_examples=200, deadline=None)
@given(claims)
def test_resolving_again_changes_nothing(some: list[Annotation]) -> None:
    once = resolve(some)

    assert resolve(once.nested) == Resolved(once.nested, ())


@settings(max_examples=200, deadline=None)
@given(claims.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_the_claims_is_without_meaning(twice: tuple[list[Annotation], list[Annotation]]) -> None:
    some, shuffled = twice

    assert resolve(some) == resolve(shuffled)


@settings(max_examples=200, deadline=None)
@given(claims)
def test_an_editor_s_decision_loses_only_to_a_part_of_the_letter_or_to_another_editor(some: list[Annotation]) -> None:
    blocks = {"div", "opener", "p", "dateline"}

    for lost in resolve(some).rejected:
        if lost.annotation.evidence.claim is Claim.EDITOR and lost.annotation.element == "choice":
            assert lost.winner.element in blocks or lost.winner.evidence.claim is Claim.EDITOR
