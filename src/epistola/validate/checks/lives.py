"""Who writes or receives a letter is alive on that day, as far as the authority file tells.

The name in a `correspAction` points with `ref` to a `person` with `birth` or `death`; the date of the action is
compared with them. Of uncertain dates only what is sure counts: the last possible day lies before the first possible
day of the birth, or the first possible day after the last possible day of the death.

Fires: a letter of 1871 from a person who died in 1862.
Silent: a letter of 1862 from that person; a person without dates; a file that can't be read, of which the check of
pointers speaks.

A letter can arrive when its addressee has died; that is a warning, all else an error.

Codes: `lives/before-birth`, `lives/after-death`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from epistola import xml
from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import EpistolaError
from epistola.names import XML_ID, tei
from epistola.validate.addresses import resolve
from epistola.validate.document import Document
from epistola.validate.spans import Day, Span, span

_NAMES: Final = (tei("persName"), tei("name"), tei("rs"))


@dataclass(frozen=True, slots=True)
class _Life:
    """When somebody was born and died, and their name."""

    name: str
    birth: Span
    death: Span


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield one finding for each correspondent who wasn't alive."""
    if not document.pointers("ref"):
        return
    for action in document.root.iter(tei("correspAction")):
        for name in action.iter(*_NAMES):
            life = _life(document, name)
            date = action.find(tei("date")) if life is not None else None
            if life is not None and date is not None:
                yield from _compare(document, action, date, span(date), life)


def _compare(
    document: Document, action: etree._Element, date: etree._Element, when: Span, life: _Life
) -> Iterator[Diagnostic]:
    act = {"sent": "was sent by", "received": "was received by"}.get(action.get("type", ""), "passed through")
    place = document.place(date)
    hint = "Check the date, the person that is meant, and the dates of life in the authority file."
    if when.last and life.birth.first and when.last < life.birth.first:
        sentence = f"The letter {act} {life.name} on {_said(when.last)}, before the birth on {_said(life.birth.first)}."
        yield Diagnostic("lives/before-birth", Severity.ERROR, sentence, place, hint)
    if when.first and life.death.last and when.first > life.death.last:
        severity = Severity.WARNING if action.get("type") == "received" else Severity.ERROR
        sentence = f"The letter {act} {life.name} on {_said(when.first)}, after the death on {_said(life.death.last)}."
        yield Diagnostic("lives/after-death", severity, sentence, place, hint)


def _said(day: Day) -> str:
    year, month, number = day
    return f"{year:04d}-{month:02d}-{number:02d}"


def _life(document: Document, name: etree._Element) -> _Life | None:
    """Return the life of the person to whom `name` points."""
    for pointer in name.get("ref", "").split():
        for address, identifier in resolve(document, pointer, name):
            if not identifier:
                continue
            if not address:
                person = document.identifiers.get(identifier)
                return _read(person) if person is not None else None
            path = Path(address)
            if path.is_file() and identifier in (lives := _lives(path, path.stat().st_mtime_ns)):
                return lives[identifier]
    return None


@lru_cache(maxsize=64)
def _lives(path: Path, changed: int) -> Mapping[str, _Life]:
    """Return the lives that the file tells; `changed`, its time of change, makes an edited file be read anew."""
    try:
        persons = xml.parse(xml.read(path), str(path)).iter(tei("person"))
    except EpistolaError:
        return MappingProxyType({})
    return MappingProxyType({i: _read(person) for person in persons if (i := person.get(XML_ID)) is not None})


def _read(person: etree._Element) -> _Life:
    name = person.find(tei("persName"))
    words = " ".join("".join(map(str, name.itertext())).split()) if name is not None else ""
    return _Life(words or person.get(XML_ID, ""), _event(person, "birth"), _event(person, "death"))


def _event(person: etree._Element, name: str) -> Span:
    """Return the span of a birth or death; a date inside counts where the element itself has none."""
    event = person.find(tei(name))
    found = span(event)
    return found if event is None or found != Span() else span(event.find(tei("date")))
