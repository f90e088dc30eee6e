"""What the verdict on a document depends on besides its own bytes: the files to which it leads.

A build needs it, to know when a document must be judged again. Too much may be named here, but never too little.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from epistola.names import tei
from epistola.validate import choice
from epistola.validate.addresses import resolve
from epistola.validate.checks.pointers import is_pointer
from epistola.validate.document import Document


def files_read(document: Document) -> frozenset[tuple[Path, str]]:
    """Return the files that checks and schemas of `document` may read, each with an identifier in it, or "".

    A file may be missing. With an identifier only the element that bears it counts.
    """
    return frozenset((*_pointed(document), *_transcriptions(document), *_schemas(document)))


def _pointed(document: Document) -> Iterator[tuple[Path, str]]:
    seen: set[tuple[str, str | None]] = set()
    for element in document.elements():
        for attribute, value in element.attrib.items():
            for pointer in str(value).split() if is_pointer(element, str(attribute)) else ():
                if (pointer, element.base) not in seen and not pointer.startswith("#"):
                    seen.add((pointer, element.base))
                    for address, identifier in resolve(document, pointer, element):
                        if address and "://" not in address:
                            yield Path(address), identifier


def _transcriptions(document: Document) -> Iterator[tuple[Path, str]]:
    if document.sources is not None:
        folder = document.sources.resolve()
        for idno in document.root.iterfind(f".//{tei('sourceDesc')}//{tei('idno')}[@type='file']"):
            path = (folder / "".join(map(str, idno.itertext())).strip()).resolve()
            if path.is_relative_to(folder):
                yield path, ""


def _schemas(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield the schemas for which the document asks, with all files beside them that they may include."""
    for path in choice.followed(document)[0]:
        for file in path.parent.rglob("*"):
            if file == path or (file.suffix.lower() in choice.SUFFIXES and file.is_file()):
                yield file, ""
