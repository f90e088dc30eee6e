"""Orders to workers: what they get, what they give, and the one function that they run.

An order is bytes and names; what many orders have in common is a setup, which each process gets once and keeps by its
fingerprint. So any `concurrent.futures.Executor` will do, and a process that takes the place of another asks again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from epistola.build import fingerprints, reads
from epistola.build.encodings import encode_source
from epistola.build.fingerprints import Digest
from epistola.build.slices import visible
from epistola.build.workers import (
    Product,
    check_document,
    failure,
    introduction_of_document,
    pieces_of_document,
    transform_document,
)
from epistola.encode import Answer, Settings, Sidecar
from epistola.validate import Examiner

PIECE: Final = "piece of "
LINKS: Final = "links"


@dataclass(frozen=True, slots=True)
class Encode:
    """Encode a transcription called `name`; `label` is what findings call the file, `answer` a language model's."""

    data: bytes
    name: str
    label: str
    sidecar: Sidecar | None
    answer: Answer | None = None

    @property
    def wanted(self) -> int:
        """Return how many products are wanted."""
        return 1

    def carry_out(self, setup: Setup) -> tuple[Product, ...]:
        """Return the TEI."""
        settings = replace(setup.encode, sidecar=self.sidecar or setup.encode.sidecar, answer=self.answer)
        return (_guarded("encode", self.label, lambda: encode_source(self.data, self.name, self.label, settings)),)


@dataclass(frozen=True, slots=True)
class Check:
    """Validate a document in the folder `base`."""

    data: bytes
    label: str
    base: Path

    @property
    def wanted(self) -> int:
        """Return how many products are wanted."""
        return 1

    def carry_out(self, setup: Setup) -> tuple[Product, ...]:
        """Return what was found, and what the verdict depended on."""

        def check() -> Product:
            read = reads.read_by(self.data, self.label, self.base, setup.sources)
            examiner = _examiner(setup.rules, setup.sources, setup.standards)
            made = check_document(examiner, self.data, self.label, self.base)
            return replace(made, view=read)

        return (_guarded("validate", self.label, check),)


@dataclass(frozen=True, slots=True)
class Transform:
    """Write a document in several formats.

    `known` gives, for a format that need only be made again if the letter sees other entries than before, what the
    letter saw; `neighbours` is what its page says of other letters.
    """

    data: bytes
    label: str
    formats: tuple[str, ...]
    known: Mapping[str, str] = field(default_factory=dict)
    neighbours: str = ""

    @property
    def wanted(self) -> int:
        """Return how many products are wanted."""
        return len(self.formats)

    def carry_out(self, setup: Setup) -> tuple[Product, ...]:
        """Return the document in each format; after PIECE, what a format of many letters, or LINKS, gathers of it."""
        seen = visible(self.data, setup.authority)
        view = fingerprints.of(b"\0".join(seen)).hex()
        due = [name for name in self.formats if self.known.get(name) != view]
        return tuple(
            replace(self._made(name, seen, due, setup), view=view)
            if name in due
            else Product(None, view=view, same=True)
            for name in self.formats
        )

    def _made(self, name: str, authority: Sequence[bytes], due: Sequence[str], setup: Setup) -> Product:
        def make() -> Product:
            kind = name.removeprefix(PIECE)
            told = setup.parameters.get(kind, {})
            if name == PIECE + LINKS:
                return introduction_of_document(self.data, self.label, authority)
            if kind != name:
                return pieces_of_document(self.data, self.label, kind, told, authority)
            others = [other for other in due if not other.startswith(PIECE)]
            return transform_document(self.data, self.label, name, told, authority, others, self.neighbours)

        return _guarded("transform", self.label, make)


Order: TypeAlias = Encode | Check | Transform


@dataclass(frozen=True, slots=True)
class Setup:
    """What the orders of a stage have in common; `standards` is the fingerprint of what documents are judged by."""

    encode: Settings = field(default_factory=Settings)
    rules: tuple[Path, ...] = ()
    sources: Path | None = None
    standards: Digest = b""
    authority: tuple[bytes, ...] = ()
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Packed:
    """A setup on its way to workers."""

    digest: Digest
    content: bytes

    @classmethod
    def of(cls, setup: Setup) -> Packed:
        """Pack a setup."""
        content = pickle.dumps(setup)
        return cls(fingerprints.of(content), content)


def carry_out(digest: Digest, setup: bytes | None, orders: Sequence[Order]) -> list[tuple[Product, ...]] | None:
    """Carry out `orders`; return None when the setup with this fingerprint is unknown here and must be sent along."""
    if setup is not None:
        _keep(digest, setup)
    known = _setups.get(digest)
    return [order.carry_out(known) for order in orders] if known is not None else None


_setups: dict[Digest, Setup] = {}
_MOST: Final = 4


def _keep(digest: Digest, content: bytes) -> None:
    if digest not in _setups:
        if len(_setups) == _MOST:
            _setups.clear()
        _setups[digest] = pickle.loads(content)  # noqa: S301 - it comes from the process that gives the orders


@lru_cache(maxsize=1)
def _examiner(rules: tuple[Path, ...], sources: Path | None, standards: Digest) -> Examiner:
    """Return who judges documents by rules as they are now."""
    return Examiner(rules=rules, sources=sources)


def _guarded(stage: str, label: str, work: Callable[[], Product]) -> Product:
    """Do the work; whatever goes wrong is a finding, even a fault of ours."""
    try:
        return work()
    except Exception as fault:
        return failure(stage, label, fault)
