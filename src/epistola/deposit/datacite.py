"""`Metadata` as DataCite 4.5 says it, in JSON and in XML, and back from JSON.

Source: DataCite Metadata Schema 4.5 and the JSON that DataCite's REST API takes. The XML is written by the package
`datacite`, whose home this module is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from epistola.deposit.metadata import (
    Agent,
    Date,
    Description,
    Identifier,
    Metadata,
    Related,
    Rights,
    Subject,
    Title,
)

_SCHEMA: Final = "http://datacite.org/schema/kernel-4"
_SCHEME_URIS: Final = {"ORCID": "https://orcid.org/", "GND": "https://d-nb.info/gnd/", "VIAF": "https://viaf.org/viaf/"}


def to_json(metadata: Metadata) -> bytes:
    """Write the metadata as DataCite JSON, UTF-8, keys in the order of the schema."""
    return (json.dumps(as_mapping(metadata), ensure_ascii=False, indent=2) + "\n").encode()


def to_xml(metadata: Metadata) -> bytes:
    """Write the metadata as DataCite XML; without a DOI it lacks the identifier that the XML schema asks for."""
    from datacite import schema45

    text: str = schema45.tostring(as_mapping(metadata))
    return text.encode()


def as_mapping(metadata: Metadata) -> dict[str, Any]:
    """Return the JSON object; what isn't known is left out."""
    return _filled(
        {
            "doi": metadata.doi,
            "schemaVersion": _SCHEMA,
            "types": _filled({"resourceTypeGeneral": metadata.general_type, "resourceType": metadata.type}),
            "creators": [_agent(agent) for agent in metadata.creators],
            "titles": [_title(title) for title in metadata.titles],
            "publisher": {"name": metadata.publisher},
            "publicationYear": metadata.year,
            "subjects": [_filled({"subject": s.text, "subjectScheme": s.scheme}) for s in metadata.subjects],
            "contributors": [_agent(agent) for agent in metadata.contributors],
            "dates": [_date(date) for date in metadata.dates],
            "language": metadata.language,
            "alternateIdentifiers": [_alternate(identifier) for identifier in metadata.alternates],
            "relatedIdentifiers": [_related(related) for related in metadata.related],
            "version": metadata.version,
            "rightsList": [_rights(rights) for rights in metadata.rights],
            "descriptions": [_description(description) for description in metadata.descriptions],
            "geoLocations": [{"geoLocationPlace": place} for place in metadata.places],
        }
    )


def from_mapping(data: Mapping[str, Any]) -> Metadata:
    """Read DataCite JSON, as far as `Metadata` goes.

    Raises KeyError for a property that DataCite requires and that is missing.
    """
    types = data["types"]
    return Metadata(
        titles=tuple(Title(t["title"], t.get("titleType", ""), t.get("lang", "")) for t in data["titles"]),
        creators=_agents(data["creators"]),
        publisher=data["publisher"]["name"],
        year=data["publicationYear"],
        general_type=types["resourceTypeGeneral"],
        type=types.get("resourceType", ""),
        doi=data.get("doi", ""),
        contributors=_agents(data.get("contributors", [])),
        descriptions=tuple(
            Description(d["description"], d["descriptionType"], d.get("lang", "")) for d in data.get("descriptions", [])
        ),
        subjects=tuple(Subject(s["subject"], s.get("subjectScheme", "")) for s in data.get("subjects", [])),
        dates=tuple(Date(d["date"], d["dateType"], d.get("dateInformation", "")) for d in data.get("dates", [])),
        rights=tuple(
            Rights(r.get("rights", ""), r.get("rightsUri", ""), r.get("rightsIdentifier", ""))
            for r in data.get("rightsList", [])
        ),
        related=tuple(
            Related(Identifier(r["relatedIdentifier"], r["relatedIdentifierType"]), r["relationType"])
            for r in data.get("relatedIdentifiers", [])
        ),
        alternates=tuple(
            Identifier(a["alternateIdentifier"], a["alternateIdentifierType"])
            for a in data.get("alternateIdentifiers", [])
        ),
        places=tuple(g["geoLocationPlace"] for g in data.get("geoLocations", []) if "geoLocationPlace" in g),
        language=data.get("language", ""),
        version=data.get("version", ""),
    )


def is_valid(metadata: Metadata) -> bool:
    """Tell whether DataCite's JSON schema accepts the metadata."""
    from datacite import schema45

    return bool(schema45.validate(as_mapping(metadata)))


def _filled(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}


def _agent(agent: Agent) -> dict[str, Any]:
    return _filled(
        {
            "name": agent.name,
            "nameType": agent.kind,
            "givenName": agent.given,
            "familyName": agent.family,
            "nameIdentifiers": [_name_identifier(identifier) for identifier in agent.identifiers],
            "affiliation": [{"name": name} for name in agent.affiliations],
            "contributorType": agent.role,
        }
    )


def _name_identifier(identifier: Identifier) -> dict[str, str]:
    said = {"nameIdentifier": identifier.value, "nameIdentifierScheme": identifier.scheme}
    return _filled({**said, "schemeUri": _SCHEME_URIS.get(identifier.scheme, "")})


def _agents(agents: Iterable[Mapping[str, Any]]) -> tuple[Agent, ...]:
    return tuple(
        Agent(
            name=agent["name"],
            kind=agent.get("nameType", "Personal"),
            family=agent.get("familyName", ""),
            given=agent.get("givenName", ""),
            identifiers=tuple(
                Identifier(found["nameIdentifier"], found["nameIdentifierScheme"])
                for found in agent.get("nameIdentifiers", [])
            ),
            affiliations=tuple(found["name"] for found in agent.get("affiliation", [])),
            role=agent.get("contributorType", ""),
        )
        for agent in agents
    )


def _title(title: Title) -> dict[str, str]:
    return _filled({"title": title.text, "titleType": title.kind, "lang": title.language})


def _date(date: Date) -> dict[str, str]:
    return _filled({"date": date.value, "dateType": date.kind, "dateInformation": date.information})


def _alternate(identifier: Identifier) -> dict[str, str]:
    return {"alternateIdentifier": identifier.value, "alternateIdentifierType": identifier.scheme}


def _related(related: Related) -> dict[str, str]:
    return {
        "relatedIdentifier": related.identifier.value,
        "relatedIdentifierType": related.identifier.scheme,
        "relationType": related.relation,
    }


def _rights(rights: Rights) -> dict[str, str]:
    scheme = "SPDX" if rights.identifier else ""
    return _filled(
        {
            "rights": rights.text,
            "rightsUri": rights.uri,
            "rightsIdentifier": rights.identifier,
            "rightsIdentifierScheme": scheme,
        }
    )


def _description(description: Description) -> dict[str, str]:
    return _filled({"description": description.text, "descriptionType": description.kind, "lang": description.language})
