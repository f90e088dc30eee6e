"""Candidates for names from a reconciliation service (W3C Entity Reconciliation, Reconciliation Service API 0.2).

The service says what it is (its manifest); queries are sent in batches, each a name, perhaps a type, and how many
candidates are wanted. What comes back is a list to choose from; nothing here chooses.

Codes: `service/no-service`, `service/bad-answer`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from epistola import web
from epistola.errors import SurroundingsError

_BATCH: Final = 10


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its address, its name, the beginning of its identifiers, and how many queries it takes at once."""

    address: str
    name: str
    space: str
    view: str
    batch: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name may mean for a service: its identifier there, how well it fits, and the address that names it.

    `score` is in a measure of the service's own (0 if it gives none); `match` says that the service itself is sure.
    """

    id: str
    name: str
    score: float
    match: bool
    description: str
    types: tuple[str, ...]
    address: str


def describe(address: str, patience: web.Patience | None = None) -> Service:
    """Ask a service what it is; raise SurroundingsError if nothing is there, or no reconciliation service."""
    said = _json(web.ask(address, headers={"Accept": "application/json"}, patience=patience), address)
    if not isinstance(said, dict) or not isinstance(said.get("name"), str) or "identifierSpace" not in said:
        raise SurroundingsError(
            "What is at this address doesn't describe itself as a reconciliation service.",
            code="service/no-service",
            file=address,
            hint="Give the address of the service itself, such as https://wikidata.reconci.link/en/api.",
        )
    view = said.get("view")
    size = said.get("batchSize")
    return Service(
        address,
        said["name"],
        str(said["identifierSpace"]),
        str(view.get("url", "")) if isinstance(view, dict) else "",
        size if isinstance(size, int) and 0 < size < _BATCH else _BATCH,
    )


def candidates(
    service: Service, names: Sequence[str], *, type_: str = "", limit: int = 5, patience: web.Patience | None = None
) -> Iterator[tuple[Candidate, ...]]:
    """Yield the candidates for each of `names`, in their order, the best first; `type_` is one of the service's.

    Raises SurroundingsError when no answer is to be had, or one that can't be read.
    """
    for start in range(0, len(names), service.batch):
        asked = {
            f"q{number}": {"query": name, "limit": limit, **({"type": type_} if type_ else {})}
            for number, name in enumerate(names[start : start + service.batch])
        }
        form = urlencode({"queries": json.dumps(asked, ensure_ascii=False)}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "Accept": "application/json"}
        answer = _json(web.ask(service.address, data=form, headers=headers, patience=patience), service.address)
        for query in asked:
            yield _read(answer, query, service)


def _read(answer: Any, query: str, service: Service) -> tuple[Candidate, ...]:
    found = answer.get(query) if isinstance(answer, dict) else None
    results = found.get("result") if isinstance(found, dict) else None
    if not isinstance(results, list):
        raise _bad(service.address, f"it has no result for the query {query}")
    made = [_candidate(result, service) for result in results if isinstance(result, dict) and result.get("id")]
    return tuple(sorted(made, key=lambda one: -one.score))


def _candidate(result: Mapping[str, Any], service: Service) -> Candidate:
    score = result.get("score")
    types = result.get("type")
    identifier = str(result["id"])
    return Candidate(
        identifier,
        str(result.get("name") or identifier),
        float(score) if isinstance(score, int | float) else 0.0,
        result.get("match") is True,
        str(result.get("description") or ""),
        tuple(_type(one) for one in types) if isinstance(types, list) else (),
        _address(identifier, service),
    )


def _type(said: Any) -> str:
    return str(said.get("name") or said.get("id")) if isinstance(said, dict) else str(said)


def _address(identifier: str, service: Service) -> str:
    """Return the address that names the thing: within the service's own space, else the page that shows it."""
    if re.match(r"https?://", identifier):
        return identifier
    if re.match(r"https?://.*[/#=]$", service.space):
        return service.space + identifier
    return service.view.replace("{{id}}", identifier)


def _json(data: bytes, address: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise _bad(address, "it is not JSON") from None


def _bad(address: str, reason: str) -> SurroundingsError:
    return SurroundingsError(
        f"The answer of the service can't be read: {reason}.",
        code="service/bad-answer",
        file=address,
        hint="Check the address: it must be a service of the Reconciliation API, version 0.2.",
    )
