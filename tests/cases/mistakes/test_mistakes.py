"""The page of typical mistakes says what the program says, and the verdict on each is Jing's."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from epistola.validate import validate

HERE = Path(__file__).parent
CODES_OF_GRAMMAR = ("relaxng/", "xml/", "identifiers/duplicate")  # what Jing looks for, too


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("page_of_mistakes", HERE / "page.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


page = _load()
MISTAKES = list(page.mistakes())


def test_the_letter_without_mistakes_has_none(oracle: Path) -> None:
    letter = (HERE / page.NAME).read_bytes()
    assert list(validate(letter, page.NAME, schemas=[oracle / "tei_all.rng"], base=HERE)) == []


def test_there_are_enough_mistakes_and_none_twice() -> None:
    assert len({mistake.document for mistake in MISTAKES}) == len({mistake.title for mistake in MISTAKES}) >= 40


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_the_page_says_what_is_said_about_a_mistake(oracle: Path, mistake: page.Mistake) -> None:  # type: ignore[name-defined]
    expected = page.row(mistake)
    assert expected in page.PAGE.read_text(encoding="utf-8"), f"python {page.__file__}"
    assert page.findings(mistake)


def test_the_page_has_no_mistake_that_is_no_longer_listed() -> None:
    rows = re.findall(r"^\| (.*?)<br>", page.PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert rows == [mistake.title for mistake in MISTAKES]


def test_jing_refuses_the_same_letters(oracle: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs a Java runtime (Debian: default-jre-headless) for Jing")
    ours = [any(d.code.startswith(CODES_OF_GRAMMAR) for d in page.findings(mistake)) for mistake in MISTAKES]
    theirs = [bool(messages) for messages in page.of_jing(MISTAKES)]
    assert [m.title for m, a, b in zip(MISTAKES, ours, theirs, strict=True) if a != b] == []
    assert 0 < theirs.count(False) < 5
