"""Letters that are encoded already: their text, the names that are marked in it, and who wrote them to whom.

The text is that of `body` in its source reading (`sic`, `orig`, `abbr`; no `note`, no `supplied`). Where the file
doesn't preserve white space, parts of a letter are put on lines of their own, so that they are as they would have
been transcribed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from epistola import xml
from epistola.encode.learn.correspondence import UNDESCRIBED, Described, described
from epistola.names import TEI_NS

LEARNT: Final = frozenset({"persName", "placeName", "orgName", "title"})
_REFERENCES: Final = frozenset({"person", "place", "org"})
_SKIPPED: Final = frozenset({"note", "supplied", "del", "corr", "reg", "expan", "figDesc", "standOff"})
_PARTS: Final = frozenset(
    {"div", "head", "argument", "opener", "dateline", "address", "addrLine", "salute", "p", "closer", "signed"}
    | {"postscript", "lg", "l", "list", "item", "table", "row"}
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Marked:
    """A name as the edition marked it: span, element (`rs:person` for `rs type="person"`), @ref."""

    start: int
    end: int
    label: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A letter, its names, and who its header says wrote it to whom; `language` is "" where the file doesn't say it."""

    name: str
    sha256: str
    language: str
    text: str
    names: tuple[Marked, ...]
    header: Described = UNDESCRIBED


def examples(paths: Iterable[Path]) -> tuple[Example, ...]:
    """Read the letters; a folder means the `*.xml` in it. A file that is no XML raises what `epistola.xml` raises."""
    files = [f for path in paths for f in (sorted(path.glob("*.xml")) if path.is_dir() else [path])]
    return tuple(example(xml.read(file), file.name) for file in files)


def example(data: bytes, name: str) -> Example:
    """Read one letter."""
    root = xml.parse(data, name).getroot()
    collected = _Collected()
    for body in root.iter(f"{{{TEI_NS}}}body"):
        collected.walk(body, preserved=False)
    text = root.find(f"{{{TEI_NS}}}text")
    language = (text.get(_LANG) if text is not None else None) or root.get(_LANG) or ""
    names = tuple(sorted(set(collected.names), key=lambda marked: (marked.start, -marked.end, marked.label)))
    return Example(name, hashlib.sha256(data).hexdigest(), language, "".join(collected.pieces), names, described(root))


@dataclass(slots=True)
class _Collected:
    pieces: list[str] = field(default_factory=list)
    names: list[Marked] = field(default_factory=list)
    length: int = 0

    def add(self, text: str | None, *, preserved: bool) -> None:
        if text:
            text = text if preserved else re.sub(r"\s+", " ", text)
            if not preserved and (not self.pieces or self.pieces[-1].endswith(("\n", " "))):
                text = text.lstrip(" ")
            if text:
                self.pieces.append(text)
                self.length += len(text)

    def walk(self, node: etree._Element, *, preserved: bool) -> None:
        if not isinstance(node.tag, str):
            return
        name = etree.QName(node).localname
        if name in _SKIPPED:
            return
        preserved = node.get(_SPACE, "preserve" if preserved else "") == "preserve"
        if not preserved:
            self._lines(name)
        start = self.length
        self.add(node.text, preserved=preserved)
        for child in node:
            self.walk(child, preserved=preserved)
            self.add(child.tail, preserved=preserved)
        label = _label(node, name)
        if label:
            self._mark(start, label, node.get("ref", ""))
        if not preserved:
            self._lines(name)

    def _lines(self, name: str) -> None:
        """Put a part of the letter on lines of its own, and begin a line at a line beginning."""
        wanted = "\n\n" if name in ("p", "opener", "closer", "postscript", "head") else "\n"
        if (name in _PARTS or name == "lb") and self.pieces and not self.pieces[-1].endswith(wanted):
            self.add(wanted[: 1 if self.pieces[-1].endswith("\n") else 2], preserved=True)

    def _mark(self, start: int, label: str, ref: str) -> None:
        text = "".join(self.pieces)[start:] if self.length - start < 400 else ""
        bare = text.strip()
        if bare:
            begin = start + text.index(bare)
            self.names.append(Marked(begin, begin + len(bare), label, ref))


def _label(node: etree._Element, name: str) -> str:
    if name in LEARNT:
        return name
    kind = node.get("type", "")
    return f"rs:{kind}" if name == "rs" and kind in _REFERENCES else ""
