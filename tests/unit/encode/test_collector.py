import gc

import pytest

from epistola.encode import encode


@pytest.mark.parametrize("data", [b"Dear Tom,\n\nthe ice is out.\n\nYours,\nRuth\n", b""])
def test_the_collector_of_garbage_is_as_it_was_after_a_letter(data: bytes) -> None:
    encode(data, "letter.txt")

    assert gc.isenabled()
