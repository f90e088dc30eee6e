"""Finding documents and naming what is made from them; the path `-` is standard input or standard output."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from epistola.errors import SettingsError, SurroundingsError

STANDARD: Final = Path("-")
_STANDARD_NAME: Final = "standard-input.txt"


def target(folder: Path, document: Path, suffix: str) -> Path:
    """Name what is made from `document`: its stem and a suffix, directly in `folder` whatever the stem is."""
    if folder == STANDARD:
        return STANDARD
    return inside(folder, f"{Path(name_of(document)).stem}{suffix}")


def inside(folder: Path, name: str) -> Path:
    """Return the file `name` of `folder`; raise SettingsError for a name that would lead out of it."""
    if name in {"", ".", ".."} or Path(name).name != name:
        raise SettingsError(
            f"“{name}” can't be the name of a file in {shown(folder)}.",
            code="paths/no-name",
            hint="Choose a name of letters, digits, hyphens and points.",
        )
    return folder / name


def refuse_unwritable_name(document: Path | str) -> None:
    """Raise SurroundingsError for a file whose name isn't text, since it could be named nowhere in the TEI."""
    try:
        str(document).encode()
    except UnicodeEncodeError:
        raise SurroundingsError(
            "The name of the file is not in UTF-8.",
            code="paths/name-not-utf-8",
            file=str(document),
            hint="Rename the file.",
        ) from None


def xml_files(path: Path, *, below: bool) -> tuple[Path, ...]:
    """Return `path` itself, or the XML files of the folder `path` by name; with `below`, of its folders too.

    Raises SurroundingsError for a folder without any.
    """
    if not path.is_dir():
        return (path,)
    found = tuple(sorted((path.rglob if below else path.glob)("*.xml"), key=lambda found: found.parts))
    if not found:
        raise SurroundingsError(
            "There is no XML file in this folder.",
            code="paths/no-documents",
            file=shown(path),
            hint="Name a folder that holds TEI files whose names end in .xml.",
        )
    return found


def name_of(document: Path) -> str:
    """Return the file name of `document`; standard input counts as a text file."""
    return _STANDARD_NAME if document == STANDARD else document.name


def relative(folder: Path, start: Path) -> str:
    """Write the way from the folder `start` to `folder` as TEI pointers want it, with slashes."""
    start = Path() if start == STANDARD else start
    return Path(os.path.relpath(folder.resolve(), start.resolve())).as_posix()


def shown(path: Path) -> str:
    """Call a file by the shortest name under which the user finds it from where they are."""
    if path == STANDARD:
        return Path(_STANDARD_NAME).stem
    name = str(path)
    here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - Paths take a twentieth of a small letter's time
    if os.path.join(name, "") == here:  # noqa: PTH118
        return "."
    return name.removeprefix(here)


def unique(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return each file once, in the order of the first mention."""
    resolved = resolving()
    return tuple({resolved(path): path for path in paths}.values())


def careless(name: str) -> str:
    """Write a name as the most careless file systems read it: without case, whatever accents are made of."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


def resolving() -> Callable[[Path], str]:
    """Return a function from a path to the file without links; folders are looked at once for all their files."""
    real = cache(os.path.realpath)

    def resolved(path: Path) -> str:
        if path.name in ("", "..") or path.is_symlink():
            return os.path.realpath(path)
        return os.path.join(real(path.parent), path.name)  # noqa: PTH118 - a Path for each file takes memory

    return resolved


def rules_of(folder: Path) -> tuple[Path, ...]:
    """Return the Schematron files of a folder, by name."""
    return tuple(sorted(folder.glob("*.sch")))
