"""A package as a BagIt bag (RFC 8493): a folder with the payload in `data/`, and the checksums of every file.

The package `bagit` makes the manifests; this is its home. The bag is made beside its place and put there whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from epistola.archives import Entry, write_zip
from epistola.deposit import crate
from epistola.deposit.metadata import Metadata
from epistola.deposit.package import Package
from epistola.errors import SurroundingsError
from epistola.whole import whole

_DECLARATION: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ALGORITHMS: Final = ("sha256", "sha512")


def write_bag(package: Package, place: Path, agent: str) -> None:
    """Write `package` as a bag to the folder `place`; `agent` is the software that the bag names as its maker.

    A bag that stands there is replaced in one step; a folder of another kind is refused with SurroundingsError. What
    can't be written raises SurroundingsError and leaves the old bag as it was.
    """
    if place.exists() and not is_bag(place):
        raise SurroundingsError(
            "Something that is no bag stands in the place of the bag.",
            code="deposit/place-taken",
            file=str(place),
            hint="Choose another folder with -o, or remove what is there.",
        )
    try:
        with _beside(place) as made:
            _write_payload(package, made)
            _make_bag(made, _information(package.metadata, agent))
            _replace(place, made)
    except OSError as error:
        raise _refusal(place, error) from None


def is_bag(folder: Path) -> bool:
    """Tell whether `folder` declares that it is a bag (RFC 8493, section 2.1.1)."""
    return (folder / "bagit.txt").is_file()


def write_archive(bag: Path, place: Path) -> None:
    """Write the folder of a bag as a zip archive, below one folder of its name, in the order of the paths."""
    files = sorted(found for found in bag.rglob("*") if found.is_file())
    entries = (Entry(f"{bag.name}/{path.relative_to(bag).as_posix()}", path.read_bytes()) for path in files)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with whole(place) as target:
            write_zip(target, entries)
    except OSError as error:
        raise _refusal(place, error) from None


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Give a folder beside `place` to work in, which is gone afterwards, whatever happens."""
    place.parent.mkdir(parents=True, exist_ok=True)
    made = place.with_name(f".{place.name}.{os.getpid()}.part")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write_payload(package: Package, folder: Path) -> None:
    (folder / crate.NAME).write_bytes(crate.crate(package))
    for file in package.files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


def _make_bag(folder: Path, information: dict[str, str]) -> None:
    """Make a bag of the folder; `bagit` declares version 0.97, whose bags are those of RFC 8493 but for that word."""
    import bagit

    bag = bagit.make_bag(str(folder), information, checksums=list(_ALGORITHMS))
    (folder / "bagit.txt").write_text(_DECLARATION, encoding="utf-8", newline="\n")
    bag.save()


def _information(metadata: Metadata, agent: str) -> dict[str, str]:
    """Return the tags of `bag-info.txt` (RFC 8493, section 2.2.2); the date is that of the edition, not today's."""
    said = {
        "Source-Organization": metadata.publisher,
        "External-Description": metadata.title,
        "External-Identifier": metadata.doi,
        "Bag-Software-Agent": agent,
        "Bagging-Date": next((date.value for date in metadata.dates if date.kind == "Issued"), metadata.year),
    }
    return {tag: " ".join(value.split()) for tag, value in said.items() if value}


def _replace(place: Path, made: Path) -> None:
    """Put what was made into its place; the old bag goes only when the new one stands."""
    old = place.with_name(f".{place.name}.{os.getpid()}.old")
    with suppress(FileNotFoundError):
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _refusal(place: Path, error: OSError) -> SurroundingsError:
    return SurroundingsError(
        f"The package can't be written: {error.strerror or error}.",
        code="deposit/no-space",
        file=str(place),
        hint="Check that you may write there and that there is space.",
    )
