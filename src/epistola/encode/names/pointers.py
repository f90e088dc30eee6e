"""What `@ref` says: an entry of the authority files, or an entry of the letter's own lists."""

from __future__ import annotations

import re
from functools import lru_cache

from epistola.encode.identifiers import token
from epistola.encode.names.parties import Party


@lru_cache(maxsize=1 << 12)
def local_pointer(kind: str, name: str) -> str:
    """Make the pointer to the letter's own list for a name that no authority file has: `#person.otto-hoffmann`."""
    slug = re.sub(r"[^\w]+", "-", token(name.lower())).strip("-_") or "unnamed"
    return f"#{kind}.{slug}"


def pointer(party: Party) -> str:
    """Return what `@ref` says of a correspondent."""
    return party.entry.pointer if party.entry else local_pointer("person", party.name)
