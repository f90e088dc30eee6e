"""Schemas of others, downloaded once into the user's cache folder and pinned by their checksum.

`tei_all@4.12.0` is the schema for the whole of TEI in that version, from the TEI Vault; `cmif@COMMIT` that of the
Correspondence Metadata Interchange format; an address of the web is itself. `fetch` asks the network (`epistola.web`),
nothing else here does. What is fetched is checked to be a schema before it takes its place.

Codes: `vault/not-fetched`, `vault/damaged`, `vault/unreachable`, `vault/other-checksum`, `vault/no-schema`,
`vault/unknown-name`, `vault/not-kept`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from epistola import resources, xml
from epistola.errors import EpistolaError, SettingsError, SurroundingsError
from epistola.names import SCHEMATRON_NS
from epistola.whole import whole

VAULT: Final = "https://vault.tei-c.org/P5"
_CMIF: Final = "https://raw.githubusercontent.com/TEI-Correspondence-SIG/CMIF"
_PATHS: Final = {
    "tei_all": VAULT + "/{version}/xml/tei/custom/schema/relaxng/tei_all.rng",
    "cmif": _CMIF + "/{version}/schema/cmi-customization.rng",
}
_EXAMPLES: Final = {"tei_all": "tei_all@4.12.0", "cmif": "cmif@master"}
_NAME: Final = re.compile(r"(?P<name>tei_all|cmif)(?:@(?P<version>[A-Za-z0-9][A-Za-z0-9._-]*))?")
_VERSION: Final = re.compile(r"\d+")
_ROOTS: Final = (
    "{http://relaxng.org/ns/structure/1.0}",
    "{http://www.w3.org/2001/XMLSchema}",
    f"{{{SCHEMATRON_NS}}}",
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A schema in the cache: its file, its checksum, and whether it was downloaded just now."""

    path: Path
    sha256: str
    new: bool


def folder() -> Path:
    """Return where fetched schemas are kept."""
    return resources.cache("schemas")


def is_name(word: str) -> bool:
    """Tell whether `word` names a schema that can be fetched: `tei_all`, `cmif`, each with a version, or an address."""
    return bool(_NAME.fullmatch(word)) or bool(re.match(r"https?://", word))


def cached(word: str) -> Path:
    """Return the file of a schema that was fetched earlier.

    Without a version it is the highest that is there. Raises SurroundingsError when there is none, with what to do, or
    when the file isn't what was fetched.
    """
    path = _newest(word) or _target(word)
    if not path.is_file():
        wanted = word if "@" in word or "://" in word else _EXAMPLES[word]
        raise SurroundingsError(
            f"The schema “{word}” has not been fetched, and nothing is downloaded while files are validated.",
            code="vault/not-fetched",
            file=word,
            hint=f"Once, while there is a network, run: epistola schema fetch {wanted}",
        )
    recorded = path.with_name(f"{path.name}.sha256")
    if not recorded.is_file() or recorded.read_text(encoding="ascii", errors="replace").strip() != _digest(path):
        raise SurroundingsError(
            f"The schema “{word}” in the cache is not the file that was fetched.",
            code="vault/damaged",
            file=str(path),
            hint=f"Delete the file, and run: epistola schema fetch {word}",
        )
    return path


def fetch(word: str, *, sha256: str = "", vault: str = "") -> Fetched:
    """Download a schema unless it is in the cache, and return where it is.

    `sha256` is the checksum that it must have; `vault` the address of a mirror of the TEI Vault. Raises SettingsError
    for what can't be fetched, SurroundingsError when the download fails or isn't what it should be.
    """
    address = _address(word, vault)
    target = _target(word)
    new = not target.is_file()
    data = _downloaded(address) if new else xml.read(cached(word))
    digest = _sha256(data)
    if sha256 and sha256.lower() != digest:
        raise SurroundingsError(
            f"The schema “{word}” has the SHA-256 {digest}, not the one that was asked for.",
            code="vault/other-checksum",
            file=address,
            hint="Somebody has changed it, or the checksum is that of another version; nothing was kept.",
        )
    if new:
        _refuse_other_than_schemas(data, address)
        _keep(target, data, digest)
    return Fetched(target, digest, new)


def _address(word: str, vault: str) -> str:
    found = _NAME.fullmatch(word)
    if found is None and not is_name(word):
        raise SettingsError(
            f"“{word}” is not a schema that can be fetched.",
            code="vault/unknown-name",
            hint=f"Write {' or '.join(_EXAMPLES.values())}, or an address that begins with https://.",
        )
    if found is None:
        return word
    if not found["version"]:
        raise SettingsError(
            f"Say which version of “{word}” is to be fetched, so that it stays the same.",
            code="vault/unknown-name",
            hint=f"For instance: epistola schema fetch {_EXAMPLES[word]}",
        )
    address = _PATHS[found["name"]].format(version=found["version"])
    return address.replace(VAULT, vault.rstrip("/"), 1) if vault else address


def _target(word: str) -> Path:
    """Name the file in the cache; one from the web keeps its own name after a digest of its address."""
    if _NAME.fullmatch(word):
        return folder() / f"{word}.rng"
    name = re.sub(r"[^A-Za-z0-9._-]", "_", urlsplit(word).path.rpartition("/")[2]) or "schema"
    suffix = "" if name.lower().endswith((".rng", ".xsd", ".sch")) else ".rng"
    return folder() / f"{_sha256(word.encode())[:16]}-{name}{suffix}"


def _newest(word: str) -> Path | None:
    found = _NAME.fullmatch(word)
    if found is None or found["version"]:
        return None
    kept = folder().glob(f"{word}@*.rng")
    return max(kept, key=lambda path: ([int(n) for n in _VERSION.findall(path.stem)], path.stem), default=None)


def _downloaded(address: str) -> bytes:
    from epistola import web  # what asks the network is hardly ever needed

    try:
        return web.ask(address)
    except SurroundingsError as error:
        if error.code == "web/too-large":
            raise _no_schema(address) from None
        raise SurroundingsError(
            f"The schema can't be downloaded. {error.message}",
            code="vault/unreachable",
            file=address,
            hint="Check the version and the network. Without a network, name the file of a schema: --schema FILE.",
        ) from None


def _sha256(data: bytes) -> str:
    import hashlib  # it loads OpenSSL, which takes more memory than a validation

    return hashlib.sha256(data).hexdigest()


def _refuse_other_than_schemas(data: bytes, address: str) -> None:
    try:
        root = xml.parse(data, address).getroot()
    except EpistolaError:
        raise _no_schema(address) from None
    if not str(root.tag).startswith(_ROOTS):
        raise _no_schema(address)


def _no_schema(address: str) -> SurroundingsError:
    return SurroundingsError(
        "What is at this address is not a schema in XML.",
        code="vault/no-schema",
        file=address,
        hint="Check the address; nothing was kept.",
    )


def _keep(target: Path, data: bytes, digest: str) -> None:
    """Put the file and its checksum into the cache, each in one step; the file last."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(target.with_name(f"{target.name}.sha256"), f"{digest}\n".encode())
        _put(target, data)
    except OSError as error:
        raise SurroundingsError(
            f"The schema can't be kept: {error.strerror or error}.",
            code="vault/not-kept",
            file=str(target),
            hint="Check that you may write there, and that there is space.",
        ) from None


def _put(path: Path, data: bytes) -> None:
    with whole(path) as file:
        file.write(data)


def _digest(path: Path) -> str:
    return _sha256(xml.read(path))
