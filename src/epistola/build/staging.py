"""A copy of an edition's own files, beside it, in which a deposit is prepared: the edition itself stays as it is.

The copy has the edition's folders, so that what points from file to file still does. What was made of it in the
last deposit stays there, and isn't made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from epistola.build.files import read, write
from epistola.config import FILE_NAME, Edition
from epistola.encode import sidecar_path, sources

_PLACE: Final = Path(".epistola", "deposit")


def staged(edition: Edition, doi: str) -> Edition:
    """Copy the files of `edition` and return the edition of the copies, which has the DOI `doi`, if any.

    Letters in TEI that have a transcription are not copied: they are made there, with the DOI. Folders outside of
    the edition's own get their usual names. Raises SurroundingsError for a file that can't be read or written.
    """
    root = edition.root / _PLACE
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
    wanted = dict(_copies(edition, copy))
    for target, source in wanted.items():
        write(target, read(source))
    made = {copy.tei / f"{source.stem}.xml" for source in transcriptions(edition)}
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


def _copies(edition: Edition, copy: Edition) -> Iterator[tuple[Path, Path]]:
    """Give each file of the copy with the file that it is a copy of."""
    yield copy.root / FILE_NAME, edition.root / FILE_NAME
    found = transcriptions(edition)
    for source in found:
        yield copy.sources / source.name, source
        if sidecar_path(source).is_file():
            yield sidecar_path(copy.sources / source.name), sidecar_path(source)
    encoded = {source.stem for source in found}
    for letter in edition.tei.glob("*.xml"):
        if letter.stem not in encoded:
            yield copy.tei / letter.name, letter
    for path in edition.authority_files():
        yield copy.authority / path.name, path
    for path in edition.rules.glob("*.sch"):
        yield copy.rules / path.name, path
