"""How sure each rule is: its certainty as measured on letters that their editors had marked.

`certainty.toml` has what `tests/benchmarks/certainties.py` measured on the development letters, and how well that
is kept says `make evaluate` (docs/explanation/evidence.md). Nine of ten is high, seven of ten is medium, less is low.
What is right less often than twice in five times costs the editor more than it helps: it is no markup but a suggestion.
`HINTS` are rules that propose too much for either: only a model of the edition heeds them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from epistola.letter import Certainty

# Rules that speak to models only.
HINTS: Final = frozenset({"quoted"})

# Rules of which the development letters say nothing.
_UNMEASURED: Final[Mapping[str, Certainty]] = {"letterhead": Certainty.MEDIUM}


def certainty(rule: str) -> Certainty | None:
    """Return how sure a rule is; None when what it finds is to be suggested only."""
    return _measured()[rule]


@cache
def _measured() -> Mapping[str, Certainty | None]:
    data = files("epistola.encode.names").joinpath("certainty.toml").read_text(encoding="utf-8")
    read = {rule: None if said == "suggestion" else Certainty(said) for rule, said in tomllib.loads(data).items()}
    return {**_UNMEASURED, **read}
