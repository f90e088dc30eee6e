"""The editor's corrections, from the sidecar: `choice` with `sic` and `corr` (TEI Guidelines, 3.5.1).

The place is found by the slip itself and the words before and after it, which must fit exactly one place; a
correction that fits none or several is an error of the sidecar, and nothing is written.

Fires: `sic = "recieved"`, `corr = "received"` marks the only “recieved” of the letter.
Doesn't: without a sidecar nothing is corrected, however wrong it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from epistola.encode.context import Context
from epistola.encode.sidecar import Correction
from epistola.errors import SettingsError
from epistola.letter import Annotation, Certainty, Claim, Evidence, Letter, Remark

NEEDS: tuple[str, ...] = ()
GIVES = ("corrections",)
RESPONSIBILITY = "corrections proposed by the editors put in their places by software"


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield a `choice` for each correction of the sidecar."""
    for correction in context.sidecar.corrections:
        start = _place(letter.text, correction, context.sidecar.path)
        evidence = Evidence(
            annotator=correction.resp or context.editor,
            rule="sidecar",
            certainty=Certainty(correction.certainty),
            claim=Claim.EDITOR,
        )
        yield Annotation(start, start + len(correction.sic), "choice", evidence, reading=correction.corr)


def _place(text: str, correction: Correction, sidecar: str) -> int:
    """Return where the slip begins; white space in the words around it may be any white space."""
    before = rf"{_loosely(correction.before)}\s*" if correction.before else ""
    after = rf"\s*{_loosely(correction.after)}" if correction.after else ""
    passage = before + rf"(?<!\w)({re.escape(correction.sic)})(?!\w)" + after
    found = [match.start(1) for match in re.finditer(passage, text)]
    if len(found) == 1:
        return found[0]
    count = f"{len(found)} places" if found else "no place"
    raise SettingsError(
        f"The correction of “{correction.sic}” to “{correction.corr}” fits {count} in the letter; it must fit one.",
        code="corrections/not-one-place",
        file=sidecar,
        hint='Give the words before or after the slip, exactly as they stand in the letter: before = "…", after = "…".',
    )


def _loosely(words: str) -> str:
    return r"\s*".join(re.escape(word) for word in re.split(r"\s+", words)) if words else ""
