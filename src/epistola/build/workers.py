"""What a build does to one document: bytes in, bytes and diagnostics out.

A worker writes no file, keeps no state and asks no clock, so that it gives the same bytes wherever it runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from epistola.diagnostics import Diagnostic
from epistola.encode import Settings, encode
from epistola.transform import cite, gather, run_stylesheet, transform


@dataclass(frozen=True, slots=True)
class Product:
    """What came of a document: the bytes to write, None where there are none, and what was found."""

    content: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()


def encode_source(data: bytes, name: str, label: str, settings: Settings) -> Product:
    """Encode a transcription; `name` goes into the TEI, `label` is what diagnostics call the file."""
    encoded = encode(data, name, settings)
    return Product(encoded.tei, _labelled(encoded.diagnostics, name, label))


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


def apply_stylesheet(data: bytes, label: str, stylesheet: Path, parameters: Mapping[str, str]) -> Product:
    """Write a TEI document with somebody's own stylesheet."""
    output = run_stylesheet(stylesheet, data, parameters, name=label)
    return Product(output.content, output.diagnostics)


def cite_document(data: bytes, style: str, locale: str | None, authority: Sequence[bytes]) -> Product:
    """Write a formatted reference to a TEI document, on a line of its own."""
    return Product(f"{cite(data, style=style, locale=locale, authority=authority)}\n".encode())


def _labelled(diagnostics: Iterable[Diagnostic], name: str, label: str) -> tuple[Diagnostic, ...]:
    return tuple(
        replace(found, place=replace(found.place, file=label)) if found.place.file == name else found
        for found in diagnostics
    )
