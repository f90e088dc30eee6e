"""A package as an object of the Oxford Common File Layout 1.1: each version beside the ones before it.

The package `ocfl-py` writes and validates objects; this is its home. An object holds the bag as its content, so that
what is taken out of it can be checked like any other package.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from epistola.deposit.metadata import Metadata
from epistola.errors import SourceError, SurroundingsError
from epistola.extras import need

if TYPE_CHECKING:
    from ocfl import Object

_EXTRA = ("ocfl", "ocfl")


def write_object(bag: Path, place: Path, metadata: Metadata) -> None:
    """Write the content of a bag as the next version of the OCFL object at `place`, which is made when it is absent.

    A version that would be like the last one isn't added. The time of a version is the date of the edition, since
    the inventory must have one and the same edition is to give the same bytes.
    """
    need(*_EXTRA)
    from ocfl import Object, VersionMetadata

    said = VersionMetadata(
        created=_moment(metadata), message=metadata.version or "Deposited", name=metadata.publisher or "Epistola"
    )
    with _quietly():
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            made = Object(identifier=_identifier(metadata, bag.name))
            made.create(srcdir=str(bag), metadata=said, objdir=str(place))
            return
        _known(place).add_version_with_content(
            objdir=str(place), srcdir=str(bag), metadata=said, abort_if_no_difference=True
        )


def is_object(folder: Path) -> bool:
    """Tell whether `folder` declares that it is an OCFL object (OCFL 1.1, section 3.3)."""
    return any(folder.glob("0=ocfl_object_*"))


def extract(place: Path, folder: Path) -> None:
    """Check the object at `place` and put its newest version into `folder`, which must not exist yet."""
    need(*_EXTRA)
    from ocfl import Object

    with _quietly():
        found = Object()
        ok, log = found.validate(objdir=str(place))
        if not ok:
            raise SourceError(
                f"The OCFL object is damaged: {_first_line(str(log))}.",
                code="deposit/ocfl",
                file=str(place),
                hint="Fetch it again from where it is kept.",
            )
        Object().extract(objdir=str(place), version="head", dstdir=str(folder))


def _known(place: Path) -> Object:
    from ocfl import Object

    if not is_object(place):
        raise SurroundingsError(
            "Something that is no OCFL object stands in the place of the object.",
            code="deposit/place-taken",
            file=str(place),
            hint="Choose another folder with -o, or remove what is there.",
        )
    return Object()


def _moment(metadata: Metadata) -> str:
    """Return the date of publication as the RFC 3339 time that an inventory wants."""
    issued = next((date.value for date in metadata.dates if date.kind == "Issued"), metadata.year)
    year, month, day = [*issued.split("/")[0].split("-"), "01", "01"][:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def _identifier(metadata: Metadata, name: str) -> str:
    return f"https://doi.org/{metadata.doi}" if metadata.doi else f"urn:epistola:{name}"


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "its inventory doesn't fit")


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the library from writing into the user's terminal; what it finds is said by us."""
    logger = logging.getLogger()
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
