"""A copy of an edition's own files, beside it, in which a deposit is prepared: the edition itself stays as it is.

The copy has the edition's folders, so that what points from file to file still does. What was made of it in the
last deposit stays there, and isn't made again. For a deposit of one letter there is a copy for the time being, in which
the others are only something to point to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from epistola.build.files import make_folder, read, write
from epistola.config import FILE_NAME, Edition
from epistola.encode import sidecar_path, sources

_PLACE: Final = Path(".epistola", "deposit")


@contextmanager
def staged(edition: Edition, doi: str, letter: str = "") -> Iterator[Edition]:
    """Copy the files of `edition` and give the edition of the copies, which has the DOI `doi`, if any.

    Letters in TEI that have a transcription are not copied: they are made there, with the DOI. Where only one `letter`
    is wanted (by its name), that holds for this one, and the copy goes away again. Folders outside of the edition's
    own get their usual names. Raises SurroundingsError for a file that can't be read or written.
    """
    if not letter:
        yield _copied(edition, doi, edition.root / _PLACE, transcriptions(edition))
        return
    own = tuple(source for source in transcriptions(edition) if source.stem == letter)
    make_folder(edition.root / _PLACE.parent)
    with TemporaryDirectory(prefix="letter-", dir=edition.root / _PLACE.parent) as place:
        yield _copied(edition, doi, Path(place), own)


def _copied(edition: Edition, doi: str, root: Path, encoded: Sequence[Path]) -> Edition:
    """Copy the files of an edition, of its transcriptions those that are to be `encoded`."""
    copy = replace(
        edition,
        root=root,
        sources=_within(edition, edition.sources, root, "seeds"),
        tei=_within(edition, edition.tei, root, "tei"),
        authority=_within(edition, edition.authority, root, "tei/authority"),
        rules=_within(edition, edition.rules, root, "schema/rules"),
        output=root / "out",
        deposit=replace(edition.deposit, doi=doi),
    )
    wanted = dict(_copies(edition, copy, encoded))
    for target, source in wanted.items():
        write(target, read(source))
    made = {copy.tei / f"{source.stem}.xml" for source in encoded}
    for folder in (copy.sources, copy.tei, copy.authority, copy.rules):
        for stale in set(folder.glob("*.*")) - wanted.keys() - made:
            if stale.is_file():
                stale.unlink()
    return copy


def transcriptions(edition: Edition) -> tuple[Path, ...]:
    """Return the transcriptions of an edition; none where it has no folder of them."""
    return sources(edition.sources) if edition.sources.is_dir() else ()


def _within(edition: Edition, folder: Path, root: Path, usual: str) -> Path:
    """Return the place of a folder in the copy."""
    return root / (folder.relative_to(edition.root) if folder.is_relative_to(edition.root) else usual)


def _copies(edition: Edition, copy: Edition, encoded: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Give each file of the copy with the file that it is a copy of."""
    yield copy.root / FILE_NAME, edition.root / FILE_NAME
    for source in encoded:
        yield copy.sources / source.name, source
        if sidecar_path(source).is_file():
            yield sidecar_path(copy.sources / source.name), sidecar_path(source)
    names = {source.stem for source in encoded}
    for letter in edition.tei.glob("*.xml"):
        if letter.stem not in names:
            yield copy.tei / letter.name, letter
    for path in edition.authority_files():
        yield copy.authority / path.name, path
    for path in edition.rules.glob("*.sch"):
        yield copy.rules / path.name, path
