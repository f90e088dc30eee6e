"""The page of the codes knows every code that the program can say."""

from __future__ import annotations

import re
from pathlib import Path


def test_every_code_stands_on_the_page_of_the_codes(root: Path) -> None:
    page = (root / "docs" / "reference" / "diagnostics.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z]+/[a-z-]+)`", page))
    said = set()
    for path in (root / "src" / "epistola").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        said |= set(re.findall(r'code="([a-z]+/[a-z-]+)"', source))
        said |= set(re.findall(r'Diagnostic\(\s*"([a-z]+/[a-z-]+)"', source))
        manual = source[: source.find('"""', 3)]
        said |= set(re.findall(r"`([a-z]+/[a-z-]+)`", manual.partition("Codes")[2]))
    assert said
    assert said <= documented, f"docs/reference/diagnostics.md lacks {sorted(said - documented)}"
