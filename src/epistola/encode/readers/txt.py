"""Plain text in UTF-8.

A byte order mark is taken off, and line ends are made line feeds (as every XML parser does, XML 1.0, section 2.11);
both is noted in the source. Anything else is kept as it is.
"""

from __future__ import annotations

from epistola.encode.readers import Transcription
from epistola.encode.readers._plain import decoded
from epistola.encode.readers._writer import source_of

SUFFIXES = (".txt",)


def read(data: bytes, name: str) -> Transcription:
    """Return the text of `data` and its provenance.

    Raises SourceError for what is binary, not UTF-8, empty, or has characters that XML can't carry.
    """
    found = decoded(data, name, "txt")
    return Transcription(found.text, source_of(data, name, "text/plain", found.encoding, found.notes), "txt")
