"""A folder, or whatever fsspec can address (`s3://…`, `sftp://…`): a shelf without drafts, DOIs and accounts.

What is there becomes public or not by the shelf's own rules. Access to it is arranged as for any other program
(environment, configuration of the cloud), never in the edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from epistola.deposit import datacite
from epistola.deposit.client import Answer, Asking, Connection, DepositError, Request
from epistola.deposit.description import Lack
from epistola.deposit.metadata import Metadata
from epistola.deposit.package import File
from epistola.deposit.receipt import Receipt
from epistola.deposit.targets import Settings
from epistola.extras import need

TITLE: Final = "a folder or an address of fsspec"
SERVER: Final = ""
WHOLE: Final = True
SETTINGS: Final[Mapping[str, str]] = {"server": "the folder, or an address such as s3://bucket/letters"}
_NAME: Final = "folder"
_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of a file system; requests name files in it."""

    server: str

    def ask(self, request: Request) -> Answer:
        """Carry out what a request says: GET lists, PUT writes by way of another name, DELETE removes."""
        need("remote", "fsspec")
        import fsspec

        try:
            files, folder = fsspec.core.url_to_fs(self.server)
            return Answer(200, _done(files, folder.rstrip("/"), request), {})
        except (OSError, ValueError, ImportError) as error:
            raise DepositError(
                f"{self.server} refuses, when asked to {request.what}: {error}.",
                code="deposit/refused",
                hint="Check the address, and that you may write there.",
            ) from None


def _done(files: Any, folder: str, request: Request) -> Any:
    place = f"{folder}/{request.address}"
    if request.method == "GET":
        found = files.ls(folder, detail=False) if files.exists(folder) else []
        return {path.rsplit("/", 1)[-1]: _checksum(files, path) for path in found if files.isfile(path)}
    if request.method == "DELETE":
        return files.rm(place) if files.exists(place) else None
    files.makedirs(folder, exist_ok=True)
    files.pipe_file(f"{place}.part", request.content)
    files.mv(f"{place}.part", place)
    return _checksum(files, place)


def _checksum(files: Any, path: str) -> str:
    digest = hashlib.md5(usedforsecurity=False)
    with files.open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def requirements(metadata: Metadata, settings: Settings) -> Iterator[Lack]:
    """Ask for the address alone."""
    if not settings.get("server"):
        yield Lack(f"deposit.{_NAME}", "server", "the folder, or its address", 'server = "s3://bucket/letters"')


def connect(settings: Settings, connection: Connection) -> Asking:
    """Return the shelf; it needs no token of ours."""
    return Shelf(settings["server"])


def rehearsed(request: Request) -> Any:
    """Return what an empty shelf would say."""
    return {} if request.method == "GET" else ""


def translate(metadata: Metadata, settings: Settings) -> dict[str, Any]:
    """Return the description as DataCite's JSON; the package holds it too."""
    return datacite.as_mapping(metadata)


def begin(client: Asking, metadata: Metadata, settings: Settings) -> Receipt:
    """Begin; there is nothing to reserve."""
    return Receipt(_NAME, client.server, doi=metadata.doi, page=client.server, state="draft")


def reserve(client: Asking, receipt: Receipt, settings: Settings) -> Receipt:
    """Do nothing: a shelf gives no DOI."""
    return receipt


def describe(client: Asking, receipt: Receipt, metadata: Metadata, settings: Settings) -> Receipt:
    """Do nothing: the description is in the package."""
    return receipt


def uploaded(client: Asking, receipt: Receipt) -> Mapping[str, str]:
    """Return those files of this deposit that are there; what others have put on the shelf is theirs."""
    there: Mapping[str, str] = client.ask(Request("GET", "", "list its files", repeatable=True)).body
    return {name: checksum for name, checksum in there.items() if name in receipt.files}


def upload(client: Asking, receipt: Receipt, file: File) -> str:
    """Write a file and return the checksum of what can be read there afterwards."""
    request = Request("PUT", file.path.name, f"write {file.path.name}", content=file.content, repeatable=True)
    return str(client.ask(request).body)


def remove(client: Asking, receipt: Receipt, name: str) -> None:
    """Remove a file."""
    client.ask(Request("DELETE", name, f"remove {name}", repeatable=True))


def publish(client: Asking, receipt: Receipt) -> Receipt:
    """Note that the deposit is final."""
    return replace(receipt, state="published")


def renew(client: Asking, receipt: Receipt) -> Receipt:
    """Begin a new version in the same place."""
    return replace(receipt, state="draft")
