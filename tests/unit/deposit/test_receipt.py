from pathlib import Path

import pytest

from epistola.deposit.receipt import Receipt, load, save
from epistola.errors import SettingsError, SurroundingsError

RECEIPT = Receipt("zenodo", "https://zenodo.org/", "7", "6", "10.5281/zenodo.7", state="draft", files={"a.zip": "ff"})


def test_a_receipt_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    save(RECEIPT, tmp_path / "deposits" / "zenodo.json")

    assert load(tmp_path / "deposits" / "zenodo.json") == RECEIPT


def test_there_may_be_no_receipt_yet(tmp_path: Path) -> None:
    assert load(tmp_path / "zenodo.json") is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"receipt": 2}', '{"receipt": 1, "colour": "red"}'])
def test_what_is_no_receipt_stops_the_deposit(tmp_path: Path, content: str) -> None:
    (tmp_path / "zenodo.json").write_text(content, encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        load(tmp_path / "zenodo.json")
    assert caught.value.code == "deposit/no-receipt"


def test_a_receipt_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(RECEIPT, tmp_path / "zenodo.json")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SurroundingsError, match="No space left") as caught:
        save(RECEIPT.with_file("b.zip", "aa"), tmp_path / "zenodo.json")

    assert "10.5281/zenodo.7" in caught.value.hint
    assert load(tmp_path / "zenodo.json") == RECEIPT
    assert [path.name for path in tmp_path.iterdir()] == ["zenodo.json"]
