"""What asks the network, and nothing else does: a download for `vault`.

Only https counts (plain http only from the same machine, for mirrors and tests), with the certificates of the system.

Codes: as in `vault`.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO, Final
from urllib.parse import urlsplit

from epistola.errors import SettingsError, SurroundingsError

LARGEST: Final = 64 << 20
_SECONDS: Final = 30
_HERE: Final = ("127.0.0.1", "localhost", "::1")


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows redirections to secure addresses only."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """Refuse what isn't secure."""
        _refuse_insecure(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(address: str) -> bytes:
    """Return what is at `address`, of more than LARGEST bytes only one more than these.

    Raises SettingsError for an address that isn't secure, SurroundingsError when the download fails.
    """
    _refuse_insecure(address)
    # An opener of our own: no file:, no ftp:, and certificates are verified as urllib does by itself.
    opener = urllib.request.build_opener(_Careful)
    request = urllib.request.Request(address, headers={"User-Agent": "Epistola"})  # noqa: S310 - the scheme is checked
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (urllib.error.URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", "") or error
        raise SurroundingsError(
            f"The schema can't be downloaded: {str(reason).rstrip('.')}.",
            code="vault/unreachable",
            file=address,
            hint="Check the version and the network. Without a network, name the file of a schema: --schema FILE.",
        ) from None
    return data


def _refuse_insecure(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise SettingsError(
            f"“{address}” is not a secure address.",
            code="vault/not-secure",
            hint="Give one that begins with https://, or download the file yourself and name it with --schema.",
        )
