"""Readers: each turns the bytes of one kind of file into text, its provenance, and what else the file knows.

A reader is a module of this folder. It has

    SUFFIXES: tuple[str, ...]                          the endings of the file names that it reads
    def read(data: bytes, name: str) -> Transcription

and raises SourceError with place and remedy for what it can't read. What each format's text is, and what else is
taken from it, is laid down in docs/reference/sources.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from epistola.letter import Annotation, Block, Note, Remark, Source, Surface


@dataclass(frozen=True, slots=True)
class Transcription:
    """What a reader found in a file.

    `format` names what was read, in its messages. `annotations` are claims of the source (`Claim.SOURCE`), `blocks`
    how it divides its text, `notes` what stands apart from the text, `facsimile` its pages, `remarks` what was left
    out or decided in reading it.
    """

    text: str
    source: Source
    format: str
    annotations: tuple[Annotation, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    facsimile: tuple[Surface, ...] = ()
    remarks: tuple[Remark, ...] = ()
