"""A small edition whose letters are encoded, checked and transformed by stand-ins that one can see through."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.editions import settings

from epistola.build import checking, encodings, orders, workers
from epistola.config import Edition, load
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.validate import Examined

EDITION = settings("ris", "bibtex")


@dataclass(frozen=True)
class Encoded:
    tei: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Output:
    content: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


@pytest.fixture
def worked() -> list[str]:
    """What the stand-ins were asked for: “encode a.txt”, “validate tei/a.xml”, “ris tei/a.xml” …"""
    return []


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch, worked: list[str]) -> None:
    """Encoding wraps a text, and fails for one with “bad”; checking finds “odd”; transforming names its format."""

    def encode(data: bytes, name: str, settings: object) -> Encoded:
        worked.append(f"encode {name}")
        if b"bad" in data:
            found = Diagnostic("x/bad", Severity.ERROR, "Bad.", Place(name, 1, 1), "Mend it.")
            return Encoded(None, (found,))
        # What stands after a tilde isn't encoded, so that one can change a transcription without changing the TEI.
        return Encoded(b"<TEI>%s</TEI>" % data.partition(b"~")[0])

    def transform(data: bytes, to: str, *, name: str, parameters: Mapping[str, str], **_: object) -> Output:
        worked.append(f"{to} {name}")
        return Output(f"{to}: {data.decode()}".encode())

    monkeypatch.setattr(encodings, "encode", encode)

    class Examiner:
        def __init__(self, **settings: object) -> None: ...

        def examine(self, data: bytes, name: str, base: Path) -> Examined:
            worked.append(f"validate {name}")
            found = Diagnostic("x/odd", Severity.ERROR, "Odd.", Place(name, 1, 1), "Mend it.")
            return Examined((found,) if b"odd" in data else ())

    monkeypatch.setattr(checking, "Examiner", Examiner)
    monkeypatch.setattr(orders, "Examiner", Examiner)
    orders._examiner.cache_clear()

    def read_pieces(to: str, data: bytes, name: str, authority: object, **_: object) -> list[str]:
        worked.append(f"record {name}")
        return [data.decode()]

    def write_pieces(pieces: Iterable[tuple[str, str]], to: str, **_: object) -> Output:
        worked.append(to)
        return Output(f"{to}: {' '.join(text for _, text in pieces)}".encode())

    monkeypatch.setattr(workers, "transform", transform)
    monkeypatch.setattr(workers, "read_pieces", read_pieces)
    monkeypatch.setattr(workers, "write_pieces", write_pieces)


@pytest.fixture
def edition(tmp_path: Path, stand_ins: None) -> Callable[..., Edition]:
    """Make an edition of letters, given as file name and text."""

    def make(**letters: str) -> Edition:
        (tmp_path / "edition.toml").write_text(EDITION)
        (tmp_path / "seeds").mkdir()
        for name, text in letters.items():
            (tmp_path / "seeds" / f"{name}.txt").write_text(text)
        return load(tmp_path / "edition.toml")

    return make
