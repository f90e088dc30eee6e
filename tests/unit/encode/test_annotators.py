"""Each annotator is documented as the room's own page asks; the cases in annotators.md prove what it says."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from epistola.encode.pipeline import available

CASES = Path(__file__).resolve().parents[2] / "cases/encode/annotators.md"
ANNOTATORS = [pytest.param(module, id=name) for name, module in available().items()]


def page(module: ModuleType) -> str:
    return module.__doc__ or ""


@pytest.mark.parametrize("module", ANNOTATORS)
def test_an_annotator_says_what_it_needs_and_gives_and_answers_for(module: ModuleType) -> None:
    assert isinstance(module.NEEDS, tuple)
    assert module.GIVES
    assert all(isinstance(gift, str) for gift in (*module.NEEDS, *module.GIVES))
    assert module.RESPONSIBILITY.endswith("by software")


@pytest.mark.parametrize("module", ANNOTATORS)
@pytest.mark.parametrize("line", ["Fires", "Doesn't"])
def test_the_manual_page_of_an_annotator_has_a_case_that_fires_and_one_that_does_not(
    module: ModuleType, line: str
) -> None:
    assert len(re.findall(rf"^{line}: \S.*", page(module), flags=re.MULTILINE)) == 1


@pytest.mark.parametrize("module", ANNOTATORS)
@pytest.mark.parametrize("line", ["fires", "doesn't"])
def test_a_case_proves_each_line_of_the_manual_page(module: ModuleType, line: str) -> None:
    name = module.__name__.rpartition(".")[2]

    assert f"\n## {name} {line}: " in CASES.read_text(encoding="utf-8")


@pytest.mark.parametrize("module", ANNOTATORS)
def test_the_words_quoted_in_the_manual_page_are_those_of_its_cases(module: ModuleType) -> None:
    name = module.__name__.rpartition(".")[2]
    sections = re.findall(
        rf"^## {name} (?:fires|doesn't): .*?(?=^## |\Z)", CASES.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    cases = " ".join(" ".join(sections).split())
    quoted = [words for line in ("Fires", "Doesn't") for words in _quoted(page(module), line)]

    assert [words for words in quoted if words.rstrip(".") not in cases] == []


def _quoted(text: str, line: str) -> list[str]:
    found = re.search(rf"^{line}: (.*?)(?=\n\n|\n[A-Z][\w']+: |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall("“(.+?)”", " ".join(found[1].split())) if found else []
