"""The door to folders that are elsewhere: `s3://…`, and whatever else fsspec can address (extra `epistola[remote]`).

The edition works on a copy of such a folder, below `.epistola`. What changed there is fetched before a build; what
changed here is sent after it. Files are compared by what the other side says of them (its ETag, or time and size) and
by fingerprints of ours, so that only what is new travels. A copy that is deleted is fetched again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from epistola.build import fingerprints
from epistola.build.files import write
from epistola.config import Edition
from epistola.diagnostics import Diagnostic, Place, Severity, from_error
from epistola.errors import EpistolaError, SettingsError, SurroundingsError
from epistola.extras import need

_PART: Final = ".part"
_SIGNS: Final = ("ETag", "etag", "md5", "content_md5", "LastModified", "mtime", "created", "size")


@dataclass(slots=True)
class Mirror:
    """A folder elsewhere (`address`) and its copy here.

    `known` says, for each file by name, what the other side said of it and the fingerprint (hexadecimal) of the copy
    when the two were last the same.
    """

    address: str
    copy: Path
    system: Any
    path: str
    known: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, address: str, copy: Path) -> Mirror:
        """Open the door.

        Raises SurroundingsError when fsspec isn't installed, SettingsError when what it needs for this address isn't.
        """
        need("remote", "fsspec")
        try:
            system, path = import_module("fsspec.core").url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise SettingsError(
                f"The folder {address} can't be reached: {error}.",
                code="remote/no-door",
                file=address,
                hint="Install the package that such addresses need: s3fs for s3://, gcsfs for gs://, and so on.",
            ) from None
        noted = copy.with_suffix(".json")
        known = json.loads(noted.read_bytes()) if noted.is_file() and copy.is_dir() else {}
        return cls(address, copy, system, path.rstrip("/"), {name: tuple(both) for name, both in known.items()})

    def fetch(self) -> Iterator[tuple[Path, Diagnostic | None]]:
        """Make the copy what the folder is; yield each file that had to be fetched, and why it couldn't be."""
        there = self._there()
        for name, sign in there.items():
            copy = self.copy / name
            if not copy.is_file() or self.known.get(name, ("", ""))[0] != sign:
                yield copy, self._trying(name, partial(self._fetch, name, sign))
        for name in sorted(self.known.keys() - there.keys()):
            (self.copy / name).unlink(missing_ok=True)
            del self.known[name]
        self._note()

    def send(self) -> Iterator[tuple[Path, Diagnostic | None]]:
        """Send what is new in the copy, or no longer there; yield each such file, and why it couldn't be sent."""
        there, sent = self._there(), {}
        for path in sorted(self.copy.rglob("*")):
            name = path.relative_to(self.copy).as_posix()
            if path.is_file() and not path.name.startswith("."):
                digest = fingerprints.of_file(path).hex()
                if self.known.get(name) != (there.get(name), digest):
                    refused = self._trying(name, partial(self._send, name))
                    if refused is None:
                        sent[name] = digest
                    yield path, refused
        # The list tells of a file in other words than a question for it does.
        there = self._there() if sent else there
        self.known.update({name: (there.get(name, ""), digest) for name, digest in sent.items()})
        self._note()

    def _fetch(self, name: str, sign: str) -> None:
        content = bytes(self.system.cat_file(f"{self.path}/{name}"))
        write(self.copy / name, content)
        self.known[name] = (sign, fingerprints.of(content).hex())

    def _send(self, name: str) -> None:
        """Send a file: whole or not at all, as stores do by themselves, and file systems by renaming."""
        target, content = f"{self.path}/{name}", (self.copy / name).read_bytes()
        self.system.makedirs(target.rpartition("/")[0], exist_ok=True)
        if import_module("fsspec.implementations.local").LocalFileSystem.protocol == self.system.protocol:
            self.system.pipe_file(target + _PART, content)
            self.system.mv(target + _PART, target)
        else:
            self.system.pipe_file(target, content)

    def _there(self) -> Mapping[str, str]:
        """Return what the other side says of each of its files; nothing for a folder that isn't there yet."""
        try:
            self.system.invalidate_cache()
            found = self.system.find(self.path, detail=True)
        except FileNotFoundError:
            return {}
        except Exception as error:
            raise SurroundingsError(
                f"The folder {self.address} can't be read: {error}.",
                code="remote/unreadable",
                file=self.address,
                hint="Check the address, the network, and that you have the right to read it.",
            ) from None
        names = {path.removeprefix(self.path).lstrip("/"): info for path, info in found.items()}
        return {name: _sign(info) for name, info in sorted(names.items()) if not name.endswith(_PART)}

    def _trying(self, name: str, do: Callable[[], None]) -> Diagnostic | None:
        """Do something with one file. Whatever fails, and libraries fail in many ways, costs this file only."""
        try:
            do()
        except EpistolaError as error:
            return from_error(error, name)
        except Exception as error:
            sentence = f"The file can't be fetched or sent: {type(error).__name__}: {error}."
            hint = "Check the address, the network, and your rights; then build again."
            return Diagnostic("remote/no-file", Severity.ERROR, sentence, Place(f"{self.address}/{name}"), hint)
        return None

    def _note(self) -> None:
        write(self.copy.with_suffix(".json"), json.dumps(self.known, sort_keys=True, ensure_ascii=False).encode())


def mirrors(edition: Edition) -> dict[str, Mirror]:
    """Return the folders of an edition that are elsewhere, by name: `sources`, `tei`, `output`."""
    copies = {"sources": edition.sources, "tei": edition.tei, "output": edition.output}
    return {name: Mirror.of(address, copies[name]) for name, address in edition.remote}


def _sign(info: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={info[key]}" for key in _SIGNS if info.get(key) is not None)
