"""The `README.md` of a package: what a person who finds it in twenty years wants to know first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from epistola.deposit.metadata import Agent, Metadata
from epistola.deposit.package import File

NAME: Final = PurePosixPath("README.md")


def readme(metadata: Metadata, files: Iterable[File], folders: Mapping[str, str], version: str) -> str:
    """Write the page in Markdown; `folders` says what is in each folder, `version` is that of Epistola."""
    return "\n".join(_lines(metadata, tuple(files), folders, version)) + "\n"


def _lines(metadata: Metadata, files: tuple[File, ...], folders: Mapping[str, str], version: str) -> Iterator[str]:
    yield f"# {metadata.title}"
    yield ""
    for description in metadata.descriptions:
        yield description.text
        yield ""
    yield from _facts(metadata)
    yield ""
    yield "## What is here"
    yield ""
    yield "| folder or file | files | what it holds |"
    yield "| --- | --- | --- |"
    for name, words in folders.items():
        count = sum(1 for file in files if file.path.parts[0] == name)
        if count:
            yield f"| `{name}` | {count} | {words} |"
    yield ""
    yield "## How it was made, and how to check it"
    yield ""
    yield (
        f"The encodings, pages and lists were made from the transcriptions by Epistola {version}; "
        "`ro-crate-metadata.json` says of each file what it was made from. The checksums of all files are beside the "
        "payload (BagIt, RFC 8493). With Epistola installed, `epistola deposit check FOLDER` verifies the checksums, "
        "the validity of each letter, and that each encoding still has every word of its transcription."
    )


def _facts(metadata: Metadata) -> Iterator[str]:
    facts = {
        "By": "; ".join(_person(agent) for agent in metadata.creators),
        "Publisher": ", ".join(part for part in (metadata.publisher, metadata.year) if part),
        "Version": metadata.version,
        "DOI": f"<https://doi.org/{metadata.doi}>" if metadata.doi else "",
        "Licence": "; ".join(f"{r.text} <{r.uri}>" if r.uri else r.text for r in metadata.rights),
        "Keywords": "; ".join(subject.text for subject in metadata.subjects),
    }
    for name, words in facts.items():
        if words:
            yield f"- {name}: {words}"


def _person(agent: Agent) -> str:
    orcid = next((found.value for found in agent.identifiers if found.scheme == "ORCID"), "")
    name = " ".join(part for part in (agent.given, agent.family) if part) or agent.name
    return f"{name} (<https://orcid.org/{orcid}>)" if orcid else name
