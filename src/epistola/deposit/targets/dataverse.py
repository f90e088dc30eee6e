"""Dataverse, by its native API (as of version 6).

Source: Dataverse Guides, “Native API”: datasets, files, publishing. The five citation fields that each installation
requires are written; what else a collection asks for, its server says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from epistola.deposit.client import Answer, Asking, Connection, Request, connected
from epistola.deposit.description import Lack
from epistola.deposit.metadata import Agent, Metadata
from epistola.deposit.package import File
from epistola.deposit.receipt import Receipt
from epistola.deposit.targets import Settings

TITLE: Final = "Dataverse"
SERVER: Final = ""
WHOLE: Final = False
SETTINGS: Final[Mapping[str, str]] = {
    "server": "the address of the installation, such as https://dataverse.example.org/",
    "collection": "the alias of the collection (dataverse) that takes the dataset",
    "subject": "one of Dataverse's subjects [default: Arts and Humanities]",
}
_NAME: Final = "dataverse"
_ARTS: Final = "Arts and Humanities"
_SCHEMES: Final = frozenset({"ORCID", "GND", "ISNI", "VIAF"})


def requirements(metadata: Metadata, settings: Settings) -> Iterator[Lack]:
    """Dataverse asks for its address, for a collection, and for an e-mail address."""
    table = f"deposit.{_NAME}"
    if not settings.get("server"):
        yield Lack(table, "server", "the address of the installation", 'server = "https://dataverse.example.org/"')
    if not settings.get("collection"):
        yield Lack(table, "collection", "each dataset belongs to a collection", 'collection = "letters"')
    if not metadata.contact:
        yield Lack("deposit", "contact", "Dataverse asks for an e-mail address", 'contact = "letters@example.org"')


def _api_token(secret: str) -> tuple[str, str]:
    """Return the header of the API token."""
    return "X-Dataverse-key", secret


def connect(settings: Settings, connection: Connection) -> Asking:
    """Return who asks the server."""
    return connected(_NAME, settings.get("server", SERVER), _api_token, settings, connection)


def rehearsed(request: Request) -> Any:
    """Return what the server might say, for a run that asks nobody."""
    if "/files?" in request.address:
        return {"data": []}
    stored = {"dataFile": {"md5": ""}}
    return {"data": {"id": "RECORD", "persistentId": "doi:10.5072/RECORD", "files": [stored]}}


def translate(metadata: Metadata, settings: Settings) -> dict[str, Any]:
    """Return the dataset version: the block `citation` and the licence; what isn't known is left out."""
    fields = [
        _one("title", metadata.title),
        _many("author", [_author(agent) for agent in metadata.creators]),
        _many("datasetContact", [_contact(metadata)]),
        _many("dsDescription", [[_one("dsDescriptionValue", said.text)] for said in metadata.descriptions]),
        _listed("subject", [settings.get("subject", _ARTS)]),
        _many("keyword", [[_one("keywordValue", subject.text)] for subject in metadata.subjects]),
        _many("otherId", [[_one("otherIdValue", found.value)] for found in metadata.alternates]),
    ]
    version: dict[str, Any] = {
        "metadataBlocks": {"citation": {"fields": [said for said in fields if said["value"]]}},
    }
    if metadata.rights:
        version["license"] = {"name": _licence(metadata), "uri": metadata.rights[0].uri}
    return {"datasetVersion": version}


def begin(client: Asking, metadata: Metadata, settings: Settings) -> Receipt:
    """Make a draft dataset, which has its DOI at once; its description is held against the collection's schema."""
    collection = f"api/dataverses/{quote(settings['collection'])}"
    said = translate(metadata, settings)
    check = Request("POST", f"{collection}/validateDatasetJson", "check the description", said, repeatable=True)
    client.ask(check)
    answer = client.ask(Request("POST", f"{collection}/datasets", "make a draft", said))
    doi = str(answer.body["data"]["persistentId"]).removeprefix("doi:")
    record = str(answer.body["data"]["id"])
    page = f"{client.server}dataset.xhtml?persistentId=doi:{doi}"
    return Receipt(_NAME, client.server, record=record, concept=doi, doi=doi, page=page, state="draft")


def reserve(client: Asking, receipt: Receipt, settings: Settings) -> Receipt:
    """Do nothing: the dataset has had its DOI from the beginning."""
    return receipt


def describe(client: Asking, receipt: Receipt, metadata: Metadata, settings: Settings) -> Receipt:
    """Replace the description of the draft; Dataverse opens one where the dataset is published."""
    body = translate(metadata, settings)["datasetVersion"]
    address = f"{_dataset()}/versions/:draft?{_persistent(receipt)}"
    client.ask(Request("PUT", address, "describe it", body, repeatable=True))
    if receipt.state == "published":
        return _published(client, receipt, "minor")
    return receipt


def uploaded(client: Asking, receipt: Receipt) -> Mapping[str, str]:
    """Return the files of the draft: path -> MD5 checksum."""
    return {path: checksum for path, (_, checksum) in _files(client, receipt).items()}


def upload(client: Asking, receipt: Receipt, file: File) -> str:
    """Send a file with its folder; tables stay as they are (`tabIngest`). Return the checksum that the server tells."""
    folder = "/".join(file.path.parts[:-1])
    said = {"description": file.title, "directoryLabel": folder, "restrict": "false", "tabIngest": "false"}
    form = {
        "file": (file.path.name, file.content, file.media_type),
        "jsonData": (None, json.dumps({name: value for name, value in said.items() if value}).encode(), ""),
    }
    address = f"{_dataset()}/add?{_persistent(receipt)}"
    answer = client.ask(Request("POST", address, f"send {file.path}", form=form))
    stored = answer.body["data"]["files"][0]["dataFile"]
    return _checksum(stored)


def remove(client: Asking, receipt: Receipt, name: str) -> None:
    """Take a file out of the draft; one that isn't there is no error."""
    found = _files(client, receipt).get(name)
    if found is not None:
        client.ask(Request("DELETE", f"api/files/{found[0]}", f"remove {name}", repeatable=True))


def publish(client: Asking, receipt: Receipt) -> Receipt:
    """Make the draft public, as a major version."""
    return _published(client, receipt, "major")


def renew(client: Asking, receipt: Receipt) -> Receipt:
    """Begin a new version: Dataverse opens a draft at the first change; the DOI stays."""
    return replace(receipt, state="draft", files=uploaded(client, receipt))


def _published(client: Asking, receipt: Receipt, kind: str) -> Receipt:
    address = f"{_dataset()}/actions/:publish?{_persistent(receipt)}&type={kind}"
    client.ask(Request("POST", address, "publish"))
    return replace(receipt, state="published")


def _files(client: Asking, receipt: Receipt) -> dict[str, tuple[str, str]]:
    """Return the files of the newest version: path -> (identifier, MD5 checksum)."""
    address = f"{_dataset()}/versions/:latest/files?{_persistent(receipt)}"
    answer: Answer = client.ask(Request("GET", address, "list its files", repeatable=True))
    found = {}
    for entry in answer.body["data"]:
        folder = entry.get("directoryLabel", "")
        path = "/".join(part for part in (folder, entry["label"]) if part)
        found[path] = (str(entry["dataFile"]["id"]), _checksum(entry["dataFile"]))
    return found


def _checksum(stored: Mapping[str, Any]) -> str:
    said = stored.get("checksum", {})
    return str(stored.get("md5") or (said.get("value", "") if said.get("type") == "MD5" else ""))


def _dataset() -> str:
    return "api/datasets/:persistentId"


def _persistent(receipt: Receipt) -> str:
    return f"persistentId=doi:{receipt.doi}"


def _licence(metadata: Metadata) -> str:
    """Dataverse knows Creative Commons licences as “CC BY 4.0”."""
    identifier = metadata.rights[0].identifier
    if not identifier.startswith("CC"):
        return metadata.rights[0].text
    head, _, version = identifier.rpartition("-")
    return f"{head.replace('CC-', 'CC ')} {version}"


def _author(agent: Agent) -> list[dict[str, Any]]:
    said = [_one("authorName", agent.name)]
    said += [_one("authorAffiliation", name) for name in agent.affiliations[:1]]
    for found in agent.identifiers:
        if found.scheme in _SCHEMES:
            return [*said, _chosen("authorIdentifierScheme", found.scheme), _one("authorIdentifier", found.value)]
    return said


def _contact(metadata: Metadata) -> list[dict[str, Any]]:
    return [_one("datasetContactEmail", metadata.contact), _one("datasetContactName", metadata.publisher)]


def _one(name: str, value: str) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "primitive", "multiple": False, "value": value}


def _chosen(name: str, value: str) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "controlledVocabulary", "multiple": False, "value": value}


def _listed(name: str, values: list[str]) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "controlledVocabulary", "multiple": True, "value": values}


def _many(name: str, entries: list[list[dict[str, Any]]]) -> dict[str, Any]:
    value = [{said["typeName"]: said for said in entry} for entry in entries]
    return {"typeName": name, "typeClass": "compound", "multiple": True, "value": value}
