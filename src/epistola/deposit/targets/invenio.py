"""InvenioRDM, by its REST API for drafts and records (as of version 12), which Zenodo has too.

Source: InvenioRDM documentation, “REST API: Drafts and records” and “Metadata reference”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, Final
from urllib.parse import quote

from epistola.deposit.client import Answer, Asking, Connection, DepositError, Request, bearer, connected
from epistola.deposit.description import Lack
from epistola.deposit.metadata import Agent, Metadata, Related, Rights
from epistola.deposit.package import File
from epistola.deposit.receipt import Receipt
from epistola.deposit.targets import Settings
from epistola.deposit.targets._languages import three_letters

TITLE: Final = "InvenioRDM"
SERVER: Final = ""
WHOLE: Final = True
SETTINGS: Final[Mapping[str, str]] = {
    "server": "the address of the repository, such as https://data.example.org/",
    "resource-type": "the kind of record, an identifier of the repository's vocabulary [default: dataset]",
    "community": "the identifier of the community whose curators are to review the record",
}
_NAME: Final = "invenio"
_SCHEMES: Final = frozenset({"ORCID", "GND", "ISNI", "ROR"})
_REFUSED: Final = 400  # what the server says of a file that was announced before
_JSON: Final = (("Accept", "application/json"),)
_BYTES: Final = (("Content-Type", "application/octet-stream"), ("Accept", "application/json"))


def requirements(metadata: Metadata, settings: Settings) -> Iterator[Lack]:
    """Name what InvenioRDM asks for beyond DataCite: nothing, but for its own address."""
    if not settings.get("server"):
        yield Lack(
            f"deposit.{_NAME}", "server", "the address of the repository", 'server = "https://data.example.org/"'
        )


def connect(settings: Settings, connection: Connection) -> Asking:
    """Return who asks the server."""
    return connected(_NAME, settings.get("server", SERVER), bearer, settings, connection)


def rehearsed(request: Request) -> Any:
    """Return what the server might say, for a run that asks nobody."""
    return {
        "id": "RECORD",
        "parent": {"id": "CONCEPT"},
        "pids": {"doi": {"identifier": "10.5281/zenodo.RECORD"}},
        "entries": [],
    }


def translate(metadata: Metadata, settings: Settings) -> dict[str, Any]:
    """Return the draft: access, files and metadata in InvenioRDM's terms; what isn't known is left out."""
    issued = next((date.value for date in metadata.dates if date.kind == "Issued"), metadata.year)
    said: dict[str, Any] = {
        "resource_type": {"id": settings.get("resource-type", "dataset")},
        "title": metadata.title,
        "publication_date": issued,
        "creators": [_agent(agent) for agent in metadata.creators],
        "contributors": [{**_agent(agent), "role": {"id": agent.role.lower()}} for agent in metadata.contributors],
        "description": "".join(f"<p>{escape(said.text, quote=False)}</p>" for said in metadata.descriptions),
        "publisher": metadata.publisher,
        "version": metadata.version,
        "rights": [_rights(rights) for rights in metadata.rights],
        "languages": [{"id": code} for code in [three_letters(metadata.language)] if code],
        "subjects": [{"subject": subject.text} for subject in metadata.subjects],
        "dates": [_date(date.value, date.kind, date.information) for date in metadata.dates if date.kind != "Issued"],
        "related_identifiers": [_related(related) for related in metadata.related],
        "identifiers": [{"identifier": found.value, "scheme": found.scheme.lower()} for found in metadata.alternates],
        "additional_titles": [
            {"title": title.text, "type": {"id": "translated-title"}} for title in metadata.titles if title.kind
        ],
    }
    return {
        "access": {"record": "public", "files": "public"},
        "files": {"enabled": True},
        "metadata": {name: value for name, value in said.items() if value},
    }


def begin(client: Asking, metadata: Metadata, settings: Settings) -> Receipt:
    """Make a draft."""
    made = client.ask(Request("POST", "api/records", "make a draft", translate(metadata, settings), headers=_JSON))
    return _receipt(made, Receipt(_NAME, client.server, state="draft"))


def reserve(client: Asking, receipt: Receipt, settings: Settings) -> Receipt:
    """Reserve the draft's DOI, unless it has one; with a community, ask for its review."""
    if settings.get("community"):
        review = {"receiver": {"community": settings["community"]}, "type": "community-submission"}
        address = f"{_draft(receipt)}/review"
        client.ask(Request("PUT", address, "name the community", review, headers=_JSON, repeatable=True))
    look = Request("GET", _draft(receipt), "look whether it has a DOI", headers=_JSON, repeatable=True)
    found = _receipt(client.ask(look), receipt)
    if found.doi:
        return found
    answer = client.ask(Request("POST", f"{_draft(receipt)}/pids/doi", "reserve a DOI", headers=_JSON))
    return _receipt(answer, receipt)


def describe(client: Asking, receipt: Receipt, metadata: Metadata, settings: Settings) -> Receipt:
    """Replace the description; of a published record, through a draft of it that is published at once."""
    said = translate(metadata, settings)
    if receipt.doi:
        said["pids"] = {"doi": {"identifier": receipt.doi, "provider": "datacite", "client": "datacite"}}
    if receipt.state == "published":
        client.ask(Request("POST", _draft(receipt), "open the record", headers=_JSON, repeatable=True))
    answer = client.ask(Request("PUT", _draft(receipt), "describe it", said, headers=_JSON, repeatable=True))
    described = _receipt(answer, receipt)
    return publish(client, described) if receipt.state == "published" else described


def uploaded(client: Asking, receipt: Receipt) -> Mapping[str, str]:
    """Return the files of the draft that arrived whole: name -> MD5 checksum."""
    answer = client.ask(Request("GET", f"{_draft(receipt)}/files", "list its files", headers=_JSON, repeatable=True))
    return {
        entry["key"]: str(entry.get("checksum", "")).removeprefix("md5:")
        for entry in answer.body.get("entries", [])
        if entry.get("status") == "completed"
    }


def upload(client: Asking, receipt: Receipt, file: File) -> str:
    """Send a file in three steps: announce, content, commit; return the MD5 checksum that the server tells."""
    name = file.path.name
    _announce(client, receipt, name)
    one = f"{_draft(receipt)}/files/{quote(name)}"
    client.ask(Request("PUT", f"{one}/content", f"send {name}", content=file.content, headers=_BYTES, repeatable=True))
    answer = client.ask(Request("POST", f"{one}/commit", f"complete {name}", headers=_JSON, repeatable=True))
    return str(answer.body.get("checksum", "")).removeprefix("md5:")


def _announce(client: Asking, receipt: Receipt, name: str) -> None:
    """Announce a file; one that was announced before, and never arrived, is refused and there all the same."""
    address = f"{_draft(receipt)}/files"
    try:
        client.ask(Request("POST", address, f"announce {name}", [{"key": name}], headers=_JSON))
    except DepositError as error:
        if error.status != _REFUSED:
            raise
        answer = client.ask(Request("GET", address, "list its files", headers=_JSON, repeatable=True))
        if name not in {entry["key"] for entry in answer.body.get("entries", [])}:
            raise


def remove(client: Asking, receipt: Receipt, name: str) -> None:
    """Take a file out of the draft; one that isn't there is no error."""
    address = f"{_draft(receipt)}/files/{quote(name)}"
    try:
        client.ask(Request("DELETE", address, f"remove {name}", headers=_JSON, repeatable=True))
    except DepositError as error:
        if error.status != 404:
            raise


def publish(client: Asking, receipt: Receipt) -> Receipt:
    """Make the draft public."""
    address = f"{_draft(receipt)}/actions/publish"
    answer = client.ask(Request("POST", address, "publish", headers=_JSON))
    return replace(_receipt(answer, receipt), state="published")


def renew(client: Asking, receipt: Receipt) -> Receipt:
    """Begin a new version, or find the one that was begun; it has no file and no DOI yet."""
    address = f"api/records/{receipt.record}/versions"
    answer = client.ask(Request("POST", address, "begin a new version", headers=_JSON, repeatable=True))
    return _receipt(answer, replace(receipt, state="draft", doi="", files={}))


def _draft(receipt: Receipt) -> str:
    return f"api/records/{receipt.record}/draft"


def _receipt(answer: Answer, before: Receipt) -> Receipt:
    """Take from an answer what is to be known next time."""
    body = answer.body if isinstance(answer.body, dict) else {}
    doi = body.get("pids", {}).get("doi", {}).get("identifier", "")
    return replace(
        before,
        record=str(body.get("id", before.record)),
        concept=str(body.get("parent", {}).get("id", before.concept)),
        doi=doi or before.doi,
        page=body.get("links", {}).get("self_html", before.page),
    )


def _agent(agent: Agent) -> dict[str, Any]:
    person: dict[str, Any]
    if agent.kind == "Personal":
        person = {"type": "personal", "family_name": agent.family or agent.name, "given_name": agent.given}
    else:
        person = {"type": "organizational", "name": agent.name}
    person["identifiers"] = [
        {"scheme": found.scheme.lower(), "identifier": found.value}
        for found in agent.identifiers
        if found.scheme in _SCHEMES
    ]
    said = {"person_or_org": {name: value for name, value in person.items() if value}}
    affiliations = [{"name": name} for name in agent.affiliations]
    return {**said, "affiliations": affiliations} if affiliations else said


def _rights(rights: Rights) -> dict[str, Any]:
    """Name a licence by its identifier or by its title, never both."""
    if rights.identifier:
        return {"id": rights.identifier.lower()}
    return {"title": {"en": rights.text}, "link": rights.uri} if rights.uri else {"title": {"en": rights.text}}


def _date(value: str, kind: str, information: str) -> dict[str, Any]:
    said: dict[str, Any] = {"date": value, "type": {"id": kind.lower()}}
    return {**said, "description": information} if information else said


def _related(related: Related) -> dict[str, Any]:
    return {
        "identifier": related.identifier.value,
        "scheme": related.identifier.scheme.lower(),
        "relation_type": {"id": related.relation.lower()},
    }
