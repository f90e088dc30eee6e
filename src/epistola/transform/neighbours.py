"""What the page of a letter says of others built with it: earlier and later ones, and where else a name occurs.

It is worked out from the records of all letters (`records.xsl`) and given to each page as a few lines of JSON, in which
stands only what that page shows. So a letter that changes its date changes its own page and those of its neighbours.

    previous, next              the letters before and after this one by date
    previous-with, next-with    the same within the correspondence of the same people
    targets                     pointers of the correspContext that lead to one of the letters
    elsewhere                   by pointer (ref, key): "letters", those nearest in time in which the same is named, each
                                with the identifier of the register entry there or ""; "more", whether there are others
    letters                     who wrote to whom and when, for each letter that is named above
    index                       where the list of all letters is
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final, TypeAlias
from urllib.parse import unquote, urlsplit

_ON_EACH_SIDE: Final = 5
_SIDES: Final = ("senders", "addressees")
# Comes after all days and years.
_UNDATED: Final = "~"

_Record: TypeAlias = Mapping[str, Any]
_Identities: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Letters:
    """The records of the letters in a document, each as JSON, and the `name` of the page that they share.

    Pointers within a document (`#anna`) mean the same in all pages whose letters come from one `file`.
    """

    name: str
    file: str
    records: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its place in time, who corresponds, what others show of it, and what is named on it.

    `named` has the identities behind each pointer, `entries` the identifier of the entry of each identity.
    """

    name: str
    order: tuple[str, str, str]
    between: _Identities
    shown: _Record
    targets: _Identities
    named: Mapping[str, _Identities]
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Edition:
    """All pages by date, those without a date last; and the places in that order of those that belong together."""

    pages: Sequence[_Page]
    names: _Identities
    dated: Sequence[int]
    between: Mapping[_Identities, Sequence[int]]
    naming: Mapping[str, Sequence[int]]


def neighbours(letters: Iterable[Letters], index: str = "") -> dict[str, str]:
    """Return, by the name of each page, what it says of the others, as JSON; `index` is where a list of all is.

    A document with several letters has one page, whose place in time is that of the first of them.
    """
    pages = sorted((_page(each) for each in letters if any(each.records)), key=lambda page: page.order)
    between: defaultdict[_Identities, list[int]] = defaultdict(list)
    naming: defaultdict[str, list[int]] = defaultdict(list)
    dated = [place for place, page in enumerate(pages) if page.order[0] != _UNDATED]
    for place in dated:
        between[pages[place].between].append(place)
    for place, page in enumerate(pages):
        for identity in sorted(frozenset().union(*page.named.values())):
            naming[identity].append(place)
    between.pop(frozenset(), None)
    edition = _Edition(pages, frozenset(page.name for page in pages), dated, between, naming)
    return {page.name: _said(edition, place, index) for place, page in enumerate(pages)}


def _said(edition: _Edition, place: int, index: str) -> str:
    page = edition.pages[place]
    beside = dict(
        (*_beside(edition.dated, place, ""), *_beside(edition.between.get(page.between, ()), place, "-with")),
    )
    elsewhere = {
        pointer: found for pointer, named in page.named.items() if (found := _elsewhere(edition, place, named))[0]
    }
    mentioned = {*beside.values(), *(other for found, _ in elsewhere.values() for other in found)}
    said: dict[str, Any] = {word: edition.pages[other].name for word, other in beside.items()}
    said["targets"] = {target: name for target in page.targets if (name := _stem(target)) in edition.names}
    said["elsewhere"] = {
        pointer: {"letters": [_link(edition.pages[other], page.named[pointer]) for other in found], "more": more}
        for pointer, (found, more) in elsewhere.items()
    }
    said["letters"] = {edition.pages[other].name: edition.pages[other].shown for other in mentioned}
    said["index"] = index
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _beside(chain: Sequence[int], place: int, suffix: str) -> Iterator[tuple[str, int]]:
    """Yield the places before and after one in a chain in which it may stand."""
    at = bisect_left(chain, place)
    if at == len(chain) or chain[at] != place:
        return
    if at:
        yield f"previous{suffix}", chain[at - 1]
    if at + 1 < len(chain):
        yield f"next{suffix}", chain[at + 1]


def _elsewhere(edition: _Edition, place: int, named: _Identities) -> tuple[list[int], bool]:
    """Return the places nearest to one at which the same is named, in order, and whether there are more."""
    before: set[int] = set()
    after: set[int] = set()
    for identity in named:
        places = edition.naming[identity]
        start, end = bisect_left(places, place), bisect_right(places, place)
        before.update(places[max(0, start - _ON_EACH_SIDE - 1) : start])
        after.update(places[end : end + _ON_EACH_SIDE + 1])
    near = sorted(before)[-_ON_EACH_SIDE:] + sorted(after)[:_ON_EACH_SIDE]
    return near, max(len(before), len(after)) > _ON_EACH_SIDE


def _link(page: _Page, named: _Identities) -> list[str]:
    return [page.name, next((page.entries[each] for each in sorted(named) if each in page.entries), "")]


def _page(letters: Letters) -> _Page:
    records = [json.loads(record) for record in letters.records if record]
    first = records[0]
    named: defaultdict[str, set[str]] = defaultdict(set)
    entries: dict[str, str] = {}
    for name in (name for record in records for name in _names(record)):
        for identity in _identities(name, letters.file):
            named[name["ref"]].add(identity)
            if name.get("entry"):
                entries[identity] = name["entry"]
    days = [day for date in first["date"] for day in (date["start"], date["end"]) if day]
    sides = [{_correspondent(name, letters.file) for name in first[side]} for side in _SIDES]
    return _Page(
        letters.name,
        ((*days, _UNDATED)[0], first["key"][0], letters.name),
        frozenset().union(*sides) if all(sides) else frozenset(),
        {"title": first["title"], "date": first["date"]}
        | {side: [{"name": name["name"]} for name in first[side]] for side in _SIDES},
        frozenset(one["uri"] for record in records for side in ("previous", "next") for one in record[side]),
        {pointer: frozenset(identities) for pointer, identities in named.items()},
        entries,
    )


def _names(record: _Record) -> Iterator[Mapping[str, str]]:
    for side in _SIDES:
        yield from record[side]
    for mentions in record["mentions"]:
        yield from json.loads(mentions)


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


def _stem(target: str) -> str:
    """Return the name of the page to which a pointer to a file leads, "" for one into the web."""
    parts = urlsplit(target)
    return "" if parts.scheme or parts.netloc else PurePosixPath(unquote(parts.path)).stem
