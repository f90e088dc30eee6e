"""A browser for the tests of this folder, and the pages that its judges see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.chromium import Chromium

from epistola.transform import among, gather, introduction, read_records, transform

ROOT = Path(__file__).resolve().parents[2]
# Of strangers' letters every so many-th, since each costs the judges a second; all of them were judged by hand.
EVERY = 30


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("needs a Chromium (Debian: chromium)")
    with Chromium(program) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages of the edition's letters, of all cases, and of some of strangers' letters where they are at hand."""
    folder = tmp_path_factory.mktemp("pages")
    lists = [path.read_bytes() for path in sorted((ROOT / "tei/authority").glob("*.xml"))]
    strangers = sorted(path for path in (ROOT.parent / "shared/wild").rglob("*.xml") if path.stat().st_size < 200_000)
    letters = [*sorted((ROOT / "tei").glob("*.xml")), *sorted((ROOT / "tests/cases/formats").glob("*/*.xml"))]
    known = among((path.parent.name, introduction(read_records(path.read_bytes(), ""), str(path))) for path in letters)
    made = []
    for path in [*letters, *strangers[::EVERY]]:
        page = folder / f"{path.parent.name}-{path.stem}.html"
        page.write_bytes(
            transform(
                path.read_bytes(),
                "html",
                authority=lists if path.parent.name == "tei" else (),
                neighbours=known.said(path.parent.name, "index.html"),
            ).content
        )
        made.append(page)
    index = folder / "index.html"
    index.write_bytes(gather([(path.name, path.read_bytes()) for path in [*letters, *strangers]], "index").content)
    return [*made, index]
