"""Talking to a repository over HTTP: patient with servers, exact with answers, silent about the token.

What a server may be asked twice without harm is asked again when it is busy (429, Retry-After), fails (5xx) or can't
be reached; anything else is asked once, and the target looks at what is there before it asks again. The token goes to
the host of the repository only, and over TLS only (but for this machine itself). The package `httpx` does the
talking; this is its home.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urljoin, urlsplit

from epistola.deposit.tokens import Token, token_for
from epistola.errors import EpistolaError, SettingsError
from epistola.extras import need
from epistola.web import refuse_insecure

if TYPE_CHECKING:
    import httpx

_BUSY: Final = 429
_UNAUTHORISED: Final = frozenset({401, 403})
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
_ATTEMPTS: Final = 6
_LONGEST_WAIT: Final = 120.0
_TIMEOUT: Final = 60.0
_CHUNK: Final = 64 * 1024

Progress = Callable[[int, int], None]


class DepositError(EpistolaError):
    """A repository can't be reached, or doesn't do what it was asked."""

    exit_code = 3

    def __init__(self, message: str, *, code: str, file: str | None = None, hint: str = "", status: int = 0) -> None:
        """Keep the HTTP status too; 0 when there was no answer."""
        super().__init__(message, code=code, file=file, hint=hint)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server; `content` is sent as it is, `body` as JSON, `files` as multipart form data."""

    method: str
    address: str
    what: str
    body: Any = None
    content: bytes | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = ()
    form: Mapping[str, tuple[str | None, bytes, str]] | None = field(default=None, repr=False)
    repeatable: bool = False

    def __str__(self) -> str:
        """Say the request in a line, as `--dry-run` shows it."""
        size = f" ({len(self.content):,} bytes)" if self.content is not None else ""
        return f"{self.method} {self.address}{size}: {self.what}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: the HTTP status, the JSON (None when there is none), the headers in lower case."""

    status: int
    body: Any
    headers: Mapping[str, str]


class Asking(Protocol):
    """Somebody who passes requests on to a server, whose address is `server`."""

    @property
    def server(self) -> str:
        """Return the address."""

    def ask(self, request: Request) -> Answer:
        """Send a request and return the answer."""


def _ignore(sent: int, whole: int) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Connection:
    """How servers are asked: whence a token comes, who watches, and the clock."""

    token_for: Callable[[str, str], Token] = token_for
    on_progress: Progress = _ignore
    sleep: Callable[[float], None] = time.sleep


class Client:
    """Asks one server, with one token."""

    def __init__(
        self,
        server: str,
        token: Token,
        *,
        header: Callable[[str], tuple[str, str]],
        authorities: str = "",
        on_progress: Progress = _ignore,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Talk to `server`, an address; `authorities` is a file of certificates to trust instead of the usual ones.

        `header` makes the header that carries the token; `sleep` and `now` are the clock. Raises SettingsError for an
        address without TLS that isn't on this machine.
        """
        need("deposit", "httpx")
        import httpx

        refuse_insecure(server)
        self.server = server.rstrip("/") + "/"
        self._credentials = (token, header)
        self._on_progress = on_progress
        self._sleep = sleep
        self._now = now
        if authorities and not Path(authorities).is_file():
            raise SettingsError(
                "The file of certificates isn't there.",
                code="deposit/no-certificates",
                file=authorities,
                hint="Name the file of your institution's certificates (PEM) under certificates, or leave it out.",
            )
        # Loading the usual certificates takes a while, and an address on this machine has none to check.
        secure = urlsplit(server).scheme == "https"
        context = httpx.create_ssl_context(verify=authorities or True) if secure else False
        agent = f"Epistola/{version('epistola')}"
        self._http = httpx.Client(timeout=_TIMEOUT, verify=context, headers={"User-Agent": agent}, trust_env=True)

    def ask(self, request: Request) -> Answer:
        """Send a request and return the answer, whose status is 2xx.

        Raises DepositError for any other, and when the server can't be reached; the message has the server's own
        words and never the token.
        """
        attempts = _ATTEMPTS if request.repeatable else 1
        attempt = 0
        while True:
            attempt += 1
            response, failure = self._once(request)
            status = response.status_code if response is not None else 0
            if response is not None and 200 <= status < 300:
                return _answer(response)
            passing = response is None or status in _PASSING
            # A request that was refused for its number alone had no effect, whatever it was.
            if not passing or (attempt >= attempts and not (status == _BUSY and attempt < _ATTEMPTS)):
                raise self._error(request, response, failure)
            self._sleep(self._wait(response, attempt))

    def _once(self, request: Request) -> tuple[httpx.Response | None, str]:
        import httpx

        address = self._address(request.address)
        secret, header = self._credentials
        name, value = header(secret.reveal())
        headers = {name: value, **dict(request.headers)}
        sent: dict[str, Any] = {}
        if request.content is not None:
            sent["content"] = self._metered(request.content)
            headers["Content-Length"] = str(len(request.content))
        elif request.form is not None:
            sent["files"] = request.form
        elif request.body is not None:
            sent["json"] = request.body
        try:
            return self._http.request(request.method, address, headers=headers, follow_redirects=False, **sent), ""
        except httpx.TransportError as error:
            return None, type(error).__name__

    def _metered(self, content: bytes) -> Iterator[bytes]:
        for start in range(0, len(content), _CHUNK):
            self._on_progress(start, len(content))
            yield content[start : start + _CHUNK]
        self._on_progress(len(content), len(content))

    def _address(self, address: str) -> str:
        """Complete an address of this server; an answer that points elsewhere must not get the token."""
        whole = urljoin(self.server, address)
        here, there = urlsplit(self.server), urlsplit(whole)
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            raise DepositError(
                f"{self.server} wants the upload to go to another server, {there.netloc}; it was not sent there.",
                code="deposit/other-server",
                hint="If that is right, name that server in the settings.",
            )
        return whole

    def _wait(self, response: httpx.Response | None, attempt: int) -> float:
        """Return the seconds that the server asks for (RFC 9110, section 10.2.3), else twice as many each time."""
        said = response.headers.get("Retry-After", "") if response is not None else ""
        if said.isdigit():
            return min(float(said), _LONGEST_WAIT)
        try:
            seconds = (parsedate_to_datetime(said) - self._now()).total_seconds()
        except (TypeError, ValueError):
            seconds = float(2 ** (attempt - 1))
        return min(max(seconds, 0.0), _LONGEST_WAIT)

    def _error(self, request: Request, response: httpx.Response | None, failure: str) -> DepositError:
        secret = self._credentials[0].reveal()
        if response is None:
            return DepositError(
                f"{self.server} can't be reached ({failure}), when asked to {request.what}.",
                code="deposit/unreachable",
                hint="Try again later; what was done so far is kept, and nothing is done twice.",
            )
        words = " ".join(response.text.split())[:500].replace(secret, "…")
        if response.status_code in _UNAUTHORISED:
            return DepositError(
                f"{self.server} refuses the token ({response.status_code}), when asked to {request.what}: {words}",
                code="deposit/refused-token",
                hint="Make a new token with the right to write records, and set it as before.",
                status=response.status_code,
            )
        return DepositError(
            f"{self.server} answers {response.status_code}, when asked to {request.what}: {words}",
            code="deposit/refused",
            hint="Mend what the server names and try again; what was done so far is kept."
            if response.status_code not in _PASSING
            else "The server is in trouble; try again later. What was done so far is kept.",
            status=response.status_code,
        )


def bearer(secret: str) -> tuple[str, str]:
    """Return the header of a bearer token (RFC 6750)."""
    return "Authorization", f"Bearer {secret}"


def connected(
    name: str,
    server: str,
    header: Callable[[str], tuple[str, str]],
    settings: Mapping[str, str],
    connection: Connection,
) -> Client:
    """Return a client for the server of a target, with the token that belongs to it."""
    refuse_insecure(server)
    return Client(
        server,
        connection.token_for(name, server),
        header=header,
        authorities=settings.get("certificates", ""),
        on_progress=connection.on_progress,
        sleep=connection.sleep,
    )


class Rehearsal:
    """Asks nobody: it keeps each request, and answers as the target says that a server might."""

    def __init__(self, server: str, answers: Callable[[Request], Any]) -> None:
        """Stand for `server`."""
        self.server = server.rstrip("/") + "/"
        self.requests: list[Request] = []
        self._answers = answers

    def ask(self, request: Request) -> Answer:
        """Keep the request."""
        self.requests.append(replace(request, address=urljoin(self.server, request.address)))
        return Answer(200, self._answers(request), {})


def _answer(response: httpx.Response) -> Answer:
    try:
        body = response.json() if response.content else None
    except ValueError:
        body = None
    return Answer(response.status_code, body, {name.lower(): value for name, value in response.headers.items()})
