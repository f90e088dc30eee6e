"""What a build does to one document: bytes in, bytes and diagnostics out.

A worker writes no file, keeps no state and asks no clock, so that it gives the same bytes wherever it runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from epistola.build.outcomes import ERRORS, described
from epistola.diagnostics import Diagnostic
from epistola.errors import EpistolaError, MarkupError
from epistola.transform import gather, introduction, read_pieces, run_stylesheet, transform, write_pieces
from epistola.transform.outputs import RECORDS

if TYPE_CHECKING:
    from epistola.validate import Examiner
    from epistola.validate.corpus import Facts


@dataclass(frozen=True, slots=True)
class Product:
    """What came of a document: the bytes to write, None where there are none, and what was found.

    `facts` are those of a validated document that are to be compared with others. `view` says which part of what is
    shared was used; with `same`, that is what it was before, and nothing was made. `status` is 0, or the exit code of
    a failure; one that `lasts` would be the same tomorrow.
    """

    content: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    facts: Facts = ()
    view: str = ""
    same: bool = False
    status: int = 0
    lasts: bool = False


def check_document(examiner: Examiner, data: bytes, label: str, base: Path) -> Product:
    """Validate a document in the folder `base`; nothing is to be written."""
    examined = examiner.examine(data, label, base)
    return Product(None, examined.diagnostics, examined.facts)


def transform_document(
    data: bytes,
    label: str,
    to: str,
    parameters: Mapping[str, str],
    authority: Sequence[bytes],
    together: Sequence[str] = (),
    neighbours: str = "",
) -> Product:
    """Write a TEI document in one of our formats; those `together` with it are next."""
    output = transform(
        data, to, name=label, parameters=parameters, authority=authority, together=together, neighbours=neighbours
    )
    return Product(output.content, output.diagnostics)


def gather_documents(
    documents: Iterable[tuple[str, bytes]], to: str, parameters: Mapping[str, str], authority: Sequence[bytes]
) -> Product:
    """Write TEI documents as one file in one of our formats; its diagnostics name the documents."""
    output = gather(documents, to, parameters=parameters, authority=authority)
    return Product(output.content, output.diagnostics)


def pieces_of_document(
    data: bytes, label: str, to: str, parameters: Mapping[str, str], authority: Sequence[bytes]
) -> Product:
    """Return what a format of many letters gathers of each letter in a document, one in a line."""
    return Product("\n".join(read_pieces(to, data, label, authority, parameters=parameters)).encode())


def introduction_of_document(data: bytes, label: str, authority: Sequence[bytes]) -> Product:
    """Return what the page of a document tells the pages of others; nothing of one that can't be read.

    That is reported where the page is made.
    """
    try:
        records = read_pieces(RECORDS, data, label, authority)
    except MarkupError:
        return Product(b"")
    return Product(introduction(records, Path(label).stem).encode())


def gather_pieces(pieces: Iterable[tuple[str, str]], to: str, parameters: Mapping[str, str]) -> Product:
    """Write what was gathered of many letters, each with the stem of its file, as one file."""
    output = write_pieces(pieces, to, parameters=parameters)
    return Product(output.content, output.diagnostics)


def apply_stylesheet(data: bytes, label: str, stylesheet: Path, parameters: Mapping[str, str]) -> Product:
    """Write a TEI document with somebody's own stylesheet."""
    output = run_stylesheet(stylesheet, data, parameters, name=label)
    return Product(output.content, output.diagnostics)


def failure(stage: str, label: str, fault: Exception) -> Product:
    """Report that a task of `stage` on the document `label` came to nothing; what a letter is at fault for lasts."""
    found, status = described(stage, label, fault)
    return Product(None, (found,), status=status, lasts=isinstance(fault, EpistolaError) and status == ERRORS)
