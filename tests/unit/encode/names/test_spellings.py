"""Which known name a word may be a slip for."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.names.spellings import SHORTEST, spelt

# Few letters, so that many words are alike.
WORDS = st.text(alphabet="abcdé", min_size=2, max_size=14).map(str.capitalize)


def compared_with_all(word: str, names: list[str]) -> tuple[float, str]:
    """What is asked for, in the plainest way."""
    best = (0.0, "")
    for name in names:
        near = word[0] == name[0] and abs(len(word) - len(name)) <= 2 and not word.startswith(name)
        if len(name) >= SHORTEST and near:
            best = max(best, (SequenceMatcher(None, word, name, autojunk=False).ratio(), name))
    return best if best[0] >= 0.88 else (0.0, "")


@given(word=WORDS, names=st.lists(WORDS, max_size=40))
def test_the_likest_name_is_the_one_that_comparing_with_all_finds(word: str, names: list[str]) -> None:
    assert spelt(names).likest(word) == compared_with_all(word, names)


@given(name=st.text(alphabet="abcdé", min_size=7, max_size=14).map(str.capitalize), data=st.data())
def test_a_name_of_which_a_letter_is_lost_is_found(name: str, data: st.DataObject) -> None:
    lost = data.draw(st.integers(1, len(name) - 1))

    _, found = spelt([name]).likest(name[:lost] + name[lost + 1 :])

    assert found == name


def test_a_word_that_goes_on_after_a_name_is_another_word() -> None:
    assert spelt(["Havana"]).likest("Havanas") == (0.0, "")


def test_a_known_word_is_known_in_the_genitive_as_well() -> None:
    known = spelt(["Hoffmann"])

    assert known.has("Hoffmann")
    assert known.has("Hoffmanns")
    assert not known.has("Hofmann")
