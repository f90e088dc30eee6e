from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.names.gazette import filed, listed
from epistola.encode.names.vocabulary import towns

WORDS = st.sampled_from(["la", "las", "paz", "new", "york", "st", "'", "ab"])
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(st.dictionaries(PHRASES, st.sampled_from(["city", "town", "village"]), max_size=12), st.lists(PHRASES))
def test_phrases_are_found_alike_in_a_table_and_in_sorted_lists(phrases: dict[str, str], asked: list[str]) -> None:
    kinds = [(kind, sorted(p for p in phrases if phrases[p] == kind)) for kind in ("city", "town", "village")]
    table, lists = listed(phrases), filed(kinds)

    for phrase in (*phrases, *asked):
        first, *second = phrase.split(" ")[:2]
        beginning = " ".join([first, *second])
        assert lists.phrases.get(phrase) == table.phrases.get(phrase)
        assert (phrase in lists.phrases) == (phrase in table.phrases)
        assert (lists.begins[first], lists.goes_on[first]) == (table.begins[first], table.goes_on[first])
        assert lists.goes_on[beginning] == table.goes_on[beginning]
    assert sorted(lists.phrases) == sorted(phrases)
    assert len(lists.phrases) == len(phrases)


def test_words_begin_phrases_of_which_they_are_the_first_or_the_first_two() -> None:
    gazette = listed({"new york city": "city", "york": "town"})

    assert [gazette.goes_on[words] for words in ("new", "new york", "york", "york city")] == [True, True, False, False]
    assert [gazette.begins[word] for word in ("new", "york", "city")] == [True, True, False]


def test_towns_stand_in_the_order_in_which_they_are_looked_for() -> None:
    names = list(towns().phrases)
    # Five sections, each in order: so many times at most a name stands before the one that it follows.
    assert sum(one > other for one, other in pairwise(names)) <= 4
    assert all(towns().phrases[name] for name in names[::997])
