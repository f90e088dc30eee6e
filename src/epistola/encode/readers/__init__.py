"""Readers: each turns the bytes of one kind of file into text and its provenance.

A reader is a module of this folder. It has

    SUFFIXES: tuple[str, ...]                          the endings of the file names that it reads
    def read(data: bytes, name: str) -> tuple[str, Source]

and raises SourceError with line and remedy for what it can't read.
"""
