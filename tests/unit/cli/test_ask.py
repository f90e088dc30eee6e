"""`epistola ask`: a language model on the loopback, sound and broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from epistola import web
from epistola.cli import epistola
from epistola.config import Endpoint
from epistola.encode.models import asking
from epistola.errors import SurroundingsError

Answer = tuple[int, dict[str, str], bytes]
Answering = Callable[[str, str, Mapping[str, str], bytes], Answer]
Serve = Callable[[Answering], str]
LETTER = "London, 4 May 1871\n\nDear Max,\n\nZarathu came by the river.\n\nYours,\nIda Bell\n"
SETTINGS = """[edition]
title = "Letters"
publisher = "The town archive"
[edition.licence]
target = "https://creativecommons.org/licenses/by/4.0/"
text = "CC BY 4.0"
[encode.endpoint]
url = "{url}/v1/"
model = "small"
key = "THE_KEY"
"""


def completion(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@pytest.fixture
def asked() -> list[tuple[str, Mapping[str, str], Any]]:
    """What the model was asked: path, headers, question."""
    return []


@pytest.fixture
def edition(tmp_path: Path, serve: Serve, asked: list[Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition of one letter, with a model that finds one name."""

    def answer(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        asked.append((path, headers, json.loads(body)))
        return 200, {}, completion('{"names": [{"text": "Zarathu", "label": "person", "occurrence": 1}]}')

    (tmp_path / "edition.toml").write_text(SETTINGS.format(url=serve(answer)))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(LETTER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("THE_KEY", "very-secret")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(epistola, list(words))


def test_the_answer_is_kept_and_the_letter_encoded_with_it(edition: Path, asked: list[Any]) -> None:
    done = run("ask", "seeds")
    assert done.exit_code == 0, done.output
    assert run("encode", "seeds/a.txt", "-o", "tei").exit_code == 0

    assert ">Zarathu</persName>" in (edition / "tei/a.xml").read_text()
    ((path, headers, question),) = asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer very-secret"
    assert (question["model"], question["temperature"]) == ("small", 0)
    assert question["messages"][1] == {"role": "user", "content": LETTER}


def test_the_key_is_kept_nowhere_and_told_nobody(edition: Path) -> None:
    done = run("ask", "seeds")

    assert "very-secret" not in done.output
    assert all("very-secret" not in path.read_text() for path in edition.rglob("*") if path.is_file())


def test_encoding_asks_nobody_and_gives_the_same_bytes(edition: Path, asked: list[Any]) -> None:
    run("ask", "seeds")
    run("encode", "seeds/a.txt", "-o", "one")
    run("encode", "seeds/a.txt", "-o", "two")

    assert len(asked) == 1
    assert (edition / "one/a.xml").read_bytes() == (edition / "two/a.xml").read_bytes()


def test_a_letter_is_asked_about_again_only_when_it_changed_or_on_request(edition: Path, asked: list[Any]) -> None:
    run("ask", "seeds")
    assert "Asked about 0 of 1 letter" in run("ask", "seeds").output
    run("ask", "seeds", "--again")
    (edition / "seeds/a.txt").write_text(LETTER.replace("river", "mill"))
    run("ask", "seeds")

    assert len(asked) == 3


def test_one_letter_that_cannot_be_read_does_not_stop_the_others(edition: Path, asked: list[Any]) -> None:
    (edition / "seeds/0.txt").write_bytes(b"\xff\xfe\xff")

    done = run("ask", "seeds")

    assert done.exit_code == 1
    assert len(asked) == 1


def test_without_a_model_in_the_settings_nothing_is_asked(edition: Path, asked: list[Any]) -> None:
    text = (edition / "edition.toml").read_text()
    (edition / "edition.toml").write_text(text[: text.index("[encode.endpoint]")])

    done = run("ask", "seeds")

    assert done.exit_code == 2
    assert "ask/no-endpoint" in done.output
    assert not asked


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>"),
        (200, b"{}"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": null}}]}'),
        (200, b"[" * 100_000),
        (401, b"no key"),
        (404, b'{"error": "no such model"}'),
    ],
)
def test_a_broken_answer_keeps_no_file_and_says_why(edition: Path, serve: Serve, status: int, body: bytes) -> None:
    (edition / "edition.toml").write_text(SETTINGS.format(url=serve(lambda *_: (status, {}, body))))

    done = run("ask", "seeds")

    assert done.exit_code == 1
    assert "asking/bad-answer" in done.output or f"{status}" in done.output
    assert not (edition / "answers").exists()


def test_a_server_that_is_busy_is_asked_again_and_one_that_stays_silent_is_not_waited_for(serve: Serve) -> None:
    waited: list[float] = []
    answers: list[Answer] = [
        (429, {"Retry-After": "3"}, b""),
        (500, {}, b""),
        (200, {}, completion("[]")),
    ]
    patience = web.Patience(seconds=1, wait=waited.append)
    endpoint = Endpoint(serve(lambda *_: answers.pop(0)), "small", Path("answers"), "KEY")

    assert asking.ask(endpoint, LETTER, "en", patience=patience).replies == ("[]",)
    assert waited == [3.0, 2.0]

    endless = Endpoint(serve(lambda *_: (200, {"Content-Length": "9"}, b"{")), "small", Path("answers"), "KEY")
    with pytest.raises(SurroundingsError):
        asking.ask(endless, LETTER, "en", patience=web.Patience(seconds=0.2, tries=1))


def test_an_answer_without_bounds_is_not_read_to_its_end(serve: Serve) -> None:
    endpoint = Endpoint(serve(lambda *_: (200, {}, b" " * 10_000)), "small", Path("answers"), "KEY")
    with pytest.raises(SurroundingsError) as caught:
        asking.ask(endpoint, LETTER, "en", patience=web.Patience(largest=1_000))
    assert caught.value.code == "web/too-large"
