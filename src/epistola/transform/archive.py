"""Packing what a stylesheet has written into a zip archive, the same bytes for the same content.

The stylesheet writes `<archive>` with a `<file path="…">` for each file, which holds one element or text. A file with
`stored="yes"` isn't compressed, as EPUB wants its first one (EPUB Open Container Format 3.3, "OCF ZIP container").
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from epistola import xml

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 9
_READABLE = 0o644 << 16


def pack(archive: str) -> bytes:
    """Return the files of an `<archive>` as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for file in xml.parse(archive.encode(), "archive").getroot():
            entry = zipfile.ZipInfo(file.get("path", ""), _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_STORED if file.get("stored") else zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = 3
            target.writestr(entry, _content(file), compresslevel=_COMPRESSION)
    return packed.getvalue()


def _content(file: etree._Element) -> bytes:
    if not len(file):
        return (file.text or "").encode()
    return etree.tostring(file[0], encoding="UTF-8", xml_declaration=True, with_tail=False)
