from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.spans import Span, meets, united

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS), SPANS)
def test_what_meets_one_of_many_spans_meets_them_united(spans: list[Span], other: Span) -> None:
    start, end = other

    assert meets(united(spans), start, end) == any(a < end and start < b for a, b in spans)


@given(st.lists(SPANS))
def test_united_spans_are_in_order_and_apart(spans: list[Span]) -> None:
    assert all(end <= start for (_, end), (start, _) in pairwise(united(spans)))
