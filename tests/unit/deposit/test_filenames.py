from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.deposit.filenames import refused, safe


def codes(*names: str) -> list[str]:
    return [found.code for found in refused(map(PurePosixPath, names))]


@pytest.mark.parametrize("name", ["seeds/a-1.txt", "CITATION.cff", "xslt/lib/record.xsl", "a_b.tar.gz"])
def test_plain_names_travel(name: str) -> None:
    assert codes(name) == []


@pytest.mark.parametrize("name", ["Müller.xml", "a b.txt", "con.txt", ".hidden", "a:b", "letters/é.xml", "x" * 300])
def test_names_that_some_file_system_refuses_are_named_with_a_better_one(name: str) -> None:
    (found,) = refused([PurePosixPath(name)])

    assert found.code == "deposit/unsafe-name"
    assert found.hint


def test_names_that_differ_in_case_only_clash() -> None:
    assert codes("tei/A.xml", "tei/a.xml") == ["deposit/name-clash"]


@pytest.mark.parametrize(
    ("name", "better"), [("Müller an Weiß.txt", "Mueller-an-Weiss.txt"), ("Žižka.xml", "Zizka.xml"), ("…", "file")]
)
def test_a_better_name_keeps_what_can_be_kept(name: str, better: str) -> None:
    assert safe(name) == better


@given(st.text(max_size=80))
def test_a_better_name_is_always_safe(name: str) -> None:
    assert refused([PurePosixPath(safe(name))]) == ()
