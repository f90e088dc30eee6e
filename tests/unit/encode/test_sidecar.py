from pathlib import Path

import pytest

from epistola.encode import Settings, encode, read_sidecar, sidecar_path
from epistola.encode.sidecar import Change, Correction, Sidecar
from epistola.errors import SettingsError


def write(folder: Path, content: str) -> Path:
    path = folder / "letter.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_the_sidecar_of_a_letter_stands_beside_it() -> None:
    assert sidecar_path(Path("seeds/a.b.txt")) == Path("seeds/a.b.toml")


def test_all_that_an_editor_can_say_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
        [letter]
        title = "A letter"
        language = "en"
        sender = "Tom Reed"
        addressee = "Ellen Ames"
        date = "1861-03-04"
        place = "Kent"
        is-letter = true
        [source]
        title = "Box 3"
        statement = "Bought in 1920."
        [[corrections]]
        before = "we had "
        sic = "sat"
        corr = "set"
        after = " down"
        resp = "hb"
        cert = "low"
        [[changes]]
        when = "2026-01-02"
        who = "hb"
        what = "Checked."
        """,
    )

    assert read_sidecar(path) == Sidecar(
        path=str(path),
        title="A letter",
        language="en",
        sender="Tom Reed",
        addressee="Ellen Ames",
        date="1861-03-04",
        place="Kent",
        is_letter=True,
        source_title="Box 3",
        source_statement="Bought in 1920.",
        corrections=(Correction("sat", "set", "we had ", " down", "hb", "low"),),
        changes=(Change("2026-01-02", "hb", "Checked."),),
    )


def test_an_empty_sidecar_leaves_everything_to_the_encoder(tmp_path: Path) -> None:
    path = write(tmp_path, "")

    assert read_sidecar(path) == Sidecar(path=str(path))


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("[letter]\nsendr = 'Tom'", 2, "“letter.sendr” is not known here"),
        ("[letters]\n", 1, "“letters” is not known here"),
        ("[letter]\nsender = 3", 2, "“letter.sender” must be a string"),
        ("[letter]\nis-letter = 'yes'", 2, "“letter.is-letter” must be true or false"),
        ("[[corrections]]\nsic = 'a'", None, "“corrections[1].corr” is missing"),
        ("[[corrections]]\nsic = 'a'\ncorr = 'b'\ncert = 'sure'", 4, "must be “high”, “medium” or “low”"),
        ("[[corrections]]\nsic = ''\ncorr = 'b'", 2, "“corrections[1].sic” must"),
        ("corrections = 'none'", 1, "“corrections” must be an array of tables"),
        ("[letter]\ndate = '4 May 1931'", 2, "“letter.date” must be a date"),
        ("[letter]\ndate = '1931-02-30'", 2, "“letter.date” must be a date"),
        ("[letter\n", 1, "not TOML"),
    ],
)
def test_a_mistake_in_a_sidecar_is_named_with_file_and_line(
    tmp_path: Path, content: str, line: int | None, says: str
) -> None:
    path = write(tmp_path, content)

    with pytest.raises(SettingsError) as caught:
        read_sidecar(path)

    assert says in caught.value.message
    assert caught.value.file == str(path)
    assert caught.value.line == line
    assert caught.value.hint


@pytest.mark.parametrize(
    ("sic", "before", "says"),
    [("sat", "", "fits 2 places"), ("sit", "", "fits no place"), ("at", "", "fits no place"), ("sat", "we", "fits no")],
)
def test_a_correction_that_does_not_fit_one_place_is_refused_and_names_the_sidecar(
    sic: str, before: str, says: str
) -> None:
    sidecar = Sidecar(path="seeds/letter.toml", corrections=(Correction(sic, "set", before, "", "", "high"),))

    encoded = encode(b"Dear Tom,\n\nHe sat where she sat.\n", "letter.txt", Settings(language="en", sidecar=sidecar))

    (refusal,) = encoded.diagnostics
    assert encoded.tei is None
    assert refusal.place.file == "seeds/letter.toml"
    assert says in refusal.message
    assert "before" in refusal.hint
