"""The cases of tests/cases/formats, and what several tests of the outputs need."""

from __future__ import annotations

from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[2] / "cases/formats"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        folders = sorted(path.parent for path in CASES.glob("*/letter.xml"))
        metafunc.parametrize("case", folders, ids=lambda path: path.name)


@pytest.fixture
def full() -> bytes:
    """The letter of the case that has everything."""
    return (CASES / "a-letter-with-everything/letter.xml").read_bytes()
