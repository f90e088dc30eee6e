from pathlib import Path

import pytest

from epistola.config import DEFAULT_FORMATS, Convention, Editor, Endpoint, Licence, find, load
from epistola.errors import SettingsError

LEAST = """
[edition]
title = "Letters"
publisher = "Somebody"

[edition.licence]
target = "https://example.org/licence"
text = "A licence"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "edition.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load(write(folder, text))
    return caught.value


def test_title_publisher_and_licence_are_enough_and_the_rest_has_defaults(tmp_path: Path) -> None:
    edition = load(write(tmp_path, LEAST))

    assert (edition.title, edition.publisher) == ("Letters", "Somebody")
    assert edition.licence == Licence("https://example.org/licence", "A licence")
    assert (edition.language, edition.description, edition.date, edition.base_uri) == ("en", "", "", "")
    assert edition.sources == tmp_path / "seeds"
    assert edition.tei == tmp_path / "tei"
    assert edition.authority == tmp_path / "tei" / "authority"
    assert edition.output == tmp_path / "out"
    assert edition.rules == tmp_path / "schema" / "rules"
    assert edition.formats == DEFAULT_FORMATS
    assert edition.editors == ()


def test_folders_are_taken_from_where_the_file_is_and_not_from_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, LEAST + '\n[folders]\nsources = "texts"\n')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert load(Path("..") / path.name).sources == tmp_path / "texts"


def test_editors_are_read_in_order(tmp_path: Path) -> None:
    entries = """
[[edition.editors]]
id = "a"
name = "A"
[[edition.editors]]
id = "b"
name = "B"
resp = "revised by"
"""

    edition = load(write(tmp_path, LEAST + entries))

    assert edition.editors == (Editor("a", "edited by", "A"), Editor("b", "revised by", "B"))


def test_authority_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "tei" / "authority"
    folder.mkdir(parents=True)
    for name in ("places.xml", "notes.txt", "persons.xml"):
        (folder / name).write_text("")

    edition = load(write(tmp_path, LEAST))

    assert [path.name for path in edition.authority_files()] == ["persons.xml", "places.xml"]


def test_a_missing_key_is_named_with_what_it_must_be(tmp_path: Path) -> None:
    error = refusal(tmp_path, LEAST.replace('publisher = "Somebody"', ""))

    assert error.code == "config/missing-key"
    assert error.message == "The key “edition.publisher” is missing; it must be a string."
    assert error.file == str(tmp_path / "edition.toml")


def test_a_misspelt_key_is_refused_with_its_line_and_the_known_ones(tmp_path: Path) -> None:
    error = refusal(tmp_path, LEAST.replace("publisher", "publsher"))

    assert error.code == "config/unknown-key"
    assert error.line == 4
    assert "“edition.publsher”" in error.message
    assert "“publisher”" in error.message


@pytest.mark.parametrize(
    ("line", "key", "kind"),
    [
        ('formats = "html"', "transform.formats", "an array of strings"),
        ("formats = [1]", "transform.formats", "an array of strings"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(tmp_path: Path, line: str, key: str, kind: str) -> None:
    error = refusal(tmp_path, f"{LEAST}\n[transform]\n{line}\n")

    assert error.code == "config/wrong-kind"
    assert error.message == f"The key “{key}” must be {kind}."


def test_a_slip_in_the_toml_is_shown_with_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[edition]\ntitle = “Letters”\n")

    assert (error.code, error.line) == ("config/not-toml", 2)
    assert error.exit_code == 2


def test_settings_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    path.write_bytes(b'[edition]\ntitle = "Caf\xe9"\n')

    with pytest.raises(SettingsError, match="can't be read") as caught:
        load(path)

    assert caught.value.code == "config/unreadable"


def test_the_nearest_edition_above_a_file_is_the_one_it_belongs_to(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    outermost = write(tmp_path, LEAST)
    nearest = write(tmp_path / "a", LEAST)

    assert find(inner / "letter.txt") == nearest
    assert find(tmp_path / "letter.txt") == outermost


def test_an_edition_says_what_the_signs_of_its_transcribers_mean(tmp_path: Path) -> None:
    signs = '\n[[encode.conventions]]\nwritten = ["<{text}>"]\nmeans = "supplied"\nreason = "lost"\n'
    path = tmp_path / "edition.toml"
    path.write_text(LEAST + signs, encoding="utf-8")

    assert load(path).conventions == (Convention(("<{text}>",), "supplied", "lost"),)


@pytest.mark.parametrize("line", ['written = ["<{text}>"]\nmeans = "lost"', 'written = ["{text}"]\nmeans = "gap"'])
def test_a_sign_that_means_nothing_is_refused(tmp_path: Path, line: str) -> None:
    error = refusal(tmp_path, f"{LEAST}\n[[encode.conventions]]\n{line}\n")

    assert error.code == "config/wrong-value"


def test_no_model_is_asked_unless_it_is_named(tmp_path: Path) -> None:
    edition = load(write(tmp_path, LEAST))

    assert (edition.model, edition.pipelines, edition.endpoint) == (None, (), None)


@pytest.mark.parametrize(("value", "names"), [('"a"', ("a",)), ('["a", "b"]', ("a", "b")), ('""', ())])
def test_one_pipeline_or_several_can_be_named(tmp_path: Path, value: str, names: tuple[str, ...]) -> None:
    assert load(write(tmp_path, f"{LEAST}\n[encode]\nspacy = {value}\n")).pipelines == names


def test_a_language_model_has_an_address_a_name_and_a_folder_for_its_answers(tmp_path: Path) -> None:
    text = f'{LEAST}\n[encode.endpoint]\nurl = "http://localhost/v1"\nmodel = "small"\n'

    assert load(write(tmp_path, text)).endpoint == Endpoint(
        "http://localhost/v1", "small", tmp_path / "answers", "EPISTOLA_API_KEY"
    )


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("[encode]\nspacy = 3", "config/wrong-kind"),
        ("[encode]\nspacy = [3]", "config/wrong-kind"),
        ("[encode]\nendpoint = true", "config/wrong-kind"),
        ('[encode.endpoint]\nurl = "http://localhost/v1"', "config/missing-key"),
        ('[encode.endpoint]\nurl = "x"\nmodel = "y"\napi-key = "secret"', "config/unknown-key"),
    ],
)
def test_models_that_are_named_wrongly_are_refused(tmp_path: Path, lines: str, code: str) -> None:
    assert refusal(tmp_path, f"{LEAST}\n{lines}\n").code == code
