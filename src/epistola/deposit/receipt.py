"""The receipt of a deposit: what was done on which server, so that the next command knows and nothing is done twice.

A receipt is a file in JSON that belongs to the edition and is kept with it. It holds no token, and no time but those
that the server said.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from epistola.errors import SettingsError, SurroundingsError
from epistola.whole import whole

_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of a deposit.

    `record` is the server's identifier of the draft or record, `concept` that of all its versions, `state` is
    "begun", "draft" or "published"; `files` has the MD5 checksum of each file that arrived, by its name.
    """

    target: str
    server: str
    record: str = ""
    concept: str = ""
    doi: str = ""
    page: str = ""
    version: str = ""
    state: str = "begun"
    files: Mapping[str, str] = field(default_factory=dict)

    def with_file(self, name: str, checksum: str) -> Receipt:
        """Note that a file arrived."""
        return replace(self, files={**self.files, name: checksum})


def load(path: Path) -> Receipt | None:
    """Read a receipt; None when there is none yet. Raises SettingsError for a file that is none."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("receipt") != _VERSION:
            raise ValueError("it is of another version")
        return Receipt(**data)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"The receipt of the deposit can't be read: {error}.",
            code="deposit/no-receipt",
            file=str(path),
            hint="Take it from a backup or from version control; without it a new deposit would be begun.",
        ) from None


def save(receipt: Receipt, path: Path) -> None:
    """Write a receipt in one step; raise SurroundingsError when that fails, with the old one as it was."""
    content = json.dumps({"receipt": _VERSION, **asdict(receipt)}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as file:
            file.write(content.encode())
    except OSError as error:
        raise SurroundingsError(
            f"The receipt can't be written: {error.strerror or error}.",
            code="deposit/no-space",
            file=str(path),
            hint=f"Note by hand what was done: {receipt.target}, record {receipt.record}, {receipt.doi}.",
        ) from None
