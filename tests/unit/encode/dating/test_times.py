from itertools import pairwise

import pytest

from epistola.encode.dating import find_times
from epistola.encode.lexicon import languages, lexicon


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "in 24 or 72 hours"),
        ("en", "at 3.15 for 12.50"),
        ("en", "there were 5 a month"),
        ("de", "für 3.15 Mark"),
        ("de", "um 25 Uhr"),
        ("de", "um 9.75 Uhr"),
        ("de", "die goldene Uhr"),
        ("fr", "en 24 heures"),
        ("fr", "8 heures de travail"),
    ],
)
def test_what_is_no_time_of_day_is_left_alone(code: str, text: str) -> None:
    assert list(find_times(text, lexicon(code))) == []


@pytest.mark.parametrize(
    ("code", "text", "when"),
    [
        ("en", "12 o'clock at night", "00:00:00"),
        ("en", "11 o'clock at night", "23:00:00"),
        ("en", "12.15 a.m.", "00:15:00"),
        ("en", "6.p.m.", "18:00:00"),
        ("de", "24 Uhr", "00:00:00"),
        ("de", "¼ 9 Uhr früh", "08:15:00"),
        ("de", "halb 8 Uhr abends", "19:30:00"),
        ("de", "1 Uhr nachts", "01:00:00"),
        ("fr", "à 8 heures 1/2 du matin", "08:30:00"),
    ],
)
def test_a_time_of_day_has_its_value(code: str, text: str, when: str) -> None:
    assert [time.when for time in find_times(text, lexicon(code))] == [when]


@pytest.mark.parametrize("code", languages())
def test_times_stand_apart(code: str) -> None:
    text = "9 Uhr, 10 Uhr 30, à 8 heures et à 9 heures, 5 o'clock, 6 p.m."

    assert all(one.end <= after.start for one, after in pairwise(find_times(text, lexicon(code))))
