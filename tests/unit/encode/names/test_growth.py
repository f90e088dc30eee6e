import time

import pytest

from epistola.encode.names.rules import sighted

PIECES = [
    "A. B. ",
    "M. le ",
    "Foo ",
    "Anna-",
    "(A",
    "Ministry of the ",
    "« “ ",
    "Hôtel de ",
    "rue de la ",
    "Mr. X and ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_rules_read_100000_characters_in_less_than_two_seconds_whatever_they_are(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    started = time.process_time()

    sighted(text, "fr", frozenset())

    assert time.process_time() - started < 2
