"""The description of a deposit: the properties of the DataCite Metadata Schema 4.5, as data.

Names of fields and values of closed lists are DataCite's own (https://schema.datacite.org/meta/kernel-4.5/). Only what
an edition of letters can say is here. A repository's own metadata are a translation of this, made by its target.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NameType = Literal["Personal", "Organizational"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of anything: its value, and the scheme that it belongs to (`ORCID`, `GND`, `DOI`, `URL` …)."""

    value: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or body: a creator, or, with a `role` of DataCite's `contributorType`, a contributor.

    `name` is written as it is sorted (“Family, Given”) for a person and as it is for a body.
    """

    name: str
    kind: NameType
    family: str = ""
    given: str = ""
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title; `kind` is empty for the main one, else DataCite's `titleType`."""

    text: str
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date or interval (ISO 8601, RKMS-ISO8601 for intervals) with DataCite's `dateType`, and a remark."""

    value: str
    kind: str
    information: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """A licence: its name in words, its address, its SPDX identifier (“” when it has none)."""

    text: str
    uri: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """A description with DataCite's `descriptionType`."""

    text: str
    kind: str = "Abstract"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Something related: its identifier, and DataCite's `relationType`."""

    identifier: Identifier
    relation: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A keyword; `scheme` names the vocabulary that it comes from."""

    text: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a deposit.

    `doi` is empty until one is reserved. `year` is DataCite's `publicationYear` (four digits), `language` is BCP 47,
    `general_type` is DataCite's `resourceTypeGeneral` and `type` says it in words. `contact` is an e-mail address,
    which DataCite doesn't ask for and some repositories do.
    """

    titles: tuple[Title, ...]
    creators: tuple[Agent, ...]
    publisher: str
    year: str
    general_type: str = "Collection"
    type: str = ""
    doi: str = ""
    contributors: tuple[Agent, ...] = ()
    descriptions: tuple[Description, ...] = ()
    subjects: tuple[Subject, ...] = ()
    dates: tuple[Date, ...] = ()
    rights: tuple[Rights, ...] = ()
    related: tuple[Related, ...] = ()
    alternates: tuple[Identifier, ...] = ()
    places: tuple[str, ...] = ()
    language: str = ""
    version: str = ""
    contact: str = ""

    @property
    def title(self) -> str:
        """Return the main title."""
        return next((title.text for title in self.titles if not title.kind), "")
