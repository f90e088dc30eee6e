"""Packing what a stylesheet has written into a zip archive, the same bytes for the same content.

The stylesheet writes `<archive>` with a `<file path="…">` for each file, which holds one element or text. A file with
`stored="yes"` isn't compressed, as EPUB wants its first one (EPUB Open Container Format 3.3, "OCF ZIP container").
"""

from __future__ import annotations

import io

from lxml import etree

from epistola import xml
from epistola.archives import Entry, write_zip


def pack(archive: str) -> bytes:
    """Return the files of an `<archive>` as a zip archive."""
    packed = io.BytesIO()
    files = xml.parse(archive.encode(), "archive").getroot()
    write_zip(packed, (Entry(file.get("path", ""), _content(file), bool(file.get("stored"))) for file in files))
    return packed.getvalue()


def _content(file: etree._Element) -> bytes:
    if not len(file):
        return (file.text or "").encode()
    return etree.tostring(file[0], encoding="UTF-8", xml_declaration=True, with_tail=False)
