"""The edition's authority files: TEI lists of persons, places and organisations → `Register`.

What an entry says, and how the encoder reads it, is described in docs/reference/authority.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

from epistola import xml
from epistola.names import NAMESPACES, XML_ID, tei

# The elements of an entry, each with its kind and the element of its names.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "person": ("person", "persName"),
    "place": ("place", "placeName"),
    "org": ("org", "orgName"),
}


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """The name and the bytes of a list, as it was read."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Office:
    """What a person was, when, and for whom: `from_` and `to` are ISO days or "", `serves` is a pointer or ""."""

    words: str
    from_: str
    to: str
    serves: str

    def held_on(self, day: str) -> bool:
        """Tell whether the office was held on `day` (ISO 8601); an unknown end is open."""
        return (not self.from_ or self.from_ <= day) and (not self.to or day <= self.to)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or organisation.

    `pointer` is what `@ref` says (`person:moser-anna`); `names` are its full forms, the preferred one first;
    `surnames` and `forenames` those of a person; `adjectives` those of a place; `identifiers` are those of others
    (`idno`), as they stand; `file` and `line` say where the entry begins.
    """

    kind: str
    pointer: str
    names: tuple[str, ...]
    forenames: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    nationality: str = ""
    identifiers: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    def __hash__(self) -> int:
        """Hash the pointer, which tells nearly all entries apart."""
        return hash(self.pointer)

    @property
    def name(self) -> str:
        """The preferred form of the name."""
        return self.names[0]


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """All entries of the edition; `files` gives for each kind the file that lists it, for `prefixDef`.

    Two registers are equal only when they are the same, so that what is made of one can be kept.
    """

    entries: tuple[Entry, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> Iterator[Entry]:
        """Yield the entries of a kind: person, place or org."""
        return (entry for entry in self.entries if entry.kind == kind)


def read_authority(paths: Iterable[Path]) -> tuple[AuthorityFile, ...]:
    """Read the files; raise SurroundingsError for one that can't be read."""
    return tuple(AuthorityFile(path.name, xml.read(path)) for path in sorted(paths))


def register(files: Iterable[AuthorityFile]) -> Register:
    """Collect the entries of the files; raise MarkupError for one that isn't well-formed."""
    return _register(tuple(files))


@lru_cache(maxsize=4)
def _register(files: tuple[AuthorityFile, ...]) -> Register:
    entries: list[Entry] = []
    lists: dict[str, str] = {}
    for file in files:
        root = xml.parse(file.data, file.name).getroot()
        for element, (kind, name) in KINDS.items():
            for node in root.iter(tei(element)):
                if node.get(XML_ID) and node.find(tei(name)) is not None:
                    entries.append(_entry(node, kind, name, file.name))
                    lists.setdefault(kind, file.name)
    return Register(tuple(entries), lists)


def _entry(node: etree._Element, kind: str, name: str, file: str) -> Entry:
    names = node.findall(tei(name))
    adjectives = [form for form in names if form.get("type") == "adjective"]
    full = [form for form in names if form.get("type") != "adjective"]
    nationality = node.find(tei("nationality"))
    return Entry(
        kind=kind,
        pointer=f"{kind}:{node.get(XML_ID)}",
        names=_unique(_text(form) for form in full),
        forenames=_unique(_text(part) for form in full for part in form.iter(tei("forename"))),
        surnames=_unique(_text(part) for form in full for part in form.iter(tei("surname"))),
        adjectives=_unique(_text(form) for form in adjectives),
        offices=tuple(_offices(node)),
        nationality=nationality.get("ref", "") if nationality is not None else "",
        identifiers=_unique(_text(idno) for idno in node.iterfind("tei:idno", NAMESPACES)),
        file=file,
        line=xml.place(node, file).line,
    )


def _offices(node: etree._Element) -> Iterator[Office]:
    for office in node.iterfind("tei:occupation", NAMESPACES):
        yield Office(_text(office), office.get("from", ""), office.get("to", ""), office.get("ref", ""))


def _text(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))
