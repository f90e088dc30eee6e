"""Is a package whole? Its bag (checksums, missing and foreign files), its crate, its description.

Any BagIt bag with an RO-Crate in it can be checked, whoever made it. What is in the letters is judged elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from epistola.deposit import crate
from epistola.diagnostics import Diagnostic, Place, Severity

_DESCRIPTION: Final = "metadata/edition.datacite.json"
_FOREIGN: Final = "The file is in no manifest: it was added after the package was made."
_MISSING: Final = "The file is listed in a manifest and is not there."
_RESTORE: Final = "Fetch the package again from where it is kept, or make it anew with epistola deposit pack."


def check_bag(bag: Path) -> Iterator[Diagnostic]:
    """Compare each file of a bag with its checksums (RFC 8493, section 3); name each damaged, missing, foreign file."""
    import bagit

    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        opened = bagit.Bag(str(bag))
        if not list(opened.manifest_files()):
            yield _finding("bag", "The bag has no manifest, so that no file can be compared with a checksum.", bag)
            return
        missing, foreign = opened.compare_manifests_with_fs()
        found = [
            *(
                _finding("missing", "The file is listed in a manifest and is not there.", bag / name)
                for name in missing
            ),
            *(_finding("foreign", _FOREIGN, bag / name, "Remove it, or make the package anew.") for name in foreign),
            *_damaged(bag, opened.entries, set(missing)),
        ]
        yield from sorted(found, key=lambda diagnostic: diagnostic.place)
        if not found:
            opened.validate()
    except (bagit.BagError, OSError, UnicodeDecodeError, ValueError) as error:
        yield _finding("bag", f"This is not a bag as BagIt wants it: {error}.", bag)


def _damaged(bag: Path, entries: Mapping[str, Mapping[str, str]], missing: Collection[str]) -> Iterator[Diagnostic]:
    """Name the files whose checksums differ, whichever of the bag's algorithms says so."""
    for name, expected in entries.items():
        if name in missing:
            continue
        for algorithm, checksum in sorted(expected.items()):
            with (bag / name).open("rb") as file:
                actual = hashlib.file_digest(file, algorithm).hexdigest()
            if actual != checksum.lower():
                sentence = f"The file is not what it was: its checksum ({algorithm}) differs from the manifest's."
                yield _finding("damaged", sentence, bag / name)
                break


def check_crate(payload: Path) -> Iterator[Diagnostic]:
    """Check that the crate describes what is there (RO-Crate 1.2): each file of the payload, and no other."""
    path = payload / crate.NAME
    try:
        graph = json.loads(path.read_bytes())["@graph"]
        entities = {entity["@id"]: entity for entity in graph}
    except FileNotFoundError:
        yield _finding("no-crate", "The package has no RO-Crate: ro-crate-metadata.json is missing.", path)
        return
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield _finding("crate", f"The description of the crate can't be read: {error}.", path)
        return
    yield from _root(entities, path)
    yield from _described(entities, payload)


def _root(entities: dict[str, Any], path: Path) -> Iterator[Diagnostic]:
    """The root data entity has a name, a description, a date and a licence (section “Root Data Entity”)."""
    root = entities.get("./")
    if root is None:
        yield _finding("crate", "The crate doesn't describe the package itself: the entity “./” is missing.", path)
        return
    for name in ("name", "description", "datePublished", "license"):
        if not root.get(name):
            yield _finding("crate", f"The crate doesn't say “{name}” of the package.", path)


def _described(entities: dict[str, Any], payload: Path) -> Iterator[Diagnostic]:
    described = {unquote(name): entity for name, entity in entities.items() if _is_file(entity)}
    there = {found.relative_to(payload).as_posix() for found in payload.rglob("*") if found.is_file()}
    for name in sorted(described.keys() - there):
        yield _finding("missing", "The crate describes this file, and it is not there.", payload / name)
    for name in sorted(there - described.keys() - {crate.NAME}):
        sentence = "The crate doesn't describe this file."
        yield _finding("not-described", sentence, payload / name, "Make the package anew, or remove the file.")


def _is_file(entity: dict[str, Any]) -> bool:
    kinds = entity.get("@type", [])
    name = entity["@id"]
    is_here = not urlsplit(name).scheme and name != crate.NAME and not name.startswith("#")
    return is_here and "File" in (kinds if isinstance(kinds, list) else [kinds])


def check_description(payload: Path) -> Iterator[Diagnostic]:
    """Check the description of the whole against DataCite 4.5, where there is one."""
    from datacite import schema45

    path = payload / _DESCRIPTION
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        sentence = "The package has no description of the whole for DataCite."
        yield _finding("no-description", sentence, path, severity=Severity.WARNING)
        return
    except (OSError, ValueError) as error:
        yield _finding("description", f"The description can't be read: {error}.", path)
        return
    refusals = schema45.validator.iter_errors(data)
    for refusal in sorted(refusals, key=lambda found: list(map(str, found.absolute_path))):
        where = "/".join(map(str, refusal.absolute_path)) or "the whole"
        yield _finding("description", f"DataCite 4.5 refuses {where}: {refusal.message}.", path)


def _finding(
    slug: str, sentence: str, path: Path, hint: str = _RESTORE, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic(f"deposit/{slug}", severity, sentence, Place(str(path)), hint)
