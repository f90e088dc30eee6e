"""Opening a package, whatever it came in: a folder with a bag, a zip archive of one, an OCFL object."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from epistola.deposit.bag import is_bag
from epistola.deposit.ocfl import extract, is_object
from epistola.errors import SourceError

# A zip that unpacks to a thousand times its size is an attack, and no letter is.
_LARGEST_RATIO: Final = 1000
_LARGEST: Final = 50 * 2**30


@contextmanager
def opened(place: Path) -> Iterator[Path]:
    """Give the folder of the bag at `place`; an archive is unpacked for as long as that is needed.

    Raises SourceError for what is no bag, and for an archive that is damaged, leads out of its folder or would fill
    the disk.
    """
    if place.is_dir() and not is_object(place):
        yield _bag_in(place, place)
        return
    with TemporaryDirectory(prefix="epistola-") as folder:
        if place.is_dir():
            inside = Path(folder) / "head"
            extract(place, inside)
            yield _bag_in(inside, place)
            return
        try:
            with zipfile.ZipFile(place) as archive:
                _refuse_hostile(archive, place)
                damaged = archive.testzip()
                if damaged:
                    raise _refusal(f"The archive is damaged: {damaged} can't be unpacked.", "damaged-archive", place)
                archive.extractall(folder)
        except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError) as error:
            raise _refusal(f"The archive can't be read: {error}.", "damaged-archive", place) from None
        yield _bag_in(Path(folder), place)


def _bag_in(folder: Path, place: Path) -> Path:
    """Return the folder of the bag: `folder`, or the only one in it."""
    if is_bag(folder):
        return folder
    inner = [found for found in sorted(folder.iterdir()) if found.is_dir()]
    if len(inner) == 1 and is_bag(inner[0]):
        return inner[0]
    raise _refusal("There is no bag here: bagit.txt is missing.", "no-package", place)


def _refuse_hostile(archive: zipfile.ZipFile, place: Path) -> None:
    entries = archive.infolist()
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise _refusal(f"The archive would write outside of its folder: {entry.filename}.", "hostile", place)
    whole = sum(entry.file_size for entry in entries)
    room = min(_LARGEST, shutil.disk_usage(place.parent).free)
    if whole > room or whole > _LARGEST_RATIO * max(place.stat().st_size, 1):
        raise _refusal("The archive would unpack to more than can be true.", "hostile", place)


def _refusal(sentence: str, slug: str, place: Path) -> SourceError:
    return SourceError(
        sentence,
        code=f"deposit/{slug}",
        file=str(place),
        hint="Name the folder of a bag, or the zip archive of one, as epistola deposit pack makes them.",
    )
