"""The RO-Crate of a package: `ro-crate-metadata.json`, which says of each file what it is and how it was made.

Source: RO-Crate 1.2 (https://w3id.org/ro/crate/1.2). The package `rocrate` knows its vocabulary; this is its home.
Nothing here depends on the clock: the date of publication is that of the edition.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from epistola.deposit.metadata import Agent, Metadata
from epistola.deposit.package import Activity, File, Package

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

NAME: Final = "ro-crate-metadata.json"
_VERSION: Final = "1.2"
_HOMEPAGE: Final = "https://pypi.org/project/epistola/"
_ADDRESSES: Final = {"ORCID": "https://orcid.org/", "GND": "https://d-nb.info/gnd/"}


def crate(package: Package) -> bytes:
    """Return the metadata file of the crate that the files of `package` make up; they stand beside it."""
    from rocrate.rocrate import ROCrate

    made = ROCrate(version=_VERSION)
    made.root_dataset._jsonld.update(_root(made, package.metadata))
    for file in package.files:
        made.add_file(dest_path=str(file.path), properties=_file(file))
    _add_provenance(made, package.files)
    text = json.dumps(made.metadata.generate(), ensure_ascii=False, indent=2)
    return (text + "\n").encode()


def _root(made: ROCrate, metadata: Metadata) -> dict[str, Any]:
    issued = next((date.value for date in metadata.dates if date.kind == "Issued"), metadata.year)
    properties: dict[str, Any] = {
        "name": metadata.title,
        "description": " ".join(said.text for said in metadata.descriptions) or metadata.title,
        "datePublished": issued,
        "author": _one_or_all(_add_agent(made, agent) for agent in metadata.creators),
        "publisher": _reference(_add(made, _local(metadata.publisher), "Organization", name=metadata.publisher)),
        "inLanguage": metadata.language,
        "keywords": [subject.text for subject in metadata.subjects],
        "version": metadata.version,
    }
    if metadata.rights:
        rights = metadata.rights[0]
        properties["license"] = _reference(
            _add(made, rights.uri or _local(rights.text), "CreativeWork", name=rights.text)
        )
    if metadata.doi:
        address = f"https://doi.org/{metadata.doi}"
        properties["identifier"] = _reference(
            _add(made, address, "PropertyValue", propertyID="https://registry.identifiers.org/registry/doi",
                 value=f"doi:{metadata.doi}", url=address)
        )  # fmt: skip
    return {name: value for name, value in properties.items() if value}


def _add_agent(made: ROCrate, agent: Agent) -> str:
    known = next((found for found in agent.identifiers if found.scheme in _ADDRESSES), None)
    identifier = f"{_ADDRESSES[known.scheme]}{known.value}" if known else _local(agent.name)
    kind = "Person" if agent.kind == "Personal" else "Organization"
    said: dict[str, Any] = {"name": " ".join(part for part in (agent.given, agent.family) if part) or agent.name}
    if agent.family:
        said |= {"familyName": agent.family}
    if agent.given:
        said |= {"givenName": agent.given}
    if agent.affiliations:
        homes = [_add(made, _local(name), "Organization", name=name) for name in agent.affiliations]
        said |= {"affiliation": _one_or_all(homes)}
    return _add(made, identifier, kind, **said)


def _add_provenance(made: ROCrate, files: Iterable[File]) -> None:
    """Say of each file that a program made which ones it was made from, by which version and with which settings."""
    actions = [_add_action(made, file, file.made) for file in files if file.made is not None]
    if actions:
        made.root_dataset._jsonld["mentions"] = _one_or_all(actions)


def _add_action(made: ROCrate, file: File, activity: Activity) -> str:
    tool = f"{_HOMEPAGE}{activity.version}/"
    _add(made, tool, "SoftwareApplication", name="Epistola", version=activity.version, url=_HOMEPAGE)
    settings = " ".join(f"{name}={value}" for name, value in activity.settings)
    return _add(
        made,
        f"#made-{quote(str(file.path))}",
        "CreateAction",
        name=" ".join(part for part in (activity.tool, settings) if part),
        instrument=_reference(tool),
        object=_one_or_all(quote(str(source)) for source in activity.sources),
        result=_reference(quote(str(file.path))),
    )


def _file(file: File) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": file.path.name,
        "description": file.title or file.path.name,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
    return said


def _add(made: ROCrate, identifier: str, kind: str, **properties: Any) -> str:
    """Add what the crate speaks of beside its files; what is there already stays."""
    if made.dereference(identifier) is None:
        made.add_jsonld({"@id": identifier, "@type": kind, **properties})
    return identifier


def _reference(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


def _one_or_all(identifiers: Iterable[str]) -> dict[str, str] | list[dict[str, str]]:
    """Refer to one thing as such, to several as a list: RO-Crate's way of writing JSON-LD."""
    references = [_reference(identifier) for identifier in identifiers]
    return references[0] if len(references) == 1 else references


def _local(name: str) -> str:
    return f"#{quote(name.replace(' ', '-'))}"
