"""ZIP archives of pages, as Transkribus and eScriptorium export them: a PAGE or ALTO file for each page of a letter.

The pages come in the order of their file names, numbers by their value. If the archive has the same pages in both
formats, those in PAGE are read. Other files in it (METS, metadata, pictures) are left alone.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from epistola.encode.readers import Transcription
from epistola.encode.readers._markup import local, parsed
from epistola.encode.readers._package import Package
from epistola.encode.readers._writer import Writer, source_of
from epistola.encode.readers.xml import KINDS
from epistola.letter import Surface

SUFFIXES = (".zip",)
_MOST_PAGES: Final = 500


def read(data: bytes, name: str) -> Transcription:
    """Return the text of all pages as that of one letter.

    Raises SourceError for what is no archive, encrypted, damaged, too large, or has no pages.
    """
    package = Package(data, name, "zip")
    names = [part for part in package.names if part.lower().endswith(".xml") and PurePosixPath(part).name[0] != "."]
    if len(names) > _MOST_PAGES:
        raise package.error(
            "too-many-pages", f"The archive has more than {_MOST_PAGES} XML files.", "Give each letter an archive."
        )
    roots = [parsed(package.needed(part), name, "zip", part) for part in sorted(names, key=_naturally)]
    pages: list[etree._Element] = []
    for kind in ("PcGts", "alto"):
        pages = pages or [root for root in roots if local(root) == kind]
    if not pages:
        raise package.error(
            "no-pages", "The archive has no page in PAGE or ALTO.", "Export the pages with their transcription."
        )
    found = KINDS[local(pages[0])]
    writer = Writer(found.name)
    surfaces: list[Surface] = []
    for page in pages:
        surfaces += found.write(page, writer, len(surfaces) + 1)
    return writer.transcription(source_of(data, name, f"application/zip; pages in {found.media_type}"), surfaces)


def _naturally(path: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in re.split(r"(\d+)", path)]
