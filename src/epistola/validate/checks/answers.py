"""Letters that answer each other say so on both sides (TEI Guidelines, chapter 2.4.6: correspContext).

A `ref` of the type prev or next in `correspContext` names with `target` a letter: by its file, or by the address
that is the `idno` of the type URI in its header. Where the letters are validated together:

- the letter that is named is there;
- it names this one in return (prev for next, with the same `subtype` if one is given);
- the earlier letter is not dated after the later.

Fires: letter A has `<ref type="prev" target="b.xml"/>`, and b.xml has no `<ref type="next" target="a.xml"/>`.
Silent: a letter that is named in words only; an address of another edition; b.xml, if it isn't among what is validated
(whether the file exists is the matter of the check of pointers).

Codes: `answers/no-letter`, `answers/one-sided`, `answers/wrong-order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from epistola import xml
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.names import tei
from epistola.validate.addresses import resolve
from epistola.validate.document import Document
from epistola.validate.spans import Day, span
from epistola.validate.wording import content

_BACK: Final = {"prev": "next", "next": "prev"}
_STATEMENT: Final = tei("publicationStmt")
_NUMBER: Final = tei("idno")
_ACTION: Final = tei("correspAction")
_DATE: Final = tei("date")
_REFERENCES: Final = f"{tei('correspContext')}/{tei('ref')}"


@dataclass(frozen=True, slots=True)
class _Link:
    """A letter is named: as the previous or the next of which chain, by which addresses, and where."""

    type: str
    subtype: str
    targets: tuple[str, ...]
    written: str
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of a letter to compare it with others."""

    name: str
    addresses: tuple[str, ...]
    first: Day | None
    last: Day | None
    links: tuple[_Link, ...]

    def __reduce__(self) -> tuple[type[Facts], tuple[Any, ...]]:
        """Pickle quickly: each letter has them, between processes."""
        return Facts, (self.name, self.addresses, self.first, self.last, self.links)


def collect(document: Document) -> Facts | None:
    """Return what the document says of letters before and after; None if it isn't a letter."""
    described = document.described
    if described is None:
        return None
    sent = span(_sent(described))
    addresses = [
        content(idno).strip()
        for statement in document.root.iter(_STATEMENT)
        for idno in statement.iterchildren(_NUMBER)
        if idno.get("type") == "URI"
    ]
    links = [
        _Link(
            ref.get("type", ""),
            ref.get("subtype", ""),
            tuple(address or document.path for address, _ in resolve(document, target, ref)),
            target,
            xml.place(ref, document.name),
        )
        for ref in (described.iterfind(_REFERENCES) if document.mentions(b"correspContext") else ())
        if ref.get("type") in _BACK
        for target in ref.get("target", "").split()
    ]
    return Facts(document.name, (document.path, *addresses), sent.first, sent.last, tuple(links))


def _sent(described: etree._Element) -> etree._Element | None:
    """Return the date on which the letter was sent."""
    actions = (action for action in described.iterchildren(_ACTION) if action.get("type") == "sent")
    return next((date for action in actions for date in action.iterchildren(_DATE)), None)


def compare(facts: Iterable[Facts]) -> Iterator[Diagnostic]:
    """Yield the references that aren't answered, lead nowhere or go against time."""
    letters = list(facts)
    known = {address: letter for letter in letters for address in letter.addresses}
    folders = {_folder(address) for letter in letters for address in letter.addresses[1:]}
    for letter in letters:
        for link in letter.links:
            other = next((known[target] for target in link.targets if target in known), None)
            if other is not None:
                yield from _judge(letter, link, other)
            elif any("://" in target and _folder(target) in folders for target in link.targets):
                sentence = f"No letter of the edition has the address “{link.written}”."
                hint = "Correct the address, or add the letter."
                yield Diagnostic("answers/no-letter", Severity.WARNING, sentence, link.place, hint)


def _judge(letter: Facts, link: _Link, other: Facts) -> Iterator[Diagnostic]:
    back = _BACK[link.type]
    answers = (
        answer
        for answer in other.links
        if answer.type == back and (not link.subtype or not answer.subtype or answer.subtype == link.subtype)
    )
    if not any(set(letter.addresses).intersection(answer.targets) for answer in answers):
        sentence = f"The letter “{other.name}” is named here as {link.type}, but does not name this one as {back}."
        hint = f'Add <ref type="{back}"> with a target that leads here to its correspContext.'
        yield Diagnostic("answers/one-sided", Severity.WARNING, sentence, link.place, hint)
    earlier, later = (other, letter) if link.type == "prev" else (letter, other)
    if earlier.first and later.last and earlier.first > later.last:
        sentence = f"The letter “{other.name}” is named as {link.type}, but the dates say the reverse."
        hint = "Check the dates of both letters, and which is the earlier."
        yield Diagnostic("answers/wrong-order", Severity.ERROR, sentence, link.place, hint)


def _folder(address: str) -> str:
    return address[: address.rfind("/") + 1]
