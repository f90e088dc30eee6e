"""Asking the network: a server on the loopback stands for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from email.utils import formatdate

import pytest

from epistola import web
from epistola.errors import SettingsError, SurroundingsError

Answer = tuple[int, dict[str, str], bytes]
Serve = Callable[[Callable[[str, str, Mapping[str, str], bytes], Answer]], str]


def patient(waited: list[float], **more: float) -> web.Patience:
    return web.Patience(wait=waited.append, **more)  # type: ignore[arg-type]


def test_an_answer_comes_back_as_it_is(serve: Serve) -> None:
    address = serve(lambda method, path, headers, body: (200, {}, method.encode() + path.encode() + body))

    assert web.ask(f"{address}/x") == b"GET/x"
    assert web.ask(f"{address}/x", data="ä".encode()) == b"POST/x" + "ä".encode()


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_a_server_cannot_do_just_now_is_asked_again(serve: Serve, status: int) -> None:
    answers = [(status, {"Retry-After": "7"}, b"later"), (status, {}, b"later"), (200, {}, b"now")]
    waited: list[float] = []

    assert web.ask(serve(lambda *_: answers.pop(0)), patience=patient(waited)) == b"now"
    assert waited == [7.0, 2.0]


def test_a_date_to_wait_for_is_understood(serve: Serve) -> None:
    answers = [(503, {"Retry-After": formatdate(time.time() + 20, usegmt=True)}, b""), (200, {}, b"now")]
    waited: list[float] = []

    web.ask(serve(lambda *_: answers.pop(0)), patience=patient(waited))

    assert 15 < waited[0] <= 20


@pytest.mark.parametrize(
    ("status", "headers", "asked"),
    [(404, {}, 1), (401, {}, 1), (500, {}, 3), (429, {"Retry-After": "3600"}, 1)],
    ids=["not there", "not allowed", "always broken", "an hour"],
)
def test_what_will_not_come_is_not_waited_for(serve: Serve, status: int, headers: dict[str, str], asked: int) -> None:
    seen: list[str] = []

    def answering(method: str, path: str, got: Mapping[str, str], body: bytes) -> Answer:
        seen.append(path)
        return status, headers, b"no such model"

    with pytest.raises(SurroundingsError, match="no such model") as caught:
        web.ask(serve(answering), patience=patient([]))
    assert caught.value.code == "web/unreachable"
    assert str(status) in caught.value.message
    assert len(seen) == asked


def test_an_answer_that_takes_too_long_is_given_up(serve: Serve) -> None:
    def answering(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        time.sleep(0.3)
        return 200, {}, b"late"

    with pytest.raises(SurroundingsError, match=r"timed out|too long"):
        web.ask(serve(answering), patience=patient([], seconds=0.1, tries=2))


def test_an_answer_that_breaks_off_is_no_answer(serve: Serve) -> None:
    address = serve(lambda *_: (200, {"Content-Length": "100"}, b"half"))

    with pytest.raises(SurroundingsError):
        web.ask(address, patience=patient([], seconds=0.5, tries=1))


def test_an_answer_without_end_is_not_kept(serve: Serve) -> None:
    with pytest.raises(SurroundingsError) as caught:
        web.ask(serve(lambda *_: (200, {}, b"x" * 2000)), patience=patient([], largest=1000))
    assert caught.value.code == "web/too-large"


@pytest.mark.parametrize("address", ["http://example.org/", "ftp://127.0.0.1/", "file:///etc/passwd", "nonsense"])
def test_an_address_that_is_not_secure_is_refused(address: str) -> None:
    with pytest.raises(SettingsError) as caught:
        web.ask(address)
    assert caught.value.code == "web/not-secure"


def test_a_secret_goes_to_nobody_whom_a_server_leads_on_to(serve: Serve) -> None:
    got: list[Mapping[str, str]] = []

    def second(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        got.append(headers)
        return 200, {}, b"there"

    elsewhere = serve(second)
    address = serve(lambda *_: (302, {"Location": elsewhere}, b""))

    assert web.ask(address, headers={"Authorization": "Bearer secret"}) == b"there"
    assert "Authorization" not in got[0]
