"""Tokens of repositories: from the environment or the system's keyring, never from a file of the edition."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping
from typing import Final

from epistola.errors import SettingsError

_SERVICE: Final = "epistola"


class Token:
    """A secret that doesn't show itself: not when printed, not in a traceback, not when it is written as JSON."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep `value`."""
        self._value = value

    def reveal(self) -> str:
        """Return the secret, for the one header that carries it."""
        return self._value

    def __repr__(self) -> str:
        """Say that there is a token, and nothing of it."""
        return "Token(…)"

    def __reduce__(self) -> str | tuple[object, ...]:
        """Refuse to be written anywhere."""
        raise TypeError("a token is not written to files")


def variable(target: str) -> str:
    """Return the name of the environment variable for a target: `EPISTOLA_ZENODO_TOKEN`."""
    return f"EPISTOLA_{target.upper().replace('-', '_')}_TOKEN"


def token_for(target: str, server: str, environment: Mapping[str, str] = os.environ) -> Token:
    """Return the token for `server`: from the environment, else from the keyring, where it stands under the server.

    Raises SettingsError, which says how to set one, when there is none, or when it isn't one line of ASCII.
    """
    found = environment.get(variable(target), "").strip() or _from_keyring(server)
    if not found:
        raise SettingsError(
            f"There is no token for {server}.",
            code="deposit/no-token",
            hint=f"Make one on the server's page for personal access tokens, then set it as {variable(target)} in the "
            f"environment, or keep it in the system's keyring: keyring set {_SERVICE} {server}",
        )
    if not found.isascii() or not found.isprintable() or " " in found:
        raise SettingsError(
            f"The token for {server} is not one word of ASCII characters.",
            code="deposit/no-token",
            hint="Copy it anew from the server's page, without anything around it.",
        )
    return Token(found)


def _from_keyring(server: str) -> str:
    """Ask the system's keyring where the package `keyring`, whose home this module is, is installed."""
    if importlib.util.find_spec("keyring") is None:
        return ""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, server) or ""
    except KeyringError:
        return ""
