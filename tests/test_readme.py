"""What the README says is true."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import epistola


def test_the_five_lines_of_python_do_what_the_commands_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    monkeypatch.chdir(root)
    said = io.StringIO()
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(said):
        exec(compile(code[1], "README.md", "exec"), names)

    page = names["page"]
    findings = names["findings"]
    assert isinstance(page, bytes)
    assert b"<html" in page
    assert isinstance(findings, list)
    assert not [one for one in findings if one.severity is epistola.Severity.ERROR]
    assert said.getvalue().strip()


def test_every_page_that_the_readme_links_exists(root: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (root / "README.md").read_text(encoding="utf-8"))

    assert links
    assert not [link for link in links if not (root / link).is_file()]


def test_make_and_make_test_stand_first(root: Path) -> None:
    blocks = re.findall(r"```console\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)

    assert [line.split("#")[0].strip() for line in blocks[0].splitlines()] == ["$ make", "$ make test"]
