"""Asking the network: the one place that does, and only for an address that the user named.

Addresses are https, or plain http on the same machine (for services that run there, mirrors and tests); so are those
that a server leads on to. Certificates are those of the system. An answer has a largest size and a longest time. What
a server can't do just now (429, 500, 502, 503, 504, a connection that breaks off) is asked again, after the time that
it asks for (`Retry-After`, RFC 9110, section 10.2.3), at most a minute.

Codes: `web/not-secure`, `web/unreachable`, `web/too-large`.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, IncompleteRead
from types import MappingProxyType
from typing import IO, Final
from urllib.parse import urlsplit

from epistola.errors import SettingsError, SurroundingsError

_HERE: Final = ("127.0.0.1", "localhost", "::1")
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_PASSING: Final = (TimeoutError, ConnectionResetError, ConnectionAbortedError, IncompleteRead)
_LONGEST_WAIT: Final = 60.0
_CHUNK: Final = 1 << 16
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an answer may take (seconds), how large it may be (bytes), how often is asked, and how one waits."""

    seconds: float = 30.0
    largest: int = 64 << 20
    tries: int = 3
    wait: Callable[[float], None] = time.sleep


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows redirections to secure addresses only."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """Refuse what isn't secure."""
        refuse_insecure(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def ask(
    address: str, *, data: bytes | None = None, headers: Mapping[str, str] = _NONE, patience: Patience | None = None
) -> bytes:
    """Return what is at `address` (GET), or what it answers to `data` (POST).

    `headers` go to this address only, not to one that it leads on to, and stand in no message. Raises SettingsError
    for an address that isn't secure, SurroundingsError when no answer is to be had, with the server's reason.
    """
    refuse_insecure(address)
    patience = patience or Patience()
    for turn in range(1, patience.tries + 1):
        try:
            return _once(address, data, headers, patience)
        except urllib.error.HTTPError as error:
            with error:
                pause = _pause(error.headers.get("Retry-After", ""), turn)
                if error.code not in _AGAIN or turn == patience.tries or pause > _LONGEST_WAIT:
                    raise _unreachable(address, _reason(error)) from None
        except (urllib.error.URLError, HTTPException, OSError) as error:
            pause, cause = _pause("", turn), getattr(error, "reason", "") or error
            if turn == patience.tries or not isinstance(cause, _PASSING):
                raise _unreachable(address, str(cause)) from None
        patience.wait(pause)
    raise _unreachable(address, "nothing was tried")


def refuse_insecure(address: str) -> None:
    """Raise SettingsError unless `address` is https, or plain http on this machine."""
    parts = urlsplit(address)
    if not (parts.scheme == "https" and parts.hostname) and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise SettingsError(
            f"“{address}” is not a secure address.",
            code="web/not-secure",
            hint="Give one that begins with https://; plain http:// is for services on this machine only.",
        )


def _once(address: str, data: bytes | None, headers: Mapping[str, str], patience: Patience) -> bytes:
    # An opener of our own: no file:, no ftp:, and certificates are verified as urllib does by itself.
    opener = urllib.request.build_opener(_Careful)
    request = urllib.request.Request(address, data=data, headers={"User-Agent": "Epistola"})  # noqa: S310 - checked
    for name, value in headers.items():
        request.add_unredirected_header(name, value)
    until = time.monotonic() + patience.seconds
    with opener.open(request, timeout=patience.seconds) as answer:
        pieces: list[bytes] = []
        while piece := answer.read(_CHUNK):
            pieces.append(piece)
            if sum(map(len, pieces)) > patience.largest:
                raise SurroundingsError(
                    f"The answer is larger than {patience.largest:,} bytes.",
                    code="web/too-large",
                    file=address,
                    hint="Check the address; nothing was kept.",
                )
            if time.monotonic() > until:
                raise TimeoutError("the answer takes too long")
        if answer.length:
            raise IncompleteRead(b"", answer.length)
    return b"".join(pieces)


def _pause(asked: str, turn: int) -> float:
    """Return the seconds that a server asks to wait (a number or a date), else 1, 2, 4 and so on."""
    if asked.strip().isdigit():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time()) if asked else 2.0 ** (turn - 1)
    except ValueError:
        return 2.0 ** (turn - 1)


def _reason(error: urllib.error.HTTPError) -> str:
    """Return the status of a refusal, and the first words of its page."""
    try:
        said = " ".join(error.read(500).decode("utf-8", "replace").split())[:200]
    except (OSError, HTTPException):
        said = ""
    return f"the server says {error.code} {error.reason}" + (f" ({said})" if said and "<" not in said else "")


def _unreachable(address: str, reason: str) -> SurroundingsError:
    return SurroundingsError(
        f"There is no answer: {reason.rstrip('.')}.",
        code="web/unreachable",
        file=address,
        hint="Check the address and the network, and try again later.",
    )
