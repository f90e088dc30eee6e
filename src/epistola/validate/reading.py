"""What the verdict on a document depends on besides its own bytes: the files to which it leads.

A build needs it, to know when a document must be judged again. Too much may be named here, but never too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from epistola.errors import EpistolaError
from epistola.names import tei
from epistola.validate import catalogs, choice, vault
from epistola.validate.addresses import resolve
from epistola.validate.checks.pointers import pointing
from epistola.validate.document import Document
from epistola.validate.inclusion import assemble

_QUOTED: Final = re.compile(r"""["']([^"']*)["']""")


def surroundings(rules: Sequence[Path]) -> bytes:
    """Return what every verdict depends on besides schemas and documents, as bytes to compare.

    These are the rules with all that they include, the catalogs that the environment names, and which schemas were
    fetched.
    """
    parts = [_assembled(path) for path in rules]
    parts += [path.read_bytes() for path in catalogs.named()]
    fetched = vault.folder()
    parts += [path.name.encode() for path in sorted(fetched.rglob("*"))] if fetched.is_dir() else []
    return b"\0".join(parts)


def _assembled(rule: Path) -> bytes:
    """Return a rule with what it includes; of one that can't be used, what can be read."""
    try:
        return assemble(rule)
    except EpistolaError:
        return rule.read_bytes() if rule.is_file() else b""


def files_read(document: Document) -> frozenset[tuple[Path, str]]:
    """Return the files that checks and schemas of `document` may read, each with an identifier in it, or "".

    A file may be missing. With an identifier only the element that bears it counts.
    """
    return frozenset((*_pointed(document), *_transcriptions(document), *_schemas(document)))


def _pointed(document: Document) -> Iterator[tuple[Path, str]]:
    seen: set[tuple[str, str | None]] = set()
    for _, element, value in pointing(document):
        for pointer in value.split():
            if (pointer, element.base) not in seen and not pointer.startswith("#"):
                seen.add((pointer, element.base))
                for address, identifier in resolve(document, pointer, element):
                    if address and "://" not in address:
                        yield Path(address), identifier


def _transcriptions(document: Document) -> Iterator[tuple[Path, str]]:
    if document.sources is not None:
        folder = document.sources.resolve()
        for idno in document.root.iterfind(f".//{tei('sourceDesc')}//{tei('idno')}[@type='file']"):
            path = (folder / "".join(map(str, idno.itertext())).strip()).resolve()
            if path.is_relative_to(folder):
                yield path, ""


def _schemas(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield the schemas for which the document asks, with all files beside them that they may include.

    One that isn't there yet may be there tomorrow.
    """
    base = document.base.resolve() if document.base is not None else None
    for instruction in document.root.itersiblings(etree.ProcessingInstruction, preceding=True):
        for value in _QUOTED.findall(instruction.text or ""):
            if base is not None and value.lower().endswith(choice.SUFFIXES) and "://" not in value:
                yield (base / unquote(value)).resolve(), ""
    for path in choice.followed(document)[0]:
        for file in path.parent.rglob("*"):
            if file == path or (file.suffix.lower() in choice.SUFFIXES and file.is_file()):
                yield file, ""
