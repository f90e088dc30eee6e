"""Changing the authority files as an editor says: a new entry, or an identifier for one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from epistola.config import Edition
from epistola.encode.authority import entries, inserting
from epistola.encode.authority.entries import Draft
from epistola.encode.authority.likeness import key
from epistola.encode.authority.register import AuthorityFile, Entry, register
from epistola.encode.lexicon import Lexicon
from epistola.encode.tei.markup import Element, element, write
from epistola.errors import SettingsError
from epistola.names import TEI_NS

_NEW: Final = {
    "person": ("persons.xml", "listPerson", "Persons named in the letters"),
    "place": ("places.xml", "listPlace", "Places named in the letters"),
    "org": ("organisations.xml", "listOrg", "Organisations named in the letters"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A list as it is to be: its name, its bytes, the entry that was added or changed, and whether the list is new."""

    file: str
    content: bytes
    pointer: str
    new: bool = False


def add(
    files: Sequence[AuthorityFile],
    draft: Draft,
    words: Lexicon,
    edition: Edition | None,
    *,
    identifier: str = "",
    anyway: bool = False,
) -> Change:
    """Return the list to which `draft` has been added: the first of `files` with entries of its kind, or a new one.

    `identifier` is made of the name where none is given. Raises SettingsError for an identifier that is taken, and,
    unless it is wanted `anyway`, for a name or an identifier of others that an entry of the kind has already.
    """
    known = register(files)
    if not anyway:
        _refuse_known(draft, known.of(draft.kind))
    taken = frozenset().union(*(inserting.identifiers(file.data, file.name) for file in files))
    if identifier in taken:
        raise SettingsError(
            f"The identifier “{identifier}” is taken.",
            code="authority/identifier-taken",
            hint="Choose another one, or leave it out: one is made of the name.",
        )
    made = identifier or entries.free(entries.slug(draft, words), taken)
    written = entries.entry(draft, made, words)
    pointer = f"{draft.kind}:{made}"
    listing = known.files.get(draft.kind)
    if listing is None:
        name, list_name, title = _NEW[draft.kind]
        return Change(name, document(title, [element(list_name, written)], edition, name[:-4]), pointer, new=True)
    data = next(file.data for file in files if file.name == listing)
    return Change(listing, inserting.insert_entry(data, listing, written), pointer)


def identify(files: Sequence[AuthorityFile], wanted: Entry, address: str) -> Change:
    """Return the list in which the entry `wanted` has the identifier `address`."""
    data = next(file.data for file in files if file.name == wanted.file)
    content = inserting.insert_identifier(data, wanted.file, wanted.pointer.partition(":")[2], entries.idno(address))
    return Change(wanted.file, content, wanted.pointer)


def changed(files: Sequence[AuthorityFile], change: Change) -> tuple[AuthorityFile, ...]:
    """Return the files with the change, so that a further one can follow."""
    rest = tuple(replace(f, data=change.content) if f.name == change.file else f for f in files)
    return (*rest, AuthorityFile(change.file, change.content)) if change.new else rest


def entry_named(files: Sequence[AuthorityFile], word: str) -> Entry:
    """Return the entry that `word` means, with its prefix (`person:moser-anna`) or without; SettingsError if none."""
    found = [e for e in register(files).entries if word in (e.pointer, e.pointer.partition(":")[2])]
    if len(found) == 1:
        return found[0]
    names = ", ".join(entry.pointer for entry in found)
    raise SettingsError(
        f"“{word}” is the identifier of several entries: {names}." if found else f"There is no entry “{word}”.",
        code="authority/no-entry",
        hint="Write the identifier as the letters do, such as person:moser-anna.",
    )


def document(title: str, lists: Iterable[Element], edition: Edition | None, identifier: str) -> bytes:
    """Write a TEI document that has nothing but lists, in UTF-8."""
    header = element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", element("title", title)),
            _published(edition),
            element("sourceDesc", element("p", "Compiled from the letters of the edition.")),
        ),
        xml_lang=edition.language if edition else "en",
    )
    inside = write(header, 1) + write(element("standOff", *lists), 1)
    start = f'<TEI xmlns="{TEI_NS}" xml:id="{identifier}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{start}\n{inside}</TEI>\n'.encode()


def _published(edition: Edition | None) -> Element:
    if edition is None:
        return element("publicationStmt", element("p", "Unpublished."))
    licence = element("licence", edition.licence.text, target=edition.licence.target)
    return element(
        "publicationStmt",
        element("publisher", edition.publisher),
        element("availability", licence, status="free"),
    )


def _refuse_known(draft: Draft, known: Iterable[Entry]) -> None:
    names, addresses = set(map(key, draft.names)), {address.rstrip("/") for address in draft.identifiers}
    for entry in known:
        if names & set(map(key, entry.names)) or addresses & {number.rstrip("/") for number in entry.identifiers}:
            raise SettingsError(
                f"“{draft.names[0]}” may be the entry {entry.pointer} ({entry.name}), which is in the list already.",
                code="authority/known",
                file=entry.file,
                line=entry.line,
                hint="Add what is new to that entry. If it is somebody or something else: --anyway.",
            )
