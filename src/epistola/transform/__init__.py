"""From TEI to what people read and cite: the stylesheets of `xslt/`, and formatted references.

    from pathlib import Path
    from epistola.transform import transform

    page = transform(Path("tei/letter.xml").read_bytes(), "html")
    Path("letter" + page.suffix).write_bytes(page.content)

Any TEI document is welcome, not only what `encode` has written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from epistola.transform.citation import check_style, cite

__all__ = [
    "Format",
    "Neighbours",
    "Output",
    "Parameter",
    "Part",
    "among",
    "check_style",
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


def __getattr__(name: str) -> Any:
    """Import what formats references when it is asked for (PEP 562): it takes longer than all the rest."""
    if name not in ("check_style", "cite"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from epistola.transform import citation

    return getattr(citation, name)
