"""The encoder against letters that other editions annotated, by the scorer that comes with them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from epistola.encode import encode


@pytest.fixture(scope="module")
def score(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scorer says of the five letters of the smoke test, encoded without edition and authority files."""
    folder = tmp_path_factory.mktemp("tei")
    letters = gold / "smoke.jsonl"
    for line in letters.read_text(encoding="utf-8").splitlines():
        letter = json.loads(line)
        encoded = encode(f"{letter['text']}\n".encode(), f"{letter['id']}.txt")
        assert encoded.tei is not None, encoded.diagnostics
        (folder / f"{letter['id']}.xml").write_bytes(encoded.tei)
    command = [sys.executable, str(gold / "score.py"), str(letters), str(folder), "--json", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def test_every_letter_is_encoded_and_read_by_the_scorer(score: dict[str, Any]) -> None:
    assert (score["letters"], score["missing"], score["unreadable"]) == (5, 0, 0)


def test_the_text_of_every_letter_is_identical(score: dict[str, Any]) -> None:
    assert score["text"] == {"identical_letters": 1.0, "characters_kept": 1.0}
