"""Zenodo, by its records API, which is InvenioRDM's; for trying, name the server https://sandbox.zenodo.org/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from epistola.deposit.client import Asking, Connection, bearer, connected
from epistola.deposit.description import Lack
from epistola.deposit.metadata import Metadata
from epistola.deposit.receipt import Receipt
from epistola.deposit.targets import Settings, invenio
from epistola.deposit.targets.invenio import (
    describe,
    publish,
    rehearsed,
    remove,
    renew,
    reserve,
    translate,
    upload,
    uploaded,
)

__all__ = [
    "SERVER", "SETTINGS", "TITLE", "WHOLE", "begin", "connect", "describe", "publish", "rehearsed",
    "remove", "renew", "requirements",
    "reserve", "translate", "upload", "uploaded",
]  # fmt: skip

TITLE: Final = "Zenodo"
SERVER: Final = "https://zenodo.org/"
WHOLE: Final = True
SETTINGS: Final[Mapping[str, str]] = {
    **invenio.SETTINGS,
    "server": "https://sandbox.zenodo.org/ for trying [default: https://zenodo.org/]",
}


def requirements(metadata: Metadata, settings: Settings) -> Iterator[Lack]:
    """Zenodo asks for nothing that DataCite doesn't ask for."""
    yield from ()


def connect(settings: Settings, connection: Connection) -> Asking:
    """Return who asks the server."""
    return connected("zenodo", settings.get("server", SERVER), bearer, settings, connection)


def begin(client: Asking, metadata: Metadata, settings: Settings) -> Receipt:
    """Make a draft."""
    return replace(invenio.begin(client, metadata, settings), target="zenodo")
