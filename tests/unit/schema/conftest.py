"""What several tests of the schema need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"


@pytest.fixture(scope="session")
def opened() -> Callable[[Path], bytes]:
    """A function of a RELAX NG grammar that gives it a start with which a document may begin with any element."""

    def widen(path: Path) -> bytes:
        tree = etree.parse(path)
        start = next(tree.getroot().iterchildren(f"{RNG}start"))
        for pattern in list(start):
            start.remove(pattern)
        choice = etree.SubElement(start, f"{RNG}choice")
        for define in tree.getroot().iterchildren(f"{RNG}define"):
            if define.find(f"{RNG}element[@name]") is not None:
                etree.SubElement(choice, f"{RNG}ref", name=str(define.get("name")))
        return etree.tostring(tree)

    return widen
