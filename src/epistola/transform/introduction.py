"""What the page of a letter tells the others: when it was written, who corresponds, and who and what is named on it.

It is a few lines of JSON, made of the letter's records (`records.xsl`), of which `neighbours` makes what a page says of
the others:

    day, key        its place in time, and what tells letters of one day apart; no "day" without a date
    between         those who correspond, when both sides are known: the same words for all their letters
    shown           who wrote to whom and when, as others show it
    targets         pointers to other files, which may be letters
    named           by pointer (ref, key) the identities behind it, under which other letters may know the same
    entries         the identifier of the register entry of each identity, where there is one
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

_SIDES: Final = ("senders", "addressees")

_Record: TypeAlias = Mapping[str, Any]


def introduction(records: Sequence[str], file: str) -> str:
    """Return what the page of a document tells of itself, given the record of each of its letters; "" without any.

    A document with several letters has one page, whose place in time is that of the first of them. Pointers within a
    document (`#anna`) mean the same in all documents that come from one `file`.
    """
    read = [json.loads(record) for record in records if record]
    if not read:
        return ""
    first = read[0]
    named: defaultdict[str, set[str]] = defaultdict(set)
    entries: dict[str, str] = {}
    for name in (name for record in read for name in _names(record)):
        for identity in _identities(name, file):
            named[name["ref"]].add(identity)
            if name.get("entry"):
                entries[identity] = name["entry"]
    days = [day for date in first["date"] for day in (date["start"], date["end"]) if day]
    sides = [{_correspondent(name, file) for name in first[side]} for side in _SIDES]
    told = {
        "day": days[0] if days else "",
        "key": first["key"][0],
        "between": sorted(set().union(*sides)) if all(sides) else [],
        "shown": {"title": first["title"], "date": first["date"]}
        | {side: [{"name": name["name"]} for name in first[side]] for side in _SIDES},
        "targets": sorted({target for record in read for target in _targets(record)}),
        "named": {pointer: sorted(identities) for pointer, identities in named.items()},
        "entries": entries,
    }
    return as_json(told)


def as_json(told: Mapping[str, Any]) -> str:
    """Write JSON as short as it can be, the same for the same."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _names(record: _Record) -> Iterator[Mapping[str, str]]:
    for side in _SIDES:
        yield from record[side]
    for mentions in record["mentions"]:
        yield from json.loads(mentions)


def _targets(record: _Record) -> Iterator[str]:
    yield from (one["uri"] for side in ("previous", "next") for one in record[side])
    yield from record["files"]


def _identities(name: Mapping[str, str], file: str) -> Iterator[str]:
    """Yield by what somebody is known in other letters: the addresses, and the pointer, which may be a local one."""
    yield from map(_address, name["uris"].split())
    for pointer in name["ref"].split()[:1]:
        yield f"{file}{pointer}" if pointer.startswith("#") else _address(pointer)


def _correspondent(name: Mapping[str, str], file: str) -> str:
    return next(_identities(name, file), name["name"])


def _address(address: str) -> str:
    """Write an address as `f:same-uri` compares it: without the scheme, “www.” and a slash at the end."""
    scheme, _, rest = address.partition("://")
    return rest.removeprefix("www.").rstrip("/") if scheme in {"http", "https"} else address
