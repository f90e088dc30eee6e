"""What `edition.toml` says of an edition → `Metadata`, and what it doesn't say but should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from epistola.config import FILE_NAME, Edition, Editor, Relation
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
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.tables import line_of

_YEAR: Final = re.compile(r"\d{4}")
_CREATIVE_COMMONS: Final = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<kind>[a-z-]+)|publicdomain/(?P<free>zero|mark))/(?P<version>\d\.\d)"
)
_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)")


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is required and isn't said: the table and key of `edition.toml`, why, and how it is written."""

    table: str
    key: str
    why: str
    example: str


def describe(edition: Edition) -> Metadata:
    """Return the description of the whole edition."""
    said = edition.deposit
    year = _YEAR.search(edition.date)
    return Metadata(
        titles=(Title(edition.title, language=edition.language),),
        creators=tuple(agent(editor) for editor in edition.editors),
        publisher=edition.publisher,
        year=year[0] if year else "",
        type="Digital scholarly edition of letters",
        doi=said.doi,
        descriptions=(Description(edition.description, language=edition.language),) if edition.description else (),
        subjects=tuple(Subject(text) for text in said.subjects),
        dates=(Date(edition.date, "Issued"),) if edition.date else (),
        rights=(rights(edition.licence.text, edition.licence.target),),
        related=tuple(_related(entry) for entry in said.related),
        alternates=(Identifier(edition.base_uri, "URL"),) if edition.base_uri else (),
        language=edition.language,
        version=said.version,
        contact=said.contact,
    )


def agent(editor: Editor) -> Agent:
    """Return an editor as DataCite names people: a family name makes a person, its lack a body."""
    name = ", ".join(part for part in (editor.family, editor.given) if part) or editor.name
    schemes = (("ORCID", editor.orcid), ("GND", editor.gnd))
    return Agent(
        name=name,
        kind="Personal" if editor.family else "Organizational",
        family=editor.family,
        given=editor.given,
        identifiers=tuple(Identifier(_bare(value), scheme) for scheme, value in schemes if value),
        affiliations=(editor.affiliation,) if editor.affiliation else (),
    )


def rights(text: str, uri: str) -> Rights:
    """Return a licence with its SPDX identifier where its address shows one (Creative Commons)."""
    found = _CREATIVE_COMMONS.match(uri)
    if found is None:
        return Rights(text, uri)
    if found["free"]:
        return Rights(text, uri, f"CC0-{found['version']}" if found["free"] == "zero" else "")
    return Rights(text, uri, f"CC-{found['kind'].upper()}-{found['version']}")


def doi_in(text: str) -> str:
    """Return the DOI that `text` is, without resolver or prefix; "" when it is none."""
    found = _DOI.fullmatch(text)
    return found[1] if found else ""


def lacking(metadata: Metadata) -> Iterator[Lack]:
    """Name what DataCite requires, or a reader of any repository needs, and the metadata don't have."""
    if not metadata.year:
        yield Lack("edition", "date", "each repository asks for the year of publication", 'date = "2026"')
    if not metadata.creators:
        example = "[[edition.editors]] with id, name, family, given and orcid"
        yield Lack("edition", "editors", "each repository asks for at least one creator", example)
    if not metadata.descriptions:
        yield Lack("edition", "description", "each repository asks for a description", 'description = "…"')


def lacks_as_diagnostics(edition: Edition, lacks: Iterable[Lack]) -> tuple[Diagnostic, ...]:
    """Say of each lack where in `edition.toml` it is filled in; each only once, in the order of the lines."""
    path = edition.root / FILE_NAME
    found = {
        Diagnostic(
            "deposit/missing",
            Severity.ERROR,
            f"“{lack.table}.{lack.key}” is missing: {lack.why}.",
            Place(str(path), line_of(path, lack.table, lack.key)),
            f"Write there: {lack.example}",
        )
        for lack in lacks
    }
    return tuple(sorted(found, key=lambda diagnostic: (diagnostic.place, diagnostic.message)))


def _related(entry: Relation) -> Related:
    doi = doi_in(entry.identifier)
    return Related(Identifier(doi, "DOI") if doi else Identifier(entry.identifier, "URL"), entry.relation)


def _bare(value: str) -> str:
    """Return an identifier without the address of its scheme."""
    return value.rstrip("/").rsplit("/", 1)[-1]
