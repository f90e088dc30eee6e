"""`epistola learn`, and encoding with what was learnt."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from epistola.cli import epistola
from epistola.encode import Settings, encode, read_model
from epistola.errors import SettingsError

SURNAMES = ("Weber", "Lang", "Stone", "Keller", "Morel", "Finch")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Six encoded letters, each of which names a person with a title."""
    folder = tmp_path / "tei"
    folder.mkdir()
    for number, surname in enumerate(SURNAMES, 1):
        text = (
            f"London, {number} May 1871\n\nDear Max,\n\nThe mill is let to Mr. {surname} of York.\n\nYours,\nIda Bell\n"
        )
        encoded = encode(text.encode(), f"{surname.lower()}.txt", Settings(language="en"))
        assert encoded.tei is not None
        (folder / f"{surname.lower()}.xml").write_bytes(encoded.tei)
    return folder


def test_the_same_letters_give_the_same_model(letters: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = CliRunner().invoke(epistola, ["learn", str(letters), "-o", str(tmp_path / name)])
        assert done.exit_code == 0
        assert "6 letters" in done.output

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_letter_is_encoded_with_what_was_learnt(letters: Path, tmp_path: Path) -> None:
    CliRunner().invoke(epistola, ["learn", str(letters), "-o", str(tmp_path / "model")])
    model = read_model(tmp_path / "model")

    text = b"London, 9 May 1871\n\nDear Max,\n\nThe mill is let to Mr. Grey of York.\n\nYours,\nIda Bell\n"
    encoded = encode(text, "grey.txt", Settings(language="en", model=model))

    assert encoded.tei is not None
    assert b"epistola.learned" in encoded.tei


def test_too_few_letters_are_refused_with_a_remedy(letters: Path, tmp_path: Path) -> None:
    few = [str(path) for path in sorted(letters.glob("*.xml"))[:2]]

    done = CliRunner().invoke(epistola, ["learn", *few, "-o", str(tmp_path / "model")])

    assert done.exit_code == 2
    assert "learn/too-little" in done.output
    assert not (tmp_path / "model").exists()


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"something else")

    with pytest.raises(SettingsError) as failure:
        read_model(tmp_path / "model")

    assert failure.value.code == "learn/no-model"
    assert failure.value.file == str(tmp_path / "model")
