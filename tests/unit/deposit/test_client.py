from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import httpx
import pytest
from tests.unit.deposit.servers import TOKEN, Invenio, Repository, running

from epistola.deposit.client import Client, DepositError, Request
from epistola.deposit.tokens import Token
from epistola.errors import SettingsError

LIST = Request("GET", "api/records/1/draft/files", "list its files", repeatable=True)
NOW = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def repository() -> Iterator[Repository]:
    with running(Invenio()) as repository:
        yield repository


def client(repository: Repository, waited: list[float], token: str = TOKEN) -> Client:
    return Client(
        repository.address,
        Token(token),
        header=lambda secret: ("Authorization", f"Bearer {secret}"),
        sleep=waited.append,
        now=lambda: NOW,
    )


@pytest.mark.parametrize(
    "server", ["http://zenodo.org/", "ftp://127.0.0.1/", "http://127.0.0.1.example.org/", "https://", "zenodo.org"]
)
def test_a_token_never_goes_over_an_open_line(server: str) -> None:
    with pytest.raises(SettingsError):
        Client(server, Token(TOKEN), header=lambda secret: ("Authorization", secret))


def test_certificates_are_checked_and_a_file_of_further_ones_must_be_there() -> None:
    def header(secret: str) -> tuple[str, str]:
        return "Authorization", secret

    usual = Client("https://zenodo.org/", Token(TOKEN), header=header)
    pool = usual._http._transport._pool  # type: ignore[attr-defined]
    assert pool._ssl_context.check_hostname
    assert pool._ssl_context.verify_mode.name == "CERT_REQUIRED"
    with pytest.raises(SettingsError) as caught:
        Client("https://zenodo.org/", Token(TOKEN), header=header, authorities="nowhere.pem")
    assert caught.value.code == "deposit/no-certificates"


def test_what_may_be_repeated_is_asked_again_ever_more_slowly(repository: Repository) -> None:
    repository.faults = {0: "503", 1: "reset", 2: "500"}
    waited: list[float] = []

    with pytest.raises(DepositError) as caught:
        client(repository, waited).ask(LIST)

    assert waited == [1.0, 2.0, 4.0]
    assert caught.value.status == 404


def test_what_may_not_be_repeated_is_asked_once(repository: Repository) -> None:
    repository.faults = {0: "503"}

    with pytest.raises(DepositError):
        client(repository, []).ask(Request("POST", "api/records", "make a draft", {}))

    assert len(repository.log) == 1


def test_a_server_that_stays_busy_is_left_alone_in_the_end(repository: Repository) -> None:
    repository.faults = dict.fromkeys(range(50), "429")
    waited: list[float] = []

    with pytest.raises(DepositError) as caught:
        client(repository, waited).ask(LIST)

    assert waited == [7.0] * 5
    assert caught.value.status == 429


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("30", 30.0), ("100000", 120.0), (format_datetime(NOW.replace(minute=1), usegmt=True), 60.0), ("soon", 1.0)],
)
def test_retry_after_is_a_number_or_a_date(repository: Repository, said: str, seconds: float) -> None:
    asking = client(repository, [])

    assert asking._wait(httpx.Response(429, headers={"Retry-After": said}), 1) == seconds


def test_an_answer_that_points_elsewhere_does_not_get_the_token(repository: Repository) -> None:
    with pytest.raises(DepositError) as caught:
        client(repository, []).ask(Request("PUT", "https://evil.example.org/bucket", "send", content=b"x"))

    assert caught.value.code == "deposit/other-server"
    assert repository.log == []


def test_a_server_that_shows_the_token_does_not_make_us_show_it(repository: Repository) -> None:
    repository.faults = {0: "401"}

    with pytest.raises(DepositError) as caught:
        client(repository, []).ask(LIST)

    assert caught.value.code == "deposit/refused-token"
    assert TOKEN not in str(vars(caught.value))


def test_progress_is_told_from_nothing_to_everything(repository: Repository) -> None:
    told: list[tuple[int, int]] = []
    asking = Client(
        repository.address,
        Token(TOKEN),
        header=lambda secret: ("Authorization", f"Bearer {secret}"),
        on_progress=lambda sent, whole: told.append((sent, whole)),
    )

    with pytest.raises(DepositError):
        asking.ask(Request("PUT", "api/records/1/draft/files/a/content", "send", content=b"x" * 200_000))

    assert told[0] == (0, 200_000)
    assert told[-1] == (200_000, 200_000)
