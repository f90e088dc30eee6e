"""What the page of a letter says of others built with it: earlier and later ones, and where else a name occurs.

It is given to each page as a few lines of JSON, in which stands only what that page shows. So a letter that changes its
date changes its own page and those of its neighbours.

    previous, next              the letters before and after this one by date
    previous-with, next-with    the same within the correspondence of the same people
    targets                     pointers to files that lead to one of the letters
    elsewhere                   by pointer (ref, key): "letters", those nearest in time in which the same is named, each
                                with the identifier of the register entry there or ""; "more", whether there are others
    letters                     who wrote to whom and when, for each letter that is named above
    index                       where the list of all letters is

Letters are looked up in chains, in the order of time: all that have a date, those of each correspondence, those that
name somebody, those that point to a letter. The chains lie in SQLite, so that memory doesn't grow with the edition,
and a letter that is new or changed costs no more than its neighbours.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from epistola.transform.introduction import as_json

TABLES: Final = """
    CREATE TABLE pages(name TEXT PRIMARY KEY, place TEXT UNIQUE, told BLOB, shown TEXT, says BLOB) WITHOUT ROWID;
    CREATE TABLE chains(chain BLOB, place TEXT, entry TEXT, PRIMARY KEY(chain, place)) WITHOUT ROWID;
    CREATE INDEX links ON chains(place);
"""
_ON_EACH_SIDE: Final = 5
# Comes after all days and years.
_UNDATED: Final = "~"
_DATED: Final = "dated"
_PARTS_OF_PLACE: Final = 3
_BEFORE: Final = "SELECT place, entry FROM chains WHERE chain = ? AND place < ? ORDER BY place DESC LIMIT ?"
_AFTER: Final = "SELECT place, entry FROM chains WHERE chain = ? AND place > ? ORDER BY place LIMIT ?"


def among(introductions: Iterable[tuple[str, str]]) -> Neighbours:
    """Return who is beside whom among pages, each with its name and its `introduction`; "" is for none."""
    told = {name: words for name, words in introductions if words}
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.executescript(TABLES)
    known = Neighbours(base, told.__getitem__)
    known.learn(dict.fromkeys(told, b""))
    return known


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who is beside whom among the pages that the tables of `base` know.

    `introduction` returns that of a page by its name.
    """

    base: sqlite3.Connection
    introduction: Callable[[str], str]

    def names(self) -> list[str]:
        """Return the names of all pages."""
        return [name for (name,) in self.base.execute("SELECT name FROM pages ORDER BY name")]

    def told(self) -> dict[str, bytes]:
        """Return for each page by what fingerprint its introduction is known."""
        return dict(self.base.execute("SELECT name, told FROM pages"))

    def says(self, names: Sequence[str]) -> dict[str, bytes]:
        """Return the fingerprint of what each page says of others, as far as there are such pages."""
        asked = f"SELECT name, says FROM pages WHERE name IN ({','.join('?' * len(names))})"  # noqa: S608 - our own words
        return dict(self.base.execute(asked, names))

    def learn(self, new: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Take in pages that are new or tell something new, each with the fingerprint of that; forget those `gone`.

        Raises sqlite3.Error when that can't be noted; nothing has changed then.
        """
        self.base.execute("BEGIN")
        try:
            self._take_in(new, list(gone))
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    def said(self, name: str, index: str = "") -> str:
        """Return what a page says of the others, "" for nothing; `index` is where a list of all is."""
        place = self._place(name)
        if not place:
            return ""
        own = json.loads(self.introduction(name))
        said: dict[str, Any] = dict((*self._beside(_DATED, place, ""), *self._beside(_with(own), place, "-with")))
        beside = set(said.values())
        elsewhere = {
            pointer: found
            for pointer, identities in own["named"].items()
            if (found := self._elsewhere(identities, place))["letters"]
        }
        said["elsewhere"] = elsewhere
        said["targets"] = self._targets(own)
        beside.update(
            said["targets"].values(), (other for found in elsewhere.values() for other, _ in found["letters"])
        )
        said["letters"] = {other: self._shown(other) for other in beside}
        said["index"] = index
        return as_json(said) if beside or index else ""

    def _take_in(self, new: Mapping[str, bytes], gone: Sequence[str]) -> None:
        (count,) = self.base.execute("SELECT count(*) FROM pages").fetchone()
        anew = len(new) * 2 > count
        concerned = set(new)
        for name in (*gone, *new):
            place = self._place(name)
            if place and not anew:
                concerned.update(self._around(name, place))
            self.base.execute("DELETE FROM chains WHERE place = ?", (place,))
            self.base.execute("DELETE FROM pages WHERE name = ?", (name,))
        for name, told in new.items():
            self._insert(name, told)
        for name in () if anew else new:
            concerned.update(self._around(name, self._place(name)))
        says = ((self._fingerprint(name), name) for name in (self.names() if anew else concerned.difference(gone)))
        self.base.executemany("UPDATE pages SET says = ? WHERE name = ?", list(says))

    def _insert(self, name: str, told: bytes) -> None:
        own = json.loads(self.introduction(name))
        place = "\n".join((own["day"] or _UNDATED, own["key"].replace("\n", " "), name))
        self.base.execute("INSERT INTO pages VALUES (?, ?, ?, ?, NULL)", (name, place, told, as_json(own["shown"])))
        rows = ((_key(chain), place, entry) for chain, entry in _chains(own))
        self.base.executemany("INSERT OR REPLACE INTO chains VALUES (?, ?, ?)", rows)

    def _fingerprint(self, name: str) -> bytes:
        return sha256(self.said(name).encode()).digest()

    def _around(self, name: str, place: str) -> Iterator[str]:
        """Yield the pages that may say something of a page, as the chains are now."""
        for (chain,) in self.base.execute("SELECT chain FROM chains WHERE place = ?", (place,)).fetchall():
            for question in (_BEFORE, _AFTER):
                for other, _ in self.base.execute(question, (chain, place, _ON_EACH_SIDE + 1)):
                    yield _name(other)
        for (other,) in self.base.execute("SELECT place FROM chains WHERE chain = ?", (_key(_to(name)),)):
            yield _name(other)

    def _place(self, name: str) -> str:
        found = self.base.execute("SELECT place FROM pages WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def _beside(self, chain: str, place: str, suffix: str) -> Iterator[tuple[str, str]]:
        """Yield the pages before and after one in a chain, if it stands in that chain."""
        key = _key(chain)
        if self.base.execute("SELECT 1 FROM chains WHERE chain = ? AND place = ?", (key, place)).fetchone():
            for word, question in (("previous", _BEFORE), ("next", _AFTER)):
                for other, _ in self.base.execute(question, (key, place, 1)):
                    yield f"{word}{suffix}", _name(other)

    def _elsewhere(self, identities: Sequence[str], place: str) -> dict[str, Any]:
        """Return the pages nearest to one on which the same is named, in order, and whether there are more."""
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for identity in identities:
            key = _key(_naming(identity))
            for question, found in ((_BEFORE, before), (_AFTER, after)):
                for other, entry in self.base.execute(question, (key, place, _ON_EACH_SIDE + 1)):
                    found[other] = found.get(other) or entry
        near = [*sorted(before.items())[-_ON_EACH_SIDE:], *sorted(after.items())[:_ON_EACH_SIDE]]
        more = max(len(before), len(after)) > _ON_EACH_SIDE
        return {"letters": [[_name(other), entry] for other, entry in near], "more": more}

    def _targets(self, own: Mapping[str, Any]) -> dict[str, str]:
        meant = {target: _stem(target) for target in own["targets"]}
        return {target: name for target, name in meant.items() if name and self._place(name)}

    def _shown(self, name: str) -> Any:
        return json.loads(self.base.execute("SELECT shown FROM pages WHERE name = ?", (name,)).fetchone()[0])


def _chains(own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the chains in which a page stands, with the identifier of its register entry there."""
    if own["day"]:
        yield _DATED, ""
        if own["between"]:
            yield _with(own), ""
    for identity in sorted({identity for identities in own["named"].values() for identity in identities}):
        yield _naming(identity), own["entries"].get(identity, "")
    for name in sorted({_stem(target) for target in own["targets"]} - {""}):
        yield _to(name), ""


def _with(own: Mapping[str, Any]) -> str:
    return f"between {as_json(own['between'])}" if own["between"] else ""


def _naming(identity: str) -> str:
    return f"naming {identity}"


def _to(name: str) -> str:
    return f"to {name}"


def _key(chain: str) -> bytes:
    """Return what stands for a chain in the tables, where whole addresses would take much more space."""
    return sha256(chain.encode()).digest()[:12]


def _name(place: str) -> str:
    return place.split("\n", _PARTS_OF_PLACE - 1)[-1]


def _stem(target: str) -> str:
    """Return the name of the page to which a pointer to a file leads, "" for one into the web."""
    parts = urlsplit(target)
    return "" if parts.scheme or parts.netloc else PurePosixPath(unquote(parts.path)).stem
