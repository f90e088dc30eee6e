"""What a language model answered about a letter: kept in a file, read again, and verified against the text.

A file is `NAME.json` for the source `NAME.txt`: the model, its address, the SHA-256 of the text that was sent, and the
words of the answer to each piece of it, as they came. So the encoding can be repeated without asking anybody, and
somebody else can read what the model said. Nothing in an answer is believed: a name counts only if it stands in
the text, word for word, where the answer says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from epistola import xml
from epistola.encode.models.spans import Found, is_name, pieces
from epistola.errors import SettingsError

LONGEST: Final = 6_000
_VERSION: Final = 1
_KINDS: Final = frozenset({"person", "place", "org", "work"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The model, its address, the SHA-256 of the text (UTF-8), and the answers to its pieces in their order."""

    model: str
    url: str
    sha256: str
    replies: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """Write the answer as JSON."""
        return (json.dumps({"version": _VERSION, **asdict(self)}, ensure_ascii=False, indent=1) + "\n").encode()

    def is_about(self, text: str) -> bool:
        """Tell whether `text` is what the model was asked about."""
        return self.sha256 == digest(text)


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of an answer that doesn't count: where the piece of the text begins, what it was, and why not."""

    at: int
    words: str
    reason: str


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def file_of(folder: Path, source: Path) -> Path:
    """Return the file in which the answer about a source is kept."""
    return folder / f"{source.stem}.json"


def read_answer(folder: Path, source: Path) -> Answer | None:
    """Read the answer about a source, None when there is none; raise SettingsError for a file that is no answer."""
    path = file_of(folder, source)
    if not path.is_file():
        return None
    try:
        said = json.loads(xml.read(path))
        replies = said["replies"]
        if said["version"] == _VERSION and isinstance(replies, list) and all(isinstance(r, str) for r in replies):
            return Answer(str(said["model"]), str(said["url"]), str(said["sha256"]), tuple(replies))
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise SettingsError(
        "The file is not an answer that was kept by this version of Epistola.",
        code="answers/not-readable",
        file=str(path),
        hint="Delete it, and run epistola ask again.",
    )


def verified(answer: Answer, text: str) -> Iterator[Found | Refused]:
    """Yield the names of an answer that stand in `text`, and what doesn't count with the reason."""
    for (offset, piece), reply in zip(pieces(text, LONGEST), answer.replies, strict=False):
        named = _named(reply)
        if named is None:
            yield Refused(offset, reply[:60], "it is not the list that was asked for")
            continue
        for one in named:
            yield _verified(one, piece, offset)


def _named(reply: str) -> list[Any] | None:
    """Return the list of a reply: JSON, perhaps in a fence of Markdown, perhaps within an object."""
    fenced = re.search(r"```(?:json)?\s*(.*?)```", reply, re.DOTALL)
    try:
        said = json.loads(fenced[1] if fenced else reply)
    except (ValueError, RecursionError):
        return None
    if isinstance(said, dict):
        said = said.get("names")
    return said if isinstance(said, list) else None


def _verified(one: Any, piece: str, offset: int) -> Found | Refused:
    shown = json.dumps(one, ensure_ascii=False)[:60]
    kind = one.get("label") if isinstance(one, dict) else None
    if not isinstance(kind, str) or kind not in _KINDS:
        return Refused(offset, shown, "it is no name of a kind that was asked for")
    words = one.get("text")
    if not isinstance(words, str) or not words.strip():
        return Refused(offset, shown, "it doesn't say the words")
    start = _start(one, words, piece)
    if start is None:
        return Refused(offset, shown, "the words don't stand there")
    if not is_name(piece, start, start + len(words)):
        return Refused(offset, shown, "the words can't be a name")
    return Found(offset + start, offset + start + len(words), kind, kind)


def _start(one: dict[str, Any], words: str, piece: str) -> int | None:
    """Return where the words stand: at `start`, if the answer says that, else at their `occurrence`th place."""
    start, number = one.get("start"), one.get("occurrence", 1)
    if isinstance(start, int) and not isinstance(start, bool):
        return start if start >= 0 and piece[start : start + len(words)] == words else None
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= len(piece):
        return None
    places = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", piece)
    return next((found.start() for count, found in enumerate(places, 1) if count == number), None)
