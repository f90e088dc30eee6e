"""Files that a document shows are what their names say: images, sound, film (TEI Guidelines, chapters 3.10 and 12.1).

Of each `graphic`, `media` and `binaryObject` with a `url` that leads to a file in the folder of the document, and of
each `facs` that does, the first bytes are compared with the suffix, and the suffix with `mimeType`. Whether the
file exists is the matter of the check of pointers.

Fires: `<graphic url="page.jpg"/>` where page.jpg is an HTML page, or empty, or is called `Page.jpg` on a disk that
takes upper and lower case for the same.
Silent: `<graphic url="https://example.org/page.jpg"/>`.

Codes: `files/empty`, `files/other-content`, `files/other-type`, `files/other-case`.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.names import tei
from epistola.validate.addresses import resolve
from epistola.validate.document import Document
from epistola.validate.wording import attribute_name, element_name

_WITH_FILES: Final = etree.XPath("//*[@facs or @url]")
_SHOWN: Final = (tei("graphic"), tei("media"), tei("binaryObject"))
# What files of a suffix begin with, by the specifications of the formats.
_BEGINNINGS: Final = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".tif": (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    ".tiff": (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    ".webp": (b"RIFF",),
    ".jp2": (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xffO\xffQ"),
    ".pdf": (b"%PDF-",),
    ".wav": (b"RIFF", b"RF64"),
    ".mp3": (b"ID3", b"\xff"),
    ".ogg": (b"OggS",),
}
_ENOUGH: Final = 16


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield what is wrong with the files that are shown."""
    if not document.mentions(b"facs", b"url"):
        return
    for element in document.select(_WITH_FILES):
        pointers = [("facs", pointer) for pointer in element.get("facs", "").split()]
        if element.tag in _SHOWN and element.get("url"):
            pointers.append(("url", element.get("url", "").strip()))
        for attribute, pointer in pointers:
            yield from _judge(document, element, attribute, pointer)


def _judge(document: Document, element: etree._Element, attribute: str, pointer: str) -> Iterator[Diagnostic]:
    paths = (Path(address) for address, _ in resolve(document, pointer, element) if address.startswith("/"))
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return
    place = document.place(element, attribute)
    where = f"{attribute_name(attribute)} of {element_name(element)}: the file “{pointer}”"
    yield from _content(path, where, place)
    declared = element.get("mimeType", "").partition(";")[0].strip().lower()
    guessed = mimetypes.guess_type(path.name)[0]
    if declared and guessed and declared != guessed and attribute == "url":
        sentence = f"{where} is of the type {guessed} by its name, and {declared} by @mimeType."
        yield Diagnostic("files/other-type", Severity.WARNING, sentence, place, "Correct one of the two.")
    if path.name not in {other.name for other in path.parent.iterdir()}:
        hint = "Write the name exactly as the file has it; on other systems it would not be found."
        sentence = f"{where} is written with other capitals than the file has."
        yield Diagnostic("files/other-case", Severity.WARNING, sentence, place, hint)


def _content(path: Path, where: str, place: Place) -> Iterator[Diagnostic]:
    """Yield what the first bytes of the file tell; one that can't be read tells nothing."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_ENOUGH)
    except OSError:
        return
    known = _BEGINNINGS.get(path.suffix.lower())
    if not beginning:
        yield Diagnostic("files/empty", Severity.ERROR, f"{where} is empty.", place, "Put the file there again.")
    elif known and not beginning.startswith(known):
        sentence = f"{where} does not begin as a file of the kind {path.suffix} does."
        hint = "Was another file saved under this name? Look at it, and put the right one there."
        yield Diagnostic("files/other-content", Severity.ERROR, sentence, place, hint)
