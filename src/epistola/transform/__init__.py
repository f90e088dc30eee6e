"""From TEI to what people read and cite: the stylesheets of `xslt/`, and formatted references.

    from pathlib import Path
    from epistola.transform import transform

    page = transform(Path("tei/letter.xml").read_bytes(), "html")
    Path("letter" + page.suffix).write_bytes(page.content)

Any TEI document is welcome, not only what `encode` has written.
"""

from __future__ import annotations

from epistola.transform.citation import cite
from epistola.transform.formats import Format, Parameter, formats
from epistola.transform.introduction import introduction
from epistola.transform.neighbours import Neighbours, among
from epistola.transform.outputs import (
    Output,
    gather,
    read_pieces,
    read_records,
    run_stylesheet,
    transform,
    write_pieces,
)
from epistola.transform.splitting import Part, split
from epistola.transform.starter import starter

__all__ = [
    "Format",
    "Neighbours",
    "Output",
    "Parameter",
    "Part",
    "among",
    "cite",
    "formats",
    "gather",
    "introduction",
    "read_pieces",
    "read_records",
    "run_stylesheet",
    "split",
    "starter",
    "transform",
    "write_pieces",
]
