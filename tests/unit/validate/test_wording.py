"""Names that may have been meant, also among very many."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import pytest

from epistola.validate.wording import near

FEW = ["letter-1.xml", "letter-2.xml", "Persons.xml"]
MANY = [f"{place}-{number:05}.xml" for place in ("berlin", "london", "paris") for number in range(2000)]


@pytest.mark.parametrize("known", [FEW, [*MANY, *FEW]], ids=["few", "many"])
@pytest.mark.parametrize("wrong", ["person.xml", "persons.xm", "ersons.xml", "PERSONS.XML", "Perssons.xml"])
def test_a_slip_anywhere_in_the_name_is_recognised(known: list[str], wrong: str) -> None:
    assert near(wrong, known, "{}") == "Did you mean Persons.xml?"


@pytest.mark.parametrize("wrong", ["londn-01730.xml", "lonndon-01730.xml", "ondon-01730.xml"])
def test_among_very_many_names_those_that_are_next_to_it_are_compared(wrong: str) -> None:
    assert "london-01730.xml" in near(wrong, MANY, "{}")


def test_no_more_than_some_hundred_names_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    close = difflib.get_close_matches

    def counting(word: str, among: Iterable[str], **settings: Any) -> list[str]:
        names = list(among)
        compared.append(len(names))
        return close(word, names, **settings)

    monkeypatch.setattr(difflib, "get_close_matches", counting)
    near("londn-01730.xml", MANY, "{}")
    near("letter-3.xml", FEW, "{}")
    assert compared[0] <= 200
    assert compared[1] == len(FEW)
