import json
import pickle
import traceback

import keyring
import pytest

from epistola.deposit.tokens import Token, token_for, variable
from epistola.errors import SettingsError

SECRET = "tok-planted"
SERVER = "https://zenodo.org/"


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """What the keyring holds: nothing yet."""
    held: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda service, name: held.get((service, name)))
    return held


def test_the_environment_is_asked_first(drawer: dict[tuple[str, str], str]) -> None:
    drawer["epistola", SERVER] = "other"

    assert token_for("zenodo", SERVER, {"EPISTOLA_ZENODO_TOKEN": f" {SECRET}\n"}).reveal() == SECRET


def test_the_keyring_is_asked_next(drawer: dict[tuple[str, str], str]) -> None:
    drawer["epistola", SERVER] = SECRET

    assert token_for("zenodo", SERVER, {}).reveal() == SECRET


def test_without_a_token_it_is_said_where_one_is_made_and_kept(drawer: dict[tuple[str, str], str]) -> None:
    with pytest.raises(SettingsError) as caught:
        token_for("zenodo-deposit", SERVER, {})

    assert "EPISTOLA_ZENODO_DEPOSIT_TOKEN" in caught.value.hint
    assert variable("zenodo-deposit") == "EPISTOLA_ZENODO_DEPOSIT_TOKEN"


@pytest.mark.parametrize("value", ["two words", "tok\x07en", "tökn"])
def test_what_can_be_no_token_is_refused_without_being_shown(value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        token_for("zenodo", SERVER, {"EPISTOLA_ZENODO_TOKEN": value})

    assert value not in str(vars(caught.value))


def test_a_token_does_not_show_itself() -> None:
    token = Token(SECRET)

    assert SECRET not in f"{token} {token!r} {[token]} {{'a': {token!r}}}"
    with pytest.raises(TypeError):
        pickle.dumps(token)
    with pytest.raises(TypeError):
        json.dumps(token)
    try:
        raise ValueError(token)
    except ValueError:
        assert SECRET not in traceback.format_exc()
