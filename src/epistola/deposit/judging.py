"""A second opinion on a crate: roc-validator, where it is installed (a program; its packages don't go with ours).

It fetches the JSON-LD context of RO-Crate when it hasn't kept it, and this is why it runs only when it is asked for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from epistola.deposit import crate
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SurroundingsError

_PROGRAM: Final = "rocrate-validator"
_SECONDS: Final = 600


def judge(payload: Path) -> Iterator[Diagnostic]:
    """Give what roc-validator finds in a crate that RO-Crate 1.2 requires otherwise.

    Raises SurroundingsError when it isn't installed, or can't do its work.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        raise SurroundingsError(
            "roc-validator is not installed.",
            code="deposit/no-judge",
            hint="Install it in an environment of its own: pipx install roc-validator.",
        )
    path = payload / crate.NAME
    command = [program, "--no-interactive", "--disable-color", "validate", "-f", "json", "-p", "ro-crate-1.2",
               "--no-paging", str(payload)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
        said = json.loads(done.stdout[done.stdout.index("{") :])
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise SurroundingsError(
            "roc-validator could not judge the crate.",
            code="deposit/no-judge",
            file=str(path),
            hint=f"Run it by hand to see why: {_PROGRAM} validate {payload}",
        ) from None
    for issue in said.get("issues", []):
        yield Diagnostic("deposit/crate", Severity.ERROR, f"{issue.get('message', issue)}", Place(str(path)))
