"""Names of files that arrive everywhere as they left: ASCII, composed, and different even where case doesn't count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from epistola.diagnostics import Diagnostic, Place, Severity

# What BagIt's manifests, zip archives, Windows and the repositories all take (RFC 8493, section 5.2.1).
_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_UNSAFE_RUN: Final = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_LETTERS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
     "Œ": "Oe", "ø": "o", "Ø": "O", "å": "a", "Å": "A", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "þ": "th", "Þ": "Th"}
)  # fmt: skip
_LONGEST: Final = 200


def refused(paths: Iterable[PurePosixPath]) -> tuple[Diagnostic, ...]:
    """Return an error for each path that isn't safe, with the name to give it, and for each two that clash."""
    found: list[Diagnostic] = []
    seen: dict[str, PurePosixPath] = {}
    for path in paths:
        if not all(_is_safe(part) for part in path.parts):
            found.append(_unsafe(path))
        key = unicodedata.normalize("NFC", str(path)).casefold()
        if key in seen:
            found.append(_clash(path, seen[key]))
        seen[key] = path
    return tuple(found)


def safe(name: str) -> str:
    """Return a safe name that resembles `name`: letters without their accents, hyphens for all that is left over."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).translate(_LETTERS))
    ascii_only = "".join(mark for mark in plain if not unicodedata.combining(mark))
    tidy = _UNSAFE_RUN.sub("-", ascii_only)[:_LONGEST].strip("-._") or "file"
    return f"letter-{tidy}" if _RESERVED.fullmatch(tidy) else tidy


def _is_safe(part: str) -> bool:
    return bool(_SAFE.fullmatch(part)) and not _RESERVED.fullmatch(part) and len(part) <= _LONGEST


def _unsafe(path: PurePosixPath) -> Diagnostic:
    proposal = PurePosixPath(*(part if _is_safe(part) else safe(part) for part in path.parts))
    return Diagnostic(
        "deposit/unsafe-name",
        Severity.ERROR,
        "The name of the file would not survive every repository and archive: ASCII letters, digits, point, hyphen "
        "and underscore do.",
        Place(str(path)),
        f"Rename the file, for example to {proposal}.",
    )


def _clash(path: PurePosixPath, other: PurePosixPath) -> Diagnostic:
    return Diagnostic(
        "deposit/name-clash",
        Severity.ERROR,
        f"The name differs from {other} only in case; many file systems would keep one of the two.",
        Place(str(path)),
        "Rename one of them.",
    )
