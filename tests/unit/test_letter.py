import pytest

from epistola.letter import Annotation, Certainty, Claim, Evidence, Letter, Source, claimed

SOURCE = Source("letter.txt", "text/plain", "UTF-8", "0" * 64)
BY = Evidence("names", "rule")


def letter(text: str, *annotations: Annotation) -> Letter:
    return Letter(text, SOURCE, "en", annotations)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_a_span_that_no_text_can_have_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"an annotation can't span \["):
        Annotation(start, end, "p", BY)


def test_an_attribute_is_found_by_its_name_and_is_empty_when_absent() -> None:
    name = Annotation(0, 3, "persName", BY, (("ref", "#person.tom"),))

    assert name.get("ref") == "#person.tom"
    assert name.get("type") == ""
    assert name.get("type", "person") == "person"


def test_spans_that_only_touch_do_not_overlap() -> None:
    one, other = Annotation(0, 3, "p", BY), Annotation(3, 5, "p", BY)

    assert not one.overlaps(other)
    assert not other.overlaps(one)


def test_a_span_covers_itself_and_what_lies_within() -> None:
    outer = Annotation(2, 9, "p", BY)

    assert outer.covers(outer)
    assert outer.covers(Annotation(2, 2, "lb", BY))
    assert outer.covers(Annotation(4, 9, "date", BY))
    assert not outer.covers(Annotation(1, 9, "date", BY))


def test_further_annotations_make_another_letter_and_leave_the_first_alone() -> None:
    first = letter("Dear Tom")
    second = first.having([Annotation(5, 8, "persName", BY)])

    assert first.annotations == ()
    assert [second.words(one) for one in second.annotations] == ["Tom"]


def test_annotations_come_in_the_order_of_the_text_the_longer_first() -> None:
    short, late, long = Annotation(0, 2, "p", BY), Annotation(3, 4, "p", BY), Annotation(0, 4, "div", BY)

    found = letter("abcd", short, late, long, Annotation(0, 1, "date", BY))

    assert list(found.of("p", "div")) == [long, short, late]


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (3, (1, 4)), (4, (2, 1)), (5, (3, 1)), (6, (3, 2)), (7, (3, 3))],
)
def test_lines_and_columns_count_from_one_in_characters_and_not_in_bytes(offset: int, place: tuple[int, int]) -> None:
    assert letter("abc\n\n😀ü").line_and_column(offset) == place


def test_an_editor_s_claim_is_the_highest_and_a_model_s_the_lowest() -> None:
    assert sorted(Claim) == [Claim.GENERAL_MODEL, Claim.MODEL, Claim.RULE, Claim.AUTHORITY, Claim.SOURCE, Claim.EDITOR]


def test_certainty_grows_from_unknown_to_high() -> None:
    assert sorted(Certainty, key=lambda c: c.weight) == [
        Certainty.UNKNOWN,
        Certainty.LOW,
        Certainty.MEDIUM,
        Certainty.HIGH,
    ]


def test_annotations_that_differ_only_in_what_they_say_are_two() -> None:
    one, other = Annotation(0, 3, "persName", BY), Annotation(0, 3, "persName", BY, (("ref", "#person.tom"),))

    assert {one, other, Annotation(0, 3, "persName", BY)} == {one, other}


def test_a_letter_with_nothing_further_is_itself() -> None:
    empty = letter("Tom")

    assert empty.having([]) is empty
    assert empty.having([Annotation(0, 3, "persName", BY)]).annotations == (Annotation(0, 3, "persName", BY),)


def test_the_evidence_of_the_same_claim_is_the_same() -> None:
    assert claimed("names", "rule") is claimed("names", "rule")
    assert claimed("names", "rule", Certainty.LOW, Claim.MODEL) == Evidence("names", "rule", Certainty.LOW, Claim.MODEL)
