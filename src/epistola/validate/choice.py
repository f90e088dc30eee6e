"""Which schemas a document is judged by.

What the user names counts: `epistola` (our own), `tei_all`, `tei_all@4.12.0`, `cmif`, an address that was fetched or
that a catalog knows, a file; several of them. Where nothing is named, the document's own `xml-model` instructions
count (W3C Note, Associating Schemas with XML documents 1.0), as far as they lead to a file: by a catalog, in the
cache of fetched schemas, or in the edition (the folder with the nearest `edition.toml`, else the folder above that
of the document). They never lead to the network. What they ask for and isn't there is a remark. If none is
there, or none is asked for, the schemas are our own.

Codes: `validate/schema-not-here`, `validate/unknown-schema`, `validate/no-schema`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from epistola import config, resources
from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import SettingsError, SurroundingsError
from epistola.validate import catalogs, vault
from epistola.validate.addresses import SCHEME
from epistola.validate.document import Document

OWN: Final = "epistola"
SUFFIXES: Final = (".rng", ".xsd", ".sch")
_PSEUDO: Final = re.compile(r"""([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


def own() -> tuple[Path, ...]:
    """Return the schemas that come with Epistola."""
    generated = resources.schemas() / "generated"
    return generated / "epistola.rng", generated / "epistola.sch"


def named(words: Sequence[Path | str], catalog: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the files of the schemas that the user names.

    Raises SettingsError or SurroundingsError, with what to do, for one that isn't here or can't be used.
    """
    return tuple(path for word in words for path in _named(word, catalog))


def _named(word: Path | str, catalog: Sequence[Path]) -> tuple[Path, ...]:
    text = str(word)
    if text == OWN and not Path(text).exists():
        return own()
    if vault.is_name(text) and not Path(text).is_file():
        known = catalogs.resolve(text, catalogs.named(catalog))
        return (known if known is not None else vault.cached(text),)
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise SettingsError(
            f"“{text}” is not a schema that can be used here.",
            code="validate/unknown-schema",
            hint=f"Give a file whose name ends in {', '.join(SUFFIXES)}, or {OWN}, tei_all, cmif.",
        )
    if not path.is_file():
        raise SurroundingsError(
            "There is no schema of this name.", code="validate/no-schema", file=text, hint="Check the path."
        )
    return (path,)


def followed(document: Document, catalog: Sequence[Path] = ()) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Return the schemas that the document itself asks for, and what is to be said of those that aren't here."""
    if not document.mentions(b"xml-model"):
        return (), ()
    found: dict[Path, None] = {}
    remarks: list[Diagnostic] = []
    for instruction, href in _asked(document):
        path = _file(document, href, catalogs.named(catalog))
        if path is not None:
            found[path.resolve()] = None
        else:
            remarks.append(_not_here(document, instruction, href))
    return tuple(found), tuple(remarks)


def _asked(document: Document) -> Iterator[tuple[etree._Element, str]]:
    """Yield the instructions before the outermost element that name a schema of a kind that we know."""
    instructions = list(document.root.itersiblings(etree.ProcessingInstruction, preceding=True))
    for instruction in reversed(instructions):
        if getattr(instruction, "target", "") != "xml-model":
            continue
        pairs = {name: _plain(double or single) for name, double, single in _PSEUDO.findall(instruction.text or "")}
        href = pairs.get("href", "")
        if href and href.partition("#")[0].partition("?")[0].lower().endswith(SUFFIXES):
            yield instruction, href.partition("#")[0]


def _plain(text: str) -> str:
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text


def _file(document: Document, href: str, catalog: Sequence[Path]) -> Path | None:
    known = catalogs.resolve(href, catalog)
    if known is not None:
        return known if known.is_file() and known.suffix.lower() in SUFFIXES else None
    if vault.is_name(href):
        try:
            return vault.cached(href)
        except SurroundingsError:
            return _of_tei(href)
    folder = document.folder
    if SCHEME.fullmatch(href) or folder is None:
        return None
    path = (folder / unquote(href)).resolve()
    return path if path.is_file() and path.is_relative_to(_edition(folder)) else None


def _of_tei(href: str) -> Path | None:
    """Return the schema of the Vault that was fetched by its name and version, for an address in the Vault."""
    found = re.search(r"/P5/(\d[\d.]*|current)/.*/tei_all\.rng$", href)
    if found is None:
        return None
    try:
        return vault.cached("tei_all" if found[1] == "current" else f"tei_all@{found[1]}")
    except SurroundingsError:
        return None


def _edition(folder: Path) -> Path:
    """Return the folder of the edition, beyond which no document leads."""
    settings = config.find(folder)
    return settings.parent if settings is not None else folder.parent


def _not_here(document: Document, instruction: etree._Element, href: str) -> Diagnostic:
    here = "https://" in href or "http://" in href
    hint = f"Once, run: epistola schema fetch {href}" if here else "Put the file there, or name a schema with --schema."
    return Diagnostic(
        "validate/schema-not-here",
        Severity.INFORMATION,
        f"The document asks for the schema “{href}”, which is not here or lies outside the edition.",
        document.place(instruction),
        hint,
    )
