"""Zenodo's deposit API, the older of its two, which many scripts and mirrors still have.

Source: developers.zenodo.org, “Depositions” and “Deposition files”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, Final
from urllib.parse import quote

from epistola.deposit.client import Answer, Asking, Connection, DepositError, Request, bearer, connected
from epistola.deposit.description import Lack
from epistola.deposit.metadata import Agent, Metadata
from epistola.deposit.package import File
from epistola.deposit.receipt import Receipt
from epistola.deposit.targets import Settings
from epistola.deposit.targets._languages import three_letters

TITLE: Final = "Zenodo (deposit API)"
SERVER: Final = "https://zenodo.org/"
WHOLE: Final = True
SETTINGS: Final[Mapping[str, str]] = {
    "server": "https://sandbox.zenodo.org/ for trying [default: https://zenodo.org/]",
    "upload-type": "publication, dataset, other … [default: dataset]",
    "publication-type": "for a publication: annotationcollection, other … [default: annotationcollection]",
    "community": "the identifier of a community",
}
_NAME: Final = "zenodo-deposit"
# The roles that the API knows; any other becomes “Other”.
_ROLES: Final = frozenset(
    {
        "ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor", "HostingInstitution",
        "Other", "Producer", "ProjectLeader", "ProjectManager", "ProjectMember", "RegistrationAgency",
        "RegistrationAuthority", "RelatedPerson", "Researcher", "ResearchGroup", "RightsHolder", "Sponsor",
        "Supervisor", "WorkPackageLeader",
    }
)  # fmt: skip
_RELATIONS: Final = (
    "isCitedBy", "cites", "isSupplementTo", "isSupplementedBy", "isContinuedBy", "continues", "isDescribedBy",
    "describes", "hasMetadata", "isMetadataFor", "isNewVersionOf", "isPreviousVersionOf", "isPartOf", "hasPart",
    "isReferencedBy", "references", "isDocumentedBy", "documents", "isCompiledBy", "compiles", "isVariantFormOf",
    "isOriginalFormof", "isIdenticalTo", "isAlternateIdentifier", "isReviewedBy", "reviews", "isDerivedFrom",
    "isSourceOf", "requires", "isRequiredBy", "isObsoletedBy", "obsoletes",
)  # fmt: skip


def requirements(metadata: Metadata, settings: Settings) -> Iterator[Lack]:
    """Ask for a licence that the API knows, since the files are open."""
    if not any(rights.identifier for rights in metadata.rights):
        why = "Zenodo's deposit API asks for a licence that it knows"
        yield Lack("edition.licence", "target", why, 'target = "https://creativecommons.org/licenses/by/4.0/"')


def connect(settings: Settings, connection: Connection) -> Asking:
    """Return who asks the server."""
    return connected(_NAME, settings.get("server", SERVER), bearer, settings, connection)


def rehearsed(request: Request) -> Any:
    """Return what the server might say, for a run that asks nobody."""
    return {
        "id": "RECORD",
        "links": {"bucket": f"{SERVER}api/files/BUCKET", "latest_draft": "api/deposit/depositions/RECORD"},
        "metadata": {"prereserve_doi": {"doi": "10.5281/zenodo.RECORD"}},
        "checksum": "",
    }


def translate(metadata: Metadata, settings: Settings) -> dict[str, Any]:
    """Return the metadata in the terms of the deposit API; what isn't known is left out."""
    upload_type = settings.get("upload-type", "dataset")
    said: dict[str, Any] = {
        "upload_type": upload_type,
        "title": metadata.title,
        "creators": [_agent(agent) for agent in metadata.creators],
        "contributors": [{**_agent(agent), "type": _role(agent)} for agent in metadata.contributors],
        "description": "".join(f"<p>{escape(said.text, quote=False)}</p>" for said in metadata.descriptions),
        "publication_date": _day(metadata),
        "access_right": "open",
        "license": next((rights.identifier.lower() for rights in metadata.rights if rights.identifier), ""),
        "keywords": [subject.text for subject in metadata.subjects],
        "version": metadata.version,
        "language": three_letters(metadata.language),
        "related_identifiers": _related(metadata),
        "prereserve_doi": True,
    }
    if upload_type == "publication":
        said["publication_type"] = settings.get("publication-type", "annotationcollection")
    if settings.get("community"):
        said["communities"] = [{"identifier": settings["community"]}]
    return {name: value for name, value in said.items() if value}


def begin(client: Asking, metadata: Metadata, settings: Settings) -> Receipt:
    """Make a draft; Zenodo reserves its DOI at once."""
    made = client.ask(Request("POST", "api/deposit/depositions", "make a draft", {}))
    return _receipt(made, Receipt(_NAME, client.server, state="draft"))


def reserve(client: Asking, receipt: Receipt, settings: Settings) -> Receipt:
    """Learn the draft's DOI, which Zenodo has reserved already."""
    return _receipt(client.ask(Request("GET", _draft(receipt), "look at its DOI", repeatable=True)), receipt)


def describe(client: Asking, receipt: Receipt, metadata: Metadata, settings: Settings) -> Receipt:
    """Replace the description; of a published record, through a draft of it that is published at once."""
    was_published = receipt.state == "published"
    if was_published:
        client.ask(Request("POST", f"{_draft(receipt)}/actions/edit", "open the record"))
    body = {"metadata": translate(metadata, settings)}
    answer = client.ask(Request("PUT", _draft(receipt), "describe it", body, repeatable=True))
    described = _receipt(answer, receipt)
    return publish(client, described) if was_published else described


def uploaded(client: Asking, receipt: Receipt) -> Mapping[str, str]:
    """Return the files of the draft: name -> MD5 checksum."""
    return {entry["filename"]: str(entry.get("checksum", "")).removeprefix("md5:") for entry in _files(client, receipt)}


def upload(client: Asking, receipt: Receipt, file: File) -> str:
    """Put a file into the draft's bucket; return the MD5 checksum that the server tells."""
    draft = client.ask(Request("GET", _draft(receipt), "look at the draft", repeatable=True))
    name = file.path.name
    headers = (("Content-Type", "application/octet-stream"),)
    address = f"{draft.body['links']['bucket']}/{quote(name)}"
    sent = client.ask(Request("PUT", address, f"send {name}", content=file.content, headers=headers, repeatable=True))
    return str(sent.body.get("checksum", "")).removeprefix("md5:")


def remove(client: Asking, receipt: Receipt, name: str) -> None:
    """Take a file out of the draft; one that isn't there is no error."""
    for entry in _files(client, receipt):
        if entry["filename"] == name:
            address = f"{_draft(receipt)}/files/{entry['id']}"
            try:
                client.ask(Request("DELETE", address, f"remove {name}", repeatable=True))
            except DepositError as error:
                if error.status != 404:
                    raise


def publish(client: Asking, receipt: Receipt) -> Receipt:
    """Make the draft public."""
    answer = client.ask(Request("POST", f"{_draft(receipt)}/actions/publish", "publish"))
    return replace(_receipt(answer, receipt), state="published")


def renew(client: Asking, receipt: Receipt) -> Receipt:
    """Begin a new version: the answer is the old record, whose `latest_draft` is the new one.

    The new draft begins with the old files; those that differ are replaced when it is sent.
    """
    answer = client.ask(Request("POST", f"{_draft(receipt)}/actions/newversion", "begin a new version"))
    latest = client.ask(Request("GET", answer.body["links"]["latest_draft"], "look at the draft", repeatable=True))
    return _receipt(latest, replace(receipt, state="draft", doi="", files={}))


def _files(client: Asking, receipt: Receipt) -> list[dict[str, Any]]:
    answer = client.ask(Request("GET", _draft(receipt), "list its files", repeatable=True))
    files: list[dict[str, Any]] = answer.body.get("files", [])
    return files


def _draft(receipt: Receipt) -> str:
    return f"api/deposit/depositions/{receipt.record}"


def _receipt(answer: Answer, before: Receipt) -> Receipt:
    body = answer.body if isinstance(answer.body, dict) else {}
    reserved = body.get("metadata", {}).get("prereserve_doi")
    # Some servers give the wish back instead of the DOI.
    promised = reserved.get("doi", "") if isinstance(reserved, dict) else ""
    return replace(
        before,
        record=str(body.get("id", before.record)),
        concept=str(body.get("conceptrecid", before.concept)),
        doi=body.get("doi") or promised or before.doi,
        page=body.get("links", {}).get("html", before.page),
    )


def _agent(agent: Agent) -> dict[str, str]:
    said = {"name": agent.name, "affiliation": "; ".join(agent.affiliations)}
    said |= {found.scheme.lower(): found.value for found in agent.identifiers if found.scheme in {"ORCID", "GND"}}
    return {name: value for name, value in said.items() if value}


def _role(agent: Agent) -> str:
    return agent.role if agent.role in _ROLES else "Other"


def _related(metadata: Metadata) -> list[dict[str, str]]:
    """Return what the API has a relation for; its names begin with a small letter."""
    relations = {name.lower(): name for name in _RELATIONS}
    return [
        {"identifier": related.identifier.value, "relation": relations[related.relation.lower()]}
        for related in metadata.related
        if related.relation.lower() in relations
    ]


def _day(metadata: Metadata) -> str:
    """Return the date of publication as a day: the API refuses years and months alone."""
    issued = next((date.value for date in metadata.dates if date.kind == "Issued"), metadata.year)
    return "-".join([*issued.split("/")[0].split("-"), "01", "01"][:3])
