"""How names are written and listed in the sentences of this room."""

from __future__ import annotations

import difflib
from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Final

from lxml import etree

from epistola.names import XML_NS

SHOWN: Final = 8
_LESS: Final = 0.12
_MANY: Final = 1000
_NEIGHBOURS: Final = 50


def local(name: str) -> str:
    """Return the local part of a name in Clark notation."""
    return name.rpartition("}")[2]


def prefixed(node: etree._Element) -> str:
    """Return the name of `node` as it is written in the document."""
    name = etree.QName(node).localname
    return f"{node.prefix}:{name}" if node.prefix else name


def content(node: etree._Element) -> str:
    """Return all text in `node`."""
    return "".join(map(str, node.itertext())) if len(node) else node.text or ""


def element_name(node: etree._Element) -> str:
    """Write the name of an element as its start tag."""
    return f"<{prefixed(node)}>"


def attribute_name(name: str, node: etree._Element | None = None) -> str:
    """Write an attribute, given in Clark notation, with @ and the prefix that `node` has for its namespace."""
    namespace = name[1:].partition("}")[0] if name.startswith("{") else ""
    prefixes = {uri: prefix for prefix, uri in node.nsmap.items()} if node is not None else {}
    prefix = "xml" if namespace == XML_NS else prefixes.get(namespace)
    return f"@{prefix}:{local(name)}" if namespace and prefix else f"@{local(name)}"


def near(wrong: str, known: Iterable[str], form: str) -> str:
    """Ask whether a similar name was meant, written as in `form`; "" when none is similar. Case counts little.

    Names that are much less similar than the most similar one are left out. Of very many names only those are compared
    that lie next to `wrong` in alphabetical order, read forwards or backwards, since each takes its time.
    """
    by_lower, backwards = _ordered(frozenset(known))
    among: Iterable[str] = by_lower
    if len(by_lower) > _MANY:
        lower = wrong.lower()
        around = _around(lower, tuple(by_lower)), (name[::-1] for name in _around(lower[::-1], backwards))
        among = sorted(frozenset(chain(*around)))
    similar = difflib.get_close_matches(wrong.lower(), among, n=3, cutoff=0.7)
    likeness = [difflib.SequenceMatcher(None, name, wrong.lower()).ratio() for name in similar]
    likely = [by_lower[name] for name, ratio in zip(similar, likeness, strict=True) if ratio > likeness[0] - _LESS]
    return f"Did you mean {joined([form.format(name) for name in likely], 'or')}?" if likely else ""


@lru_cache(maxsize=8)
def _ordered(known: frozenset[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the names by their small letters, in order, and if they are very many the reversed ones in order."""
    by_lower = dict(sorted((name.lower(), name) for name in sorted(known)))
    return by_lower, tuple(sorted(name[::-1] for name in by_lower)) if len(by_lower) > _MANY else ()


def _around(name: str, ordered: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `ordered` between which `name` would stand."""
    place = bisect(ordered, name)
    return ordered[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS]


def some(items: list[str], shown: int = SHOWN, word: str = "and") -> str:
    """List `items`, or as many as `shown` with a sign that there are more."""
    return joined(items, word) if len(items) <= shown else f"{', '.join(items[:shown])}, …"


def joined(items: list[str], word: str = "and") -> str:
    """Join `items` as one does in a sentence."""
    return f" {word} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
