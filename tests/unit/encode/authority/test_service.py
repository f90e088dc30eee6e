"""A reconciliation service on the loopback, sound and broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest

from epistola import web
from epistola.encode.authority import service
from epistola.errors import SurroundingsError

Answer = tuple[int, dict[str, str], bytes]
Serve = Callable[[Callable[[str, str, Mapping[str, str], bytes], Answer]], str]
MANIFEST = {"versions": ["0.2"], "name": "Names", "identifierSpace": "https://d-nb.info/gnd/", "schemaSpace": "x"}
HASTY = web.Patience(seconds=2, tries=1)


def answering(
    results: Callable[[dict[str, Any]], Any], asked: list[Any] | None = None, manifest: Any = None
) -> Callable[[str, str, Mapping[str, str], bytes], Answer]:
    def answer(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if method == "GET":
            return 200, {}, json.dumps(MANIFEST if manifest is None else manifest).encode()
        queries = json.loads(parse_qs(body.decode())["queries"][0])
        if asked is not None:
            asked.append(queries)
        return 200, {}, json.dumps(results(queries)).encode()

    return answer


def test_candidates_come_for_each_name_the_best_first(serve: Serve) -> None:
    asked: list[Any] = []

    def results(queries: dict[str, Any]) -> Any:
        low = {"id": "2", "name": "Anna Moser", "score": 40, "match": False, "type": [{"id": "P", "name": "Person"}]}
        high = {"id": "1", "name": "Moser, Anna", "score": 88.5, "match": True, "description": "painter"}
        return {q: {"result": [low, high] if "Moser" in about["query"] else []} for q, about in queries.items()}

    about = service.describe(serve(answering(results, asked)))
    found = list(service.candidates(about, ["Anna Moser", "Käthe Lüders"], type_="Person", limit=2))

    assert asked == [
        {
            "q0": {"query": "Anna Moser", "limit": 2, "type": "Person"},
            "q1": {"query": "Käthe Lüders", "limit": 2, "type": "Person"},
        }
    ]
    assert [(c.id, c.score, c.match) for c in found[0]] == [("1", 88.5, True), ("2", 40.0, False)]
    assert found[0][0].address == "https://d-nb.info/gnd/1"
    assert (found[0][0].description, found[0][1].types) == ("painter", ("Person",))
    assert found[1] == ()


def test_many_names_are_asked_in_batches(serve: Serve) -> None:
    asked: list[Any] = []
    about = service.describe(serve(answering(lambda queries: {q: {"result": []} for q in queries}, asked)))

    assert len(list(service.candidates(about, [str(n) for n in range(23)]))) == 23
    assert [len(queries) for queries in asked] == [10, 10, 3]


@pytest.mark.parametrize(
    "manifest", [[], {}, {"name": "x"}, {"identifierSpace": "x"}, {"name": 3, "identifierSpace": "x"}]
)
def test_what_does_not_describe_itself_is_no_service(serve: Serve, manifest: Any) -> None:
    with pytest.raises(SurroundingsError) as caught:
        service.describe(serve(answering(lambda _: {}, manifest=manifest)), HASTY)
    assert caught.value.code == "service/no-service"


@pytest.mark.parametrize("answer", [[], {}, {"q0": []}, {"q0": {"result": 3}}, {"q1": {"result": []}}, None, "x"])
def test_an_answer_of_another_form_is_refused(serve: Serve, answer: Any) -> None:
    about = service.describe(serve(answering(lambda _: answer)))
    with pytest.raises(SurroundingsError) as caught:
        list(service.candidates(about, ["Anna Moser"], patience=HASTY))
    assert caught.value.code == "service/bad-answer"


@pytest.mark.parametrize("page", [b"<html>", b"", b"\xff\xfe", b"[" * 100_000])
def test_a_page_that_is_not_json_is_refused(serve: Serve, page: bytes) -> None:
    with pytest.raises(SurroundingsError) as caught:
        service.describe(serve(lambda *_: (200, {}, page)), HASTY)
    assert caught.value.code == "service/bad-answer"


def test_results_without_identifier_or_with_odd_values_do_no_harm(serve: Serve) -> None:
    odd = [3, {"name": "no id"}, {"id": "7", "score": "high", "type": "x", "name": None, "description": None}]
    about = service.describe(serve(answering(lambda queries: {q: {"result": odd} for q in queries})))

    ((found,),) = service.candidates(about, ["x"])

    assert (found.id, found.name, found.score) == ("7", "7", 0.0)


@pytest.mark.parametrize(
    ("identifier", "space", "view", "expected"),
    [
        ("Q1", "http://www.wikidata.org/entity/", "", "http://www.wikidata.org/entity/Q1"),
        ("https://x.org/1", "https://y.org/", "", "https://x.org/1"),
        ("7", "urn:x", "https://x.org/show?id={{id}}", "https://x.org/show?id=7"),
    ],
)
def test_a_candidate_has_the_address_that_names_it(
    serve: Serve, identifier: str, space: str, view: str, expected: str
) -> None:
    manifest = {"name": "N", "identifierSpace": space, "view": {"url": view}}
    found = [{"id": identifier, "name": "x", "score": 1}]
    about = service.describe(serve(answering(lambda q: {k: {"result": found} for k in q}, manifest=manifest)))

    ((candidate,),) = service.candidates(about, ["x"])

    assert candidate.address == expected
