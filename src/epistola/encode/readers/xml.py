"""XML: TEI, PAGE and ALTO, told apart by their roots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from epistola.encode.readers import Transcription, _alto, _page, _tei
from epistola.encode.readers._markup import local, parsed
from epistola.encode.readers._writer import Writer, source_of
from epistola.errors import SourceError
from epistola.letter import Surface

SUFFIXES = (".xml",)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of XML that is read: its name in messages, its media type, and the function that writes its text."""

    name: str
    media_type: str
    write: Callable[[etree._Element, Writer, int], tuple[Surface, ...]]


KINDS: Final[Mapping[str, Kind]] = {
    "PcGts": Kind("page", "application/vnd.prima.page+xml", _page.write),
    "alto": Kind("alto", "application/alto+xml", _alto.write),
    "TEI": Kind("tei", "application/tei+xml", _tei.write),
    "teiCorpus": Kind("tei", "application/tei+xml", _tei.write),
}


def read(data: bytes, name: str) -> Transcription:
    """Return the text of a TEI, PAGE or ALTO document with its markup and its pages.

    Raises SourceError for what isn't well-formed, has a DOCTYPE, is another kind of XML, or has no text.
    """
    root = parsed(data, name, "xml")
    kind = KINDS.get(local(root))
    if kind is None:
        raise SourceError(
            f"There is no reader for XML with the root element “{local(root)}”.",
            code="xml/wrong-root",
            file=name,
            line=1,
            hint="XML that can be encoded has the root TEI, PcGts (PAGE) or alto.",
        )
    writer = Writer(kind.name)
    try:
        pages = kind.write(root, writer, 1)
    except SourceError as error:
        error.file = name
        raise
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    return writer.transcription(source_of(data, name, kind.media_type, encoding), pages)
