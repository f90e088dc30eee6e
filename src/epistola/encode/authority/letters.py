"""Names in encoded letters that nobody has identified: marked, but with no `@ref` to an authority file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from epistola import xml
from epistola.encode.authority.register import KINDS
from epistola.encode.lexicon import languages, lexicon
from epistola.encode.names.personal import personal_name
from epistola.names import XML_LANG, tei

_NAMES: Final = {tei(name): kind for kind, name in KINDS.values()}
_PARTS: Final = (tei("forename"), tei("nameLink"), tei("surname"))
# What an editor put beside the words of the letter (TEI Guidelines, chapters 3.5 and 3.9).
_BESIDE: Final = frozenset(map(tei, ("note", "corr", "reg", "expan", "supplied", "figDesc")))
_APART: Final = frozenset(
    map(tei, ("p", "head", "opener", "closer", "dateline", "salute", "signed", "lb", "ab", "cell"))
)
_FALLBACK: Final = "en"
_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a letter, without titles: its kind, words, the parts of a person's name, and what stands around it.

    `pointer` is the entry of the letter's own list that it leads to, or "". `before` and `after` are a few words of the
    same letter, with single blanks.
    """

    kind: str
    name: str
    forename: str
    surname: str
    pointer: str
    letter: str
    line: int
    before: str
    words: str
    after: str


def _page(text: etree._Element) -> tuple[str, list[tuple[etree._Element, int, int]]]:
    """Return the words of a text and the names in them, with offsets; what stands beside the words is left out."""
    pieces: list[str] = []
    found: list[tuple[etree._Element, int, int]] = []
    starts: dict[etree._Element, int] = {}
    length = 0
    walk = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        words: tuple[str | None, ...]
        if event == "start" and node.tag in _BESIDE:
            walk.skip_subtree()
            words = ()
        elif event == "start":
            starts[node] = length
            words = (" " if node.tag in _APART else "", node.text)
        else:
            if node in starts and node.tag in _NAMES:
                found.append((node, starts[node], length))
            words = (" " if node.tag in _APART else "", node.tail if node is not text else "")
        for piece in filter(None, words):
            pieces.append(piece)
            length += len(piece)
    return "".join(pieces), found


def unidentified(data: bytes, letter: str) -> Iterator[Sighting]:
    """Yield the names of the letter in the bytes `data` that lead to no authority file, in the order of the text.

    Raises MarkupError for what is no XML.
    """
    root = xml.parse(data, letter).getroot()
    for text in root.iterchildren(tei("text")):
        code = (text.get(XML_LANG) or root.get(XML_LANG) or "").split("-")[0].lower()
        whole, found = _page(text)
        for node, start, end in sorted(found, key=lambda one: one[1:]):
            ref = node.get("ref", "")
            if (not ref or ref.startswith("#")) and whole[start:end].strip():
                yield _sighting(node, whole, start, end, letter, code if code in languages() else _FALLBACK)


def _sighting(node: etree._Element, text: str, start: int, end: int, letter: str, code: str) -> Sighting:
    kind, words = _NAMES[str(node.tag)], " ".join(text[start:end].split())
    name, forename, surname = _taken_apart(node, words, code) if kind == "person" else (words, "", "")
    return Sighting(
        kind,
        name,
        forename,
        surname,
        node.get("ref", ""),
        letter,
        xml.place(node, letter).line,
        " ".join(text[max(0, start - 200) : start].split()[-_WORDS:]),
        words,
        " ".join(text[end : end + 200].split()[:_WORDS]),
    )


def _taken_apart(node: etree._Element, words: str, code: str) -> tuple[str, str, str]:
    """Return the name without titles, its forename and its surname, by its markup or, without any, by its words."""
    parts = list(node.iter(*_PARTS))
    said = {part.tag for part in parts}
    if _PARTS[0] in said or _PARTS[2] in said:
        forename = _joined(part for part in parts if part.tag == _PARTS[0])
        surname = _joined(part for part in parts if part.tag != _PARTS[0])
        return re.sub(r"(?<=['’]) ", "", f"{forename} {surname}".strip()), forename, surname
    name = personal_name(words, lexicon(code))
    return (name.bare, name.forename, name.surname) if name else (words, "", "")


def _joined(parts: Iterator[etree._Element]) -> str:
    return re.sub(r"(?<=['’]) ", "", " ".join(" ".join("".join(map(str, part.itertext())).split()) for part in parts))
