"""What is deposited: files by their paths in the package, and the metadata. Nothing else reaches a target."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import md5, sha256, sha512
from pathlib import PurePosixPath

from epistola.deposit.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Activity:
    """How a file was made: from which files of the package, by which command, with which version and settings."""

    sources: tuple[PurePosixPath, ...]
    tool: str
    version: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class File:
    """A file of the package: its path (relative, ASCII, `/` between folders), bytes, media type, and what it is.

    `made` is None for what people made: transcriptions, authority files, an encoding done by hand.
    """

    path: PurePosixPath
    content: bytes = field(repr=False)
    media_type: str
    title: str = ""
    made: Activity | None = None

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """Return the SHA-256 checksum in hexadecimal."""
        return sha256(self.content).hexdigest()

    @cached_property
    def sha512(self) -> str:
        """Return the SHA-512 checksum in hexadecimal."""
        return sha512(self.content).hexdigest()

    @cached_property
    def md5(self) -> str:
        """Return the MD5 checksum in hexadecimal: what repositories answer an upload with, no proof against malice."""
        return md5(self.content, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Package:
    """What is deposited: files in the order of their paths, and the description of the whole."""

    files: tuple[File, ...]
    metadata: Metadata
