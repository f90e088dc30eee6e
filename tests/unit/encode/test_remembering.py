from epistola.encode.remembering import Remembered


def test_each_word_is_found_out_once() -> None:
    asked: list[str] = []

    def find(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(find)

    assert [lengths[word] for word in ("mill", "ice", "mill", "mill")] == [4, 3, 4, 4]
    assert asked == ["mill", "ice"]


def test_more_words_than_it_may_remember_are_found_out_anew_and_rightly() -> None:
    lengths = Remembered(len, most=2)

    assert [lengths[word] for word in ("a", "bb", "ccc", "a", "bb")] == [1, 2, 3, 1, 2]
    assert len(lengths) <= 2
