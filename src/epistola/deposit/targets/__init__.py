"""Repositories: a module each, found in this folder and under the entry point `epistola.targets`.

A target has these names; nothing is inherited, and no list is kept:

    TITLE: str                     what it is called among people
    SERVER: str                    its address, unless the settings say another (`server`); "" when they must
    SETTINGS: Mapping[str, str]    the keys of `[deposit.NAME]` that it knows, each with what it says
    WHOLE: bool                    whether it takes one archive of the package (True) or the files one by one

    requirements(metadata, settings) -> Iterator[Lack]      what it asks for and isn't said
    translate(metadata, settings) -> dict                   the description in its own terms
    connect(settings, connection) -> Asking                 who asks the server, with the token that belongs to it
    rehearsed(request) -> body                              what the server might answer, for `--dry-run`

    begin(client, metadata, settings) -> Receipt            make a draft
    reserve(client, receipt, settings) -> Receipt           reserve its DOI, where that can be done
    describe(client, receipt, metadata, settings) -> Receipt    replace the description of the draft, or of a record
    uploaded(client, receipt) -> Mapping[str, str]          the files that are there: name -> MD5 checksum
    upload(client, receipt, file) -> str                    send a file; return the checksum that the server tells
    remove(client, receipt, name) -> None                   take a file out of the draft
    publish(client, receipt) -> Receipt                     make the draft public, which can't be undone
    renew(client, receipt) -> Receipt                       begin a new version of what was published

All requests go through what `connect` returned, or through a rehearsal of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from epistola.deposit.client import Asking, Connection, Request
from epistola.deposit.description import Lack
from epistola.deposit.metadata import Metadata
from epistola.deposit.package import File
from epistola.deposit.receipt import Receipt

Settings = Mapping[str, str]


class Target(Protocol):
    """The shape of a module here."""

    TITLE: str
    SERVER: str
    SETTINGS: Mapping[str, str]
    WHOLE: bool

    def requirements(self, metadata: Metadata, settings: Settings) -> Iterator[Lack]:
        """Name what is asked for and isn't said."""

    def translate(self, metadata: Metadata, settings: Settings) -> dict[str, Any]:
        """Return the description in the repository's own terms."""

    def connect(self, settings: Settings, connection: Connection) -> Asking:
        """Return who asks the server."""

    def rehearsed(self, request: Request) -> Any:
        """Return what the server might answer."""

    def begin(self, client: Asking, metadata: Metadata, settings: Settings) -> Receipt:
        """Make a draft."""

    def reserve(self, client: Asking, receipt: Receipt, settings: Settings) -> Receipt:
        """Reserve its DOI."""

    def describe(self, client: Asking, receipt: Receipt, metadata: Metadata, settings: Settings) -> Receipt:
        """Replace the description."""

    def uploaded(self, client: Asking, receipt: Receipt) -> Mapping[str, str]:
        """Return the names and checksums of the files that are there."""

    def upload(self, client: Asking, receipt: Receipt, file: File) -> str:
        """Send a file and return the checksum that the server tells."""

    def remove(self, client: Asking, receipt: Receipt, name: str) -> None:
        """Take a file out of the draft."""

    def publish(self, client: Asking, receipt: Receipt) -> Receipt:
        """Make the draft public."""

    def renew(self, client: Asking, receipt: Receipt) -> Receipt:
        """Begin a new version."""
