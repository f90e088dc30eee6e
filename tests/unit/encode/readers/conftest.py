"""Packages made in memory, and the refusal that a reader must give."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import ModuleType

import pytest

from epistola.errors import SourceError

Pack = Callable[[Mapping[str, str | bytes]], bytes]
Refusal = Callable[[ModuleType, bytes], SourceError]


@pytest.fixture(scope="session")
def pack() -> Pack:
    """A function that makes a ZIP archive of parts."""

    def make(parts: Mapping[str, str | bytes]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return make


@pytest.fixture(scope="session")
def refusal() -> Refusal:
    """A function that reads what can't be read and gives the error, which must have a file and a remedy."""

    def refused(reader: ModuleType, data: bytes) -> SourceError:
        with pytest.raises(SourceError) as caught:
            reader.read(data, f"letter{reader.SUFFIXES[0]}")
        assert caught.value.file == f"letter{reader.SUFFIXES[0]}"
        assert caught.value.message
        assert caught.value.hint
        return caught.value

    return refused
